//! Customers, over all their requests, and the agents who are on duty.

use serde::Deserialize;
use shared::{
    address::EmailAddress,
    api::{Contact, Paging},
    contact::Phone,
    team::{Duty, Roster},
};
use worker::Result;

use super::{Store, more_than, whole};

#[derive(Deserialize)]
struct Row {
    id: String,
    email: Option<String>,
    phone: Option<String>,
    name: Option<String>,
    tags: String,
    notes: String,
    consents: String,
    created_at: String,
}

impl Row {
    fn contact(self) -> Result<Contact> {
        Ok(Contact {
            id: self.id,
            email: self.email,
            phone: self.phone,
            name: self.name,
            tags: serde_json::from_str(&self.tags)?,
            notes: self.notes,
            consents: serde_json::from_str(&self.consents)?,
            created_at: self.created_at,
        })
    }
}

/// An address as customers are told apart by it.
fn folded(email: &EmailAddress) -> String {
    email.as_str().to_lowercase()
}

impl Store {
    /// A customer by id.
    pub fn contact(&self, id: &str) -> Result<Option<Contact>> {
        let row: Option<Row> = self.row("SELECT * FROM contact WHERE id = ?", vec![id.into()])?;
        row.map(Row::contact).transpose()
    }

    /// The customer with this address, or where there is none with this number.
    pub fn contact_of(
        &self,
        email: Option<&EmailAddress>,
        phone: Option<&Phone>,
    ) -> Result<Option<Contact>> {
        let row: Option<Row> = match (email, phone) {
            (Some(email), _) => self.row(
                "SELECT * FROM contact WHERE email = ?",
                vec![folded(email).into()],
            )?,
            (None, Some(phone)) => self.row(
                "SELECT * FROM contact WHERE phone = ? AND email IS NULL",
                vec![phone.as_str().into()],
            )?,
            (None, None) => None,
        };
        row.map(Row::contact).transpose()
    }

    /// Adds a customer.
    pub fn add_contact(
        &self,
        id: &str,
        email: Option<&EmailAddress>,
        phone: Option<&Phone>,
        name: Option<&str>,
        at: &str,
    ) -> Result<()> {
        self.run(
            "INSERT INTO contact (id, email, phone, name, created_at) VALUES (?, ?, ?, ?, ?)",
            vec![
                id.into(),
                email.map(folded).into(),
                phone.map(Phone::as_str).into(),
                name.into(),
                at.into(),
            ],
        )
    }

    /// Keeps what the team changed of a customer.
    pub fn change_contact(&self, contact: &Contact) -> Result<()> {
        self.run(
            "UPDATE contact SET tags = ?, notes = ?, consents = ? WHERE id = ?",
            vec![
                serde_json::to_string(&contact.tags)?.into(),
                contact.notes.as_str().into(),
                serde_json::to_string(&contact.consents)?.into(),
                contact.id.as_str().into(),
            ],
        )
    }

    /// Customers, newest first, and one more than the page where there are more; those in whose
    /// name, address and number every word stands.
    pub fn contacts(&self, words: &[String], page: &Paging) -> Result<Vec<Contact>> {
        let mut query = String::from("SELECT * FROM contact WHERE id < ?");
        let mut values = vec![page.cursor.as_deref().unwrap_or("d").into()];
        for word in words {
            query.push_str(" AND instr(find, ?) > 0");
            values.push(word.as_str().into());
        }
        query.push_str(" ORDER BY id DESC LIMIT ?");
        values.push(more_than(page));
        let rows: Vec<Row> = self.rows(&query, values)?;
        rows.into_iter().map(Row::contact).collect()
    }

    /// Who is on duty.
    pub fn roster(&self) -> Result<Roster> {
        #[derive(Deserialize)]
        struct Row {
            id: String,
            away: f64,
            assigned_ms: f64,
        }
        let rows: Vec<Row> = self.rows("SELECT * FROM agent", vec![])?;
        let duty = |row: &Row| Duty {
            away: row.away != 0.0,
            assigned_ms: whole(row.assigned_ms),
        };
        Ok(rows
            .into_iter()
            .map(|row| (row.id.clone(), duty(&row)))
            .collect())
    }

    /// An agent got a request.
    pub fn assigned(&self, agent: &str, at_ms: i64) -> Result<()> {
        self.run(
            "INSERT INTO agent (id, assigned_ms) VALUES (?, ?)
             ON CONFLICT (id) DO UPDATE SET assigned_ms = excluded.assigned_ms",
            vec![agent.into(), at_ms.into()],
        )
    }

    /// An agent goes, or is back.
    pub fn set_away(&self, agent: &str, away: bool) -> Result<()> {
        self.run(
            "INSERT INTO agent (id, away) VALUES (?, ?)
             ON CONFLICT (id) DO UPDATE SET away = excluded.away",
            vec![agent.into(), i64::from(away).into()],
        )
    }
}
