//! Reads a table with a question per row, as spreadsheets and other help desks export it.

use csv::{ReaderBuilder, StringRecord};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::rewrite::tidy;
use super::{Found, ImportError};

const QUESTION: &[&str] = &[
    "question",
    "questions",
    "q",
    "faq",
    "domanda",
    "domande",
    "frage",
    "fragen",
    "pregunta",
    "preguntas",
    "pergunta",
    "perguntas",
    "vraag",
    "vragen",
    "title",
    "titolo",
    "titel",
    "titre",
    "titulo",
];
const ANSWER: &[&str] = &[
    "answer",
    "answers",
    "a",
    "response",
    "risposta",
    "risposte",
    "antwort",
    "antworten",
    "respuesta",
    "respuestas",
    "reponse",
    "reponses",
    "resposta",
    "respostas",
    "antwoord",
    "antwoorden",
    "body",
    "text",
    "testo",
    "content",
];
const CATEGORY: &[&str] = &[
    "category",
    "categories",
    "categoria",
    "categorie",
    "kategorie",
    "kategorien",
    "section",
    "sezione",
    "rubrique",
    "rubrik",
    "seccion",
    "topic",
    "tema",
    "thema",
    "argomento",
    "group",
    "gruppo",
    "gruppe",
    "groupe",
];
const ALSO: &[&str] = &[
    "also",
    "also asked",
    "alternatives",
    "alternative",
    "alternativen",
    "alternativas",
    "variants",
    "varianti",
    "varianten",
    "variantes",
    "synonyms",
    "sinonimi",
    "synonyme",
    "synonymes",
    "sinonimos",
    "anche",
    "auch",
    "aussi",
    "tambien",
    "other questions",
];

/// Which column holds what.
#[derive(Debug)]
struct Columns {
    question: usize,
    answer: usize,
    category: Option<usize>,
    also: Option<usize>,
}

impl Columns {
    fn from_header(header: &StringRecord) -> Option<Self> {
        let names: Vec<String> = header.iter().map(folded).collect();
        // The lists go from the plainest name on: a table may have both “question” and “title”.
        let find = |known: &[&str]| known.iter().find_map(|k| names.iter().position(|n| n == k));
        Some(Self {
            question: find(QUESTION)?,
            answer: find(ANSWER)?,
            category: find(CATEGORY),
            also: find(ALSO),
        })
    }
}

fn folded(name: &str) -> String {
    let name = name
        .trim()
        .trim_start_matches('\u{feff}')
        .to_lowercase()
        .replace(['_', '-'], " ");
    name.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

pub(super) fn read(text: &str, notes: &mut Vec<String>) -> Result<Vec<Found>, ImportError> {
    let delimiter = delimiter(text);
    let rows = rows(text, delimiter).collect::<Result<Vec<_>, _>>()?;
    let Some(header) = rows.first() else {
        return Err(ImportError::NoRows);
    };
    let (columns, rows) = match Columns::from_header(header) {
        Some(columns) => (columns, rows.get(1..).unwrap_or_default()),
        None => {
            notes.push(
                "no header names a question and an answer column; the first two columns were taken"
                    .to_owned(),
            );
            (
                Columns {
                    question: 0,
                    answer: 1,
                    category: None,
                    also: None,
                },
                rows.as_slice(),
            )
        }
    };
    let mut found = Vec::new();
    for row in rows {
        let cell = |column: usize| row.get(column).unwrap_or_default().trim();
        let question = cell(columns.question)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let answer = tidy(cell(columns.answer));
        let line = row.position().map_or(0, csv::Position::line);
        match (question.is_empty(), answer.is_empty()) {
            (true, true) => {}
            (true, false) => notes.push(format!("line {line} has no question and was left out")),
            (false, true) => notes.push(format!("line {line} has no answer and was left out")),
            (false, false) => found.push(Found {
                category: columns.category.map(|column| one_line(cell(column))),
                question,
                answer,
                also: columns
                    .also
                    .map(|column| alternatives(cell(column)))
                    .unwrap_or_default(),
            }),
        }
    }
    if found.is_empty() {
        Err(ImportError::NoRows)
    } else {
        Ok(found)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn alternatives(cell: &str) -> Vec<String> {
    cell.split(['|', '\n'])
        .map(one_line)
        .filter(|text| !text.is_empty())
        .collect()
}

fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = Result<StringRecord, ImportError>> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
        .into_records()
        .map(|row| {
            row.map_err(|error| ImportError::BrokenTable {
                line: error.position().map_or(0, csv::Position::line),
                reason: error.to_string(),
            })
        })
}

/// The separator under which the header is understood, else under which the first rows agree best
/// in having the same number of cells.
fn delimiter(text: &str) -> u8 {
    let rating = |delimiter: &u8| {
        let first: Vec<StringRecord> = rows(text, *delimiter).take(20).flatten().collect();
        let cells = first.first().map_or(0, StringRecord::len);
        if cells < 2 {
            return (false, 0);
        }
        let understood = first
            .first()
            .is_some_and(|row| Columns::from_header(row).is_some());
        (
            understood,
            first.iter().filter(|row| row.len() == cells).count(),
        )
    };
    // Of equals the last wins, and a comma is the usual case.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(rating)
        .unwrap_or(b',')
}
