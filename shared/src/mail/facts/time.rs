//! When: the promise, the call, moments in words. All in the site's time zone, as in the panel.

use jiff::Timestamp;

use super::Facts;
use crate::{contact::AnswerBy, phrase, promise::Promise, text::fill, ticket::Ticket};

impl Facts<'_> {
    /// When the customer will hear: the promise that was made, while it can be kept; else what
    /// the hours tell. Nothing where they chose when to be called.
    pub(super) fn promise(&self, ticket: &Ticket) -> String {
        if ticket.answer_by == AnswerBy::Phone && ticket.callback.is_some() {
            return String::new();
        }
        let now = self.matter.now;
        match self.promised(ticket) {
            Some(promise) => phrase::promise(promise, &self.texts, &self.zone, now, ""),
            None => phrase::expectation(&phrase::status(self.matter.site, now), &self.texts, now),
        }
    }

    fn promised<'t>(&self, ticket: &'t Ticket) -> Option<&'t Promise> {
        let now = self.matter.now;
        ticket.promise.as_ref().filter(|promise| promise.by > now)
    }

    /// Whose it is, where the promise does not say so already.
    pub(super) fn care(&self, ticket: &Ticket) -> String {
        let who = self.who(ticket);
        let named = self
            .promised(ticket)
            .is_some_and(|p| p.who.as_ref() == Some(&who));
        match named && !self.promise(ticket).is_empty() {
            true => String::new(),
            false => fill(self.words.in_care, &[("who", &who)]),
        }
    }

    pub(super) fn how(&self, ticket: &Ticket) -> String {
        let Some(phone) = &ticket.phone else {
            return String::new();
        };
        let window = self.window(ticket);
        let sentence = match (ticket.answer_by, window.is_empty()) {
            (AnswerBy::Phone, false) => self.words.we_call_then,
            (AnswerBy::Phone, true) => self.words.we_call,
            (AnswerBy::Whatsapp, _) => self.words.we_write,
            (AnswerBy::Email | AnswerBy::Chat, _) => "",
        };
        fill(sentence, &[("phone", phone.as_str()), ("window", &window)])
    }

    pub(super) fn window(&self, ticket: &Ticket) -> String {
        let Some(window) = ticket.callback else {
            return String::new();
        };
        let (from, to) = (
            window.from.to_zoned(self.zone.clone()),
            window.to.to_zoned(self.zone.clone()),
        );
        let until = match from.date() == to.date() {
            true => phrase::clock(&to, &self.texts),
            false => phrase::when(&to, &self.texts, self.matter.now),
        };
        let from = phrase::when(&from, &self.texts, self.matter.now);
        fill(self.words.window, &[("from", &from), ("to", &until)])
    }

    /// A moment past or to come, in words.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        let at = at.to_zoned(self.zone.clone());
        let today = self.matter.now.to_zoned(self.zone.clone()).date();
        let time = phrase::clock(&at, &self.texts);
        if at.date().tomorrow().is_ok_and(|day| day == today) {
            return fill(self.words.yesterday, &[("time", &time)]);
        }
        phrase::when(&at, &self.texts, self.matter.now)
    }
}
