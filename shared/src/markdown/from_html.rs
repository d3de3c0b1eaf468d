//! Turns HTML that people wrote, copied or had generated into the Markdown answers are kept in.
//! Text is escaped, so that what reads as a star in HTML does not become emphasis.

mod escape;
mod pieces;

use super::blocks::{Blocks, Kind};
use super::links;
use escape::Inline;
pub(crate) use pieces::{DROPPED, Piece, is_block, json_ld_scripts, pieces, tokens};

/// An HTML fragment as Markdown. Paragraphs, line breaks, headings, lists, quotations, tables,
/// code, emphasis, links and pictures stay; scripts, styles and forms are dropped; of all other
/// elements the text stays.
pub fn from_html(html: &str) -> String {
    let mut page = Page::default();
    for piece in pieces(html) {
        page.take(piece);
    }
    page.end_table();
    page.end_code_block();
    page.flush();
    page.blocks.finish()
}

/// The text of an HTML fragment on one line.
pub(crate) fn text_of_html(html: &str) -> String {
    let mut text = String::new();
    for piece in pieces(html) {
        match piece {
            Piece::Text(words) => text.push_str(&words),
            Piece::Open { name, .. } | Piece::Close(name) if is_block(&name) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Page {
    blocks: Blocks,
    inline: Inline,
    heading: usize,
    code_block: Option<String>,
    table: Option<Table>,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    in_cell: bool,
}

impl Page {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Text(text) => match &mut self.code_block {
                Some(code) => code.push_str(&text),
                None => self.inline.text(&text),
            },
            Piece::Close(name) if name == "pre" => self.end_code_block(),
            _ if self.code_block.is_some() => {}
            Piece::Open { name, attributes } => self.open(&name, &attributes),
            Piece::Close(name) => self.close(&name),
        }
    }

    fn open(&mut self, name: &str, attributes: &pieces::Attributes) {
        match name {
            "strong" | "b" => self.inline.open("**"),
            "em" | "i" => self.inline.open("*"),
            "del" | "s" | "strike" => self.inline.open("~~"),
            "code" | "kbd" | "samp" | "tt" => self.inline.open_code(),
            "a" => {
                self.inline.close_link();
                let link = attributes
                    .get("href")
                    .and_then(|address| links::safe(address));
                if let Some(link) = link {
                    self.inline.open_link(link.address);
                }
            }
            "img" => {
                let description = attributes
                    .get("alt")
                    .map(String::as_str)
                    .unwrap_or_default();
                match attributes
                    .get("src")
                    .and_then(|address| links::image(address))
                {
                    Some(address) => self.inline.image(description, &address),
                    None => self.inline.text(description),
                }
            }
            "br" if self.heading > 0 || self.table.is_some() => self.inline.text(" "),
            "br" => {
                if self.inline.line_break() {
                    self.flush();
                }
            }
            "table" if self.table.is_none() => {
                self.flush();
                self.table = Some(Table::default());
            }
            "tr" | "td" | "th" if self.table.is_some() => {
                self.end_cell();
                if let Some(table) = &mut self.table {
                    match name {
                        "tr" => table.rows.push(Vec::new()),
                        _ => table.in_cell = true,
                    }
                }
            }
            _ if !is_block(name) => {}
            _ if self.table.is_some() => self.inline.text(" "),
            _ => {
                self.flush();
                self.open_block(name);
            }
        }
    }

    fn open_block(&mut self, name: &str) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading = name.trim_start_matches('h').parse().unwrap_or(0);
            }
            "ul" | "menu" => self.blocks.open_list(None),
            "ol" => self.blocks.open_list(Some(1)),
            "li" => {
                self.blocks.close(Kind::Item);
                self.blocks.open_item();
            }
            "blockquote" => self.blocks.open_quote(),
            "pre" => self.code_block = Some(String::new()),
            "hr" => self.blocks.write("---"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "strong" | "b" => self.inline.close("**"),
            "em" | "i" => self.inline.close("*"),
            "del" | "s" | "strike" => self.inline.close("~~"),
            "code" | "kbd" | "samp" | "tt" => self.inline.close("`"),
            "a" => self.inline.close_link(),
            "table" => self.end_table(),
            "td" | "th" | "tr" if self.table.is_some() => self.end_cell(),
            _ if !is_block(name) => {}
            _ if self.table.is_some() => self.inline.text(" "),
            _ => {
                self.flush();
                match name {
                    "ul" | "ol" | "menu" => self.blocks.close(Kind::List),
                    "li" => self.blocks.close(Kind::Item),
                    "blockquote" => self.blocks.close(Kind::Quote),
                    _ => {}
                }
            }
        }
    }

    /// Writes the paragraph or heading gathered so far. Emphasis open across the border is closed
    /// here and opened again after it.
    fn flush(&mut self) {
        let text = self.inline.take();
        let heading = std::mem::take(&mut self.heading);
        if heading > 0 && !text.is_empty() {
            let text = text.replace("\\\n", " ");
            self.blocks
                .write(&format!("{} {text}", "#".repeat(heading)));
        } else {
            self.blocks.write(&text);
        }
    }

    fn end_code_block(&mut self) {
        if let Some(code) = self.code_block.take() {
            let fence = escape::fence(&code, 3);
            let code = code.trim_start_matches('\n').trim_end();
            if !code.is_empty() {
                self.blocks.write(&format!("{fence}\n{code}\n{fence}"));
            }
        }
    }

    fn end_cell(&mut self) {
        if !self.table.as_ref().is_some_and(|table| table.in_cell) {
            return self.flush();
        }
        let text = self.inline.take().replace("\\\n", " ").replace('|', "\\|");
        if let Some(table) = &mut self.table {
            table.in_cell = false;
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            if let Some(row) = table.rows.last_mut() {
                row.push(text);
            }
        }
    }

    /// A table with one column is layout, not a table: its cells become paragraphs.
    fn end_table(&mut self) {
        self.end_cell();
        let Some(mut table) = self.table.take() else {
            return;
        };
        table
            .rows
            .retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns < 2 {
            for cell in table.rows.into_iter().flatten() {
                self.blocks.write(&cell.replace("\\|", "|"));
            }
            return;
        }
        let mut lines = Vec::with_capacity(table.rows.len() + 1);
        for row in &mut table.rows {
            row.resize(columns, String::new());
            lines.push(format!("| {} |", row.join(" | ")));
            if lines.len() == 1 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        self.blocks.write(&lines.join("\n"));
    }
}
