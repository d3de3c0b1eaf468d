//! The newest configuration of each site, kept in this isolate's memory for a few seconds, so that
//! pages need no object; an older one serves while the object cannot be reached.

use std::{
    cell::{Cell, RefCell},
    collections::{HashMap, HashSet},
    rc::Rc,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use shared::{answers::Index, id::SiteId, key::SiteKey, lang::Lang, panel::Panel, site::Site};
use worker::{Env, Result};

use crate::{
    chance,
    protocol::{Answer, Call, ask, setup},
};

/// How long a configuration serves without asking, in milliseconds.
const FRESH_MS: i64 = 5_000;
/// How many sites one isolate remembers.
const MAX_SITES: usize = 200;

/// A configuration and its version.
#[derive(Debug)]
pub struct Published {
    /// Counts up from 1.
    pub version: i64,
    /// When it was published.
    pub published_at: String,
    /// The configuration.
    pub site: Site,
    /// The site's key.
    pub key: SiteKey,
    /// Requests in the last minute, as of when it was last asked.
    pub load: Cell<u32>,
    /// The FAQs that helped most, as of then.
    helpful: RefCell<Vec<String>>,
    /// The panel in each language, as it was drawn last.
    panels: RefCell<Vec<(Lang, i64, Rc<Panel>)>>,
    /// The answers' index in each language that was searched in.
    indexes: RefCell<Vec<(Lang, Rc<Index>)>>,
}

impl Published {
    /// The answers' index in a language, where it was read before.
    pub fn index(&self, lang: &Lang) -> Option<Rc<Index>> {
        let indexes = self.indexes.borrow();
        let found = indexes.iter().find(|(of, _)| of == lang);
        found.map(|(_, index)| index.clone())
    }

    /// Keeps the answers' index of a language as long as this configuration.
    pub fn keep_index(&self, lang: &Lang, index: Index) -> Rc<Index> {
        let index = Rc::new(index);
        self.indexes
            .borrow_mut()
            .push((lang.clone(), index.clone()));
        index
    }

    /// The panel in a language at this moment. What it says of the hours holds for some seconds:
    /// it is worked out anew after those, not for every page.
    pub fn panel(&self, id: &SiteId, lang: &Lang) -> Rc<Panel> {
        let now = chance::now();
        let now_ms = now.as_millisecond();
        let mut panels = self.panels.borrow_mut();
        let fresh = |at: i64| now_ms.saturating_sub(at) < FRESH_MS;
        if let Some((_, _, panel)) = panels.iter().find(|(l, at, _)| l == lang && fresh(*at)) {
            return panel.clone();
        }
        let panel = Panel::of_site(id.as_str(), &self.site, lang, now);
        let panel = Rc::new(panel.with_useful(&self.site, &self.helpful.borrow()));
        panels.retain(|(l, _, _)| l != lang);
        panels.push((lang.clone(), now_ms, panel.clone()));
        panel
    }
}

struct Remembered {
    at_ms: i64,
    published: Rc<Published>,
}

thread_local! {
    static SITES: RefCell<HashMap<SiteId, Remembered>> = RefCell::new(HashMap::new());
}

/// The site's configuration, or none where there is no such site.
pub async fn site(env: &Env, id: &SiteId) -> Result<Option<Rc<Published>>> {
    let now = chance::now().as_millisecond();
    let known = SITES.with_borrow(|sites| {
        sites
            .get(id)
            .map(|r| (now.saturating_sub(r.at_ms) < FRESH_MS, r.published.clone()))
    });
    if let Some((true, published)) = known {
        return Ok(Some(published));
    }
    let stale = known.map(|(_, published)| published);
    let call = Call::Read {
        known: stale.as_ref().map(|p| p.version),
    };
    let published = match (ask(env, id, &call).await, stale) {
        (
            Ok(Answer::Site {
                version,
                published_at,
                config,
                key,
                load,
                helpful,
            }),
            _,
        ) => {
            let bytes = STANDARD
                .decode(key)
                .ok()
                .and_then(|bytes| bytes.try_into().ok());
            let key = bytes
                .map(SiteKey::new)
                .ok_or("the site's key cannot be read")?;
            let site = Site::from_json(&config).map_err(worker::Error::RustError)?;
            Rc::new(Published {
                version,
                published_at,
                site,
                key,
                load: Cell::new(load),
                helpful: RefCell::new(helpful),
                panels: RefCell::default(),
                indexes: RefCell::default(),
            })
        }
        (Ok(Answer::Unchanged { load, helpful }), Some(stale)) => {
            stale.load.set(load);
            stale.helpful.replace(helpful);
            stale
        }
        (Ok(_), _) => {
            forget(id);
            return Ok(None);
        }
        (Err(trouble), Some(stale)) => {
            worker::console_error!("{trouble}");
            stale
        }
        (Err(trouble), None) => return Err(trouble),
    };
    SITES.with_borrow_mut(|sites| {
        if sites.len() >= MAX_SITES {
            sites.clear();
        }
        sites.insert(
            id.clone(),
            Remembered {
                at_ms: now,
                published: published.clone(),
            },
        );
    });
    Ok(Some(published))
}

/// The site as it is prepared, for whoever has the pass of its settings; none where nothing is.
pub async fn prepared(
    env: &Env,
    id: &SiteId,
    published: &Published,
) -> Result<Option<Rc<Published>>> {
    let answer = ask(env, id, &Call::Setup(setup::Ask::Preview)).await?;
    let Answer::Setup(setup::Answer::Preview(config)) = answer else {
        return Ok(None);
    };
    let Ok(site) = Site::from_json(&config) else {
        return Ok(None);
    };
    Ok(Some(Rc::new(Published {
        version: published.version,
        published_at: published.published_at.clone(),
        site,
        key: SiteKey::new(*published.key.bytes()),
        load: Cell::new(0),
        helpful: RefCell::default(),
        panels: RefCell::default(),
        indexes: RefCell::default(),
    })))
}

thread_local! {
    /// Sites whose pages were seen to show the panel, as far as this isolate knows.
    static SEEN: RefCell<HashSet<SiteId>> = RefCell::default();
}

/// A page of the site shows the panel: the first time, that is written down. Nothing of the page
/// or the customer is.
pub async fn seen(env: &Env, id: &SiteId) {
    let is_first = SEEN.with_borrow_mut(|seen| {
        if seen.len() >= MAX_SITES {
            seen.clear();
        }
        seen.insert(id.clone())
    });
    if is_first && let Err(trouble) = ask(env, id, &Call::Setup(setup::Ask::Seen)).await {
        worker::console_error!("{trouble}");
        SEEN.with_borrow_mut(|seen| seen.remove(id));
    }
}

/// Asks again next time.
pub fn forget(id: &SiteId) {
    SITES.with_borrow_mut(|sites| {
        sites.remove(id);
    });
}
