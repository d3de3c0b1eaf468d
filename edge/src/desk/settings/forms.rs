//! Sections and their entries: drawn from the draft, read back into it.

use desk::{
    Section as Place, Tongue,
    settings::{self, Advice, EndpointRow, Entry, Extra, ListView, PartView, SectionPage},
};
use serde_json::Value;
use shared::{
    access::Action,
    colour::{Colour, Theme},
    lang::Lang,
    settings::{
        Fault, Form, List, Order, Part, Place as Where, Posted, Section, apply, at, controls,
        digest, find, hours_view, made, title,
    },
};

use super::{
    bench::{Bench, change, looked_at},
    preview,
};
use crate::{
    chance,
    desk::{Desk, Outcome, Stop},
    digest::sha256,
    form::Fields,
    protocol::{Answer, Call},
};

/// What a form was posted with.
fn posted(fields: &Fields) -> Posted {
    Posted::of(fields.texts().iter().cloned())
}

/// Faults in what a key stands for.
fn within(faults: &[Fault], key: &str) -> Vec<Fault> {
    let inside = faults.iter().filter(|fault| {
        key.is_empty()
            || fault
                .key
                .strip_prefix(key)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    inside.cloned().collect()
}

/// Faults in what a form stands for.
fn of_form(faults: &[Fault], form: &Form) -> Vec<Fault> {
    let fields = form.fields.iter();
    fields.flat_map(|field| within(faults, field.key)).collect()
}

/// Whether whoever is here may change what a list or a form stands for.
async fn may_change(desk: &Desk<'_>, key: &str) -> std::result::Result<bool, Stop> {
    let who = desk.who().await?;
    Ok(who.may(Action::WriteSettings) && (key != "agents" || who.may(Action::ManageTeam)))
}

fn conflict(desk: &Desk<'_>, bench: &Bench) -> String {
    let by = bench
        .state
        .draft
        .as_ref()
        .map_or("", |draft| draft.by.as_str());
    let by = if by.is_empty() {
        bench.state.by.as_str()
    } else {
        by
    };
    desk.tongue.say(
        format!("{by} changed this since you opened it. What you wrote is below: keep it to put it in its place, or load the page again to see theirs."),
        format!("{by} ha cambiato questo dopo che l'hai aperto. Quello che hai scritto è qui sotto: salvalo per sostituirlo, o ricarica la pagina per vedere il suo."),
    )
}

/// Which page of the panel shows what a section is about.
fn shown_in(
    desk: &Desk<'_>,
    section: &Section,
    list: Option<&List>,
    entry: Option<&Value>,
) -> Option<String> {
    let id = entry
        .and_then(|entry| entry.get("id"))
        .and_then(Value::as_str);
    let page = match (section.id, list.map(|list| list.key), id) {
        ("faqs", Some("faqs"), Some(id)) => format!("/faq/{id}"),
        ("faqs", ..) => "/questions".to_owned(),
        ("topics", Some("topics"), Some(id)) => format!("/write?topic={id}"),
        ("topics", ..) => "/write".to_owned(),
        ("assistant", ..) => "/ask".to_owned(),
        (
            "team" | "macros" | "routing" | "escalations" | "mail" | "mails" | "webhooks" | "spam",
            ..,
        ) => {
            return None;
        }
        _ => String::new(),
    };
    Some(preview(desk, &page))
}

fn part_view(desk: &Desk<'_>, bench: &Bench, part: &'static Part, may: bool) -> PartView {
    let tongue = desk.tongue;
    match part {
        Part::Form(form) => PartView::Form {
            form,
            controls: controls(
                form.fields,
                &bench.draft,
                "",
                &of_form(&bench.faults, form),
                tongue,
            ),
            was: digest(form.fields, &bench.draft),
            conflict: None,
        },
        Part::List(list) => {
            let titles = titles(list, &bench.draft, tongue);
            let was = order_of(&titles);
            let entries = titles.into_iter().enumerate().map(|(n, name)| {
                let key = format!("{}.{n}", list.key);
                (name, !within(&bench.faults, &key).is_empty())
            });
            PartView::List(ListView {
                list,
                entries: entries.collect(),
                was,
                may_change: may,
            })
        }
    }
}

/// What the things of a list are called, in its order.
fn titles(list: &List, draft: &Value, tongue: Tongue) -> Vec<String> {
    let all = at(draft, list.key).and_then(Value::as_array);
    let all = all.map_or(&[][..], Vec::as_slice);
    let named = all.iter().enumerate().map(|(n, entry)| {
        let name = title(list.fields, entry, draft, tongue);
        match name.is_empty() {
            true => {
                let one = shared::settings::say(list.one, tongue);
                format!("{one} {}", n.saturating_add(1))
            }
            false => name,
        }
    });
    named.collect()
}

/// What tells one order of a list from others.
fn order_of(titles: &[String]) -> String {
    sha256(&titles.join("\n"))
}

/// `GET /desk/{site}/settings/{section}`.
pub async fn section_page(desk: &Desk<'_>, section: &'static Section) -> Outcome {
    let bench = Bench::open(desk).await?;
    draw_section(desk, section, &bench, 200, None).await
}

async fn draw_section(
    desk: &Desk<'_>,
    section: &'static Section,
    bench: &Bench,
    status: u16,
    tried: Option<PartView>,
) -> Outcome {
    let mut parts = Vec::new();
    for part in section.parts {
        let key = match part {
            Part::List(list) => list.key,
            Part::Form(_) => "",
        };
        let may = may_change(desk, key).await?;
        parts.push(part_view(desk, bench, part, may));
    }
    if let Some(PartView::Form {
        form: tried_form, ..
    }) = &tried
    {
        let id = tried_form.id;
        let place = parts
            .iter()
            .position(|part| matches!(part, PartView::Form { form, .. } if form.id == id));
        if let (Some(place), Some(tried)) = (place.and_then(|n| parts.get_mut(n)), tried) {
            *place = tried;
        }
    }
    let page = SectionPage {
        section,
        bar: bench.bar(desk).await?,
        done: desk.done().filter(|_| status == 200),
        parts,
        extra: extra(desk, section, bench).await?,
        preview: shown_in(desk, section, None, None),
        may_change: may_change(desk, "").await?,
    };
    let title = shared::settings::say(section.name, desk.tongue);
    desk.draw(status, title, Place::Settings, |shell| {
        settings::section_page(shell, &page)
    })
    .await
}

async fn extra(
    desk: &Desk<'_>,
    section: &Section,
    bench: &Bench,
) -> std::result::Result<Extra, Stop> {
    Ok(match section.id {
        "faqs" => {
            let Answer::Suggestions(all) = desk.ask(Call::Suggestions).await? else {
                return Ok(Extra::Nothing);
            };
            let faqs = at(&bench.draft, "faqs").and_then(Value::as_array);
            let place = |id: &str| {
                let faqs = faqs?.iter();
                faqs.clone()
                    .position(|faq| faq.get("id").and_then(Value::as_str) == Some(id))
            };
            let all = all.into_iter().take(10).map(|advice| Advice {
                asked: advice.phrasing,
                times: advice.asked,
                nearest: advice
                    .nearest
                    .and_then(|near| Some((place(&near.faq)?, near.question))),
            });
            Extra::Suggestions(all.collect())
        }
        "hours" => {
            let at = desk.query("at").unwrap_or_default();
            let lang = Lang::parse(desk.tongue.tag());
            let site = bench.site.as_ref();
            let view = site.and_then(|site| {
                let wanted = lang.filter(|lang| site.languages.contains(lang));
                let lang = wanted.or_else(|| site.default_lang().cloned())?;
                hours_view(site, &lang, &at)
            });
            Extra::Hours { at, view }
        }
        "appearance" => {
            let accent = at(&bench.draft, "appearance.accent").and_then(Value::as_str);
            let accent = accent.unwrap_or_default();
            let own = Colour::parse(accent);
            let theme = Theme::of(accent);
            Extra::Shades([theme.light, theme.dark].map(|shade| (shade.hex(), Some(shade) == own)))
        }
        "webhooks" if desk.may(Action::ReadDeliveries).await? => {
            let Answer::Endpoints(all) = desk.ask(Call::Endpoints).await? else {
                return Ok(Extra::Nothing);
            };
            let rows = all.into_iter().map(|endpoint| {
                let failing = endpoint.failing_since.as_deref();
                let state = match (endpoint.enabled, endpoint.disabled.is_some(), failing) {
                    (false, ..) => desk.tongue.say("Off", "Spento").to_owned(),
                    (_, true, _) => desk
                        .tongue
                        .say(
                            "Disabled, as it did not answer for long",
                            "Sospeso, perché non rispondeva da tempo",
                        )
                        .to_owned(),
                    (.., Some(since)) => {
                        let since = super::bench::moment(desk, since);
                        match desk.tongue.say(false, true) {
                            false => format!("Failing since {since}"),
                            true => format!("Non risponde dal {since}"),
                        }
                    }
                    _ => desk.tongue.say("Well", "Bene").to_owned(),
                };
                EndpointRow {
                    id: endpoint.id.as_str().to_owned(),
                    url: endpoint.url,
                    state,
                    disabled: endpoint.disabled.is_some(),
                }
            });
            Extra::Endpoints(rows.collect())
        }
        "team" if desk.may(Action::ManageTeam).await? => {
            let people = desk.published.site.agents.iter();
            let people = people.map(|agent| (agent.id.as_str().to_owned(), agent.name.clone()));
            Extra::Invite(people.collect())
        }
        "mail" => Extra::Mail(super::mail::view(desk).await?),
        _ => Extra::Nothing,
    })
}

/// `POST /desk/{site}/settings/{section}`: a form of it, or the order of a list.
pub async fn act_on_section(
    desk: &Desk<'_>,
    section: &'static Section,
    fields: &Fields,
) -> Outcome {
    let part = fields.text("part");
    if !may_change(desk, &part).await? {
        return Ok(desk.forbidden()?);
    }
    let verb = fields.text("do");
    let here = format!("settings/{}", section.id);
    for candidate in section.parts {
        match candidate {
            Part::List(list) if list.key == part => {
                let was = fields.text("was");
                let order = move_of(&verb, list.key);
                change(desk, |bench| {
                    let order = order.as_ref()?;
                    // The list that was seen is not the one there is: nothing is moved.
                    if order_of(&titles(list, &bench.draft, desk.tongue)) != was {
                        return None;
                    }
                    let mut new = bench.draft.clone();
                    shared::settings::act(&mut new, list.key, order);
                    Some(new)
                })
                .await?;
                return desk.go(&here);
            }
            Part::Form(form) if form.id == part => {
                return keep_form(desk, section, form, fields, &verb).await;
            }
            _ => {}
        }
    }
    desk.lost()
}

/// What a button beside an entry of a list says: `up:3`, `move:3.0`.
fn move_of(verb: &str, key: &str) -> Option<Order> {
    let (word, rest) = verb.split_once(':')?;
    let (list, order) = Order::parse(&format!("{word}:{key}.{rest}"), &[])?;
    (list == key && !matches!(order, Order::Remove(_))).then_some(order)
}

async fn keep_form(
    desk: &Desk<'_>,
    section: &'static Section,
    form: &'static Form,
    fields: &Fields,
    verb: &str,
) -> Outcome {
    let typed = posted(fields);
    let was = fields.text("was");
    let tongue = desk.tongue;
    let bench = Bench::open(desk).await?;
    let mut new = apply(&bench.draft, form.fields, "", &typed);
    let rows = Order::parse(verb, form.fields);
    if let Some((key, order)) = &rows {
        shared::settings::act(&mut new, key, order);
    }
    let now = digest(form.fields, &bench.draft);
    let changed = now != was;
    let (looked, _, faults) = looked_at(desk, new);
    let mine = of_form(&faults, form);
    if rows.is_none() && !changed && mine.is_empty() {
        let kept = change(desk, |bench| {
            (digest(form.fields, &bench.draft) == was)
                .then(|| apply(&bench.draft, form.fields, "", &typed))
        })
        .await?;
        if verb == "keep" {
            return draw_section(desk, section, &kept, 200, None).await;
        }
        return desk.go(&format!("settings/{}?done=kept", section.id));
    }
    let view = PartView::Form {
        form,
        controls: controls(
            form.fields,
            &looked,
            "",
            if rows.is_some() { &[] } else { &mine },
            tongue,
        ),
        was: now,
        conflict: changed.then(|| conflict(desk, &bench)),
    };
    let status = match (rows.is_some(), changed) {
        (true, _) => 200,
        (_, true) => 409,
        _ => 422,
    };
    draw_section(desk, section, &bench, status, Some(view)).await
}

fn list_of(section: &'static Section, key: &str) -> Option<&'static List> {
    section.parts.iter().find_map(|part| match part {
        Part::List(list) if list.key == key => Some(list),
        _ => None,
    })
}

/// `GET /desk/{site}/settings/{section}/{list}/{place}`.
pub async fn entry_page(
    desk: &Desk<'_>,
    section: &'static Section,
    key: &str,
    place: &str,
) -> Outcome {
    let Some(list) = list_of(section, key) else {
        return desk.lost();
    };
    let bench = Bench::open(desk).await?;
    let (mut value, place) = match place.parse::<usize>() {
        Ok(n) => (bench.draft.clone(), Some(n)),
        Err(_) if place == "new" => (bench.draft.clone(), None),
        Err(_) => return desk.lost(),
    };
    let n = match place {
        Some(n) if at(&value, &format!("{key}.{n}")).is_some() => n,
        Some(_) => return desk.lost(),
        None => {
            let (with, n) = made(&value, key, list.initial);
            value = with;
            n
        }
    };
    // A search without an answer becomes a question, or another way to ask one.
    if key == "faqs" {
        let lang = bench
            .site
            .as_ref()
            .and_then(|site| site.default_lang().cloned());
        let lang = lang.map(|lang| lang.to_string()).unwrap_or_default();
        let suggested = |name| {
            desk.query(name)
                .map(|text| text.chars().take(300).collect::<String>())
        };
        if let Some(text) = suggested("ask") {
            shared::settings::set(
                &mut value,
                &format!("faqs.{n}.question.{lang}"),
                text.into(),
            );
        } else if let Some(text) = suggested("also") {
            let at_key = format!("faqs.{n}.also.{lang}");
            let mut all = at(&value, &at_key)
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default();
            all.push(text.into());
            shared::settings::set(&mut value, &at_key, Value::Array(all));
        }
    }
    let was = at(&bench.draft, &format!("{key}.{n}"))
        .filter(|_| place.is_some())
        .map(|entry| digest(list.fields, entry));
    let tried = Tried {
        value,
        was: was.unwrap_or_default(),
        faults: match place {
            Some(_) => bench.faults.clone(),
            None => Vec::new(),
        },
        conflict: None,
    };
    draw_entry(desk, (section, list, place, n), &bench, 200, tried).await
}

/// An entry as somebody has it before them.
struct Tried {
    value: Value,
    was: String,
    faults: Vec<Fault>,
    conflict: Option<String>,
}

async fn draw_entry(
    desk: &Desk<'_>,
    (section, list, place, n): (&'static Section, &'static List, Option<usize>, usize),
    bench: &Bench,
    status: u16,
    tried: Tried,
) -> Outcome {
    let tongue = desk.tongue;
    let base = format!("{}.{n}", list.key);
    let kept = at(&bench.draft, &base).filter(|_| place.is_some());
    let faults = within(&tried.faults, &base);
    let whole = faults.iter().filter(|fault| fault.key == base);
    let secret = at(&bench.draft, &format!("{base}.secret")).and_then(Value::as_str);
    let secret = secret.filter(|_| list.key == "webhooks" && place.is_some());
    let may_see = secret.is_some() && desk.may(Action::ManageSecrets).await?;
    let page = Entry {
        section,
        list,
        place,
        title: kept
            .map(|entry| title(list.fields, entry, &bench.draft, tongue))
            .unwrap_or_default(),
        controls: controls(list.fields, &tried.value, &base, &faults, tongue),
        was: tried.was,
        trouble: whole.map(|fault| fault.message.clone()).collect(),
        conflict: tried.conflict,
        bar: bench.bar(desk).await?,
        done: desk.done().filter(|_| status == 200),
        preview: shown_in(desk, section, Some(list), kept),
        may_change: may_change(desk, list.key).await?,
        secret: secret.filter(|_| may_see).map(str::to_owned),
    };
    let heading = match page.title.is_empty() {
        true => shared::settings::say(list.add, tongue).to_owned(),
        false => page.title.clone(),
    };
    desk.draw(status, &heading, Place::Settings, |shell| {
        settings::entry(shell, &page)
    })
    .await
}

/// `POST /desk/{site}/settings/{section}/{list}/{place}`.
pub async fn act_on_entry(
    desk: &Desk<'_>,
    section: &'static Section,
    (key, place): (&str, &str),
    fields: &Fields,
) -> Outcome {
    let Some(list) = list_of(section, key) else {
        return desk.lost();
    };
    if !may_change(desk, key).await? {
        return Ok(desk.forbidden()?);
    }
    let typed = posted(fields);
    let (verb, was) = (fields.text("do"), fields.text("was"));
    let here = format!("settings/{}", section.id);
    let bench = Bench::open(desk).await?;
    let (draft, n, place, moved) = match place.parse::<usize>() {
        Ok(n) => match find(&bench.draft, key, list.fields, n, &was) {
            Where::At(n) => (bench.draft.clone(), n, Some(n), false),
            Where::Changed(n) => (bench.draft.clone(), n, Some(n), true),
            // It was taken out meanwhile: what was written becomes a new one.
            Where::Gone => {
                let (with, n) = made(&bench.draft, key, list.initial);
                (with, n, None, true)
            }
        },
        Err(_) if place == "new" => {
            let (with, n) = made(&bench.draft, key, list.initial);
            (with, n, None, false)
        }
        Err(_) => return desk.lost(),
    };
    let base = format!("{key}.{n}");
    if verb == "delete" && !moved {
        change(desk, |bench| {
            let Where::At(n) = find(&bench.draft, key, list.fields, n, &was) else {
                return None;
            };
            let mut new = bench.draft.clone();
            shared::settings::act(&mut new, key, &Order::Remove(n));
            Some(new)
        })
        .await?;
        return desk.go(&format!("{here}?done=out"));
    }
    let mut new = completed(apply(&draft, list.fields, &base, &typed), key, &base)?;
    let rows = Order::parse(&verb, list.fields);
    if let Some((rows_key, order)) = &rows {
        shared::settings::act(&mut new, &format!("{base}.{rows_key}"), order);
    }
    let (looked, _, faults) = looked_at(desk, new.clone());
    if rows.is_none() && !moved && within(&faults, &base).is_empty() {
        let entry = at(&looked, &base).cloned().unwrap_or_default();
        let kept = change(desk, |bench| {
            let mut new = bench.draft.clone();
            let n = match place {
                None => {
                    let all = at(&new, key).and_then(Value::as_array);
                    all.map_or(0, Vec::len)
                }
                Some(n) => match find(&new, key, list.fields, n, &was) {
                    Where::At(n) => n,
                    _ => return None,
                },
            };
            if place.is_none() {
                shared::settings::act(&mut new, key, &Order::Add("{}".into()));
            }
            shared::settings::set(&mut new, &format!("{key}.{n}"), entry.clone());
            Some(new)
        })
        .await?;
        if verb == "keep" {
            let tried = Tried {
                was: at(&kept.draft, &base)
                    .map(|entry| digest(list.fields, entry))
                    .unwrap_or_default(),
                value: kept.draft.clone(),
                faults: Vec::new(),
                conflict: None,
            };
            return draw_entry(desk, (section, list, place, n), &kept, 200, tried).await;
        }
        return match place {
            Some(n) => desk.go(&format!("{here}/{key}/{n}?done=kept")),
            None => {
                let all = at(&kept.draft, key).and_then(Value::as_array);
                let last = all.map_or(0, Vec::len).saturating_sub(1);
                desk.go(&format!("{here}/{key}/{last}?done=kept"))
            }
        };
    }
    let now = at(&bench.draft, &base)
        .filter(|_| place.is_some())
        .map(|entry| digest(list.fields, entry));
    let tried = Tried {
        value: looked,
        was: now.unwrap_or_default(),
        faults: if rows.is_some() { Vec::new() } else { faults },
        conflict: moved.then(|| conflict(desk, &bench)),
    };
    let status = match (rows.is_some(), moved) {
        (true, _) => 200,
        (_, true) => 409,
        _ => 422,
    };
    draw_entry(desk, (section, list, place, n), &bench, status, tried).await
}

/// What an entry gets that nobody types: the secret of an endpoint, a name nobody has yet.
fn completed(mut value: Value, key: &str, base: &str) -> worker::Result<Value> {
    let text = |value: &Value, name: &str| {
        let found = at(value, &format!("{base}.{name}"));
        found.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    if key == "webhooks" {
        let signed = text(&value, "format") != "slack";
        if signed && text(&value, "secret").is_empty() {
            let secret = new_secret()?;
            shared::settings::set(&mut value, &format!("{base}.secret"), secret.into());
        }
        return Ok(value);
    }
    let id = text(&value, "id");
    if id.is_empty() {
        return Ok(value);
    }
    let own = base
        .rsplit('.')
        .next()
        .and_then(|n| n.parse::<usize>().ok());
    let taken: Vec<String> = at(&value, key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
        .filter(|(n, _)| Some(*n) != own)
        .filter_map(|(_, entry)| Some(entry.get("id")?.as_str()?.to_owned()))
        .collect();
    // Made of the same words as another's.
    let free = (1..100_u32).map(|n| match n {
        1 => id.clone(),
        n => format!("{id}-{n}"),
    });
    if let Some(free) = free.into_iter().find(|id| !taken.contains(id)) {
        shared::settings::set(&mut value, &format!("{base}.id"), free.into());
    }
    Ok(value)
}

/// A secret for an endpoint.
pub fn new_secret() -> worker::Result<String> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let bytes = [chance::long_number()?, chance::long_number()?].map(u128::to_le_bytes);
    Ok(format!("whsec_{}", STANDARD.encode(bytes.concat())))
}
