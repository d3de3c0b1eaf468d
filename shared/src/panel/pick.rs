//! Which questions are put first, and what belongs to the page the customer is on. The worker asks
//! with the page it was told, the browser again when the customer goes on.

use super::{Contact, Notice, Panel, Question};
use crate::page::fits;

/// How many questions the first view shows.
pub const SHOWN: usize = 5;
/// How many related questions stand under an answer.
pub const RELATED: usize = 4;

impl Panel {
    /// The questions of the first view, by their places: those the page's script `asked` for, then
    /// those suggested for the page, then the most useful; at most [`SHOWN`].
    pub fn first(&self, asked: &[usize], page: &str) -> Vec<usize> {
        let suggested =
            |(place, question): (usize, &Question)| fits(&question.pages, page).then_some(place);
        let suggested = self.questions.iter().enumerate().filter_map(suggested);
        let useful = self.useful.iter().map(|place| *place as usize);
        let mut first: Vec<usize> = Vec::with_capacity(SHOWN);
        for place in asked.iter().copied().chain(suggested).chain(useful) {
            if first.len() < SHOWN && place < self.questions.len() && !first.contains(&place) {
                first.push(place);
            }
        }
        first
    }

    /// Questions close to another, by their places: the next ones of its category, from the
    /// beginning again after the last; at most [`RELATED`].
    pub fn related(&self, id: &str) -> Vec<usize> {
        let Some(at) = self.questions.iter().position(|question| question.id == id) else {
            return Vec::new();
        };
        let category = self
            .questions
            .get(at)
            .and_then(|question| question.category);
        let alike = |(place, question): (usize, &Question)| {
            (place != at && question.category == category).then_some(place)
        };
        let alike: Vec<usize> = self
            .questions
            .iter()
            .enumerate()
            .filter_map(alike)
            .collect();
        let after = alike.iter().filter(|place| **place > at);
        let before = alike.iter().filter(|place| **place < at);
        after.chain(before).copied().take(RELATED).collect()
    }

    /// The notices of a page.
    pub fn notices_on<'a>(&'a self, page: &'a str) -> impl Iterator<Item = &'a Notice> {
        self.notices
            .iter()
            .filter(move |notice| is_for(&notice.pages, page))
    }

    /// The channels of a page.
    pub fn contacts_on<'a>(&'a self, page: &'a str) -> impl Iterator<Item = &'a Contact> {
        self.contacts
            .iter()
            .filter(move |contact| is_for(&contact.pages, page))
    }

    /// Whether two pages have the same questions first, the same notices and channels.
    pub fn shows_alike(&self, one: &str, other: &str) -> bool {
        let notices = self.notices.iter().map(|notice| &notice.pages);
        let mut pages = notices.chain(self.contacts.iter().map(|contact| &contact.pages));
        pages.all(|pages| is_for(pages, one) == is_for(pages, other))
            && self.first(&[], one) == self.first(&[], other)
    }
}

/// Whether something is for a page; without patterns it is for all.
fn is_for(pages: &[String], page: &str) -> bool {
    pages.is_empty() || fits(pages, page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(questions: &[(&str, Option<u32>, &str)], useful: &[u32]) -> Panel {
        let question = |(id, category, page): &(&str, Option<u32>, &str)| Question {
            id: (*id).into(),
            category: *category,
            pages: page
                .split(' ')
                .filter(|p| !p.is_empty())
                .map(str::to_owned)
                .collect(),
            ..Question::default()
        };
        Panel {
            questions: questions.iter().map(question).collect(),
            useful: useful.to_vec(),
            ..Panel::default()
        }
    }

    #[test]
    fn what_is_suggested_for_the_page_comes_before_what_is_useful_anywhere() {
        let shop = [
            ("a", None, ""),
            ("b", None, "/lamps/* /cart"),
            ("c", None, ""),
            ("d", None, "/cart"),
        ];
        let panel = panel(&shop, &[2, 1, 0, 9]);
        assert_eq!(panel.first(&[], ""), [2, 1, 0]);
        assert_eq!(panel.first(&[], "https://a.example/cart?x=1"), [1, 3, 2, 0]);
        assert_eq!(
            panel.first(&[], "https://a.example/lamps/lucciola"),
            [1, 2, 0]
        );
    }

    #[test]
    fn what_the_page_asked_for_comes_before_all() {
        let panel = panel(
            &[("a", None, ""), ("b", None, "/cart"), ("c", None, "")],
            &[0],
        );
        assert_eq!(panel.first(&[2, 0], "https://a.example/cart"), [2, 0, 1]);
        assert_eq!(panel.first(&[7], ""), [0]);
    }

    #[test]
    fn pages_are_alike_where_all_that_depends_on_them_is() {
        let mut panel = panel(&[("a", None, "/cart"), ("b", None, "")], &[1]);
        assert!(panel.shows_alike("https://a.example/", "https://a.example/lamps"));
        assert!(!panel.shows_alike("https://a.example/", "https://a.example/cart"));
        for _ in 0..2 {
            panel.notices.push(Notice::default());
            panel.contacts.push(Contact::default());
        }
        assert!(panel.shows_alike("https://a.example/", "https://a.example/lamps"));
        panel.contacts[1].pages = vec!["/lamps".into()];
        assert!(!panel.shows_alike("https://a.example/", "https://a.example/lamps"));
        panel.contacts.clear();
        panel.notices[1].pages = vec!["/lamps".into()];
        assert!(!panel.shows_alike("https://a.example/", "https://a.example/lamps"));
    }

    #[test]
    fn there_are_never_more_than_fit() {
        let many: Vec<_> = (0..9).map(|_| ("x", None, "*")).collect();
        let panel = panel(&many, &[8, 7, 6]);
        assert_eq!(panel.first(&[], "https://a.example/"), [0, 1, 2, 3, 4]);
        assert_eq!(panel.first(&[], ""), [8, 7, 6]);
    }

    #[test]
    fn related_are_the_next_of_the_category() {
        let shop = [
            ("a", Some(0), ""),
            ("b", Some(1), ""),
            ("c", Some(0), ""),
            ("d", Some(0), ""),
            ("e", None, ""),
            ("f", Some(0), ""),
            ("g", Some(0), ""),
        ];
        let panel = panel(&shop, &[]);
        assert_eq!(panel.related("c"), [3, 5, 6, 0]);
        assert_eq!(panel.related("b"), [0usize; 0]);
        assert_eq!(panel.related("e"), [0usize; 0]);
        assert_eq!(panel.related("none"), [0usize; 0]);
    }
}
