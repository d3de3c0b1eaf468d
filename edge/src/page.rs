//! The document around a page's contents: head, policy, and the values the browser goes on with.

use serde::Serialize;
use shared::{
    colour::Theme,
    html::escape,
    problem::Problem,
    site::{Appearance, Scheme, Shape},
};
use worker::{Response, ResponseBuilder, Result};

use crate::{
    assets::{BUILD, SHEET},
    digest::sha256,
};

/// Which style sheet a page wears.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    Panel,
    Help,
    Request,
    /// The request page's sheet, with the script of pages customers come back to.
    Visit,
    /// The desk's sheet and script.
    Desk,
}

/// Who may show the page in a frame.
pub enum Ancestors<'a> {
    /// These origins; none listed means any.
    Listed(&'a [String]),
    /// Nobody.
    Nobody,
}

/// A page.
pub struct Page<'a, D: Serialize> {
    pub status: u16,
    pub lang: &'a str,
    pub dir: &'a str,
    pub title: &'a str,
    /// The address search engines should know; without one the page is not for them.
    pub canonical: Option<String>,
    /// How the owner wants it to look.
    pub looks: &'a Appearance,
    pub sheet: Sheet,
    pub body: &'a str,
    /// What the browser's script goes on with; without it there is no script.
    pub data: Option<&'a D>,
    /// Structured data, as JSON.
    pub json_ld: Option<String>,
    pub ancestors: Ancestors<'a>,
    /// Whether the page may ask Cloudflare's Turnstile.
    pub turnstile: bool,
}

/// JSON that can stand inside a script element.
fn embedded(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// The owner's colour in shades that read well on our grounds.
fn theme(accent: &str) -> String {
    let Theme { light, dark } = Theme::of(accent);
    format!(
        ":root{{--accent-light:{};--on-accent-light:{};--accent-dark:{};--on-accent-dark:{}}}",
        light.hex(),
        light.ink().hex(),
        dark.hex(),
        dark.ink().hex()
    )
}

/// What the style sheet goes by where it is not as usual.
fn marks(looks: &Appearance) -> String {
    let scheme = match looks.scheme {
        Scheme::System => String::new(),
        scheme => format!(" data-scheme=\"{}\"", scheme.css()),
    };
    let shape = match looks.shape {
        Shape::Rounded => "",
        Shape::Square => " data-shape=\"square\"",
    };
    scheme + shape
}

thread_local! {
    /// The last theme, with the accent it is of and its digest.
    static THEME: std::cell::RefCell<(String, String, String)> = const {
        std::cell::RefCell::new((String::new(), String::new(), String::new()))
    };
}

/// A theme and its digest.
fn theme_of(accent: &str) -> (String, String) {
    THEME.with_borrow_mut(|known| {
        if known.0 != accent {
            let theme = theme(accent);
            let digest = sha256(&theme);
            *known = (accent.to_owned(), theme, digest);
        }
        (known.1.clone(), known.2.clone())
    })
}

/// What stands in the page itself, so that nothing else is waited for before it is painted: how the
/// panel looks, and the script that begins once it is seen. Each with its digest, which policies name.
struct Inline {
    sheet: &'static str,
    sheet_digest: String,
    script: String,
    script_digest: String,
}

impl Inline {
    fn get() -> &'static Self {
        static INLINE: std::sync::OnceLock<Inline> = std::sync::OnceLock::new();
        INLINE.get_or_init(|| {
            // Until the panel listens, what the page around says waits. Without anything to paint, in
            // a frame nobody sees, there is no frame to wait for.
            let script = format!(
                "self.held=[];onmessage=e=>held.push(e);\
                 let go=()=>{{go=()=>{{}};import(\"/a/{BUILD}/panel.js\")}};\
                 document.hidden||!innerWidth?go():requestAnimationFrame(()=>setTimeout(()=>go()));\
                 setTimeout(()=>go(),1e3)"
            );
            Self {
                sheet: SHEET,
                sheet_digest: sha256(SHEET),
                script_digest: sha256(&script),
                script,
            }
        })
    }
}

/// The page as a whole document with its headers.
pub fn draw<D: Serialize>(page: &Page<'_, D>) -> Result<Response> {
    let (theme, digest) = theme_of(&page.looks.accent);
    let sheet = match page.sheet {
        Sheet::Panel => "panel.css",
        Sheet::Help => "help.css",
        Sheet::Request | Sheet::Visit => "request.css",
        Sheet::Desk => "desk.css",
    };
    let inline = (page.data.is_some() && page.sheet == Sheet::Panel).then(Inline::get);
    let look = match inline {
        Some(inline) => format!("<style>{}</style>", inline.sheet),
        None => format!("<link rel=\"stylesheet\" href=\"/a/{BUILD}/{sheet}\">"),
    };
    let mut head = format!(
        "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1,viewport-fit=cover,interactive-widget=resizes-content\">\
         <meta name=\"color-scheme\" content=\"{}\"><title>{}</title><style>{theme}</style>\
         {look}<link rel=\"icon\" href=\"data:,\">",
        page.looks.scheme.css(),
        escape(page.title)
    );
    match &page.canonical {
        Some(url) => {
            head.push_str(&format!(
                "<link rel=\"canonical\" href=\"{}\">",
                escape(url)
            ));
        }
        None => head.push_str("<meta name=\"robots\" content=\"noindex\">"),
    }
    let mut tail = String::new();
    if let (Some(data), Some(inline)) = (page.data, inline) {
        // No `modulepreload`: it compiles what is not needed yet.
        head.push_str(&format!(
            "<link rel=\"preload\" as=\"script\" crossorigin href=\"/a/{BUILD}/panel.js\">\
             <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"/a/{BUILD}/panel.wasm\">"
        ));
        tail = format!(
            "<script type=\"application/json\" id=\"premura-data\">{}</script>\
             <script type=\"module\">{}</script>",
            embedded(&serde_json::to_string(data)?),
            inline.script
        );
    }
    let script = match page.sheet {
        Sheet::Visit => "visits.js",
        Sheet::Desk => "desk.js",
        Sheet::Panel | Sheet::Help | Sheet::Request => "",
    };
    if !script.is_empty() {
        tail.push_str(&format!(
            "<script type=\"module\" src=\"/a/{BUILD}/{script}\"></script>"
        ));
    }
    if let Some(json) = &page.json_ld {
        tail.push_str(&format!(
            "<script type=\"application/ld+json\">{}</script>",
            embedded(json)
        ));
    }
    let html = format!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\"{}><head>{head}</head><body>{}{tail}</body></html>",
        escape(page.lang),
        page.dir,
        marks(page.looks),
        page.body
    );
    let ancestors = match page.ancestors {
        Ancestors::Listed([]) => "*".to_owned(),
        Ancestors::Listed(origins) => format!("'self' {}", origins.join(" ")),
        Ancestors::Nobody => "'none'".to_owned(),
    };
    let (third, frames) = if page.sheet == Sheet::Desk {
        // The panel, beside what is being set up.
        ("", "frame-src 'self'; ")
    } else if page.turnstile {
        (
            " https://challenges.cloudflare.com",
            "frame-src https://challenges.cloudflare.com; ",
        )
    } else {
        ("", "")
    };
    let (look, script) = match inline {
        Some(inline) => (
            format!(" 'sha256-{}'", inline.sheet_digest),
            format!(" 'sha256-{}'", inline.script_digest),
        ),
        None => Default::default(),
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'{script} 'wasm-unsafe-eval'{third}; worker-src 'self'; \
         style-src 'self' 'sha256-{}'{look}; connect-src 'self'; img-src 'self' https: data:; \
         {frames}form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}",
        digest
    );
    let mut builder = ResponseBuilder::new();
    if inline.is_some() {
        // For networks that send it ahead of the page (103).
        let link = format!("</a/{BUILD}/panel.js>; rel=preload; as=script; crossorigin");
        builder = builder.with_header("link", &link)?;
    }
    Ok(builder
        .with_status(page.status)
        .with_header("content-type", "text/html; charset=utf-8")?
        .with_header("content-language", page.lang)?
        .with_header("content-security-policy", &policy)?
        .with_header("cache-control", "no-cache")?
        .with_header("vary", "accept-language")?
        .with_header("x-content-type-options", "nosniff")?
        // Full addresses stay ours; forms of the page still say where they come from.
        .with_header("referrer-policy", "strict-origin-when-cross-origin")?
        .fixed(html.into_bytes()))
}

/// A short page without a site's look.
pub fn plain(status: u16, title: &str, hint: &str) -> Result<Response> {
    let body = format!(
        "<main class=\"plain\"><h1>{}</h1><p>{}</p></main>",
        escape(title),
        escape(hint)
    );
    draw::<()>(&Page {
        status,
        lang: "en",
        dir: "ltr",
        title,
        canonical: None,
        looks: &Appearance::default(),
        sheet: Sheet::Help,
        body: &body,
        data: None,
        json_ld: None,
        ancestors: Ancestors::Listed(&[]),
        turnstile: false,
    })
}

/// A problem for a person who sent a form.
pub fn problem(problem: &Problem) -> Result<Response> {
    plain(problem.status, &problem.title, &problem.detail)
}
