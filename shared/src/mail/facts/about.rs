//! What a request is about, in one line.

use super::{Facts, one_line};
use crate::{id::Reference, ticket::Ticket};

/// Longest text that stands for a subject, in characters.
const MAX_ABOUT: usize = 70;
/// What mail programs put before a subject when answering and forwarding.
const REPLY_MARKS: [&str; 9] = ["re", "r", "rif", "aw", "sv", "antw", "fwd", "fw", "i"];

impl Facts<'_> {
    /// What the request is about: the subject it came with, its topic, or what it begins with.
    pub(super) fn about(&self, ticket: &Ticket) -> String {
        let subject = ticket
            .subject
            .as_deref()
            .map(|s| bare_subject(s, &ticket.reference));
        if let Some(subject) = subject.filter(|subject| !subject.is_empty()) {
            return subject;
        }
        let topic = self.topic(ticket);
        if !topic.is_empty() {
            return topic;
        }
        if self.kind.to_customer() {
            return self.words.your_request.to_owned();
        }
        let text = self.matter.message.map_or("", |message| &message.text);
        match beginning(text) {
            begins if begins.is_empty() => self.words.request.to_owned(),
            begins => begins,
        }
    }
}

/// How a text begins: the first words of its first line.
fn beginning(text: &str) -> String {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("");
    let first = one_line(first.trim());
    if first.chars().count() <= MAX_ABOUT {
        return first;
    }
    let cut: String = first.chars().take(MAX_ABOUT).collect();
    let words = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{words}…")
}

/// A subject without the marks of answers and without our own reference, so that neither piles up.
fn bare_subject(subject: &str, reference: &Reference) -> String {
    let mut rest = subject.trim();
    loop {
        let marked = rest.split_once(':').filter(|(mark, _)| {
            let mark = mark.trim().to_ascii_lowercase();
            REPLY_MARKS.contains(&mark.as_str())
        });
        let ended = rest.strip_suffix(&format!("({reference})"));
        rest = match (marked, ended) {
            (Some((_, subject)), _) => subject.trim(),
            (None, Some(subject)) => subject.trim(),
            (None, None) => return one_line(rest),
        };
    }
}
