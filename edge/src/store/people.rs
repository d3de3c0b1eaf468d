//! Ratings, and forgetting a person.

use serde::Deserialize;
use shared::{
    api::Contact,
    event::Event,
    ticket::{Device, Page, Ticket},
};
use worker::Result;

use super::Store;

/// What stands where a person's words were.
const ERASED: &str = "–";

/// A customer's rating.
#[derive(Deserialize)]
pub struct Rating {
    /// The id of its first event, by which it is known.
    pub id: String,
    pub score: u8,
    pub comment: Option<String>,
}

impl Store {
    /// A customer's rating of a ticket, if there is one.
    pub fn rating(&self, ticket: &str) -> Result<Option<Rating>> {
        self.row(
            "SELECT event_id AS id, score, comment FROM rating WHERE ticket_id = ? LIMIT 1",
            vec![ticket.into()],
        )
    }

    /// Adds why to the rating of a ticket.
    pub fn explain(&self, rating: &str, comment: &str) -> Result<()> {
        self.run(
            "UPDATE rating SET comment = ? WHERE event_id = ?",
            vec![comment.into(), rating.into()],
        )
    }

    /// Keeps a rating.
    pub fn rate(
        &self,
        event: &Event,
        ticket: Option<&str>,
        survey: &str,
        score: u8,
        comment: &str,
    ) -> Result<()> {
        if let Some(ticket) = ticket {
            self.uncount(ticket)?;
        }
        self.run(
            "INSERT INTO rating (event_id, ticket_id, survey, score, comment, created_at)
             VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                event.id.as_str().into(),
                ticket.into(),
                survey.into(),
                i64::from(score).into(),
                Some(comment).filter(|comment| !comment.is_empty()).into(),
                event.created_at.as_str().into(),
            ],
        )
    }

    /// Changes a rating that is about no ticket; false where there is none of this id and survey.
    pub fn change_rating(&self, id: &str, survey: &str, score: u8, comment: &str) -> Result<bool> {
        #[derive(Deserialize)]
        struct Row {
            #[serde(rename = "event_id")]
            _id: String,
        }
        let row: Option<Row> = self.row(
            "UPDATE rating SET score = ?, comment = COALESCE(?, comment)
             WHERE event_id = ? AND survey = ? AND ticket_id IS NULL RETURNING event_id",
            vec![
                i64::from(score).into(),
                Some(comment).filter(|comment| !comment.is_empty()).into(),
                id.into(),
                survey.into(),
            ],
        )?;
        Ok(row.is_some())
    }

    /// Removes a person from a ticket and from everything that hangs on it. What is still owed for
    /// it is owed no more.
    pub fn erase_ticket(&self, ticket: &Ticket) -> Result<()> {
        let mut empty = ticket.clone();
        empty.name = None;
        empty.email = None;
        empty.phone = None;
        empty.callback = None;
        empty.subject = None;
        empty.fields.clear();
        empty.page = Page::default();
        empty.device = Device::default();
        empty.searches.clear();
        empty.identity = None;
        empty.transcript.clear();
        empty.link_version = empty.link_version.saturating_add(1);
        let id = ticket.id.as_str();
        self.run(
            "UPDATE ticket SET data = ? WHERE id = ?",
            vec![serde_json::to_string(&empty)?.into(), id.into()],
        )?;
        // What was merged into somebody else's ticket is found by the events it made.
        let theirs = "(SELECT data ->> '$.message.id' FROM event WHERE ticket_id = ?)";
        self.run(
            &format!(
                "UPDATE message SET text = ?, folded = NULL WHERE ticket_id = ? OR id IN {theirs}"
            ),
            vec![ERASED.into(), id.into(), id.into()],
        )?;
        self.run(
            "DELETE FROM attempt WHERE outbox_id IN (SELECT id FROM outbox WHERE ticket_id = ?)",
            vec![id.into()],
        )?;
        self.run("DELETE FROM outbox WHERE ticket_id = ?", vec![id.into()])?;
        self.run(
            "UPDATE event SET body = NULL,
               data = json_remove(data, '$.note', '$.comment', '$.phone', '$.window')
             WHERE ticket_id = ?",
            vec![id.into()],
        )?;
        self.run(
            "UPDATE rating SET comment = NULL WHERE ticket_id = ?",
            vec![id.into()],
        )?;
        self.run(
            &format!(
                "DELETE FROM chunk WHERE attachment_id IN
                   (SELECT id FROM attachment WHERE ticket_id = ? OR message_id IN {theirs})"
            ),
            vec![id.into(), id.into()],
        )?;
        self.run(
            &format!("DELETE FROM attachment WHERE ticket_id = ? OR message_id IN {theirs}"),
            vec![id.into(), id.into()],
        )?;
        self.erase_line(id)?;
        if let Some(into) = &ticket.merged_into {
            self.reindex(into)?;
        }
        self.run("DELETE FROM timer WHERE ticket_id = ?", vec![id.into()])?;
        // What is counted stays, but for the page.
        self.uncount(id)?;
        self.run("DELETE FROM thread WHERE ticket_id = ?", vec![id.into()])?;
        for search in &ticket.searches {
            self.unmiss(ticket.lang.as_str(), search)?;
        }
        self.run(
            "DELETE FROM submission WHERE instr(answer, ?) > 0",
            vec![id.into()],
        )
    }

    /// Removes a person, and what is owed or was sent to them beyond their tickets.
    pub fn erase_contact(&self, contact: &Contact) -> Result<()> {
        let id = contact.id.as_str();
        self.run("DELETE FROM contact WHERE id = ?", vec![id.into()])?;
        self.run("DELETE FROM automatic WHERE id = ?", vec![id.into()])?;
        if let Some(email) = contact.email.as_deref() {
            self.run(
                "DELETE FROM automatic WHERE address = ?",
                vec![email.into()],
            )?;
        }
        Ok(())
    }

    /// A limit counts anew.
    pub fn drop_level(&self, key: &str) -> Result<()> {
        self.run("DELETE FROM level WHERE key = ?", vec![key.into()])
    }
}
