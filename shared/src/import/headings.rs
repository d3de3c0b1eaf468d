//! Reads Markdown in which headings are questions. Pages differ in which level holds the questions
//! and whether sections stand above them; both are found out from the page itself.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::rewrite::{Events, LineBreaks, Rewrite, parse};
use super::{Found, ImportError, excerpt};

/// A heading and the text up to the next heading of any level.
#[derive(Debug)]
struct Section {
    level: usize,
    title: String,
    /// Where the heading begins.
    start: usize,
    body: Range<usize>,
    has_body: bool,
}

impl Section {
    fn asks(&self) -> bool {
        self.title.contains(['?', '？', '؟', '\u{37e}'])
    }
}

pub(super) fn read(text: &str, notes: &mut Vec<String>) -> Result<Vec<Found>, ImportError> {
    let text = without_front_matter(text);
    let (events, definitions) = parse(text);
    let mut rewrite = Rewrite::of(text, &events, &definitions, LineBreaks::Join);
    for rule in separators(&events) {
        rewrite.remove(&rule);
    }
    let rewrite = rewrite.sorted();
    let sections = sections(text, &events, &rewrite);
    let Some(level) = question_level(&sections) else {
        return Err(ImportError::NoHeadings);
    };
    let first = sections.first().map_or(0, |section| section.start);
    let intro = rewrite.apply(text, 0..first);
    if !intro.is_empty() {
        notes.push(format!(
            "the text before the first heading was left out: “{}”",
            excerpt(&intro)
        ));
    }
    let mut reader = Reader {
        text,
        rewrite: &rewrite,
        level,
        notes,
        found: Vec::new(),
        kept: 0,
    };
    reader.read(&sections, None, true);
    let Reader { found, kept, .. } = reader;
    if found.is_empty() {
        return Err(ImportError::NoHeadings);
    }
    if kept > 0 {
        notes.push(format!(
            "headings below the questions that stayed inside their answers: {kept}"
        ));
    }
    Ok(found)
}

/// YAML between `---` or TOML between `+++`, at the very beginning, is about the page.
fn without_front_matter(text: &str) -> &str {
    let Some((first, rest)) = text.split_once('\n') else {
        return text;
    };
    let (closing, sign): (&[&str], char) = match first.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return text,
    };
    let begins_well = rest.lines().next().is_some_and(|line| {
        line.contains(sign) || line.starts_with(['#', '[']) || closing.contains(&line.trim_end())
    });
    if !begins_well {
        return text;
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        end += line.len();
        if closing.contains(&line.trim_end()) {
            return rest.get(end..).unwrap_or_default();
        }
    }
    text
}

/// Lines between sections, not within an answer.
fn separators(events: &Events) -> Vec<Range<usize>> {
    let mut depth = 0_usize;
    let mut last: Option<Range<usize>> = None;
    let mut found = Vec::new();
    for (event, place) in events {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    let rule = last.take();
                    found.extend(rule.filter(|_| matches!(tag, Tag::Heading { .. })));
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Rule if depth == 0 => last = Some(place.clone()),
            _ => {}
        }
    }
    found.extend(last);
    found
}

fn sections(text: &str, events: &Events, rewrite: &Rewrite) -> Vec<Section> {
    let mut depth = 0_usize;
    let mut found: Vec<Section> = Vec::new();
    let mut heading: Option<Section> = None;
    for (event, place) in events {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { level, .. }), _) if depth == 0 => {
                if let Some(before) = found.last_mut() {
                    before.body.end = place.start;
                }
                heading = Some(Section {
                    level: *level as usize,
                    title: String::new(),
                    start: place.start,
                    body: place.end..text.len(),
                    has_body: false,
                });
            }
            (Event::End(TagEnd::Heading(_)), Some(_)) => found.extend(heading.take()),
            (Event::Text(words) | Event::Code(words), Some(heading)) => {
                heading.title.push_str(words)
            }
            (Event::SoftBreak | Event::HardBreak, Some(heading)) => heading.title.push(' '),
            (Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item), _) => depth += 1,
            (Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item), _) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    for section in &mut found {
        section.title = section
            .title
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        section.has_body = !rewrite.apply(text, section.body.clone()).is_empty();
    }
    found
}

/// How many of the sections from the first on belong to it.
fn subtree(sections: &[Section]) -> usize {
    let Some((first, rest)) = sections.split_first() else {
        return 0;
    };
    1 + rest
        .iter()
        .take_while(|section| section.level > first.level)
        .count()
}

/// The heading level that holds the questions: the one with most question marks, if they are
/// usual there; else the highest on which most headings have text of their own.
fn question_level(sections: &[Section]) -> Option<usize> {
    let count = |level: usize, counts: &dyn Fn(usize, &Section) -> bool| {
        let mut at_level = sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.level == level);
        let mut number = 0;
        at_level
            .by_ref()
            .for_each(|(at, section)| number += usize::from(counts(at, section)));
        number
    };
    let answered = |at: usize, section: &Section| {
        section.has_body || subtree(sections.get(at..).unwrap_or_default()) > 1
    };
    let all = |level| count(level, &|_, _| true);
    let bodied = |level| count(level, &|_, section| section.has_body);
    let asked = |level| {
        count(level, &|at, section| {
            section.asks() && answered(at, section)
        })
    };

    let most_asked = (1..=6).rev().max_by_key(|level| asked(*level))?;
    if asked(most_asked) > 0 && asked(most_asked) * 2 >= bodied(most_asked) {
        return Some(most_asked);
    }
    let deepest = (1..=6).rev().find(|level| bodied(*level) > 0)?;
    (1..=6)
        .filter(|level| bodied(*level) > 0)
        // A lone heading above others is the page's title, and its text an introduction.
        .filter(|level| all(*level) > 1 || *level == deepest)
        .find(|level| bodied(*level) * 2 >= all(*level))
        .or_else(|| (1..=6).rev().max_by_key(|level| bodied(*level)))
}

struct Reader<'a> {
    text: &'a str,
    rewrite: &'a Rewrite,
    level: usize,
    notes: &'a mut Vec<String>,
    found: Vec<Found>,
    /// Headings that stayed inside answers.
    kept: usize,
}

enum Role {
    Question,
    Category,
    Empty,
}

impl Reader<'_> {
    /// Reads sections that follow each other, with all below them.
    fn read(&mut self, sections: &[Section], category: Option<&str>, outermost: bool) {
        let alone = outermost && subtree(sections) == sections.len();
        let mut rest = sections;
        while let Some(section) = rest.first() {
            let (tree, following) = rest.split_at(subtree(rest));
            rest = following;
            let below = tree.get(1..).unwrap_or_default();
            match self.role(section, below) {
                Role::Question => {
                    self.kept += below.len();
                    let end = tree.last().map_or(section.body.end, |last| last.body.end);
                    self.found.push(Found {
                        category: category.map(str::to_owned),
                        question: section.title.clone(),
                        answer: self.rewrite.apply(self.text, section.body.start..end),
                        also: Vec::new(),
                    });
                }
                Role::Category => {
                    if section.has_body {
                        let intro = self.rewrite.apply(self.text, section.body.clone());
                        self.notes.push(format!(
                            "the text below the heading “{}” was left out: “{}”",
                            section.title,
                            excerpt(&intro)
                        ));
                    }
                    if alone {
                        let note = format!("“{}” was taken as the page's title", section.title);
                        self.notes.push(note);
                        self.read(below, None, false);
                    } else {
                        self.read(below, Some(&section.title), false);
                    }
                }
                Role::Empty => {
                    let note = format!("“{}” has no text below it and was left out", section.title);
                    self.notes.push(note);
                }
            }
        }
    }

    fn role(&self, section: &Section, below: &[Section]) -> Role {
        if section.title.is_empty() || (below.is_empty() && !section.has_body) {
            return Role::Empty;
        }
        if below.is_empty() {
            return Role::Question;
        }
        let holds_questions = below.iter().any(|section| section.level <= self.level);
        let asked_below = below.iter().filter(|section| section.asks()).count();
        let is_category = if section.level < self.level && holds_questions {
            true
        } else {
            // A heading that asks nothing, over others that mostly ask, is no question; neither is
            // one without text of its own.
            let introduces = asked_below * 2 > below.len();
            !section.asks() && (!section.has_body || introduces)
        };
        if is_category {
            Role::Category
        } else {
            Role::Question
        }
    }
}
