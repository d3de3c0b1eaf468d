//! What buttons do to lists: add, remove, move.

use serde_json::Value;

use super::{Field, Kind, path};

/// Something done to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Add one that begins with this JSON.
    Add(String),
    /// Take this one out.
    Remove(usize),
    /// Move one to another's place.
    Move(usize, usize),
}

/// Does it to the list at a key; a list that is not there yet is made.
pub fn act(value: &mut Value, key: &str, order: &Order) {
    if path::at(value, key).and_then(Value::as_array).is_none() {
        path::set(value, key, Value::Array(Vec::new()));
    }
    let Some(all) = path::at_mut(value, key).and_then(Value::as_array_mut) else {
        return;
    };
    match order {
        Order::Add(initial) => all.push(serde_json::from_str(initial).unwrap_or_default()),
        Order::Remove(n) if *n < all.len() => {
            all.remove(*n);
        }
        Order::Move(from, to) if *from < all.len() && *to < all.len() => {
            let one = all.remove(*from);
            all.insert(*to, one);
        }
        Order::Remove(_) | Order::Move(..) => {}
    }
}

impl Order {
    /// Reads what a button of a row says: `add:steps`, `remove:steps.2`, `up:steps.2`,
    /// `down:steps.2`, `move:steps.2.0`; with the key of the list. Keys count from the fields'
    /// own root.
    pub fn parse(text: &str, fields: &[Field]) -> Option<(String, Self)> {
        let (verb, key) = text.split_once(':')?;
        if verb == "add" {
            let initial = rows_at(fields, key)?;
            return Some((key.to_owned(), Self::Add(initial.to_owned())));
        }
        let (list, n) = key.rsplit_once('.')?;
        let n: usize = n.parse().ok()?;
        let (list, order) = match verb {
            "remove" => (list, Self::Remove(n)),
            "up" => (list, Self::Move(n, n.checked_sub(1)?)),
            "down" => (list, Self::Move(n, n.checked_add(1)?)),
            "move" => {
                let (list, from) = list.rsplit_once('.')?;
                (list, Self::Move(from.parse().ok()?, n))
            }
            _ => return None,
        };
        // Of a list of the configuration itself there is no field.
        (list.is_empty() || fields.is_empty() || rows_at(fields, list).is_some())
            .then(|| (list.to_owned(), order))
    }
}

/// What a new row of the list with this key begins with.
fn rows_at(fields: &[Field], key: &str) -> Option<&'static str> {
    fields.iter().find_map(|field| {
        let rest = key.strip_prefix(field.key)?;
        let rest = match rest.strip_prefix('.') {
            Some(rest) => rest,
            None if rest.is_empty() => "",
            None => return None,
        };
        match &field.kind {
            Kind::Rows(rows) if rest.is_empty() => Some(rows.initial),
            Kind::Rows(rows) => rows_at(rows.fields, rest.split_once('.')?.1),
            Kind::Group(fields) | Kind::Part(fields) => rows_at(fields, rest),
            _ => None,
        }
    })
}
