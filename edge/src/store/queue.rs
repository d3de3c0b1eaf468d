//! The lines of the inbox, one a ticket, and the full text tickets are found by.

use serde::Deserialize;
use shared::{
    id::{Reference, Slug},
    inbox::{Due, Entry, Owner, Place, Sort, View, expression, searched},
    lang::Lang,
    sla::Target,
    ticket::{Author, Message, Origin, Priority, Status, Ticket, Turn},
};
use worker::{Result, SqlStorageValue};

use super::{Store, name_of, whole};
use crate::protocol::inbox::{Counts, Listing};

/// A moment after every other: what has no clock is due then. The last that dates can name.
const NEVER_MS: i64 = 8_640_000_000_000_000;
/// So many numbers are looked through for a free one, where many came in at the same moment.
const SAME_TIME: i64 = 999_999;
/// So many suspects are counted; the rest is “more”.
const MAX_COUNTED: i64 = 1_000;

#[derive(Deserialize)]
struct Row {
    n: f64,
    ticket_id: String,
    reference: Reference,
    place: Place,
    status: Status,
    priority: Priority,
    channel: Origin,
    topic: Option<Slug>,
    team: Option<Slug>,
    owner: Option<Slug>,
    tags: String,
    lang: Lang,
    who: String,
    line: String,
    target: Option<Target>,
    warn_ms: f64,
    due_ms: f64,
    created_ms: f64,
    changed_ms: f64,
    news_ms: f64,
    last_by: Option<Author>,
    call: f64,
    seen_ms: f64,
    draft: f64,
}

impl Row {
    /// Where a list goes on after this line.
    fn cursor(&self, sort: Sort) -> String {
        let by = match sort {
            Sort::Due => self.due_ms,
            Sort::Newest => self.n,
            Sort::Changed => self.changed_ms,
        };
        format!("{}-{}", whole(by), whole(self.n))
    }

    fn entry(self) -> Entry {
        Entry {
            due: self.target.map(|target| Due {
                target,
                warn_ms: whole(self.warn_ms),
                due_ms: whole(self.due_ms),
            }),
            id: self.ticket_id,
            reference: self.reference,
            place: self.place,
            status: self.status,
            priority: self.priority,
            channel: self.channel,
            topic: self.topic,
            team: self.team,
            owner: self.owner,
            tags: serde_json::from_str(&self.tags).unwrap_or_default(),
            lang: self.lang,
            who: self.who,
            line: self.line,
            created_ms: whole(self.created_ms),
            changed_ms: whole(self.changed_ms),
            news_ms: whole(self.news_ms),
            last_by: self.last_by,
            call: self.call != 0.0,
            unread: self.news_ms > self.seen_ms,
            draft: self.draft != 0.0,
        }
    }
}

fn some<T: AsRef<str>>(value: Option<&T>) -> SqlStorageValue {
    value.map(AsRef::as_ref).into()
}

/// What a list is narrowed to, in SQL, with the values in their order.
#[derive(Default)]
struct Narrowed {
    sql: String,
    values: Vec<SqlStorageValue>,
}

impl Narrowed {
    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = SqlStorageValue>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.extend(values);
    }

    fn same(&mut self, column: &str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.and(&format!("q.{column} = ?"), [value.into()]);
        }
    }

    /// By the filter.
    fn filter(&mut self, listing: &Listing, me: &str) {
        for name in ["status", "priority", "topic", "team", "channel", "lang"] {
            self.same(name, Some(listing.filter.value(name)));
        }
        match &listing.filter.owner {
            Some(Owner::Nobody) => self.and("q.owner IS NULL", []),
            Some(Owner::Me) => self.same("owner", Some(me.to_owned())),
            Some(Owner::Agent(id)) => self.same("owner", Some(id.to_string())),
            None => {}
        }
        if let Some(tag) = &listing.filter.tag {
            let tagged = "EXISTS (SELECT 1 FROM json_each(q.tags) WHERE value = ?)";
            self.and(tagged, [tag.as_str().into()]);
        }
    }

    /// By the view. Places are written out, so that an index for one place serves.
    fn view(&mut self, view: View, me: &str, teams: &[Slug]) {
        self.and(&format!("q.place = '{}'", view.place().as_str()), []);
        match view {
            View::Mine => self.and("q.owner = ?", [me.into()]),
            View::Unassigned => self.and("q.owner IS NULL", []),
            View::Team => {
                let marks = vec!["?"; teams.len()].join(", ");
                let teams = teams.iter().map(|team| team.as_str().into());
                self.and(&format!("q.team IN ({marks})"), teams);
            }
            _ => {}
        }
    }
}

fn numbers(cursor: &str) -> Option<(i64, i64)> {
    let (by, n) = cursor.split_once('-')?;
    Some((by.parse().ok()?, n.parse().ok()?))
}

impl Store {
    /// Keeps a ticket's line and full text in step with a turn.
    pub(super) fn queue(&self, turn: &Turn) -> Result<()> {
        let entry = Entry::of(turn);
        // Lines are numbered as they came in, history of elsewhere included.
        let from = entry.created_ms.saturating_mul(1_000);
        #[derive(Deserialize)]
        struct Row {
            n: f64,
        }
        let row: Option<Row> = self.row(
            "INSERT INTO queue (n, ticket_id, reference, place, status, priority, channel, topic, team,
               owner, tags, lang, who, line, target, warn_ms, due_ms, created_ms, changed_ms,
               news_ms, last_by, call)
             VALUES (COALESCE((SELECT MAX(n) + 1 FROM queue WHERE n BETWEEN ? AND ?), ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (ticket_id) DO UPDATE SET place = excluded.place,
               status = excluded.status, priority = excluded.priority, topic = excluded.topic,
               team = excluded.team, owner = excluded.owner, tags = excluded.tags,
               who = excluded.who, target = excluded.target, warn_ms = excluded.warn_ms,
               due_ms = excluded.due_ms, changed_ms = excluded.changed_ms, call = excluded.call,
               news_ms = MAX(news_ms, excluded.news_ms),
               last_by = COALESCE(excluded.last_by, last_by)
             RETURNING n",
            vec![
                from.into(),
                from.saturating_add(SAME_TIME).into(),
                from.into(),
                entry.id.as_str().into(),
                entry.reference.as_str().into(),
                entry.place.as_str().into(),
                name_of(entry.status).into(),
                name_of(entry.priority).into(),
                name_of(entry.channel).into(),
                entry.topic.as_ref().map(Slug::as_str).into(),
                entry.team.as_ref().map(Slug::as_str).into(),
                entry.owner.as_ref().map(Slug::as_str).into(),
                serde_json::to_string(&entry.tags)?.into(),
                entry.lang.as_str().into(),
                entry.who.as_str().into(),
                entry.line.as_str().into(),
                some(entry.due.map(|due| due.target.as_str()).as_ref()),
                entry.due.map_or(NEVER_MS, |due| due.warn_ms).into(),
                entry.due.map_or(NEVER_MS, |due| due.due_ms).into(),
                entry.created_ms.into(),
                entry.changed_ms.into(),
                entry.news_ms.into(),
                some(entry.last_by.map(name_of).as_ref()),
                i64::from(entry.call).into(),
            ],
        )?;
        for message in &turn.messages {
            if let Some(agent) = &message.agent {
                self.saw(agent.as_str(), &turn.ticket.id, entry.news_ms)?;
            }
        }
        let moved = turn
            .events
            .iter()
            .any(|event| event.kind == shared::event::Kind::TicketMerged);
        let Some(n) = row.map(|row| whole(row.n)) else {
            return Ok(());
        };
        match (turn.is_new(), moved || !turn.messages.is_empty()) {
            (true, _) => self.index(n, &turn.ticket, &turn.messages),
            (false, true) => self.index(n, &turn.ticket, &self.messages(&turn.ticket.id)?),
            (false, false) => Ok(()),
        }
    }

    fn index(&self, n: i64, ticket: &Ticket, messages: &[Message]) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)",
            vec![n.into(), searched(ticket, messages).into()],
        )
    }

    /// Makes the full text of a ticket anew, of what is left in it.
    pub(super) fn reindex(&self, ticket: &str) -> Result<()> {
        #[derive(Deserialize)]
        struct Row {
            n: f64,
        }
        let query = "SELECT n FROM queue WHERE ticket_id = ?";
        let row: Option<Row> = self.row(query, vec![ticket.into()])?;
        match (row, self.ticket(ticket)?) {
            (Some(row), Some(ticket)) => {
                let messages = self.messages(&ticket.id)?;
                self.index(whole(row.n), &ticket, &messages)
            }
            _ => Ok(()),
        }
    }

    /// What was taken out of the full text is not only passed over from now on, but gone.
    pub fn purge_words(&self) -> Result<()> {
        self.run("INSERT INTO words (words) VALUES ('optimize')", vec![])
    }

    /// Removes a person from a ticket's line and from the full text.
    pub(super) fn erase_line(&self, ticket: &str) -> Result<()> {
        self.run(
            "DELETE FROM words WHERE rowid = (SELECT n FROM queue WHERE ticket_id = ?)",
            vec![ticket.into()],
        )?;
        self.run(
            "UPDATE queue SET who = '', line = '' WHERE ticket_id = ?",
            vec![ticket.into()],
        )?;
        self.run("DELETE FROM held WHERE ticket_id = ?", vec![ticket.into()])?;
        self.run("DELETE FROM draft WHERE ticket_id = ?", vec![ticket.into()])
    }

    /// Some lines, and where to go on.
    pub fn listed(
        &self,
        listing: &Listing,
        me: &str,
        teams: &[Slug],
    ) -> Result<(Vec<Entry>, Option<String>)> {
        // Where whole words fill a page they are what was meant, and found without reading all of
        // what begins so.
        if let found @ Some(_) = expression(&listing.search, true) {
            let page = self.page_of(listing, found, me, teams)?;
            if page.1.is_some() {
                return Ok(page);
            }
        }
        self.page_of(listing, expression(&listing.search, false), me, teams)
    }

    fn page_of(
        &self,
        listing: &Listing,
        found: Option<String>,
        me: &str,
        teams: &[Slug],
    ) -> Result<(Vec<Entry>, Option<String>)> {
        let mut narrowed = Narrowed::default();
        // What was found is sorted as it came in: the index gives it so without reading all.
        let sort = match found {
            Some(_) => Sort::Newest,
            // Only what is open has clocks.
            None if listing.sort == Sort::Due && listing.view.place() != Place::Open => {
                Sort::Changed
            }
            None => listing.sort,
        };
        let from = match found {
            Some(expression) => {
                narrowed.and("words MATCH ?", [expression.into()]);
                match listing.view {
                    View::Spam => narrowed.and("q.place = 'spam'", []),
                    _ => narrowed.and("q.place <> 'spam'", []),
                }
                "words JOIN queue q ON q.n = words.rowid"
            }
            None => {
                narrowed.view(listing.view, me, teams);
                match (listing.view, sort) {
                    // Walked in their order: a page costs what it shows.
                    (View::Open | View::Team, Sort::Due) => "queue q INDEXED BY queue_due",
                    (View::Resolved, Sort::Newest) => "queue q NOT INDEXED",
                    _ => "queue q",
                }
            }
        };
        narrowed.filter(listing, me);
        let n = match from {
            from if from.starts_with("queue") => "q.n",
            _ => "words.rowid",
        };
        let (condition, order) = match sort {
            Sort::Due => (
                "(q.due_ms, q.n) > (?, ?)".to_owned(),
                "q.due_ms, q.n".to_owned(),
            ),
            Sort::Newest => (format!("{n} < ?"), format!("{n} DESC")),
            Sort::Changed => (
                "(q.changed_ms, q.n) < (?, ?)".to_owned(),
                "q.changed_ms DESC, q.n DESC".to_owned(),
            ),
        };
        if let Some((by, n)) = listing.after.as_deref().and_then(numbers) {
            match sort {
                Sort::Newest => narrowed.and(&condition, [n.into()]),
                _ => narrowed.and(&condition, [by.into(), n.into()]),
            }
        }
        let Narrowed { sql, values } = narrowed;
        let mut all: Vec<SqlStorageValue> = vec![me.into(), me.into()];
        all.extend(values);
        all.push(i64::from(listing.limit).saturating_add(1).into());
        let mut rows: Vec<Row> = self.rows(
            &format!(
                "SELECT q.*, COALESCE(s.at_ms, 0) AS seen_ms,
                   EXISTS (SELECT 1 FROM draft d WHERE d.agent = ? AND d.ticket_id = q.ticket_id) AS draft FROM {from}
                 LEFT JOIN seen s ON s.agent = ? AND s.ticket_id = q.ticket_id
                 WHERE 1{sql} ORDER BY {order} LIMIT ?"
            ),
            all,
        )?;
        let limit = usize::try_from(listing.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.cursor(sort));
        Ok((rows.into_iter().map(Row::entry).collect(), next))
    }

    /// One line.
    pub fn line(&self, ticket: &str, me: &str) -> Result<Option<Entry>> {
        let row: Option<Row> = self.row(
            "SELECT q.*, COALESCE(s.at_ms, 0) AS seen_ms,
                   EXISTS (SELECT 1 FROM draft d WHERE d.agent = ? AND d.ticket_id = q.ticket_id) AS draft FROM queue q
             LEFT JOIN seen s ON s.agent = ? AND s.ticket_id = q.ticket_id
             WHERE q.ticket_id = ?",
            vec![me.into(), me.into(), ticket.into()],
        )?;
        Ok(row.map(Row::entry))
    }

    /// Lines of a customer's other tickets, newest first, so many at most.
    pub fn lines_of(&self, contact: &str, but: &str, me: &str, most: u32) -> Result<Vec<Entry>> {
        let rows: Vec<Row> = self.rows(
            "SELECT q.*, COALESCE(s.at_ms, 0) AS seen_ms,
                   EXISTS (SELECT 1 FROM draft d WHERE d.agent = ? AND d.ticket_id = q.ticket_id) AS draft FROM ticket t
             JOIN queue q ON q.ticket_id = t.id
             LEFT JOIN seen s ON s.agent = ? AND s.ticket_id = q.ticket_id
             WHERE t.contact_id = ? AND t.id <> ? ORDER BY t.id DESC LIMIT ?",
            vec![me.into(), me.into(), contact.into(), but.into(), f64::from(most).into()],
        )?;
        Ok(rows.into_iter().map(Row::entry).collect())
    }

    /// How much is in the views.
    pub fn counts(&self, me: &str, teams: &[Slug]) -> Result<Counts> {
        #[derive(Deserialize)]
        struct Row {
            open: f64,
            mine: Option<f64>,
            unassigned: Option<f64>,
            team: Option<f64>,
            waiting: f64,
            spam: f64,
        }
        let marks = vec!["?"; teams.len()].join(", ");
        let mut values: Vec<SqlStorageValue> = vec![me.into()];
        values.extend(
            teams
                .iter()
                .map(|team| SqlStorageValue::from(team.as_str())),
        );
        values.extend([MAX_COUNTED.into(), MAX_COUNTED.into()]);
        let row: Option<Row> = self.row(
            &format!(
                "SELECT COUNT(*) AS open, SUM(owner = ?) AS mine, SUM(owner IS NULL) AS unassigned,
                   SUM(team IN ({marks})) AS team,
                   (SELECT COUNT(*) FROM (SELECT 1 FROM queue WHERE place = 'waiting' LIMIT ?)) AS waiting,
                   (SELECT COUNT(*) FROM (SELECT 1 FROM queue WHERE place = 'spam' LIMIT ?)) AS spam
                 FROM queue INDEXED BY queue_due WHERE place = 'open'"
            ),
            values,
        )?;
        let count = |n: f64| u32::try_from(whole(n)).unwrap_or(u32::MAX);
        Ok(row.map_or_else(Counts::default, |row| Counts {
            open: count(row.open),
            mine: count(row.mine.unwrap_or(0.0)),
            unassigned: count(row.unassigned.unwrap_or(0.0)),
            team: count(row.team.unwrap_or(0.0)),
            waiting: count(row.waiting),
            spam: count(row.spam),
        }))
    }
}
