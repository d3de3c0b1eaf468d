//! Whether a configuration holds, told field by field. Reading stops at the first value of a wrong
//! shape, so each is told and stood in for until the rest can be read.

use serde_json::{Value, json};

use super::{path, wording};
use crate::{site::Site, tongue::Tongue};

/// Most values of a wrong shape told at once.
const MAX_FAULTS: usize = 20;

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its key, `faqs.3.question.it`.
    pub key: String,
    /// What to do about it.
    pub message: String,
}

/// A configuration that was looked at.
#[derive(Debug)]
pub struct Checked {
    /// As it is kept; as it was given where it cannot be read.
    pub value: Value,
    /// The site it says; none where it cannot be read.
    pub site: Option<Site>,
    /// What does not fit.
    pub faults: Vec<Fault>,
}

impl Checked {
    /// The faults in what a key stands for.
    pub fn within(&self, key: &str) -> Vec<Fault> {
        let inside = self.faults.iter();
        let inside = inside.filter(|fault| path::is_in(&fault.key, key) || fault.key.is_empty());
        inside.cloned().collect()
    }
}

/// Looks at a whole configuration.
pub fn check(value: Value, tongue: Tongue) -> Checked {
    let fault = |key: &str, message: &str| Fault {
        key: path::dotted(key),
        message: wording::plainly(&path::dotted(key), message, tongue),
    };
    let mut faults = Vec::new();
    let mut tried = value.clone();
    let site = loop {
        match Site::from_value(tried.clone()) {
            Ok(site) => break Some(site),
            Err((key, message)) => {
                faults.push(fault(&key, &message));
                let stands_in = faults.len() < MAX_FAULTS && stand_in(&mut tried, &key);
                if !stands_in {
                    break None;
                }
            }
        }
    };
    let Some(site) = site.filter(|_| faults.is_empty()) else {
        return Checked {
            value,
            site: None,
            faults,
        };
    };
    let found = site.validate();
    faults.extend(found.iter().map(|(key, message)| fault(key, message)));
    Checked {
        value: serde_json::to_value(&site).unwrap_or(value),
        site: Some(site),
        faults,
    }
}

/// Puts something readable in the place of what is not.
fn stand_in(value: &mut Value, key: &str) -> bool {
    let at = path::dotted(key);
    if path::at(value, &at).is_none_or(|value| value.is_object() || value.is_array()) {
        return false;
    }
    let candidates = [
        json!("x"),
        json!("a@b.example"),
        json!("00:00-00:01"),
        json!("2026-01-01"),
        json!("1h"),
        json!(1),
        json!(true),
    ];
    candidates.into_iter().any(|candidate| {
        path::set(value, &at, candidate);
        match Site::from_value(value.clone()) {
            Ok(_) => true,
            Err((next, _)) => next != key,
        }
    })
}
