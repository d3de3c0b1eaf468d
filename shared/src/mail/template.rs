//! Templates of mails: ours and the owner's, what may stand in braces in each, and what must hold
//! of one before it is published. No values here; they are put in by `render`.

use crate::{
    job::MailKind,
    lang::{Lang, Locale},
    site::Site,
    text::Formality,
};

/// Longest template of an owner, in characters.
pub const MAX_TEMPLATE: usize = 10_000;

/// In every mail about a request.
const ALL: &[&str] = &["site", "reference", "about", "topic", "name", "message"];
/// In every mail to the team about a request, besides.
const TEAM: &[&str] = &[
    "customer",
    "via",
    "fields",
    "answerby",
    "window",
    "email",
    "phone",
    "identity",
    "priority",
    "team",
    "owner",
    "promised",
    "page",
    "title",
    "referrer",
    "read",
    "searches",
    "transcript",
    "language",
    "locale",
    "timezone",
    "browser",
    "hint",
    "link",
];

/// The names that may stand in braces in a mail, in groups.
pub fn lists(kind: MailKind) -> [&'static [&'static str]; 3] {
    match kind {
        MailKind::Acknowledgement => [
            ALL,
            &["promise", "care", "how", "who", "fields", "faqs", "link"],
            &[],
        ],
        MailKind::Reply => [ALL, &["agent", "link"], &[]],
        MailKind::Notification | MailKind::CustomerReply => [ALL, TEAM, &[]],
        MailKind::Assignment => [ALL, TEAM, &["handover", "note"]],
        MailKind::SlaAlert => [ALL, TEAM, &["state", "target", "due", "late", "alert"]],
        MailKind::EndpointDisabled => [&["site", "endpoint", "address", "why", "since"], &[], &[]],
        MailKind::RequestLink => [&["site", "link", "minutes"], &[], &[]],
        MailKind::SignIn => [&["site", "agent", "link", "minutes"], &[], &[]],
        MailKind::Invitation => [&["site", "agent", "by", "link"], &[], &[]],
        MailKind::Test => [&["site", "agent", "sender", "link"], &[], &[]],
        MailKind::Weekly => [
            &["site", "headline", "period", "figures", "wanted", "link"],
            &[],
            &[],
        ],
    }
}

/// What a mail is worthless without.
fn needed(kind: MailKind) -> Option<&'static str> {
    match kind {
        MailKind::Notification | MailKind::Reply | MailKind::CustomerReply => Some("message"),
        MailKind::EndpointDisabled => Some("endpoint"),
        MailKind::Weekly => Some("figures"),
        MailKind::RequestLink | MailKind::SignIn | MailKind::Invitation => Some("link"),
        MailKind::Acknowledgement | MailKind::Assignment | MailKind::SlaAlert | MailKind::Test => {
            None
        }
    }
}

/// A template and the language it is in.
pub(super) struct Template<'a> {
    /// Markdown, the subject as its heading.
    pub markdown: &'a str,
    /// The language, for `lang`.
    pub lang: &'a str,
    /// The direction of its writing.
    pub dir: &'static str,
}

/// The owner's template in this language, else ours in the nearest.
pub(super) fn template<'a>(site: &'a Site, kind: MailKind, lang: &'a Lang) -> Template<'a> {
    let own = site.mail.templates.get(&kind).and_then(|own| {
        let near = || own.0.iter().find(|(l, _)| l.base() == lang.base());
        own.0.get_key_value(lang).or_else(near)
    });
    match (own, Locale::of(lang)) {
        (Some((lang, markdown)), _) => Template {
            markdown,
            lang: lang.as_str(),
            dir: lang.dir(),
        },
        // The team's measures are said in English and Italian only.
        (None, locale) if kind == MailKind::Weekly && locale != Locale::It => Template {
            markdown: ours(kind, Locale::En),
            lang: "en",
            dir: "ltr",
        },
        (None, locale) => Template {
            markdown: match (site.formality, locale) {
                (Formality::Formal, Locale::It) => formal(kind),
                _ => None,
            }
            .unwrap_or_else(|| ours(kind, locale)),
            lang: locale.tag(),
            dir: locale.dir(),
        },
    }
}

/// The mails to customers with *Lei*; the team is addressed as ever.
fn formal(kind: MailKind) -> Option<&'static str> {
    match kind {
        MailKind::Acknowledgement => Some(include_str!("acknowledgement/it-formal.md")),
        MailKind::RequestLink => Some(include_str!("request_link/it-formal.md")),
        MailKind::Reply => Some(include_str!("reply/it-formal.md")),
        _ => None,
    }
}

macro_rules! ours {
    ($($kind:ident = $folder:literal,)*) => {
        fn ours(kind: MailKind, locale: Locale) -> &'static str {
            match (kind, locale) {
                (MailKind::Weekly, Locale::It) => include_str!("weekly/it.md"),
                (MailKind::Weekly, _) => include_str!("weekly/en.md"),
                $(
                    (MailKind::$kind, Locale::It) => include_str!(concat!($folder, "/it.md")),
                    (MailKind::$kind, Locale::En) => include_str!(concat!($folder, "/en.md")),
                    (MailKind::$kind, Locale::De) => include_str!(concat!($folder, "/de.md")),
                    (MailKind::$kind, Locale::Fr) => include_str!(concat!($folder, "/fr.md")),
                    (MailKind::$kind, Locale::Es) => include_str!(concat!($folder, "/es.md")),
                    (MailKind::$kind, Locale::Pt) => include_str!(concat!($folder, "/pt.md")),
                    (MailKind::$kind, Locale::Ar) => include_str!(concat!($folder, "/ar.md")),
                    (MailKind::$kind, Locale::He) => include_str!(concat!($folder, "/he.md")),
                )*
            }
        }
    };
}

ours! {
    Acknowledgement = "acknowledgement",
    Notification = "notification",
    Reply = "reply",
    CustomerReply = "customer_reply",
    Assignment = "assignment",
    SlaAlert = "sla_alert",
    EndpointDisabled = "endpoint_disabled",
    RequestLink = "request_link",
    SignIn = "sign_in",
    Invitation = "invitation",
    Test = "test",
}

/// A stretch of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch<'a> {
    /// Words.
    Words(&'a str),
    /// A name in braces; with a question mark it may be empty.
    Place(&'a str, bool),
}

/// Takes a text apart at the names in braces; other braces are words.
pub(super) fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut searched = 0;
    while let Some(open) = rest
        .get(searched..)
        .and_then(|t| t.find('{'))
        .map(|at| at.saturating_add(searched))
    {
        let (Some(before), Some(after)) = (rest.get(..open), rest.get(open.saturating_add(1)..))
        else {
            break;
        };
        // A name is near its brace, so that many braces cost little.
        let near = after.get(..after.floor_char_boundary(42)).unwrap_or(after);
        let place = near.split_once('}').filter(|(name, _)| {
            let name = name.strip_suffix('?').unwrap_or(name);
            (1..=40).contains(&name.len())
                && name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
        });
        let Some((name, _)) = place else {
            searched = open.saturating_add(1);
            continue;
        };
        if !before.is_empty() {
            found.push(Stretch::Words(before));
        }
        found.push(match name.strip_suffix('?') {
            Some(name) => Stretch::Place(name, true),
            None => Stretch::Place(name, false),
        });
        rest = after.get(name.len().saturating_add(1)..).unwrap_or("");
        searched = 0;
    }
    if !rest.is_empty() {
        found.push(Stretch::Words(rest));
    }
    found
}

/// The subject of a template and what follows it.
pub(super) fn heading(markdown: &str) -> (&str, &str) {
    let markdown = markdown.trim_start();
    let (heading, body) = markdown.split_once('\n').unwrap_or((markdown, ""));
    (heading.trim_start_matches('#').trim(), body)
}

/// What is wrong with an owner's template, one sentence each.
pub fn faults(kind: MailKind, markdown: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if markdown.chars().count() > MAX_TEMPLATE {
        faults.push(format!("Use at most {MAX_TEMPLATE} characters."));
    }
    let (subject, body) = heading(markdown);
    if !markdown.trim_start().starts_with("# ") || subject.is_empty() {
        faults.push("Begin with the subject as a heading: “# We have your request”.".to_owned());
    }
    if body.trim().is_empty() {
        faults.push("Write the mail under its subject.".to_owned());
    }
    let known = || lists(kind).into_iter().flatten().copied();
    let mut seen = Vec::new();
    for stretch in stretches(markdown) {
        let Stretch::Place(name, _) = stretch else {
            continue;
        };
        if !seen.contains(&name) && !known().any(|k| k == name) {
            let all = known().collect::<Vec<_>>().join("}, {");
            faults.push(format!("There is no {{{name}}} here; there are {{{all}}}."));
        }
        seen.push(name);
    }
    if let Some(name) = needed(kind).filter(|name| !seen.contains(name)) {
        faults.push(format!(
            "Without {{{name}}} this mail says nothing: put it in."
        ));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formal_mails_say_the_same() {
        let places = |markdown: &'static str| -> Vec<_> {
            let all = stretches(markdown).into_iter();
            all.filter(|stretch| matches!(stretch, Stretch::Place(..)))
                .collect()
        };
        for kind in MailKind::ALL {
            let usual = ours(kind, Locale::It);
            match formal(kind) {
                Some(formal) => assert_eq!(places(formal), places(usual), "{kind:?}"),
                // To the team; of invitations and the like customers know nothing.
                None => assert!(!usual.contains("tua richiesta"), "{kind:?}"),
            }
        }
    }

    #[test]
    fn only_names_in_braces_are_places() {
        use Stretch::{Place, Words};
        for (text, expected) in [
            ("", vec![]),
            ("a {b} c", vec![Words("a "), Place("b", false), Words(" c")]),
            ("{b?}{c}", vec![Place("b", true), Place("c", false)]),
            ("{ b } {} {", vec![Words("{ b } {} {")]),
            ("{ {b}", vec![Words("{ "), Place("b", false)]),
            ("è{è}{a", vec![Words("è{è}{a")]),
        ] {
            assert_eq!(stretches(text), expected, "{text}");
        }
    }

    #[test]
    fn our_own_templates_are_without_fault() {
        for kind in MailKind::ALL {
            for locale in Locale::ALL {
                assert_eq!(faults(kind, ours(kind, locale)), [""; 0], "{kind:?}");
            }
        }
    }

    #[test]
    fn owners_are_told_of_every_name() {
        let guide = include_str!("../../../docs/owners.md");
        let (_, guide) = guide.split_once("## Mails in your own words").unwrap();
        for kind in MailKind::ALL {
            assert!(
                guide.contains(&format!("| `{}` |", kind.name())),
                "{kind:?}"
            );
            for name in lists(kind).into_iter().flatten() {
                assert!(guide.contains(&format!("`{{{name}}}`")), "{name}");
            }
        }
        let known: Vec<&str> = MailKind::ALL
            .iter()
            .flat_map(|kind| lists(*kind))
            .flatten()
            .copied()
            .collect();
        for told in guide
            .split("`{")
            .skip(1)
            .filter_map(|t| t.split('}').next())
        {
            assert!(
                told == "names" || told == "name?" || known.contains(&told),
                "{told}"
            );
        }
    }

    #[test]
    fn a_template_is_refused_with_what_to_write_instead() {
        let long = format!("# A\n\n{{message}}{}", "x".repeat(MAX_TEMPLATE));
        for (markdown, expected) in [
            (
                "# A\n\n{message} {nome}",
                "There is no {nome} here; there are {site}, {reference}, ",
            ),
            ("# A {Name}\n\n{message}", "There is no {Name} here"),
            ("# A\n\n{promise} {message}", "There is no {promise} here"),
            ("A\n\n{message}", "Begin with the subject"),
            ("#\n\n{message}", "Begin with the subject"),
            ("# A", "Write the mail under its subject."),
            ("# A\n\nciao", "Without {message} this mail says nothing"),
            (long.as_str(), "Use at most 10000 characters."),
        ] {
            let found = faults(MailKind::Reply, markdown);
            assert!(
                found.iter().any(|f| f.starts_with(expected)),
                "{markdown:.30}: {found:?}"
            );
        }
    }
}
