//! The inbox: lists, what is done to several requests at once, filters kept.

use desk::{Inbox, Section, fragment};
use shared::{
    id::Slug,
    inbox::{Filter, Saved, Sort, View},
};
use worker::ResponseBuilder;

use super::{Desk, Outcome};
use crate::{
    chance,
    form::Fields,
    protocol::{
        Answer, Call, Settings,
        inbox::{Ask, Counts, Listing, Told},
    },
};

/// Lines on a page.
const LINES: u32 = 50;
/// Longest thing searched for, in characters.
const MAX_SEARCH: usize = 200;

/// What an address asks for.
fn listing(word: impl Fn(&str) -> Option<String>) -> Listing {
    let view = word("view").and_then(|view| View::parse(&view));
    let view = view.unwrap_or_default();
    let sort = word("sort").and_then(|sort| Sort::parse(&sort));
    let search = word("q").unwrap_or_default();
    Listing {
        view,
        sort: sort.unwrap_or(view.sort()),
        search: search.trim().chars().take(MAX_SEARCH).collect(),
        after: word("after"),
        limit: LINES,
        filter: Filter::read(word),
    }
}

/// The value of a name in the address a form came from.
fn word_of(address: &str, name: &str) -> Option<String> {
    let query = address.trim_start_matches('?').as_bytes();
    let mut pairs = url::form_urlencoded::parse(query);
    pairs.find(|(n, _)| n == name).map(|(_, v)| v.into_owned())
}

/// The same list as an address below the desk, from `after` on.
fn address(listing: &Listing, after: Option<&str>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::from("?"));
    if listing.search.is_empty() || listing.view == View::Spam {
        query.append_pair("view", listing.view.as_str());
    }
    if !listing.search.is_empty() {
        query.append_pair("q", &listing.search);
    }
    if listing.sort != listing.view.sort() {
        query.append_pair("sort", listing.sort.as_str());
    }
    for (name, value) in listing.filter.pairs() {
        query.append_pair(name, &value);
    }
    if let Some(after) = after {
        query.append_pair("after", after);
    }
    query.finish()
}

fn counted(counts: Counts) -> [(View, u32); 6] {
    [
        (View::Mine, counts.mine),
        (View::Unassigned, counts.unassigned),
        (View::Team, counts.team),
        (View::Open, counts.open),
        (View::Waiting, counts.waiting),
        (View::Spam, counts.spam),
    ]
}

/// `GET /desk/{site}`; with `part=news` what changes of it.
pub async fn show(desk: &Desk<'_>) -> Outcome {
    let done = match desk.query("done").as_deref() {
        Some("set") => Some(desk.tongue.say("Done.", "Fatto.")),
        Some("kept") => Some(
            desk.tongue
                .say("The filter is kept.", "Il filtro è salvato."),
        ),
        _ => None,
    };
    draw(desk, 200, listing(|name| desk.query(name)), done, &[]).await
}

/// The page a form came from, with what was wrong.
async fn again(desk: &Desk<'_>, back: &str, trouble: &[String]) -> Outcome {
    draw(
        desk,
        422,
        listing(|name| word_of(back, name)),
        None,
        trouble,
    )
    .await
}

async fn draw(
    desk: &Desk<'_>,
    status: u16,
    listing: Listing,
    done: Option<&str>,
    trouble: &[String],
) -> Outcome {
    let here = address(&listing, listing.after.as_deref());
    let call = Call::Inbox(Box::new(Ask::List(listing.clone())));
    let Answer::Inbox(told) = desk.ask(call).await? else {
        return super::unexpected();
    };
    let Told::List {
        entries,
        next,
        counts,
        filters,
        held,
    } = *told
    else {
        return super::unexpected();
    };
    let who = desk.who().await?;
    let site = &desk.published.site;
    let next = next.map(|next| address(&listing, Some(&next)));
    let counts = counted(counts);
    let held: Vec<_> = held.into_iter().map(super::ticket::held).collect();
    let agent = who.agent().and_then(|id| site.agent(id));
    let page = Inbox {
        site,
        view: listing.view,
        filter: &listing.filter,
        sort: listing.sort,
        search: &listing.search,
        entries: &entries,
        next: next.as_deref(),
        counts: &counts,
        saved: &filters,
        held: &held,
        has_team: agent.is_some_and(|agent| !agent.teams.is_empty()),
        here: &here,
        done,
        trouble,
        now: chance::now(),
    };
    if desk.query("part").is_some() {
        let html = fragment(desk::inbox_news(&desk.shell(&who), &page));
        return part(&html);
    }
    let title = match page.view {
        _ if !page.search.is_empty() => page.search,
        _ => desk.tongue.say("Inbox", "In arrivo"),
    };
    desk.draw(status, title, Section::Inbox, |shell| {
        desk::inbox(shell, &page)
    })
    .await
}

/// Part of a page, for one that is open already.
pub fn part(html: &str) -> Outcome {
    Ok(ResponseBuilder::new()
        .with_header("content-type", "text/html; charset=utf-8")?
        .with_header("cache-control", "private, no-store")?
        .with_header("x-content-type-options", "nosniff")?
        .fixed(html.as_bytes().to_vec()))
}

/// Where a form of the desk says it came from: an address below the desk, and nothing else.
pub fn back(fields: &Fields) -> String {
    let back = fields.text("back");
    match back.starts_with('?') || back.starts_with("t/") {
        true => back,
        false => String::new(),
    }
}

/// An address with something said on it.
pub fn with(address: &str, word: &str) -> String {
    match address.contains('?') {
        true => format!("{address}&{word}"),
        false => format!("{address}?{word}"),
    }
}

/// `POST /desk/{site}/bulk`.
pub async fn bulk(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    let tickets: Vec<String> = fields
        .texts()
        .iter()
        .filter(|(name, _)| name == "ticket")
        .map(|(_, id)| id.clone())
        .collect();
    let back = back(fields);
    if tickets.is_empty() {
        let said = desk.tongue.say(
            "Tick the requests it is for first.",
            "Prima spunta le richieste.",
        );
        return again(desk, &back, &[said.to_owned()]).await;
    }
    let slug = |name: &str| Slug::parse(fields.text(name).trim()).ok();
    let settings = Settings {
        status: serde_json::from_value(fields.text("status").into()).ok(),
        owner: slug("owner").map(Some),
        note: Some(fields.text("note")).filter(|note| !note.trim().is_empty()),
        spam: match fields.text("spam").as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        ..Settings::default()
    };
    let tag = fields.text("tag").trim().to_lowercase().replace(' ', "-");
    let tag = Slug::parse(&tag).ok();
    // A button for spam does that and nothing else.
    let settings = match settings.spam {
        Some(_) => Settings {
            spam: settings.spam,
            ..Settings::default()
        },
        None => settings,
    };
    let call = Call::Inbox(Box::new(Ask::SetAll {
        add_tags: tag
            .into_iter()
            .filter(|_| settings.spam.is_none())
            .collect(),
        tickets,
        settings: Box::new(settings),
    }));
    match desk.ask(call).await? {
        Answer::Inbox(told) => match *told {
            Told::Set { refused } if refused.is_empty() => desk.go(&with(&back, "done=set")),
            Told::Set { refused } => {
                let mut said: Vec<String> = Vec::new();
                for (_, why) in &refused {
                    let why = refusal(desk, why);
                    if !said.contains(&why) {
                        said.push(why);
                    }
                }
                let n = refused.len();
                let first = desk
                    .tongue
                    .say("Left as they were: {}.", "Rimaste come erano: {}.");
                said.insert(0, first.replace("{}", &n.to_string()));
                again(desk, &back, &said).await
            }
            _ => super::unexpected(),
        },
        _ => super::unexpected(),
    }
}

/// Why a change was not made, in the desk's language.
pub fn refusal(desk: &Desk<'_>, why: &str) -> String {
    let it = match why {
        why if why.contains("“note”") => {
            return desk
                .tongue
                .say(
                    "Write a note for whoever takes it over.",
                    "Scrivi una nota per chi la prende.",
                )
                .to_owned();
        }
        why if why.starts_with("the request is closed") => {
            "La richiesta è chiusa: quel che si scrive ora ne apre un'altra."
        }
        why if why.starts_with("a request that is") => {
            "Questo stato non è possibile da quello attuale."
        }
        why if why.starts_with("at most 20 tags") => "Al massimo 20 tag.",
        why if why.starts_with("these two requests") => {
            "Queste due richieste non si possono unire."
        }
        why if why.starts_with("at most 20 filters") => "Al massimo 20 filtri: eliminane uno.",
        why if why.starts_with("a filter needs") => "Dai un nome al filtro.",
        _ => "Non è stato possibile.",
    };
    let mut en: String = why.chars().take(1).flat_map(char::to_uppercase).collect();
    en.extend(why.chars().skip(1));
    en.push('.');
    desk.tongue.say(en, it.to_owned())
}

/// `POST /desk/{site}/filters`: keeps one, or forgets one.
pub async fn filters(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    let back = back(fields);
    let drop = fields.text("drop");
    let ask = match drop.as_str() {
        "" => Ask::SaveFilter {
            saved: Saved {
                id: String::new(),
                name: fields.text("name"),
                view: View::parse(&fields.text("view")).unwrap_or_default(),
                filter: Filter::read(|name| {
                    // The name of the filter is no part of it.
                    let texts = fields.texts().iter();
                    let mut found = texts.filter(|(n, _)| n == name).map(|(_, value)| value);
                    found.next_back().cloned()
                }),
                sort: Sort::parse(&fields.text("sort")),
            },
        },
        _ => Ask::DropFilter { id: drop },
    };
    match desk.ask(Call::Inbox(Box::new(ask))).await? {
        Answer::Inbox(_) => desk.go(&with(&back, "done=kept")),
        Answer::Refused(why) => {
            let said = refusal(desk, &why);
            again(desk, &back, &[said]).await
        }
        _ => super::unexpected(),
    }
}
