//! Configurations: read or refused line by line, and whatever is read can be worked with.

use jiff::{Timestamp, tz::TimeZone};
use proptest::{collection::vec, prelude::*};
use shared::{
    answers::{self, Index, MAX_SUGGESTED},
    job::MailKind,
    lang::{Lang, Locale, negotiate},
    mail::faults,
    panel::{Answer, Panel},
    phrase,
    promise::promise,
    site::Site,
    sla::{Facts, due},
    text::Catalogue,
    webhook::address::Allowed,
};

use super::corpus::{cases, kept, lines, moments, text, texts};
use super::markup;

/// Reads a configuration both ways; whatever is refused says where and why.
fn read(toml: &str) -> Option<Site> {
    let allowed = Allowed::parse("localhost, 10.1.2.0/24").expect("a list");
    let strict = Site::from_toml_allowing(toml, &allowed);
    match Site::from_toml(toml) {
        Ok(site) => {
            let json = serde_json::to_string(&site).expect("a site as JSON");
            assert_eq!(Site::from_json(&json).as_ref(), Ok(&site), "kept as it was");
            Some(site)
        }
        Err(errors) => {
            assert!(strict.is_err() && !errors.is_empty());
            for error in errors {
                assert!(error.line >= 1 && error.line <= toml.split('\n').count().max(1));
                assert!(!error.message.trim().is_empty(), "{error:?}");
            }
            None
        }
    }
}

/// Does with a site what is done with one.
fn live(site: &Site, moment: Timestamp, typed: &str) {
    let status = phrase::status(site, moment);
    let zone = TimeZone::get(&site.time_zone).expect("a zone that was checked");
    let lang = negotiate(&site.languages, Some(typed), Some(typed)).expect("a language");
    let facts = Facts {
        created: moment,
        first_reply: Some(moment),
        waiting_since: Some(moment),
        paused: vec![(moment, Some(moment)), (moment, None)],
        resolved: None,
    };
    for policy in &site.sla {
        let running = Facts {
            paused: Vec::new(),
            ..facts.clone()
        };
        for facts in [&facts, &running] {
            for due in due(policy, &site.hours, &zone, facts) {
                assert!(
                    moment <= due.warn_at && due.warn_at <= due.breach_at,
                    "{due:?}"
                );
            }
        }
        if let Some(promise) = promise(site, Some(policy), None, moment) {
            assert!(promise.by >= moment, "{promise:?}");
            let texts = Catalogue::of(Locale::of(lang));
            assert!(!phrase::promise(&promise, &texts, &zone, moment, typed).is_empty());
        }
    }
    for lang in site.languages.iter().chain([lang]) {
        let panel = Panel::of_site("shop", site, lang, moment);
        assert!(!panel.greeting.is_empty());
        for faq in &site.faqs {
            if let Some(answer) = Answer::of_site(site, faq.id.as_str(), lang) {
                markup::check(&answer.html);
            }
        }
        let _ = phrase::greeting(&status, &panel.texts, moment);
        let index = answers::build(lang, &answers::entries(site, lang));
        let index = Index::read(&index).expect("what was just made");
        assert!(index.suggest(typed, MAX_SUGGESTED).len() <= MAX_SUGGESTED);
        assert!(index.search(typed, 5).len() <= 5);
        let _ = index.ask(typed);
    }
}

fn lang() -> Lang {
    Lang::parse("en").expect("a language")
}

#[test]
fn every_kept_configuration_is_read_or_refused() {
    let moment = "2026-11-23T09:00:00Z".parse().expect("a moment");
    let sites: Vec<Site> = kept("configuration")
        .into_iter()
        .filter_map(|raw| read(&text(raw)))
        .collect();
    assert!(sites.len() >= 3, "some are good");
    for site in sites {
        live(&site, moment, "quanto costa la spedizione");
    }
}

/// A kept configuration with one damage still fits in the larger part of cases.
fn configurations() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => super::corpus::damaged(kept("configuration"), 1..=2).prop_map(text),
        1 => texts(kept("configuration")),
    ]
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn any_configuration_is_read_or_refused(
        toml in configurations(),
        moment in moments(),
        typed in "[a-zàI ]{0,20}|(?s).{0,20}",
    ) {
        if let Some(site) = read(&toml) {
            live(&site, moment, &typed);
        }
    }

    #[test]
    fn any_hours_answer_at_any_moment(
        week in vec(("[0-2][0-9]:[0-5][0-9]", "[0-2][0-9]:[0-5][0-9]"), 0..7),
        zone in prop::sample::select(vec!["Europe/Rome", "Pacific/Apia", "America/Havana", "Africa/Cairo", "Antarctica/Troll", "Asia/Kathmandu", "UTC"]),
        closed in "(-?[0-9]{4,6}-[01][0-9]-[0-3][0-9])",
        goal in "[0-9]{1,6}[mhd]",
        warn in 0..120,
        moment in moments(),
    ) {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let week: String = days.iter().zip(&week).map(|(day, (a, b))| format!("{day} = [\"{}-{}\"]\n", a.min(b), a.max(b))).collect();
        let toml = format!("name = \"L\"\nlanguages = [\"en\"]\ntime_zone = \"{zone}\"\n[mail]\nfrom = \"l@l.example\"\n[hours]\n{week}closed = [\"{closed}\"]\n[[sla]]\nid = \"a\"\nfirst_response = \"{goal}\"\nresolution = \"{goal}\"\nwarn_at = {warn}\n");
        for toml in [toml.replace(&format!("closed = [\"{closed}\"]\n"), ""), toml] {
            if let Some(site) = read(&toml) {
                live(&site, moment, "");
            }
        }
    }

    #[test]
    fn any_template_is_judged(markdown in texts(kept("template"))) {
        for kind in MailKind::ALL {
            prop_assert!(faults(kind, &markdown).iter().all(|fault| !fault.is_empty()));
        }
    }

    #[test]
    fn any_list_of_allowed_hosts_is_read_or_refused(list in texts(lines("webhook_address"))) {
        let _ = Allowed::parse(&list);
        let _ = negotiate(&[lang()], Some(&list), Some(&list));
    }
}
