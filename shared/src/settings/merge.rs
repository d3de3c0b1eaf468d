//! Two changes of one configuration made into one: where both changed the same thing, ours stays
//! and the key is told.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::path::join;

/// What `ours` and `theirs`, which both come from `base`, say together; and the keys both changed
/// each in their own way.
pub fn merge(base: &Value, ours: &Value, theirs: &Value) -> (Value, Vec<String>) {
    let mut both = Vec::new();
    let merged = one("", Some(base), Some(ours), Some(theirs), &mut both);
    (merged.unwrap_or_default(), both)
}

fn one(
    key: &str,
    base: Option<&Value>,
    ours: Option<&Value>,
    theirs: Option<&Value>,
    both: &mut Vec<String>,
) -> Option<Value> {
    if ours == theirs || theirs == base {
        return ours.cloned();
    }
    if ours == base {
        return theirs.cloned();
    }
    match (ours, theirs) {
        (Some(Value::Object(ours)), Some(Value::Object(theirs))) => {
            let none = Map::new();
            let base = base.and_then(Value::as_object).unwrap_or(&none);
            let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
            let parts = names.into_iter().filter_map(|name| {
                let key = join(key, name);
                let (base, theirs) = (base.get(name), theirs.get(name));
                Some((name.clone(), one(&key, base, ours.get(name), theirs, both)?))
            });
            Some(Value::Object(parts.collect()))
        }
        (Some(Value::Array(ours)), Some(Value::Array(theirs)))
            if named(ours) && named(theirs) && base.is_none_or(|base| base.is_array()) =>
        {
            let base = base
                .and_then(Value::as_array)
                .map_or(&[][..], Vec::as_slice);
            let mut all = Vec::new();
            for our in ours {
                let id = id_of(our);
                let (base, their) = (of(base, id), of(theirs, id));
                // What they took out and we left as it was is out.
                let key = join(key, id);
                all.extend(one(&key, base, Some(our), their, both));
            }
            for their in theirs
                .iter()
                .filter(|their| of(ours, id_of(their)).is_none())
            {
                let base = of(base, id_of(their));
                let key = join(key, id_of(their));
                all.extend(one(&key, base, None, Some(their), both));
            }
            Some(Value::Array(all))
        }
        _ => {
            both.push(key.to_owned());
            ours.cloned()
        }
    }
}

fn id_of(value: &Value) -> &str {
    value.get("id").and_then(Value::as_str).unwrap_or("")
}

/// Whether every entry has a name of its own.
fn named(all: &[Value]) -> bool {
    let names: BTreeSet<&str> = all.iter().map(id_of).filter(|id| !id.is_empty()).collect();
    names.len() == all.len()
}

fn of<'a>(all: &'a [Value], id: &str) -> Option<&'a Value> {
    all.iter().find(|one| id_of(one) == id)
}
