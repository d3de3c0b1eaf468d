//! How the HTML part of a mail looks: one column of at most 560 px that needs nothing from the
//! network, light and dark. No words here.

use crate::{
    colour::{Colour, TEXT_CONTRAST},
    html::escape,
};

/// The colours of one scheme. Text stands on ground, card and quote.
pub(super) struct Palette {
    /// Around the card.
    pub ground: Colour,
    /// Under the text.
    pub card: Colour,
    /// Under what the customer wrote.
    pub quote: Colour,
    /// Text.
    pub ink: Colour,
    /// Small text.
    pub muted: Colour,
    /// Hairlines.
    pub line: Colour,
    /// Links and the button.
    pub accent: Colour,
    /// Text on the button.
    pub on_accent: Colour,
}

const fn colour(r: u8, g: u8, b: u8) -> Colour {
    Colour { r, g, b }
}

impl Palette {
    /// Dark on light.
    pub fn light(accent: &str) -> Self {
        let ground = colour(0xf6, 0xf3, 0xee);
        Self {
            ground,
            card: Colour::WHITE,
            quote: ground,
            ink: Colour::INK,
            muted: colour(0x5c, 0x56, 0x4d),
            line: colour(0xe3, 0xde, 0xd5),
            accent: parsed(accent).readable_on(ground, TEXT_CONTRAST),
            on_accent: Colour::WHITE,
        }
    }

    /// Light on dark.
    pub fn dark(accent: &str) -> Self {
        let card = colour(0x28, 0x25, 0x21);
        let quote = colour(0x33, 0x2f, 0x2a);
        Self {
            ground: Colour::INK,
            card,
            quote,
            ink: colour(0xf3, 0xf0, 0xea),
            muted: colour(0xc4, 0xbd, 0xb2),
            line: colour(0x45, 0x40, 0x39),
            accent: parsed(accent).readable_on(quote, TEXT_CONTRAST),
            on_accent: Colour::INK,
        }
    }
}

fn parsed(accent: &str) -> Colour {
    Colour::parse(accent).unwrap_or(Colour::INK)
}

/// A link that looks like a button also where a mail program drops the style sheet.
pub(super) fn button(accent: &str) -> String {
    let Palette {
        accent, on_accent, ..
    } = Palette::light(accent);
    let (back, ink) = (accent.hex(), on_accent.hex());
    format!(
        "class=\"button\" style=\"display:inline-block;padding:12px 20px;border-radius:8px;\
         background:{back};color:{ink};font-weight:600;text-decoration:none\""
    )
}

/// What a document is made of.
pub(super) struct Page<'a> {
    /// The language, for `lang`.
    pub lang: &'a str,
    /// The direction of writing, for `dir`.
    pub dir: &'a str,
    /// The site's colour.
    pub accent: &'a str,
    /// The title.
    pub title: &'a str,
    /// The site's name, over everything.
    pub site: &'a str,
    /// The content, HTML.
    pub body: &'a str,
}

/// A whole HTML document.
pub(super) fn document(page: &Page<'_>) -> String {
    let light = colours(&Palette::light(page.accent), "");
    let dark = colours(&Palette::dark(page.accent), "!important");
    let Page {
        lang, dir, body, ..
    } = page;
    let (title, site) = (escape(page.title), escape(page.site));
    format!(
        r#"<!doctype html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>
:root{{color-scheme:light dark}}
body{{margin:0;padding:24px 12px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}}
.mail{{max-width:560px;margin:0 auto;overflow-wrap:anywhere}}
.site{{margin:0 0 12px;padding:0 20px;font-size:14px;font-weight:600}}
.card{{padding:8px 20px;border:1px solid;border-radius:12px}}
p{{margin:16px 0}}
h2,h3,h4,h5,h6{{margin:28px 0 8px;font-size:16px;line-height:1.4;font-weight:600}}
strong{{font-weight:600}}
.reference{{font-size:22px;line-height:1.3;letter-spacing:.06em;font-variant-numeric:tabular-nums}}
.button{{margin:4px 0}}
blockquote{{margin:16px 0;padding:12px 16px;border-inline-start:3px solid;border-radius:0 8px 8px 0}}
[dir=rtl] blockquote{{border-radius:8px 0 0 8px}}
blockquote p{{margin:0}}
.rows{{margin:12px 0;padding:0;list-style:none}}
.rows li{{padding:8px 0;border-top:1px solid}}
.rows li:first-child{{border-top:0}}
ol,.written ul{{margin:12px 0;padding-inline-start:24px}}
li{{margin:4px 0}}
.rows li{{margin:0}}
pre{{white-space:pre-wrap}}
.small{{margin:24px 0 8px;padding-top:4px;border-top:1px solid;font-size:14px}}
.small p{{margin:12px 0}}
{light}
@media (prefers-color-scheme:dark){{
{dark}
}}
</style>
</head>
<body>
<div class="mail">
<p class="site">{site}</p>
<div class="card">
{body}</div>
</div>
</body>
</html>
"#
    )
}

fn colours(palette: &Palette, force: &str) -> String {
    let Palette {
        ground,
        card,
        quote,
        ink,
        muted,
        line,
        accent,
        on_accent,
    } = palette;
    let [ground, card, quote, ink, muted, line, accent, on_accent] =
        [ground, card, quote, ink, muted, line, accent, on_accent].map(|c| c.hex());
    format!(
        "body{{background:{ground};color:{ink}}}\n\
         .card{{background:{card};border-color:{line}}}\n\
         .site,.small{{color:{muted}}}\n\
         .rows li,.small{{border-color:{line}}}\n\
         blockquote{{background:{quote};border-color:{accent}}}\n\
         a{{color:{accent}}}\n\
         .button{{background:{accent}{force};color:{on_accent}{force}}}"
    )
}
