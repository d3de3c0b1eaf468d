//! The public help centre: the same questions and answers as pages of their own, for readers,
//! search engines and whatever reads FAQPage data. No script at all.

use leptos::prelude::*;
use serde_json::json;
use shared::{
    html::escape,
    id::SiteId,
    lang::{self, Lang, Locale, own_name},
    markdown,
    panel::{Answer, Panel, Question, Search},
    privacy,
    site::Site,
    text::{Catalogue, Text},
};
use worker::{Env, Request, Response, ResponseBuilder, Result};

use crate::{
    answers, api, chance,
    page::{self, Page},
    pages::{self, no_site},
    published,
};

/// How many related questions stand under an answer.
const RELATED: usize = 5;

/// A view of text that is escaped where it stands.
type Part = AnyView;

struct Centre<'a> {
    id: &'a SiteId,
    own: &'a str,
    site: &'a Site,
    lang: Lang,
    panel: Panel,
    /// What is searched for with `?q=`, and what that found.
    search: Option<Search>,
    /// `?lang=it` where a language was chosen.
    keep: String,
}

impl Centre<'_> {
    fn t(&self, text: Text) -> String {
        self.panel.texts.get(text).to_owned()
    }

    fn title(&self) -> String {
        self.panel
            .texts
            .fill(Text::HelpTitle, &[("site", &self.panel.name)])
    }

    fn address(&self, faq: &str) -> String {
        let slash = if faq.is_empty() { "" } else { "/" };
        format!("/help/{}{slash}{faq}{}", self.id, self.keep)
    }

    fn write(&self) -> String {
        format!("/p/{}/write{}", self.id, self.keep)
    }

    fn link(&self, question: &Question) -> Part {
        let elsewhere = question
            .lang
            .as_ref()
            .filter(|lang| **lang != self.panel.lang);
        let elsewhere = elsewhere.map(|lang| {
            let name = own_name(lang).to_owned();
            view! { <small>{name}</small> }
        });
        view! {
            <li>
                <a href=self.address(&question.id) lang=question.lang.clone()>
                    <bdi>{question.text.clone()}</bdi>{elsewhere}
                </a>
            </li>
        }
        .into_any()
    }

    /// The questions by category; those without one come last.
    fn groups(&self) -> Vec<(String, Vec<Part>)> {
        let mut groups: Vec<(String, Vec<Part>)> = self
            .panel
            .categories
            .iter()
            .map(|label| (label.clone(), Vec::new()))
            .collect();
        let mut others = Vec::new();
        for question in &self.panel.questions {
            let place = question.category.and_then(|c| usize::try_from(c).ok());
            let link = self.link(question);
            match place.and_then(|p| groups.get_mut(p)) {
                Some((_, links)) => links.push(link),
                None => others.push(link),
            }
        }
        let name = if groups.is_empty() {
            Text::Questions
        } else {
            Text::OtherQuestions
        };
        groups.push((self.t(name), others));
        groups.retain(|(_, links)| !links.is_empty());
        groups
    }

    /// What a search found, best first, without a heading.
    fn found(&self, search: &Search) -> Vec<(String, Vec<Part>)> {
        let questions = search.found.iter().filter_map(|found| {
            let question = self.panel.questions.get(found.question)?;
            Some(self.link(question))
        });
        match questions.collect::<Vec<_>>() {
            none if none.is_empty() => Vec::new(),
            links => vec![(String::new(), links)],
        }
    }

    fn frame(&self, query: &str, content: Part) -> String {
        let search = view! {
            <form class="search" role="search" action=format!("/help/{}", self.id)>
                <label for="q">{self.t(Text::Search)}</label>
                <div>
                    <input id="q" name="q" type="search" value=query.to_owned() maxlength="200" autocomplete="off"/>
                    {(!self.keep.is_empty()).then(|| view! { <input type="hidden" name="lang" value=self.lang.to_string()/> })}
                    <button>{self.t(Text::SearchButton)}</button>
                </div>
            </form>
        };
        view! {
            <a class="skip" href="#content">{self.t(Text::SkipToContent)}</a>
            <header class="top">
                <div class="inner">
                    <a class="name" href=self.address("")>{self.title()}</a>
                    {search}
                </div>
            </header>
            <main id="content" class="inner">{content}</main>
            <footer class="bottom">
                <div class="inner">
                    <section aria-labelledby="contact">
                        <h2 id="contact">{self.t(Text::NotSolved)}</h2>
                        <p>{self.panel.greeting.clone()}</p>
                        <a class="button" href=self.write()>{self.t(Text::WriteToUs)}</a>
                    </section>
                    <p class="credit">{self.t(Text::Credit)}</p>
                </div>
            </footer>
        }
        .to_html()
    }

    fn draw(
        &self,
        status: u16,
        title: &str,
        path: &str,
        body: &str,
        json_ld: Option<String>,
    ) -> Result<Response> {
        page::draw::<()>(&Page {
            status,
            lang: Locale::shown(&self.lang),
            dir: Locale::of(&self.lang).dir(),
            title,
            canonical: (status == 200).then(|| format!("{}{path}", self.own)),
            looks: &self.site.appearance,
            sheet: page::Sheet::Help,
            body,
            data: None,
            json_ld,
            ancestors: page::Ancestors::Nobody,
            turnstile: false,
        })
    }

    fn missing(&self) -> Result<Response> {
        let content = view! {
            <h1>{self.t(Text::NotFound)}</h1>
            <p>{self.t(Text::NotFoundHint)}</p>
            <a href=self.address("")>{self.t(Text::AllQuestions)}</a>
        };
        let body = self.frame("", content.into_any());
        self.draw(
            404,
            &format!("{} · {}", self.t(Text::NotFound), self.panel.name),
            "",
            &body,
            None,
        )
    }
}

/// Runs `draw` with the help centre of a site.
async fn with<F>(request: Request, env: &Env, own: &str, id: &SiteId, draw: F) -> Result<Response>
where
    F: FnOnce(&Centre<'_>) -> Result<Response>,
{
    let Some(published) = published::site(env, id).await? else {
        return no_site();
    };
    let site = &published.site;
    let Some(lang) = api::lang(&request, site) else {
        return no_site();
    };
    let chosen = api::query(&request, "lang").is_some();
    let panel = Panel {
        // All texts, not only those the panel's visitors need.
        texts: Catalogue::of_site(site, &lang),
        ..Panel::of_site(id.as_str(), site, &lang, chance::now())
    };
    let search = match pages::searched(&request) {
        query if query.is_empty() => None,
        query => answers::index(env, id, &published, &lang)
            .await
            .map(|index| Search::of(&index, &panel.questions, &query)),
    };
    let centre = Centre {
        id,
        own,
        site,
        panel,
        search,
        keep: if chosen {
            format!("?lang={lang}")
        } else {
            String::new()
        },
        lang,
    };
    Owner::new().with(|| draw(&centre))
}

/// `GET /help/{site}`, with `?q=` a search.
pub async fn home(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    with(request, env, own, id, |centre| {
        let (query, groups) = match &centre.search {
            None => (String::new(), centre.groups()),
            Some(search) => (search.query.clone(), centre.found(search)),
        };
        let texts = &centre.panel.texts;
        let found: usize = groups.iter().map(|(_, links)| links.len()).sum();
        let heading = match query.as_str() {
            "" => centre.t(Text::Questions),
            query => texts.fill(Text::ResultsFor, &[("query", query)]),
        };
        let none = (found == 0).then(|| {
            let said = match query.as_str() {
                "" => vec![centre.t(Text::NoQuestions)],
                query => vec![
                    texts.fill(Text::ResultsNone, &[("query", query)]),
                    centre.t(Text::ResultsNoneHint),
                ],
            };
            said.into_iter()
                .map(|text| view! { <p>{text}</p> })
                .collect_view()
        });
        let sections = groups
            .into_iter()
            .map(|(label, links)| {
                let label = (!label.is_empty()).then(|| view! { <h2>{label}</h2> });
                view! { <section class="group">{label}<ul>{links}</ul></section> }
            })
            .collect_view();
        // Those for some pages of the site only are not for here.
        let notices = centre.panel.notices_on("").map(|notice| {
            let class = if notice.warns {
                "notice warns"
            } else {
                "notice"
            };
            view! { <div class=class inner_html=notice.html.clone()></div> }
        });
        let notices = notices.collect_view();
        let content =
            view! { {notices}<h1>{heading}</h1>{none}<div class="groups">{sections}</div> };
        let body = centre.frame(&query, content.into_any());
        centre.draw(200, &centre.title(), &centre.address(""), &body, None)
    })
    .await
}

/// `GET /privacy/{site}`: what is kept of a customer.
pub async fn privacy(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    with(request, env, own, id, |centre| {
        let turnstile = centre.site.spam.turnstile_site_key.is_some();
        let text = privacy::text(Locale::of(&centre.lang), turnstile);
        // An answer's headings begin at the third level, this page's stand right under its own.
        let text = markdown::to_html(&text).replace("h3>", "h2>");
        let content = view! {
            <h1>{centre.t(Text::Privacy)}</h1>
            <div class="answer" inner_html=text></div>
        };
        let body = centre.frame("", content.into_any());
        let title = format!("{} · {}", centre.t(Text::Privacy), centre.panel.name);
        let path = format!("/privacy/{}", centre.id);
        centre.draw(200, &title, &path, &body, None)
    })
    .await
}

/// `GET /help/{site}/{faq}`.
pub async fn faq(
    request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    faq: &str,
) -> Result<Response> {
    with(request, env, own, id, |centre| {
        let Some(answer) = Answer::of_site(centre.site, faq, &centre.lang) else {
            return centre.missing();
        };
        let texts = &centre.panel.texts;
        let category = centre.site.faq(faq).and_then(|faq| faq.category.as_ref());
        let category = category.and_then(|id| centre.site.categories.iter().position(|c| c.id == *id));
        let related: Vec<_> = centre
            .panel
            .questions
            .iter()
            .filter(|q| q.id != faq && q.category.map(|c| c as usize) == category)
            .take(RELATED)
            .map(|question| centre.link(question))
            .collect();
        let label = category.and_then(|place| centre.panel.categories.get(place)).cloned();
        let label = label.unwrap_or_else(|| centre.t(Text::OtherQuestions));
        let foreign = (answer.lang != centre.lang.as_str()).then(|| {
            let language = own_name(&answer.lang);
            view! { <p class="note">{texts.fill(Text::OtherLanguage, &[("language", language)])}</p> }
        });
        let related = (!related.is_empty()).then(|| {
            view! { <section class="group"><h2>{label}</h2><ul>{related}</ul></section> }
        });
        let content = view! {
            <a class="back" href=centre.address("")>{centre.t(Text::AllQuestions)}</a>
            <article lang=answer.lang.clone() dir=lang::dir(&answer.lang)>
                <h1>{answer.question.clone()}</h1>
                <div class="answer" inner_html=format!("{}{}", answer.contents, answer.html)></div>
            </article>
            {foreign}
            {related}
        };
        let body = centre.frame("", content.into_any());
        let title = format!("{} · {}", answer.question, centre.panel.name);
        let json_ld = one_faq(centre.site, faq, &centre.lang);
        centre.draw(200, &title, &centre.address(faq), &body, json_ld)
    })
    .await
}

fn entity(site: &Site, faq: &shared::site::Faq, lang: &Lang) -> serde_json::Value {
    let (lang, question) = faq
        .question
        .get(lang, &site.languages)
        .unwrap_or((lang, ""));
    let answer = markdown::to_text(faq.answer.text(lang, &site.languages));
    json!({
        "@type": "Question",
        "name": question,
        "acceptedAnswer": { "@type": "Answer", "text": answer.trim() },
    })
}

/// FAQPage data of one FAQ. It stands only where the answer does: data is for visible content.
fn one_faq(site: &Site, faq: &str, lang: &Lang) -> Option<String> {
    let entity = entity(site, site.faq(faq)?, lang);
    let page =
        json!({ "@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [entity] });
    Some(page.to_string())
}

/// `GET /help/{site}/sitemap.xml`.
pub async fn sitemap(env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(published) = published::site(env, id).await? else {
        return no_site();
    };
    let day = published.published_at.get(..10).unwrap_or("");
    let own = escape(own);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = std::iter::once(String::new())
        .chain(published.site.faqs.iter().map(|faq| format!("/{}", faq.id)));
    for page in pages {
        xml.push_str(&format!(
            "<url><loc>{own}/help/{id}{page}</loc><lastmod>{day}</lastmod></url>\n"
        ));
    }
    xml.push_str("</urlset>\n");
    Ok(ResponseBuilder::new()
        .with_header("content-type", "application/xml; charset=utf-8")?
        .fixed(xml.into_bytes()))
}
