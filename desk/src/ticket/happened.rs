//! What happened to a ticket between its messages, in a sentence each.

use serde_json::Value;
use shared::{
    event::{Event, Kind},
    id::Slug,
    ticket::{Priority, Status},
};

use super::TicketPage;
use crate::{Shell, words};

/// What happened, as an icon and a sentence; none for what the story shows anyway.
pub(super) fn happened(
    shell: &Shell<'_>,
    page: &TicketPage<'_>,
    event: &Event,
) -> Option<(&'static str, String)> {
    let data = &event.data;
    let word = |path: &str| data.pointer(path).and_then(Value::as_str);
    let slug = |path: &str| word(path).and_then(|id| Slug::parse(id).ok());
    let by = by(shell, data);
    let status = |path: &str| {
        let status: Option<Status> = data
            .pointer(path)
            .and_then(|status| serde_json::from_value(status.clone()).ok());
        status.map_or("–", |status| shell.tongue.status(status))
    };
    Some(match event.kind {
        Kind::TicketAssigned => {
            let owner = slug("/to/owner").map(|id| words::agent(page.site, &id));
            let team = slug("/to/team").map(|id| words::team(page.site, &id));
            let to = match (owner, team) {
                (Some(owner), Some(team)) => format!("{owner} ({team})"),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => shell.say("nobody", "nessuno").to_owned(),
            };
            let said = shell.say("Assigned to", "Affidata a");
            ("person", format!("{said} {to}{by}"))
        }
        Kind::TicketStatusChanged => {
            let again = data.pointer("/reopened").and_then(Value::as_bool) == Some(true);
            let said = match again {
                true => shell.say("Reopened", "Riaperta"),
                false => status("/to"),
            };
            ("check", format!("{said}{by}"))
        }
        Kind::TicketSlaWarning | Kind::TicketSlaBreached => {
            let what = match word("/target") {
                Some("first_response") => shell.say("First answer", "Prima risposta"),
                Some("resolution") => shell.say("Solution", "Soluzione"),
                _ => shell.say("Answer", "Risposta"),
            };
            let said = match event.kind {
                Kind::TicketSlaWarning => shell.say("due soon", "in scadenza"),
                _ => shell.say("is late", "in ritardo"),
            };
            ("clock", format!("{what} {said}"))
        }
        Kind::TicketUpdated => ("pencil", format!("{}{by}", changed(shell, page, data)?)),
        Kind::TicketMerged => {
            let into_this = word("/into") == Some(page.ticket.id.as_str());
            let (said, reference) = match into_this {
                true => (
                    shell.say("Merged with it:", "Unita a questa:"),
                    word("/from_reference"),
                ),
                false => (shell.say("Merged into", "Unita a"), word("/into_reference")),
            };
            ("leave", format!("{said} {}{by}", reference.unwrap_or("–")))
        }
        Kind::CallbackRequested => {
            let phone = word("/phone").unwrap_or("–");
            let said = shell.say("Asked to be called at", "Ha chiesto di essere chiamato al");
            ("callback", format!("{said} {phone}"))
        }
        _ => return None,
    })
}

/// Who did it, where that is not the customer themselves.
fn by(shell: &Shell<'_>, data: &Value) -> String {
    let word = |path: &str| data.pointer(path).and_then(Value::as_str);
    let who = match word("/by/kind") {
        Some("agent") => word("/by/name").unwrap_or("–"),
        Some("rule") => shell.say("a rule", "una regola"),
        Some("customer") => shell.say("the customer", "il cliente"),
        Some("team") => shell.say("the team", "la squadra"),
        _ => return String::new(),
    };
    format!(" · {who}")
}

/// What else was changed, in words.
fn changed(shell: &Shell<'_>, page: &TicketPage<'_>, data: &Value) -> Option<String> {
    let word = |path: &str| data.pointer(path).and_then(Value::as_str);
    let priority: Option<Priority> = data
        .get("priority")
        .and_then(|priority| serde_json::from_value(priority.clone()).ok());
    let priority = priority.map_or("–", |priority| shell.tongue.priority(priority));
    Some(match word("/changed")? {
        "priority" => format!("{}: {priority}", shell.say("Priority", "Priorità")),
        "topic" => {
            let id = word("/topic").and_then(|id| Slug::parse(id).ok());
            let topic = id.map_or("–".to_owned(), |id| {
                words::topic(page.site, shell.tongue, &id)
            });
            format!("{}: {topic}", shell.say("Topic", "Argomento"))
        }
        "tags" => {
            let tags = data.get("tags").and_then(Value::as_array);
            let tags: Vec<&str> = tags
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            match tags.is_empty() {
                true => shell.say("Tags taken off", "Tag tolti").to_owned(),
                false => format!("Tag: {}", tags.join(", ")),
            }
        }
        "spam" => {
            let spam = data.get("spam").and_then(Value::as_array);
            match spam.is_some_and(|reasons| !reasons.is_empty()) {
                true => shell.say("Marked as spam", "Segnata come spam").to_owned(),
                false => shell.say("Not spam", "Non è spam").to_owned(),
            }
        }
        "links" => shell.say("Links revoked", "Link revocati").to_owned(),
        "escalated" => format!(
            "{}: {priority}",
            shell.say("Escalated", "Passata più in alto")
        ),
        _ => return None,
    })
}
