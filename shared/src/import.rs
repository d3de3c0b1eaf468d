//! Reads the questions and answers people already have: Markdown pages, spreadsheets and pages
//! that carry FAQPage JSON-LD. Pure functions of the file's text; what was left out or guessed is
//! told in the notes, never silent.

mod headings;
mod json_ld;
mod rewrite;
mod sheet;
mod slug;
mod toml;

use std::collections::HashMap;
use std::path::Path;
use std::str::FromStr;

pub use self::toml::to_toml;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The most questions one file may hold.
pub const MAX_QUESTIONS: usize = 2_000;

/// A question with its answer, as it came from the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFaq {
    /// Made from the question, different from all others in the file.
    pub id: String,
    /// The id of one of [`Import::categories`].
    pub category: Option<String>,
    /// Plain text on one line.
    pub question: String,
    /// Markdown.
    pub answer: String,
    /// Other ways people ask the same.
    pub also: Vec<String>,
}

/// What a file held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// Ids and labels, in the order of the file.
    pub categories: Vec<(String, String)>,
    /// In the order of the file.
    pub faqs: Vec<ImportedFaq>,
    /// What the owner should know: text left out, guesses, things to look at.
    pub notes: Vec<String>,
}

/// The kinds of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Headings are questions.
    Markdown,
    /// A row is a question.
    Csv,
    /// A page with FAQPage JSON-LD.
    Html,
}

impl Format {
    /// The format a file's name tells.
    pub fn from_path(path: &Path) -> Result<Self, ImportError> {
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mdx" => Ok(Self::Markdown),
            "csv" | "tsv" => Ok(Self::Csv),
            "html" | "htm" | "xhtml" => Ok(Self::Html),
            _ => Err(ImportError::UnknownFormat),
        }
    }
}

impl FromStr for Format {
    type Err = ImportError;

    fn from_str(name: &str) -> Result<Self, ImportError> {
        match name.to_ascii_lowercase().as_str() {
            "markdown" | "md" => Ok(Self::Markdown),
            "csv" => Ok(Self::Csv),
            "html" => Ok(Self::Html),
            _ => Err(ImportError::UnknownFormat),
        }
    }
}

/// Why a file could not be read, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// Nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// Bytes that are no text.
    #[error("this is not a text file: export it as Markdown, CSV or HTML first")]
    NotText,
    /// Text in another encoding.
    #[error("the text is not UTF-8: save it again as UTF-8 (in Excel: “CSV UTF-8”)")]
    NotUtf8,
    /// More than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes, {} at most are read: split it", MAX_BYTES)]
    TooLarge {
        /// The file's size.
        bytes: usize,
    },
    /// More than [`MAX_QUESTIONS`].
    #[error(
        "the file has {count} questions, {} at most are read: split it",
        MAX_QUESTIONS
    )]
    TooManyQuestions {
        /// How many there are.
        count: usize,
    },
    /// Neither the name nor the option tells the format.
    #[error(
        "unknown format: use a name that ends in .md, .csv or .html, or say --format markdown, csv or html"
    )]
    UnknownFormat,
    /// Markdown without a heading that has text below it.
    #[error(
        "no question found: write each question as a heading (“## How long does delivery take?”) with its answer below"
    )]
    NoHeadings,
    /// A table without usable rows.
    #[error(
        "no question found: the table needs a column “question” and a column “answer”, and rows that have both"
    )]
    NoRows,
    /// A table that cannot be read.
    #[error(
        "line {line} of the table cannot be read ({reason}): check the quotation marks around it"
    )]
    BrokenTable {
        /// Where, counted from 1.
        line: u64,
        /// What the reader met.
        reason: String,
    },
    /// No JSON-LD with questions.
    #[error(
        "the page carries no FAQPage JSON-LD: save the page's source (not a print or screenshot) and check that it has <script type=\"application/ld+json\"> with \"@type\": \"FAQPage\"; else write its questions down as Markdown"
    )]
    NoFaqPage,
    /// JSON-LD that is no JSON.
    #[error(
        "JSON-LD block {block} of the page is broken at its line {line}, column {column} ({reason}): correct it there"
    )]
    BrokenJson {
        /// Which `<script>` of the page, counted from 1.
        block: usize,
        /// Line within the block, counted from 1.
        line: usize,
        /// Column within that line.
        column: usize,
        /// What the reader met.
        reason: String,
    },
}

/// The text of a file's bytes: UTF-8, or UTF-16 with a byte order mark.
pub fn text_of(bytes: &[u8]) -> Result<String, ImportError> {
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len() });
    }
    let wide = |from: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| from(*pair)).collect();
        String::from_utf16(&units).map_err(|_| ImportError::NotText)
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ if bytes.contains(&0) => Err(ImportError::NotText),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            // Text in an older encoding has few control characters, anything else many.
            Err(_) if bytes.iter().filter(|b| **b < 0x20).count() * 8 > bytes.len() => {
                Err(ImportError::NotText)
            }
            Err(_) => Err(ImportError::NotUtf8),
        },
    }
}

/// A question as a reader of one format found it, before it has an id.
#[derive(Debug, Default)]
struct Found {
    /// The category's label.
    category: Option<String>,
    question: String,
    answer: String,
    also: Vec<String>,
}

/// Reads the questions and answers of a file. The order of the file is kept.
pub fn import(format: Format, text: &str) -> Result<Import, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { bytes: text.len() });
    }
    let text = text
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    if text.contains('\0') {
        return Err(ImportError::NotText);
    }
    let mut notes = Vec::new();
    let found = match format {
        Format::Markdown => headings::read(&text, &mut notes)?,
        Format::Csv => sheet::read(&text, &mut notes)?,
        Format::Html => json_ld::read(&text, &mut notes)?,
    };
    if found.len() > MAX_QUESTIONS {
        return Err(ImportError::TooManyQuestions { count: found.len() });
    }
    Ok(assemble(found, notes))
}

/// Gives ids to questions and categories and looks for what an owner should check.
fn assemble(found: Vec<Found>, notes: Vec<String>) -> Import {
    let mut import = Import {
        notes,
        ..Import::default()
    };
    let mut faq_ids = slug::Ids::new("faq");
    let mut category_ids = slug::Ids::new("category");
    let mut category_of_label: HashMap<String, String> = HashMap::new();
    let mut asked: HashMap<String, usize> = HashMap::new();
    let mut relative = 0;
    for found in found {
        let category = found
            .category
            .filter(|label| !label.is_empty())
            .map(|label| {
                let id = category_of_label
                    .entry(label.to_lowercase())
                    .or_insert_with(|| {
                        let id = category_ids.next(&label);
                        import.categories.push((id.clone(), label));
                        id
                    });
                id.clone()
            });
        let times = asked.entry(found.question.to_lowercase()).or_insert(0);
        *times += 1;
        if *times == 2 {
            let note = format!(
                "the question “{}” is there more than once; all are kept",
                found.question
            );
            import.notes.push(note);
        }
        if found.answer.len() > crate::markdown::MAX_BYTES {
            let note = format!(
                "the answer to “{}” is too long and will be cut",
                found.question
            );
            import.notes.push(note);
        }
        relative += rewrite::relative_links(&found.answer);
        import.faqs.push(ImportedFaq {
            id: faq_ids.next(&found.question),
            category,
            question: found.question,
            answer: found.answer,
            also: found.also,
        });
    }
    if relative > 0 {
        import.notes.push(format!(
            "links without a site, such as “/help”, lead nowhere from here; complete those in the answers: {relative}"
        ));
    }
    import
}

/// The beginning of a text for a note.
fn excerpt(text: &str) -> String {
    let line = crate::markdown::plain(text);
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
