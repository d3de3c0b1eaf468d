//! Tickets with their messages and events: what a turn decided is written here, as one.

use serde::Deserialize;
use serde_json::Value;
use shared::{
    api::{Filter, Paging},
    event::Event,
    id::sortable,
    outbox::State,
    ticket::{Message, Ticket, Turn},
};
use worker::{Result, SqlStorageValue};

use super::{Store, more_than, name_of};

#[derive(Deserialize)]
struct TicketRow {
    data: String,
}

impl TicketRow {
    fn ticket(self) -> Result<Ticket> {
        Ok(serde_json::from_str(&self.data)?)
    }
}

#[derive(Deserialize)]
struct EventRow {
    id: String,
    ticket_id: Option<String>,
    kind: String,
    data: String,
    body: Option<String>,
    created_at: String,
}

impl EventRow {
    fn event(self) -> Result<Event> {
        Ok(Event {
            kind: serde_json::from_value(Value::String(self.kind))?,
            data: serde_json::from_str(&self.data)?,
            id: self.id,
            ticket_id: self.ticket_id,
            body: self.body,
            created_at: self.created_at,
        })
    }
}

impl Store {
    /// Writes a turn down: the ticket, what was added, what happened and what is owed.
    pub fn write(&self, turn: &Turn, now_ms: i64) -> Result<()> {
        self.run(
            "INSERT INTO ticket (id, data) VALUES (?, ?)
             ON CONFLICT (id) DO UPDATE SET data = excluded.data",
            vec![
                turn.ticket.id.as_str().into(),
                serde_json::to_string(&turn.ticket)?.into(),
            ],
        )?;
        for message in &turn.messages {
            self.add_message(message)?;
        }
        for event in &turn.events {
            self.add_event(event)?;
        }
        for owed in &turn.owed {
            self.owe(
                owed,
                Some(&turn.ticket.id),
                State::Pending,
                now_ms,
                &turn.at(),
            )?;
        }
        self.uncount(&turn.ticket.id)?;
        if let Some(agent) = &turn.taken_by {
            self.assigned(agent.as_str(), now_ms)?;
        }
        self.queue(turn)
    }

    fn add_message(&self, message: &Message) -> Result<()> {
        self.run(
            "INSERT INTO message (id, ticket_id, author, agent, visibility, channel, text, folded, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            vec![
                message.id.as_str().into(),
                message.ticket_id.as_str().into(),
                name_of(message.author).into(),
                message.agent.as_ref().map(|agent| agent.as_str()).into(),
                name_of(message.visibility).into(),
                name_of(message.channel).into(),
                message.text.as_str().into(),
                message.folded.as_deref().into(),
                message.created_at.as_str().into(),
            ],
        )
    }

    /// Writes an event down.
    pub fn add_event(&self, event: &Event) -> Result<()> {
        self.run(
            "INSERT INTO event (id, ticket_id, kind, data, body, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                event.id.as_str().into(),
                event.ticket_id.as_deref().into(),
                event.kind.as_str().into(),
                event.data.to_string().into(),
                event.body.as_deref().into(),
                event.created_at.as_str().into(),
            ],
        )
    }

    /// Tickets, newest first, and one more than the page where there are more.
    pub fn tickets(&self, filter: &Filter, page: &Paging) -> Result<Vec<Ticket>> {
        let mut query = String::from(match filter.spam {
            true => "SELECT data FROM ticket WHERE data ->> 'spam' <> '[]' AND id < ?",
            false => "SELECT data FROM ticket WHERE data ->> 'spam' = '[]' AND id < ?",
        });
        // Identifiers sort by the moment they were made: a moment is a place among them.
        let before = filter.before_ms.map(|ms| sortable("tic", ms, 0));
        let begin = [page.cursor.as_deref(), before.as_deref(), Some("u")];
        let begin = begin.into_iter().flatten().min().unwrap_or("u");
        let mut values: Vec<SqlStorageValue> = vec![begin.into()];
        let mut narrow = |condition: &str, value: SqlStorageValue| {
            query.push_str(condition);
            values.push(value);
        };
        if let Some(ms) = filter.after_ms {
            let after = sortable("tic", ms.saturating_add(1), 0);
            narrow(" AND id >= ?", after.into());
        }
        if let Some(status) = filter.status {
            narrow(" AND data ->> 'status' = ?", name_of(status).into());
        }
        if let Some(channel) = filter.channel {
            narrow(" AND data ->> 'channel' = ?", name_of(channel).into());
        }
        for (condition, value) in [
            (" AND coalesce(data ->> 'owner', '') = ?", &filter.owner),
            (" AND coalesce(data ->> 'team', '') = ?", &filter.team),
            (" AND coalesce(data ->> 'topic', '') = ?", &filter.topic),
            (" AND contact_id = ?", &filter.contact),
            (
                " AND EXISTS (SELECT 1 FROM json_each(data, '$.tags') WHERE value = ?)",
                &filter.tag,
            ),
        ] {
            if let Some(value) = value {
                narrow(condition, value.as_str().into());
            }
        }
        query.push_str(" ORDER BY id DESC LIMIT ?");
        values.push(more_than(page));
        let rows: Vec<TicketRow> = self.rows(&query, values)?;
        rows.into_iter().map(TicketRow::ticket).collect()
    }

    /// Tickets of one customer, newest first.
    pub fn tickets_of(&self, contact: &str) -> Result<Vec<Ticket>> {
        let rows: Vec<TicketRow> = self.rows(
            "SELECT data FROM ticket WHERE contact_id = ? ORDER BY id DESC",
            vec![contact.into()],
        )?;
        rows.into_iter().map(TicketRow::ticket).collect()
    }

    /// One ticket.
    pub fn ticket(&self, id: &str) -> Result<Option<Ticket>> {
        let row: Option<TicketRow> =
            self.row("SELECT data FROM ticket WHERE id = ?", vec![id.into()])?;
        row.map(TicketRow::ticket).transpose()
    }

    /// One ticket, by what people quote.
    pub fn ticket_by_reference(&self, reference: &str) -> Result<Option<Ticket>> {
        let row: Option<TicketRow> = self.row(
            "SELECT data FROM ticket WHERE reference = ?",
            vec![reference.into()],
        )?;
        row.map(TicketRow::ticket).transpose()
    }

    /// Whether a reference is taken.
    pub fn has_reference(&self, reference: &str) -> Result<bool> {
        let row: Option<Value> = self.row(
            "SELECT 1 AS one FROM ticket WHERE reference = ?",
            vec![reference.into()],
        )?;
        Ok(row.is_some())
    }

    /// A ticket's messages, oldest first.
    pub fn messages(&self, ticket: &str) -> Result<Vec<Message>> {
        self.rows(
            "SELECT * FROM message WHERE ticket_id = ? ORDER BY id",
            vec![ticket.into()],
        )
    }

    /// The messages, files and held answers of one ticket belong to another from now on.
    pub fn move_messages(&self, from: &str, to: &str) -> Result<()> {
        for table in ["message", "attachment", "held"] {
            self.run(
                &format!("UPDATE {table} SET ticket_id = ? WHERE ticket_id = ?"),
                vec![to.into(), from.into()],
            )?;
        }
        Ok(())
    }

    /// A ticket's events, oldest first.
    pub fn events(&self, ticket: &str) -> Result<Vec<Event>> {
        self.events_where("ticket_id = ?", vec![ticket.into()])
    }

    /// Events of which something holds, oldest first.
    pub(super) fn events_where(
        &self,
        condition: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<Vec<Event>> {
        let rows: Vec<EventRow> = self.rows(
            &format!(
                "SELECT id, ticket_id, kind, data, NULL AS body, created_at FROM event
                 WHERE {condition} ORDER BY id"
            ),
            values,
        )?;
        rows.into_iter().map(EventRow::event).collect()
    }

    /// One event, with its body.
    pub fn event(&self, id: &str) -> Result<Option<Event>> {
        let row: Option<EventRow> =
            self.row("SELECT * FROM event WHERE id = ?", vec![id.into()])?;
        row.map(EventRow::event).transpose()
    }
}
