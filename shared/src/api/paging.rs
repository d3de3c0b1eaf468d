//! One page of a list: how many, and where it begins. The same for every list of the API.

use serde::{Deserialize, Serialize};

use crate::problem::FieldError;

/// Entries of a page where nothing is said.
pub const PAGE: u32 = 50;
/// Most entries of a page.
pub const MAX_PAGE: u32 = 100;
/// Longest cursor that is looked at, in characters.
const MAX_CURSOR: usize = 120;

/// Which part of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paging {
    /// How many entries at the most, 1–100.
    pub limit: u32,
    /// `next` of the page before; none for the first.
    pub cursor: Option<String>,
}

impl Default for Paging {
    fn default() -> Self {
        Self {
            limit: PAGE,
            cursor: None,
        }
    }
}

impl Paging {
    /// Reads `limit` and `cursor` as they stand in an address.
    pub fn read(limit: Option<&str>, cursor: Option<&str>) -> Result<Self, FieldError> {
        let wrong = |field: &str, message: &str| FieldError {
            field: field.into(),
            code: "invalid".into(),
            message: message.into(),
        };
        let limit = match limit {
            None => PAGE,
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=MAX_PAGE).contains(limit) && !text.starts_with('+'))
                .ok_or_else(|| wrong("limit", "Write a number from 1 to 100."))?,
        };
        let plain = |text: &str| {
            !text.is_empty()
                && text.len() <= MAX_CURSOR
                && text
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
        };
        match cursor {
            Some(text) if !plain(text) => Err(wrong(
                "cursor",
                "Send what “next” of the page before says, or nothing.",
            )),
            cursor => Ok(Self {
                limit,
                cursor: cursor.map(str::to_owned),
            }),
        }
    }

    /// The page of a list that is at hand as a whole, and where the next one begins. A cursor is
    /// the name of the last entry before; one nobody has begins past the end.
    pub fn of<T>(&self, items: Vec<T>, name: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let mut items = items.into_iter();
        if let Some(cursor) = &self.cursor {
            for item in items.by_ref() {
                if name(&item) == *cursor {
                    break;
                }
            }
        }
        let page: Vec<T> = items.by_ref().take(limit).collect();
        let next = match items.next() {
            Some(_) => page.last().map(&name),
            None => None,
        };
        (page, next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_number_from_1_to_100_and_a_cursor_a_plain_word() {
        assert_eq!(Paging::read(None, None), Ok(Paging::default()));
        let page = Paging::read(Some("100"), Some("tic_01")).unwrap();
        assert_eq!((page.limit, page.cursor.as_deref()), (100, Some("tic_01")));
        for limit in [
            "0",
            "101",
            "",
            "x",
            "-1",
            "1.5",
            "+5",
            "99999999999999999999",
        ] {
            assert_eq!(Paging::read(Some(limit), None).unwrap_err().field, "limit");
        }
        for cursor in ["", " ", "é", "a b", "'", &"a".repeat(121)] {
            let read = Paging::read(None, Some(cursor));
            assert_eq!(read.unwrap_err().field, "cursor");
        }
    }

    #[test]
    fn pages_follow_each_other_without_gap_or_repeat() {
        let all: Vec<u32> = (0..23).collect();
        for limit in 1..30 {
            let mut seen = Vec::new();
            let mut page = Paging {
                limit,
                cursor: None,
            };
            loop {
                let (items, next) = page.of(all.clone(), u32::to_string);
                seen.extend(items);
                match next {
                    Some(next) => page.cursor = Some(next),
                    None => break,
                }
            }
            assert_eq!(seen, all, "{limit}");
        }
        let lost = Paging {
            limit: 5,
            cursor: Some("none".into()),
        };
        assert_eq!(lost.of(all, u32::to_string), (vec![], None));
    }
}
