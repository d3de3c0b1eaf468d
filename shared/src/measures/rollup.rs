//! The rollup of a day: what it brought to each ticket, packed. Some 30 bytes a ticket.

use std::collections::BTreeSet;

use super::{
    Day, Due, Fact, Marks, Name, Resolution, Score, Spell, Time, Waits,
    bytes::{Reader, Writer},
};
use crate::{event::Survey, sla::Target};

/// Which bytes these are; others are not read.
const FORMAT: u8 = 1;

const CREATED: u64 = 1;
const ANSWERED: u64 = 2;
const FIRST_REPLY: u64 = 4;
const WAITS: u64 = 8;
const RESOLUTION: u64 = 16;
const SPELL: u64 = 32;
const DUE: u64 = 64;
const SCORE: u64 = 128;

/// Names by their place, from 1 on.
#[derive(Clone, Debug, Default)]
pub struct Names(Vec<String>);

impl Names {
    /// A name's place; it is added where it is new. 0 for none.
    pub fn place(&mut self, name: &str) -> Name {
        if name.is_empty() {
            return 0;
        }
        let found = match self.find(name) {
            Some(place) => return place,
            None => self.0.len().saturating_add(1),
        };
        self.0.push(name.to_owned());
        Name::try_from(found).unwrap_or(0)
    }

    /// A name's place, if it is there.
    pub fn find(&self, name: &str) -> Option<Name> {
        let place = self.0.iter().position(|known| known == name)?;
        Name::try_from(place.saturating_add(1)).ok()
    }

    /// The name at a place; empty where there is none.
    pub fn name(&self, place: Name) -> &str {
        let index = usize::try_from(place).ok().and_then(|p| p.checked_sub(1));
        index
            .and_then(|index| self.0.get(index))
            .map_or("", String::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What is new of a day.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Tickets of which nothing that stood there holds any more.
    pub tickets: BTreeSet<u64>,
    /// What holds now.
    pub facts: Vec<Fact>,
}

/// What a day brought.
#[derive(Clone, Debug, Default)]
pub struct Rollup {
    /// The names its facts use.
    pub names: Names,
    /// The facts, one a ticket.
    pub facts: Vec<Fact>,
}

impl Rollup {
    /// Makes changes: what stood here of tickets goes, what is new of them comes. `names` are those
    /// of the new facts.
    pub fn change(&mut self, changes: &Changes, names: &Names) {
        let stays = |fact: &Fact| !changes.tickets.contains(&fact.ticket);
        self.facts.retain(stays);
        let own = &mut self.names;
        for fact in &changes.facts {
            let fact = renamed(fact, |name| own.place(names.name(name)));
            self.facts.push(fact);
        }
    }

    /// Its bytes. Names nobody uses any more are left out.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut used: Vec<&str> = Vec::new();
        // From a name's place here to its place in the bytes.
        let mut places: Vec<Name> = vec![0; self.names.len().saturating_add(1)];
        let mut out = Writer::default();
        for fact in &self.facts {
            let fact = renamed(fact, |name| {
                let place = usize::try_from(name).ok().and_then(|n| places.get_mut(n));
                let Some(place) = place.filter(|_| name > 0) else {
                    return 0;
                };
                if *place == 0 {
                    used.push(self.names.name(name));
                    *place = Name::try_from(used.len()).unwrap_or(0);
                }
                *place
            });
            write(&mut out, &fact);
        }
        let mut whole = Writer::default();
        whole.0.push(FORMAT);
        whole.number(used.len() as u64);
        for name in used {
            whole.text(name);
        }
        whole.0.extend(out.0);
        whole.0
    }

    /// Reads the bytes of a day; none where they are not ours.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut packed = Packed::open(bytes)?;
        let facts = packed.by_ref().collect();
        packed.is_read().then_some(Self {
            names: packed.names,
            facts,
        })
    }
}

/// The bytes of a day, read fact by fact.
pub struct Packed<'a> {
    /// The names its facts use.
    pub names: Names,
    rest: Reader<'a>,
}

impl<'a> Packed<'a> {
    /// Begins to read; none where the bytes are not ours. No bytes are a day without facts.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let (mut names, mut rest) = (Names::default(), Reader(bytes));
        if !bytes.is_empty() {
            if rest.byte()? != FORMAT {
                return None;
            }
            for _ in 0..rest.number()? {
                names.0.push(rest.text()?.to_owned());
            }
        }
        Some(Self { names, rest })
    }

    /// Whether everything was read.
    pub fn is_read(&self) -> bool {
        self.rest.0.is_empty()
    }
}

impl Iterator for Packed<'_> {
    type Item = Fact;

    fn next(&mut self) -> Option<Fact> {
        match self.is_read() {
            true => None,
            false => read(&mut self.rest),
        }
    }
}

/// A fact with its names in other places.
fn renamed(fact: &Fact, mut place: impl FnMut(Name) -> Name) -> Fact {
    let marks = Marks {
        topic: place(fact.marks.topic),
        team: place(fact.marks.team),
        agent: place(fact.marks.agent),
        channel: place(fact.marks.channel),
        lang: place(fact.marks.lang),
        page: place(fact.marks.page),
    };
    let due = fact.due.map(|due| {
        due.map(|due| Due {
            policy: place(due.policy),
            ..due
        })
    });
    let score = fact.score.map(|score| Score {
        question: place(score.question),
        ..score
    });
    Fact {
        marks,
        due,
        score,
        ..fact.clone()
    }
}

fn write(out: &mut Writer, fact: &Fact) {
    let Fact {
        ticket,
        marks,
        created,
        first_reply,
        waits,
        resolution,
        spell,
        due,
        score,
    } = fact;
    let flag = |is: bool, flag: u64| if is { flag } else { 0 };
    out.long(*ticket);
    out.number(
        flag(created.is_some(), CREATED)
            | flag(*created == Some(true), ANSWERED)
            | flag(first_reply.is_some(), FIRST_REPLY)
            | flag(waits.count > 0, WAITS)
            | flag(resolution.is_some(), RESOLUTION)
            | flag(spell.is_some(), SPELL)
            | flag(due.iter().any(Option::is_some), DUE)
            | flag(score.is_some(), SCORE),
    );
    let Marks {
        topic,
        team,
        agent,
        channel,
        lang,
        page,
    } = *marks;
    for name in [topic, team, agent, channel, lang, page] {
        out.number(name.into());
    }
    if let Some(time) = first_reply {
        write_time(out, *time);
    }
    if waits.count > 0 {
        out.number(waits.count.into());
        out.number(waits.business);
        out.number(waits.calendar);
    }
    if let Some(resolution) = resolution {
        write_time(out, resolution.time);
        out.number(resolution.replies.into());
        out.number(resolution.messages.into());
        out.number(u64::from(resolution.rated));
        write_day(out, resolution.again);
        write_day(out, resolution.reopened);
    }
    if let Some(spell) = spell {
        write_day(out, Some(spell.from));
        write_day(out, Some(spell.created));
    }
    if due.iter().any(Option::is_some) {
        for due in due {
            match due {
                None => out.number(0),
                Some(due) => {
                    let target = match due.target {
                        Target::FirstResponse => 0,
                        Target::NextResponse => 1,
                        Target::Resolution => 2,
                    };
                    out.number(1 + u64::from(due.met) + 2 * target + 6 * u64::from(due.came));
                    out.number(due.policy.into());
                }
            }
        }
    }
    if let Some(score) = score {
        let survey = match score.survey {
            Survey::Csat => 0,
            Survey::Nps => 1,
            Survey::Ces => 2,
        };
        out.number(survey);
        out.number(score.question.into());
        out.number(score.score.into());
    }
}

fn write_time(out: &mut Writer, time: Time) {
    out.number(time.business.into());
    out.number(time.calendar.into());
}

fn write_day(out: &mut Writer, day: Option<Day>) {
    // Days before 1970 are nobody's.
    let number = day.map_or(0, |day| u64::try_from(day.0).unwrap_or(0).saturating_add(1));
    out.number(number);
}

fn read(from: &mut Reader<'_>) -> Option<Fact> {
    let ticket = from.long()?;
    let flags = from.number()?;
    let has = |flag: u64| flags & flag != 0;
    let marks = Marks {
        topic: from.small()?,
        team: from.small()?,
        agent: from.small()?,
        channel: from.small()?,
        lang: from.small()?,
        page: from.small()?,
    };
    let mut fact = Fact::new(ticket, marks);
    fact.created = has(CREATED).then(|| has(ANSWERED));
    if has(FIRST_REPLY) {
        fact.first_reply = Some(read_time(from)?);
    }
    if has(WAITS) {
        fact.waits = Waits {
            count: from.small()?,
            business: from.number()?,
            calendar: from.number()?,
        };
    }
    if has(RESOLUTION) {
        fact.resolution = Some(Resolution {
            time: read_time(from)?,
            replies: from.small()?,
            messages: from.small()?,
            rated: from.number()? == 1,
            again: read_day(from)?,
            reopened: read_day(from)?,
        });
    }
    if has(SPELL) {
        fact.spell = Some(Spell {
            from: read_day(from)??,
            created: read_day(from)??,
        });
    }
    if has(DUE) {
        for due in &mut fact.due {
            let Some(number) = from.number()?.checked_sub(1) else {
                continue;
            };
            *due = Some(Due {
                came: u8::try_from(number / 6).ok().filter(|day| *day < 7)?,
                target: match number / 2 % 3 {
                    0 => Target::FirstResponse,
                    1 => Target::NextResponse,
                    _ => Target::Resolution,
                },
                met: number % 2 == 1,
                policy: from.small()?,
            });
        }
    }
    if has(SCORE) {
        fact.score = Some(Score {
            survey: match from.number()? {
                0 => Survey::Csat,
                1 => Survey::Nps,
                2 => Survey::Ces,
                _ => return None,
            },
            question: from.small()?,
            score: u8::try_from(from.number()?).ok()?,
        });
    }
    Some(fact)
}

fn read_time(from: &mut Reader<'_>) -> Option<Time> {
    Some(Time {
        business: from.small()?,
        calendar: from.small()?,
    })
}

fn read_day(from: &mut Reader<'_>) -> Option<Option<Day>> {
    let number = from.number()?;
    match number.checked_sub(1) {
        None => Some(None),
        Some(day) => Some(Some(Day(i32::try_from(day).ok()?))),
    }
}
