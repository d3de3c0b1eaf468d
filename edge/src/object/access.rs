//! Who asks, and whether they may: the one place where access to a site is decided.

use shared::{
    access::{Action, Who},
    id::Slug,
    site::Site as Configuration,
};
use worker::Result;

use super::{Loaded, Site};
use crate::{
    chance,
    protocol::{Call, Pass, door, inbox, setup},
    store::{Session, Store},
};

/// How long a session serves that nobody uses, in milliseconds: 14 days.
pub(super) const IDLE_MS: i64 = 14 * 86_400_000;
/// How long any session serves, in milliseconds: 90 days.
pub(super) const AGE_MS: i64 = 90 * 86_400_000;
/// How often it is written down that a session is used, in milliseconds.
pub(super) const SEEN_EVERY_MS: i64 = 5 * 60_000;

/// What a call does, as far as not everybody may; none for what customers and visitors ask, who
/// prove each request by its token.
pub(super) fn action_of(call: &Call) -> Option<Action> {
    Some(match call {
        Call::Read { .. }
        | Call::Submit { .. }
        | Call::Page { .. }
        | Call::Act { .. }
        | Call::Briefs { .. }
        | Call::SendLink { .. }
        | Call::UseLink { .. }
        | Call::Mail { .. }
        | Call::Hear { .. }
        | Call::AllowUpload { .. }
        | Call::As { .. } => return None,
        Call::Publish { .. } => Action::Publish,
        Call::Tickets { .. } | Call::Ticket { .. } | Call::Agents => Action::ReadTickets,
        Call::Change { .. } => Action::WriteTickets,
        Call::Deliveries { .. } | Call::Delivery { .. } | Call::Endpoints => Action::ReadDeliveries,
        Call::Replay { .. }
        | Call::ReplaySince { .. }
        | Call::Enable { .. }
        | Call::Test { .. }
        | Call::TestMail { .. } => Action::ManageDeliveries,
        Call::SetAway { .. } => Action::SetDuty,
        Call::Contacts(ask) => ask.action(),
        Call::Tokens(_) => Action::ManageTokens,
        Call::IdentitySecret { .. } => Action::ManageSecrets,
        Call::Suggestions | Call::Outcomes | Call::Reports(_) => Action::ReadReports,
        Call::History(_) => Action::ImportHistory,
        Call::May { action } => *action,
        Call::Inbox(ask) => match **ask {
            inbox::Ask::List(_)
            | inbox::Ask::Story { .. }
            | inbox::Ask::SaveFilter { .. }
            | inbox::Ask::DropFilter { .. } => Action::ReadTickets,
            inbox::Ask::Reply { .. }
            | inbox::Ask::Undo { .. }
            | inbox::Ask::Draft { .. }
            | inbox::Ask::Note { .. }
            | inbox::Ask::SetAll { .. }
            | inbox::Ask::Merge { .. }
            | inbox::Ask::Called { .. } => Action::WriteTickets,
        },
        Call::Setup(ask) => match ask {
            setup::Ask::Preview | setup::Ask::Seen => return None,
            setup::Ask::State
            | setup::Ask::History
            | setup::Ask::Version { .. }
            | setup::Ask::Progress => Action::ReadSettings,
            setup::Ask::Keep { .. } | setup::Ask::Discard | setup::Ask::Step { .. } => {
                Action::WriteSettings
            }
            setup::Ask::Publish { .. } => Action::Publish,
        },
        Call::Desk(ask) => match ask {
            door::Ask::SendLink { .. } | door::Ask::Enter { .. } | door::Ask::Vouched { .. } => {
                return None;
            }
            door::Ask::Me | door::Ask::Sessions | door::Ask::End { .. } | door::Ask::Leave => {
                Action::SeeSelf
            }
            door::Ask::MakeLink { .. }
            | door::Ask::EndAll { .. }
            | door::Ask::Invite { .. }
            | door::Ask::Everybody
            | door::Ask::EndOf { .. } => Action::ManageTeam,
        },
    })
}

impl Site {
    /// Whose pass this is, if anybody's.
    pub(super) fn who(&self, store: &Store, loaded: &Loaded, pass: &Pass) -> Result<Option<Who>> {
        let digest = match pass {
            Pass::Operator => return Ok(Some(Who::Operator)),
            Pass::Session(digest) => digest,
            Pass::Token(digest) => return self.program(store, digest),
        };
        let Some(session) = store.session(digest)? else {
            return Ok(None);
        };
        let now_ms = chance::now().as_millisecond();
        if !serves(&session, now_ms) {
            return Ok(None);
        }
        if now_ms.saturating_sub(session.seen_ms()) > SEEN_EVERY_MS {
            store.see_session(digest, now_ms)?;
        }
        if session.agent.is_empty() {
            return Ok(Some(Who::Operator));
        }
        // Whoever left the team is out at once.
        let id = Slug::parse(&session.agent).ok();
        Ok(id.and_then(|id| Who::of_site(&loaded.site, &id)))
    }
}

/// Whether a session is still one.
pub(super) fn serves(session: &Session, now_ms: i64) -> bool {
    now_ms.saturating_sub(session.seen_ms()) <= IDLE_MS
        && now_ms.saturating_sub(session.created_ms()) <= AGE_MS
}

/// Whether the people of two configurations are the same and are trusted with the same.
pub(super) fn same_people(before: &Configuration, after: &Configuration) -> bool {
    let people = |site: &Configuration| {
        let mut people: Vec<_> = site
            .agents
            .iter()
            .map(|agent| (agent.id.clone(), agent.email.clone(), agent.role))
            .collect();
        people.sort_by(|a, b| a.0.cmp(&b.0));
        people
    };
    people(before) == people(after)
}
