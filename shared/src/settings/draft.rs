//! Editing a draft: what is posted for one form takes the place of what stood there, found again
//! where the list was moved about meanwhile.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Field, Posted, list::Order, list::act, path, read::Reader, source};

/// Where in the configuration a form stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It stands there.
    At(usize),
    /// It stands there, and is another than the one that was drawn.
    Changed(usize),
    /// It is gone.
    Gone,
}

/// What a form was drawn from, in few letters: another value has another.
pub fn digest(fields: &[Field], value: &Value) -> String {
    let mut hash = Sha256::new();
    for field in fields {
        hash.update(field.key.as_bytes());
        // Objects are kept sorted by their keys.
        hash.update(
            path::at(value, field.key)
                .unwrap_or(&Value::Null)
                .to_string(),
        );
    }
    let digest = hash.finalize();
    digest.iter().take(6).map(|b| format!("{b:02x}")).collect()
}

/// Finds an entry of a list that was drawn as the one at `index`.
pub fn find(site: &Value, key: &str, fields: &[Field], index: usize, was: &str) -> Place {
    let all = path::at(site, key).and_then(Value::as_array);
    let all = all.map_or(&[][..], Vec::as_slice);
    let same = |value: &Value| digest(fields, value) == was;
    if all.get(index).is_some_and(same) {
        return Place::At(index);
    }
    match (all.iter().position(same), index < all.len()) {
        (Some(moved), _) => Place::At(moved),
        (None, true) => Place::Changed(index),
        (None, false) => Place::Gone,
    }
}

/// The configuration with what was posted for the fields at `base` in it.
pub fn apply(site: &Value, fields: &[Field], base: &str, posted: &Posted) -> Value {
    let mut new = site.clone();
    let langs = source::langs(site);
    let reader = Reader {
        posted,
        langs: &langs,
    };
    let mut here = path::at(site, base).cloned().unwrap_or_default();
    reader.fields(fields, "", &mut here);
    match base.is_empty() {
        true => here,
        false => {
            path::set(&mut new, base, here);
            new
        }
    }
}

/// The configuration with a new entry at the end of a list, and where it stands.
pub fn made(site: &Value, key: &str, initial: &str) -> (Value, usize) {
    let mut new = site.clone();
    let count = path::at(site, key)
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    act(&mut new, key, &Order::Add(initial.to_owned()));
    (new, count)
}
