//! Where a request stands, in the customer's words: what happens next, and who does it. It knows
//! nothing of how that is drawn.

use super::{Link, Speaker};
use crate::{
    hours, phrase,
    promise::Promise,
    text::Text,
    ticket::{Status, Ticket},
};

/// Where a request stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What happens next, in one or two sentences.
    pub line: String,
    /// What the customer can do about it; may be empty.
    pub hint: String,
    /// The request it goes on in, where it was merged.
    pub onward: Option<Link>,
}

/// Where a request stands.
pub(super) fn of(ticket: &Ticket, speaker: &Speaker<'_>) -> Standing {
    let who = speaker.first_name(ticket.owner.as_ref());
    let who = who.as_deref();
    let plain = |line: String| Standing {
        line,
        ..Standing::default()
    };
    let hinted = |line: String, hint: Text| Standing {
        line,
        hint: speaker.say(hint),
        onward: None,
    };
    if ticket.merged_into.is_some() {
        return plain(speaker.say(Text::RequestMerged));
    }
    match ticket.status {
        Status::New | Status::Open if ticket.waiting_since.is_some() => {
            plain(coming(ticket, who, speaker))
        }
        Status::New | Status::Open => {
            plain(speaker.say_who(who, Text::RequestInHandsNamed, Text::RequestInHands))
        }
        Status::WaitingOnCustomer => {
            plain(speaker.say_who(who, Text::RequestYourTurnNamed, Text::RequestYourTurn))
        }
        Status::OnHold => plain(speaker.say(Text::RequestOnHold)),
        Status::Resolved => {
            let at = ticket.resolved_at.as_ref().unwrap_or(&ticket.changed_at);
            let when = speaker.past(at);
            let line = speaker
                .texts
                .fill(Text::RequestResolved, &[("when", &when)]);
            hinted(line, Text::RequestResolvedHint)
        }
        Status::Closed => hinted(speaker.say(Text::RequestClosed), Text::RequestClosedHint),
    }
}

/// An answer is owed: by when, where that was promised, and else as soon as can be.
fn coming(ticket: &Ticket, who: Option<&str>, speaker: &Speaker<'_>) -> String {
    let soon = speaker.say_who(who, Text::RequestSoonNamed, Text::RequestSoon);
    // The promise is for the first answer: once that was given it says nothing of later ones.
    let promise = ticket.promise.as_ref();
    match promise.filter(|_| ticket.first_reply_at.is_none()) {
        Some(promise) if promise.by > speaker.now => {
            // Who has it now answers, whoever had it then.
            let promise = Promise {
                by: promise.by,
                who: who.map(str::to_owned),
            };
            phrase::promise(&promise, &speaker.texts, &speaker.zone, speaker.now, "")
        }
        Some(_) => format!("{} {soon}", speaker.say(Text::RequestLate)),
        None => match phrase::status(speaker.site, speaker.now) {
            closed @ hours::Status::Closed(Some(_)) => {
                phrase::expectation(&closed, &speaker.texts, speaker.now)
            }
            _ => soon,
        },
    }
}
