//! Measures: the rollup of each day, which tickets still have to be counted, and what is counted
//! day by day without knowing of anybody.

use serde::{Deserialize, Serialize};
use shared::{
    event::{Event, Survey},
    measures::{Count, Counted, Day, Help, Period, Rated, Share},
    site::Site,
    ticket::Author,
};
use worker::{Result, SqlStorageValue};

use super::{Store, whole};

/// Largest piece of a rollup, in bytes: well under the largest value SQLite keeps here.
const PIECE: usize = 1_000_000;
/// Largest day a rollup can have, but for what is open.
const LAST: i64 = i32::MAX as i64;

/// What happens while people help themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A session has a question.
    Asked,
    /// An answer is read in such a session, where none was since the last contact.
    Answered,
    /// Somebody writes to us after that.
    Contacted,
    /// A session has its first contact.
    Contact,
}

impl Step {
    fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Contacted => "contacted",
            Self::Contact => "contact",
        }
    }
}

#[derive(Deserialize)]
struct Named {
    name: String,
    count: f64,
}

impl Named {
    fn count(&self) -> u32 {
        u32::try_from(whole(self.count)).unwrap_or(u32::MAX)
    }
}

/// What is counted of a FAQ in a period.
#[derive(Debug, Default, Deserialize)]
pub struct Read {
    pub faq: String,
    opened: f64,
    helped: f64,
    missed: f64,
}

impl Read {
    /// How often it was read, helped and did not help.
    pub fn counts(&self) -> [u32; 3] {
        let count = |n: f64| u32::try_from(whole(n)).unwrap_or(u32::MAX);
        [count(self.opened), count(self.helped), count(self.missed)]
    }
}

impl Store {
    /// A ticket has to be counted anew.
    pub fn uncount(&self, ticket: &str) -> Result<()> {
        self.run(
            "INSERT OR IGNORE INTO uncounted (ticket_id) VALUES (?)",
            vec![ticket.into()],
        )
    }

    /// All tickets have to be counted anew, and nothing holds until then.
    pub fn uncount_all(&self) -> Result<()> {
        self.run("DELETE FROM rollup", vec![])?;
        self.run("DELETE FROM counted", vec![])?;
        self.run(
            "INSERT OR IGNORE INTO uncounted (ticket_id) SELECT id FROM ticket",
            vec![],
        )
    }

    /// Tickets that have to be counted.
    pub fn uncounted(&self, limit: u32) -> Result<Vec<String>> {
        #[derive(Deserialize)]
        struct Row {
            ticket_id: String,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT ticket_id FROM uncounted ORDER BY ticket_id LIMIT ?",
            vec![i64::from(limit).into()],
        )?;
        Ok(rows.into_iter().map(|row| row.ticket_id).collect())
    }

    /// Whether there are any.
    pub fn has_uncounted(&self) -> Result<bool> {
        Ok(!self.uncounted(1)?.is_empty())
    }

    /// How many there are; no more than a thousand are counted.
    pub fn count_uncounted(&self) -> Result<u32> {
        #[derive(Deserialize)]
        struct Row {
            count: f64,
        }
        let row: Option<Row> = self.row(
            "SELECT COUNT(*) AS count FROM (SELECT 1 FROM uncounted LIMIT 1000)",
            vec![],
        )?;
        Ok(row.map_or(0, |row| u32::try_from(whole(row.count)).unwrap_or(u32::MAX)))
    }

    /// The days a ticket stands in.
    pub fn days_of(&self, ticket: &str) -> Result<Vec<Day>> {
        #[derive(Deserialize)]
        struct Row {
            days: String,
        }
        let row: Option<Row> = self.row(
            "SELECT days FROM counted WHERE ticket_id = ?",
            vec![ticket.into()],
        )?;
        let days = row.map(|row| row.days).unwrap_or_default();
        Ok(days
            .split(' ')
            .filter_map(|day| day.parse().ok().map(Day))
            .collect())
    }

    /// A ticket is counted: it stands in these days.
    pub fn count_in(&self, ticket: &str, days: &[Day]) -> Result<()> {
        self.run(
            "DELETE FROM uncounted WHERE ticket_id = ?",
            vec![ticket.into()],
        )?;
        let days: Vec<String> = days.iter().map(|day| day.0.to_string()).collect();
        self.run(
            "INSERT OR REPLACE INTO counted (ticket_id, days) VALUES (?, ?)",
            vec![ticket.into(), days.join(" ").into()],
        )
    }

    /// When who wrote a ticket's public messages, oldest first.
    pub fn said(&self, ticket: &str) -> Result<Vec<(Author, jiff::Timestamp)>> {
        #[derive(Deserialize)]
        struct Row {
            author: Author,
            created_at: String,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT author, created_at FROM message WHERE ticket_id = ?
               AND visibility = 'public' AND author <> 'system' ORDER BY id",
            vec![ticket.into()],
        )?;
        let said = |row: Row| Some((row.author, row.created_at.parse().ok()?));
        Ok(rows.into_iter().filter_map(said).collect())
    }

    /// A ticket's changes of status and ratings, oldest first.
    pub fn turns_of(&self, ticket: &str) -> Result<Vec<Event>> {
        self.events_where(
            "ticket_id = ? AND kind IN ('ticket.status_changed', 'survey.submitted')",
            vec![ticket.into()],
        )
    }

    /// The rollup of a day, in bytes; none yet where there are none.
    pub fn rollup(&self, day: Day) -> Result<Vec<u8>> {
        let pieces = self.blobs(
            "SELECT bytes FROM rollup WHERE day = ? ORDER BY n",
            vec![i64::from(day.0).into()],
        )?;
        Ok(pieces.concat())
    }

    /// Keeps the rollup of a day.
    pub fn keep_rollup(&self, day: Day, bytes: &[u8]) -> Result<()> {
        let day = i64::from(day.0);
        let more = i64::try_from(bytes.len() / PIECE).unwrap_or(i64::MAX);
        self.run(
            "DELETE FROM rollup WHERE day = ? AND n > ?",
            vec![day.into(), more.into()],
        )?;
        for (n, piece) in bytes.chunks(PIECE).enumerate() {
            self.run(
                "INSERT OR REPLACE INTO rollup (day, n, bytes) VALUES (?, ?, ?)",
                vec![
                    day.into(),
                    i64::try_from(n).unwrap_or(i64::MAX).into(),
                    SqlStorageValue::Blob(piece.to_vec()),
                ],
            )?;
        }
        Ok(())
    }

    /// Goes through the rollups from a day on, in order; what is open comes last.
    pub fn each_rollup(&self, from: Day, mut take: impl FnMut(Day, &[u8])) -> Result<()> {
        let cursor = self.sql.exec(
            "SELECT day, bytes FROM rollup WHERE day >= ? ORDER BY day, n",
            vec![i64::from(from.0).into()],
        )?;
        // A day in pieces is put together before it is read.
        let mut last: Option<(Day, Vec<u8>)> = None;
        for row in cursor.raw() {
            let mut row = row?.into_iter();
            let (Some(day), Some(SqlStorageValue::Blob(bytes))) = (row.next(), row.next()) else {
                continue;
            };
            let day = match day {
                SqlStorageValue::Integer(day) => day,
                SqlStorageValue::Float(day) => whole(day),
                _ => continue,
            };
            let day = Day(i32::try_from(day.min(LAST)).unwrap_or(0));
            match &mut last {
                Some((same, whole)) if *same == day => whole.extend(bytes),
                _ => {
                    if let Some((day, bytes)) = last.replace((day, bytes)) {
                        take(day, &bytes);
                    }
                }
            }
        }
        if let Some((day, bytes)) = last {
            take(day, &bytes);
        }
        Ok(())
    }

    /// The first day anything is counted of.
    pub fn first_day(&self) -> Result<Option<Day>> {
        #[derive(Deserialize)]
        struct Row {
            day: f64,
        }
        let row: Option<Row> = self.row("SELECT day FROM rollup ORDER BY day LIMIT 1", vec![])?;
        let day = row.and_then(|row| i32::try_from(whole(row.day)).ok());
        Ok(day.map(Day).filter(|day| *day < Day::OPEN))
    }

    /// Counts a step of so many who help themselves.
    pub fn count_step(&self, day: &str, step: Step, times: u32) -> Result<()> {
        self.run(
            "INSERT INTO help (day, step, count) VALUES (?, ?, ?)
             ON CONFLICT (day, step) DO UPDATE SET count = count + excluded.count",
            vec![day.into(), step.name().into(), i64::from(times).into()],
        )
    }

    /// Whether it was counted how people helped themselves on a day.
    pub fn has_help(&self, day: &str) -> Result<bool> {
        let row: Option<Named> = self.row(
            "SELECT step AS name, count FROM help WHERE day = ? LIMIT 1",
            vec![day.into()],
        )?;
        Ok(row.is_some())
    }

    /// Counts so often that a FAQ was read (`opened`), `helped`, or did not (`missed`).
    pub fn count_reading(&self, day: &str, faq: &str, what: &str, times: u32) -> Result<()> {
        self.run(
            "INSERT INTO reading (day, faq, what, count) VALUES (?, ?, ?, ?)
             ON CONFLICT (day, faq, what) DO UPDATE SET count = count + excluded.count",
            vec![day.into(), faq.into(), what.into(), i64::from(times).into()],
        )
    }

    /// What is counted of FAQs in a period, those read most first.
    pub fn readings(&self, period: Period) -> Result<Vec<Read>> {
        self.rows(
            "SELECT faq, SUM(count * (what = 'opened')) AS opened,
               SUM(count * (what = 'helped')) AS helped, SUM(count * (what = 'missed')) AS missed
             FROM reading WHERE day BETWEEN ? AND ? GROUP BY faq
             ORDER BY opened DESC, missed DESC, faq LIMIT 200",
            vec![period.from.to_string().into(), period.to.to_string().into()],
        )
    }

    fn named(&self, query: &str, period: Period) -> Result<Vec<Named>> {
        self.rows(
            query,
            vec![period.from.to_string().into(), period.to.to_string().into()],
        )
    }

    /// What is counted day by day and is about no request.
    pub fn about_nobody(&self, period: Period, site: &Site) -> Result<Counted> {
        let choices = self.named(
            "SELECT channel AS name, SUM(count) AS count FROM choice
             WHERE day BETWEEN ? AND ? GROUP BY channel ORDER BY count DESC, channel",
            period,
        )?;
        let steps = self.named(
            "SELECT step AS name, SUM(count) AS count FROM help
             WHERE day BETWEEN ? AND ? GROUP BY step",
            period,
        )?;
        let outcomes = self.named(
            "SELECT outcome AS name, SUM(count) AS count FROM outcome
             WHERE day BETWEEN ? AND ? GROUP BY outcome",
            period,
        )?;
        let of = |rows: &[Named], name: &str| {
            let row = rows.iter().find(|row| row.name == name);
            row.map_or(0, Named::count)
        };
        Ok(Counted {
            choices: choices
                .iter()
                .map(|row| Count {
                    name: row.name.clone(),
                    count: row.count(),
                })
                .collect(),
            help: Help {
                asked: of(&steps, Step::Asked.name()),
                answered: of(&steps, Step::Answered.name()),
                contacted: of(&steps, Step::Contacted.name()),
            },
            converted: Share {
                of: of(&outcomes, "converted"),
                among: of(&steps, Step::Contact.name()),
            },
            rated: self.loose_ratings(period, site)?,
        })
    }

    /// Ratings about no request.
    fn loose_ratings(&self, period: Period, site: &Site) -> Result<Vec<Rated>> {
        #[derive(Deserialize)]
        struct Row {
            survey: String,
            score: f64,
            count: f64,
        }
        let zone = site.zone();
        let begins = |day: Day| {
            let midnight = day.date().to_zoned(zone.clone());
            midnight.map_or_else(
                |_| String::new(),
                |midnight| shared::ticket::rfc3339(midnight.timestamp()),
            )
        };
        let rows: Vec<Row> = self.rows(
            "SELECT survey, score, COUNT(*) AS count FROM rating
             WHERE ticket_id IS NULL AND created_at >= ? AND created_at < ?
             GROUP BY survey, score ORDER BY survey, score",
            vec![begins(period.from).into(), begins(period.to.plus(1)).into()],
        )?;
        let mut rated: Vec<Rated> = Vec::new();
        for rows in rows.chunk_by(|a, b| a.survey == b.survey) {
            let Some(id) = rows.first().map(|row| row.survey.as_str()) else {
                continue;
            };
            // A question that is no longer asked is left out: its scale is not known any more.
            let scale = Survey::parse(id).or_else(|| Some(site.survey(id)?.scale));
            let Some(scale) = scale else { continue };
            let counts = rows.iter().filter_map(|row| {
                let score = u8::try_from(whole(row.score)).ok()?;
                Some((score, u32::try_from(whole(row.count)).unwrap_or(u32::MAX)))
            });
            rated.push(Rated::of(id, scale, counts));
        }
        Ok(rated)
    }
}
