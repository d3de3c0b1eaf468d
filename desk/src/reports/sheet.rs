//! Tables as they are shown and as they are taken away: one shape for both.

use widget::markup::{Tag, tag};

/// A table: heads, and rows of texts. The first column names the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// What stands above the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The table as markup.
    pub(super) fn draw(&self) -> Tag {
        self.draw_with(|_, text| tag("span").put(text.to_owned()))
    }

    /// The same, with something else in the first column.
    pub(super) fn draw_with(&self, first: impl Fn(usize, &str) -> Tag) -> Tag {
        let heads = self.heads.iter().enumerate().map(|(place, head)| {
            tag("th")
                .set("scope", "col")
                .set_some("class", (place > 0).then(|| "number".to_owned()))
                .put(head.clone())
        });
        let rows = self.rows.iter().enumerate().map(|(row, cells)| {
            let cells = cells.iter().enumerate().map(|(place, cell)| match place {
                0 => tag("th").set("scope", "row").put(first(row, cell)),
                _ => tag("td").class("number").put(cell.clone()),
            });
            tag("tr").put_all(cells)
        });
        let table = tag("table")
            .put(tag("caption").class("unseen").put(self.title.clone()))
            .put(tag("thead").put(tag("tr").put_all(heads)))
            .put(tag("tbody").put_all(rows));
        // What scrolls is reached by the keyboard.
        tag("div")
            .class("scroll")
            .set("tabindex", "0")
            .set("role", "region")
            .set("aria-label", self.title.clone())
            .put(table)
    }
}

/// A table as comma-separated values, RFC 4180. What a spreadsheet would take for a formula is
/// made text.
pub fn csv(sheet: &Sheet) -> String {
    let mut text = String::from("\u{feff}");
    for row in std::iter::once(&sheet.heads).chain(&sheet.rows) {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            let is_number = cell.parse::<f64>().is_ok();
            let formula = !is_number && cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            let cell = if formula {
                format!("'{cell}")
            } else {
                cell.clone()
            };
            if cell.contains(['"', ',', '\n', '\r']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(&cell);
            }
        }
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_stays_text() {
        let sheet = Sheet {
            heads: vec!["Page".into(), "n".into()],
            rows: vec![
                vec!["=1+1".into(), "-3".into()],
                vec!["a, \"b\"".into(), "2".into()],
            ],
            ..Sheet::default()
        };
        let expected = "\u{feff}Page,n\r\n'=1+1,-3\r\n\"a, \"\"b\"\"\",2\r\n";
        assert_eq!(csv(&sheet), expected);
    }
}
