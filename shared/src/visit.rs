//! Pages a customer comes back to inside the panel, drawn by the server: their requests, and a
//! survey. What they are made from is here; it draws nothing itself.

mod requests;
mod survey;

pub use requests::{Brief, MAX_TOKENS, Proof, RequestsPage, Row, State};
pub use survey::{Choice, Stage, SurveyPage};

use crate::{
    lang::Lang,
    site::{Appearance, Site},
    text::Catalogue,
};

/// What every such page knows of the site and of how it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The site's id.
    pub site_id: String,
    /// The site's name.
    pub name: String,
    /// The language shown.
    pub lang: Lang,
    /// The interface's texts.
    pub texts: Catalogue,
    /// How it looks.
    pub looks: Appearance,
    /// Origins whose pages may talk to the page; none means any.
    pub origins: Vec<String>,
    /// How it stands in a page of the site: `1`, `inline`, or empty where it is a page of its own.
    pub embed: String,
    /// The query every link inside the panel keeps: empty or `?embed=1&lang=it`.
    pub keep: String,
}

impl Place {
    /// The place of a site, in a language.
    pub fn new(site_id: &str, site: &Site, lang: &Lang, embed: String, keep: String) -> Self {
        Self {
            site_id: site_id.to_owned(),
            name: site.name.clone(),
            lang: lang.clone(),
            texts: Catalogue::of_site(site, lang),
            looks: site.appearance.clone(),
            origins: site.origins.clone(),
            embed,
            keep,
        }
    }

    /// A link inside the panel: `path` is empty or begins with `/`.
    pub fn href(&self, path: &str) -> String {
        format!("/p/{}{path}{}", self.site_id, self.keep)
    }

    /// A link with another word of the query: `name=value`, which must be safe in one.
    pub fn href_with(&self, path: &str, word: &str) -> String {
        let mark = if self.keep.is_empty() { '?' } else { '&' };
        format!("{}{mark}{word}", self.href(path))
    }

    /// The page of a request, in the same frame.
    pub fn request(&self, token: &str) -> String {
        match self.embed.as_str() {
            "" => format!("/r/{token}"),
            embed => format!("/r/{token}?embed={embed}"),
        }
    }
}
