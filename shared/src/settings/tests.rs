//! Sections read back what they write, every key has a form, and what is wrong stands where it is.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::{site::Site, tongue::Tongue};

const DEMO: &str = include_str!("../../../e2e/demo/site.toml");
const SCHEMA: &str = include_str!("../../../docs/site.schema.json");

fn demo() -> Value {
    serde_json::to_value(Site::from_toml(DEMO).unwrap()).unwrap()
}

/// What a browser posts of controls nobody touched.
fn posted(controls: &[Control], all: &mut Vec<(String, String)>) {
    fn put(all: &mut Vec<(String, String)>, name: &str, value: &str) {
        all.push((name.to_owned(), value.to_owned()));
    }
    for control in controls {
        let name = &control.name;
        match &control.input {
            Input::Line { value, .. } | Input::Area { value, .. } | Input::Select { value, .. } => {
                put(all, name, value);
            }
            Input::Ticks { values, .. } | Input::Ordered { values, .. } | Input::Dates(values) => {
                values.iter().for_each(|value| put(all, name, value));
            }
            Input::Flag(on) => {
                if *on {
                    put(all, name, "on");
                }
            }
            Input::Times(spans) => {
                for (n, (from, to)) in spans.iter().enumerate() {
                    put(all, &format!("{name}.{n}.from"), from);
                    put(all, &format!("{name}.{n}.to"), to);
                }
            }
            Input::Moment { day, time } => {
                put(all, &format!("{name}.day"), day);
                put(all, &format!("{name}.time"), time);
            }
            Input::Goal { count, unit, .. } => {
                put(all, name, count);
                put(all, &format!("{name}.unit"), unit);
            }
            Input::Rows { rows, .. } => {
                put(all, &format!("{name}.rows"), &rows.len().to_string());
                rows.iter().for_each(|row| posted(&row.controls, all));
            }
            Input::Langs(inside) | Input::Group(inside) => posted(inside, all),
            Input::Part(there, inside) => {
                if *there {
                    put(all, &format!("{name}.there"), "on");
                }
                posted(inside, all);
            }
        }
    }
}

fn untouched(fields: &[Field], site: &Value, base: &str) -> Posted {
    let mut all = Vec::new();
    posted(&controls(fields, site, base, &[], Tongue::En), &mut all);
    Posted::of(all)
}

fn forms(site: &Value) -> Vec<(&'static [Field], String)> {
    let mut all = Vec::new();
    for part in SECTIONS.iter().flat_map(|section| section.parts) {
        match part {
            Part::Form(form) => all.push((form.fields, String::new())),
            Part::List(list) => {
                let count = at(site, list.key)
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len);
                all.extend((0..count).map(|n| (list.fields, format!("{}.{n}", list.key))));
            }
        }
    }
    all
}

/// A site in which everything that can be said is said.
fn full() -> Value {
    let text = DEMO
        .replace("origins = []", "origins = [\"https://shop.example\"]")
        .replace(
            "accent = \"#9a4526\"",
            "accent = \"#9a4526\"\nlogo = \"https://shop.example/logo.svg\"",
        )
        + r#"
[[webhooks]]
id = "shop"
url = "https://shop.example/hook"
secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
events = ["ticket.created"]
headers = { x-team = "a: b" }

[[channels]]
kind = "whatsapp"
value = "+39 0546 000001"
hours = { monday = ["09:00-13:00"], special = [{ date = "2026-12-24", hours = [] }] }
replies_within = "90m"
languages = ["it"]

[[routing]]
when = { fields = { wish = ["refund", "replace"] }, open = false, page = "*/lamps/*" }
tags = ["late"]

[limits]
upload = { burst = 3, per_hour = 9 }

[texts.it]
write_to_us = "Scrivi a Marta"

[mail.templates.acknowledgement]
it = """
# Ricevuto: {reference}

{promise}
"""
"#;
    serde_json::to_value(Site::from_toml(&text).unwrap_or_else(|e| panic!("{e:?}"))).unwrap()
}

#[test]
fn every_form_reads_back_what_it_shows_and_leaves_the_rest_alone() {
    for site in [demo(), full()] {
        for (fields, base) in forms(&site) {
            let new = apply(&site, fields, &base, &untouched(fields, &site, &base));
            let checked = check(new, Tongue::En);
            assert_eq!(checked.faults, [], "{base} {}", fields[0].key);
            assert_eq!(checked.value, site, "{base} {}", fields[0].key);
        }
    }
}

#[test]
fn every_key_of_a_site_has_its_place_in_a_form() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut keys = BTreeSet::new();
    walk(&schema, &schema, "", &mut keys, 0);
    // The schema does not name the mails.
    assert!(keys.remove("mail.templates"));
    let mails = crate::job::MailKind::ALL.map(|kind| format!("mail.templates.{}", kind.name()));
    keys.extend(mails);
    let mut known = BTreeSet::new();
    for part in SECTIONS.iter().flat_map(|section| section.parts) {
        match part {
            Part::Form(form) => known_keys(form.fields, "", &mut known),
            Part::List(list) => known_keys(list.fields, &format!("{}.", list.key), &mut known),
        }
    }
    let missing: Vec<_> = keys
        .iter()
        .filter(|key| !known.iter().any(|known| path::is_in(key, known)))
        .collect();
    assert!(missing.is_empty(), "no form has {missing:#?}");
}

fn known_keys(fields: &[Field], start: &str, known: &mut BTreeSet<String>) {
    for field in fields {
        let key = format!("{start}{}", field.key);
        match &field.kind {
            Kind::Rows(rows) => known_keys(rows.fields, &format!("{key}."), known),
            Kind::Group(fields) | Kind::Part(fields) => {
                known_keys(fields, &format!("{key}."), known);
            }
            _ => {
                known.insert(key);
            }
        }
    }
}

/// The keys a schema allows, down to single values; lists count as what is in them.
fn walk(root: &Value, schema: &Value, key: &str, keys: &mut BTreeSet<String>, depth: usize) {
    assert!(depth < 30, "{key}");
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let def = &root["$defs"][name.rsplit('/').next().unwrap()];
        return walk(root, def, key, keys, depth + 1);
    }
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        return any
            .iter()
            .for_each(|one| walk(root, one, key, keys, depth + 1));
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        for (name, inside) in properties {
            walk(root, inside, &path::join(key, name), keys, depth + 1);
        }
        return;
    }
    if let Some(items) = schema.get("items") {
        return walk(root, items, key, keys, depth + 1);
    }
    if let Some(names) = schema
        .pointer("/propertyNames/enum")
        .and_then(Value::as_array)
    {
        for name in names.iter().filter_map(Value::as_str) {
            walk(
                root,
                &schema["additionalProperties"],
                &path::join(key, name),
                keys,
                depth + 1,
            );
        }
        return;
    }
    if schema.get("type").and_then(Value::as_str) != Some("null") {
        keys.insert(key.to_owned());
    }
}

#[test]
fn what_is_wrong_stays_as_typed_and_is_told_beside_its_field() {
    let site = demo();
    let Some(Part::List(faqs)) = section("faqs").unwrap().parts.first() else {
        panic!();
    };
    let mut typed = Vec::new();
    posted(
        &controls(faqs.fields, &site, "faqs.0", &[], Tongue::En),
        &mut typed,
    );
    for (name, value) in &mut typed {
        match name.as_str() {
            "question.it" => *value = "é".repeat(301),
            "id" => "Not a name".clone_into(value),
            _ => {}
        }
    }
    let new = apply(&site, faqs.fields, "faqs.0", &Posted::of(typed));
    let checked = check(new, Tongue::En);
    let keys: Vec<_> = checked
        .within("faqs.0")
        .into_iter()
        .map(|f| f.key)
        .collect();
    assert_eq!(keys, ["faqs.0.id"], "a shape is told first");
    let drawn = controls(
        faqs.fields,
        &checked.value,
        "faqs.0",
        &checked.faults,
        Tongue::En,
    );
    let id = drawn.iter().find(|c| c.name == "id").unwrap();
    assert_eq!(id.errors.len(), 1);
    assert!(matches!(&id.input, Input::Line { value, .. } if value == "Not a name"));
}

#[test]
fn several_values_of_a_wrong_shape_are_told_at_once() {
    let mut site = demo();
    set(&mut site, "time_zone", json!("Europe/Rome"));
    set(&mut site, "hours.monday", json!(["09:00-", "14:00-18:00"]));
    set(&mut site, "spam.min_seconds", json!("soon"));
    set(&mut site, "agents.0.email", json!("marta"));
    let checked = check(site.clone(), Tongue::It);
    let keys: BTreeSet<_> = checked.faults.iter().map(|f| f.key.as_str()).collect();
    assert_eq!(
        keys,
        BTreeSet::from(["agents.0.email", "hours.monday.0", "spam.min_seconds"])
    );
    assert!(checked.site.is_none());
    assert_eq!(checked.value, site, "nothing typed is lost");
}

#[test]
fn a_new_entry_gets_its_short_name_from_what_it_is_called() {
    let site = demo();
    let Some(Part::List(faqs)) = section("faqs").unwrap().parts.first() else {
        panic!();
    };
    let (with, n) = made(&site, "faqs", faqs.initial);
    let base = format!("faqs.{n}");
    let typed = [
        ("question.it", "Perché è così?"),
        ("answer.it", "Perché sì."),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let checked = check(
        apply(&with, faqs.fields, &base, &Posted::of(typed)),
        Tongue::It,
    );
    assert_eq!(checked.faults, []);
    assert_eq!(
        at(&checked.value, &format!("{base}.id")),
        Some(&json!("perche-e-cosi"))
    );
    let told = changes(&site, &checked.value);
    let words: Vec<_> = told.iter().map(|change| change.words(Tongue::En)).collect();
    assert_eq!(words, ["Question “Perché è così?”: added"]);
}

#[test]
fn changes_are_told_by_thing_and_field() {
    let (old, mut new) = (demo(), demo());
    set(&mut new, "appearance.accent", json!("#0f6b5c"));
    set(&mut new, "faqs.1.answer.it", json!("Altro."));
    act(&mut new, "notices", &Order::Remove(0));
    act(&mut new, "categories", &Order::Move(0, 2));
    let told = changes(&old, &new);
    let words: Vec<_> = told.iter().map(|change| change.words(Tongue::It)).collect();
    assert_eq!(
        words,
        [
            "Domanda «Non ho ricevuto l'email di conferma: l'ordine è andato a buon fine?»: risposta",
            "Categorie: altro ordine",
            "Avviso «Sicilia: per lo sciopero dei traghetti i pacchi arrivano con uno o due giorni di ritardo.…»: non c'è più",
            "Aspetto: Colore",
        ]
    );
    assert_eq!(changes(&old, &old), []);
}

#[test]
fn two_people_who_change_different_things_both_keep_theirs() {
    let base = demo();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    set(&mut ours, "name", json!("Ours"));
    set(&mut ours, "faqs.0.answer.it", json!("Nostra"));
    act(&mut ours, "faqs", &Order::Move(0, 3));
    set(&mut theirs, "faqs.1.answer.it", json!("Loro"));
    act(&mut theirs, "categories", &Order::Remove(0));
    act(&mut theirs, "faqs", &Order::Add("{\"id\":\"new\"}".into()));
    set(&mut theirs, "time_zone", json!("Europe/Paris"));
    let (merged, both) = merge(&base, &ours, &theirs);
    assert_eq!(both, Vec::<String>::new());
    assert_eq!(merged["name"], "Ours");
    assert_eq!(merged["time_zone"], "Europe/Paris");
    let faqs = merged["faqs"].as_array().unwrap();
    assert_eq!(faqs[3]["answer"]["it"], "Nostra");
    assert_eq!(faqs[0]["answer"]["it"], "Loro");
    assert_eq!(faqs.last().unwrap()["id"], "new");
    assert_eq!(merged["categories"].as_array().unwrap().len(), 4);
    set(&mut theirs, "name", json!("Theirs"));
    let (merged, both) = merge(&base, &ours, &theirs);
    assert_eq!(
        (merged["name"].as_str(), both),
        (Some("Ours"), vec!["name".to_owned()])
    );
}

#[test]
fn the_file_says_what_is_published() {
    for site in [demo(), full()] {
        let toml = to_toml(&site);
        let read = Site::from_toml(&toml).unwrap_or_else(|e| panic!("{e:?}\n{toml}"));
        assert_eq!(serde_json::to_value(read).unwrap(), site);
    }
}

#[test]
fn imported_questions_join_those_there_are() {
    let site = demo();
    let text = "# Ordini\n\n## Posso cambiare o annullare un ordine?\n\nNo.\n\n## Track order?\n\nSì.\n\n# Altro\n\n## Track?\n\nForse.\n";
    let import = crate::import::import(paste_format(text), text).unwrap();
    let (new, count, left_out) = add_faqs(&site, &import, "it");
    assert_eq!((count, left_out.len()), (2, 1));
    let checked = check(new, Tongue::En);
    assert_eq!(checked.faults, []);
    let faqs = checked.value["faqs"].as_array().unwrap();
    let last = &faqs[faqs.len() - 2];
    assert_eq!(
        (&last["id"], &last["category"]),
        (&json!("track-order-2"), &json!("orders"))
    );
}

#[test]
fn a_chosen_time_shows_what_customers_see_then() {
    let site = Site::from_toml(DEMO).unwrap();
    let lang = crate::lang::Lang::parse("en").unwrap();
    let open = hours_view(&site, &lang, "2026-11-23T10:00").unwrap();
    let shut = hours_view(&site, &lang, "2026-12-25T10:00").unwrap();
    assert_eq!(open.greeting, "Hi, how can we help?");
    assert!(
        shut.greeting.starts_with("We're closed"),
        "{}",
        shut.greeting
    );
    assert!(shut.ways.iter().any(|way| !way.works));
    assert_eq!(hours_view(&site, &lang, "tomorrow"), None);
}

#[test]
fn every_section_can_be_told_in_a_line() {
    for site in [demo(), full()] {
        for tongue in [Tongue::En, Tongue::It] {
            for section in SECTIONS {
                let line = overview(section, &site, tongue);
                assert!(!line.is_empty(), "{}", section.id);
            }
        }
    }
    let routing = section("routing").unwrap();
    let Some(Part::List(list)) = routing.parts.first() else {
        panic!();
    };
    let site = demo();
    assert_eq!(
        title(
            list.fields,
            at(&site, "routing.0").unwrap(),
            &site,
            Tongue::En
        ),
        "About one of these topics: Return or refund · Go to the team: Resi · Get the tags: return"
    );
}

#[test]
fn buttons_of_rows_find_their_list() {
    let Some(Part::List(flows)) = section("assistant").unwrap().parts.first() else {
        panic!();
    };
    let parse = |text| Order::parse(text, flows.fields);
    assert_eq!(
        parse("add:steps"),
        Some(("steps".into(), Order::Add("{}".into())))
    );
    assert_eq!(
        parse("up:steps.2"),
        Some(("steps".into(), Order::Move(2, 1)))
    );
    assert_eq!(
        parse("remove:steps.2.choices.1"),
        Some(("steps.2.choices".into(), Order::Remove(1)))
    );
    assert_eq!(
        parse("add:steps.2.ask.choices"),
        Some(("steps.2.ask.choices".into(), Order::Add("{}".into())))
    );
    for bad in [
        "add:title",
        "up:steps.0",
        "remove:nothing.1",
        "drop:steps.1",
        "",
    ] {
        assert_eq!(parse(bad), None, "{bad}");
    }
}

#[test]
fn what_the_checks_say_is_said_for_people_in_their_language() {
    let mut site = full();
    for (key, value) in [
        ("name", json!("")),
        ("origins", json!(["shop"])),
        ("faqs.0.category", json!("gone")),
        ("faqs.0.answer.it", json!(" ")),
        ("faqs.1.question.de", json!("Wie?")),
        ("channels.0.value", json!("02")),
        ("channels.0.pages", json!(["cart"])),
        ("routing.0.team", json!("gone")),
        ("sla.0.warn_at", json!(0)),
        ("hours.monday", json!(["09:00-12:00", "11:00-13:00"])),
        ("flows.0.steps.0.say.it", json!("Ciao {nobody}")),
        ("limits.upload.burst", json!(0)),
        ("webhooks.0.id", json!("x")),
        ("texts.it.write_to_us", json!("{name}")),
        ("home.faqs", json!(["gone"])),
    ] {
        set(&mut site, key, value);
    }
    let en = check(site.clone(), Tongue::En).faults;
    let it = check(site, Tongue::It).faults;
    assert!(en.len() > 13, "{en:#?}");
    for (en, it) in en.iter().zip(&it) {
        assert_ne!(en.message, it.message, "{}", en.key);
        for word in ["[[", "kind", "leave the key"] {
            assert!(!en.message.contains(word), "{}: {}", en.key, en.message);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_posted_is_a_value_and_an_answer(
        pairs in proptest::collection::vec(("[a-z.0-9]{1,16}", ".{0,12}"), 0..12),
        place in 0_usize..60,
    ) {
        let site = full();
        let forms = forms(&site);
        let (fields, base) = &forms[place % forms.len()];
        let mut all = Vec::new();
        posted(&controls(fields, &site, base, &[], Tongue::En), &mut all);
        // Some of the names there are, with other values.
        let names: Vec<_> = all.iter().map(|(name, _)| name.clone()).collect();
        for (n, (name, value)) in pairs.iter().enumerate() {
            let known = names.get((n * 7 + name.len()) % names.len().max(1));
            let name = known.filter(|_| n % 2 == 0).unwrap_or(name).clone();
            all.retain(|(other, _)| *other != name);
            all.push((name, value.clone()));
        }
        let checked = check(apply(&site, fields, base, &Posted::of(all)), Tongue::It);
        let _ = controls(fields, &checked.value, base, &checked.faults, Tongue::It);
        let _ = changes(&site, &checked.value);
        prop_assert!(checked.site.is_some() || !checked.faults.is_empty());
    }
}
