//! Whether a channel works at a moment, and how that is said. A channel that does not work now says
//! when it will: nobody is sent to a line that rings in an empty room.

use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::{
    hours::{Hours, Status},
    phrase,
    site::{Channel, ChannelKind, Site},
    sla::Goal,
    text::{Catalogue, Text},
};

/// Whether a channel works.
#[derive(Clone, Debug, PartialEq)]
pub enum Reach {
    /// It does; until then, where it closes at all.
    Now(Option<Zoned>),
    /// It does not; from then on it will, if that is known.
    Later(Option<Zoned>),
}

impl Reach {
    /// Whether it works now.
    pub fn is_now(&self) -> bool {
        matches!(self, Self::Now(_))
    }
}

/// The hours of a channel: its own, and no date on which the site is closed; else the site's, for a
/// telephone somebody has to pick up. None is always: words wait until somebody reads them.
fn hours(channel: &Channel, site: &Site) -> Option<Hours> {
    match (&channel.hours, channel.kind) {
        (Some(own), _) => {
            let mut hours = own.clone();
            hours.closed.extend(&site.hours.closed);
            Some(hours)
        }
        (None, ChannelKind::Phone) => Some(site.hours.clone()),
        (None, _) => None,
    }
}

/// Whether a channel works at a moment.
pub fn reach(channel: &Channel, site: &Site, zone: &TimeZone, now: Timestamp) -> Reach {
    match hours(channel, site).map(|hours| hours.status(zone, now)) {
        None | Some(Status::Unstated) => Reach::Now(None),
        Some(Status::Open(until)) => Reach::Now(Some(until)),
        Some(Status::Closed(opens)) => Reach::Later(opens),
    }
}

/// Its state in words: when it opens, how soon somebody answers, until when they are there. Empty
/// where nothing is known.
pub fn state(
    channel: &Channel,
    site: &Site,
    texts: &Catalogue,
    zone: &TimeZone,
    now: Timestamp,
) -> String {
    match (reach(channel, site, zone, now), channel.replies_within) {
        (Reach::Later(Some(opens)), _) => texts.fill(
            Text::OpensAt,
            &[("when", &phrase::when(&opens, texts, now))],
        ),
        (Reach::Later(None), _) => texts.get(Text::ClosedNow).to_owned(),
        (Reach::Now(_), Some(goal)) => reply(goal, channel, site, texts, zone, now),
        (Reach::Now(Some(until)), None) => phrase::until(&until, texts),
        (Reach::Now(None), None) => String::new(),
    }
}

/// How soon somebody answers. The time counts while somebody is there: at night it is a moment of
/// the next day, not “within two hours”.
fn reply(
    goal: Goal,
    channel: &Channel,
    site: &Site,
    texts: &Catalogue,
    zone: &TimeZone,
    now: Timestamp,
) -> String {
    let hours = hours(channel, site).unwrap_or_else(|| site.hours.clone());
    let span = goal.duration();
    match hours.after(zone, now, span) {
        Some(due) if due.duration_since(now) > span => {
            let by = phrase::by(&due.to_zoned(zone.clone()), texts, now);
            texts.fill(Text::RepliesBy, &[("when", &by)])
        }
        Some(_) => {
            let minutes = span.as_mins();
            let units = texts.get(Text::ShortUnits);
            let (hours, mins) = units.split_once(',').unwrap_or_default();
            let time = match minutes % 60 {
                0 => format!("{} {hours}", minutes / 60),
                _ => format!("{minutes} {mins}"),
            };
            texts.fill(Text::RepliesWithin, &[("time", &time)])
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::DateTime;

    use super::*;
    use crate::lang::Locale;

    fn site(channel: &str) -> Site {
        Site::from_toml(&format!(
            "name = \"Bottega\"\nlanguages = [\"it\"]\ntime_zone = \"Europe/Rome\"\n\
             [mail]\nfrom = \"ciao@bottega.example\"\n\
             [hours]\nmonday = [\"09:00-13:00\", \"14:30-18:00\"]\ntuesday = [\"09:00-13:00\"]\n\
             closed = [\"2026-11-24\"]\n[[channels]]\n{channel}"
        ))
        .unwrap()
    }

    /// Whether it works, and what is said, at a moment of November 2026 in Rome.
    fn said(channel: &str, local: &str) -> (bool, String) {
        let site = site(channel);
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let local: DateTime = format!("2026-11-{local}").parse().unwrap();
        let now = local.to_zoned(zone.clone()).unwrap().timestamp();
        let channel = site.channels.first().unwrap();
        let texts = Catalogue::of(Locale::En);
        (
            reach(channel, &site, &zone, now).is_now(),
            state(channel, &site, &texts, &zone, now),
        )
    }

    #[test]
    fn a_telephone_follows_the_hours_and_messages_wait() {
        let phone = "kind = \"phone\"\nvalue = \"+39 0546 000000\"";
        let chat = "kind = \"whatsapp\"\nvalue = \"+39 0546 000000\"\n";
        let quick = format!("{chat}replies_within = \"2h\"");
        let own =
            format!("{chat}hours = {{ monday = [\"10:00-11:00\"], tuesday = [\"10:00-11:00\"] }}");
        // The 23rd is a Monday, the 24th is closed, the 30th is the Monday after.
        for (channel, at, works, words) in [
            (phone, "23T10:00", true, "Open until 1:00 pm"),
            (phone, "23T13:30", false, "Opens today at 2:30 pm"),
            (phone, "23T18:00", false, "Opens on 30 November at 9:00 am"),
            (chat, "23T03:00", true, ""),
            (&quick, "23T09:30", true, "Replies within 2 h"),
            (&quick, "23T12:00", true, "Replies by 3:30 pm today"),
            (
                &quick,
                "23T17:00",
                true,
                "Replies by 10:00 am on 30 November",
            ),
            (&own, "23T10:30", true, "Open until 11:00 am"),
            (&own, "23T11:00", false, "Opens on 30 November at 10:00 am"),
        ] {
            assert_eq!(
                said(channel, at),
                (works, words.to_owned()),
                "{channel} {at}"
            );
        }
    }

    #[test]
    fn a_channel_that_never_opens_again_says_so() {
        let never = "kind = \"phone\"\nvalue = \"+39 0546 000000\"\n\
                     hours = { special = [{ date = \"2026-11-20\", hours = [\"09:00-10:00\"] }] }";
        assert_eq!(
            said(never, "23T10:00"),
            (false, "Closed at the moment".into())
        );
    }
}
