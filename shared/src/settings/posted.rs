//! What a form posted: names and values, several of one name in their order.

use std::collections::BTreeMap;

/// What a form posted.
#[derive(Clone, Debug, Default)]
pub struct Posted(BTreeMap<String, Vec<String>>);

impl Posted {
    /// Gathers pairs. Line ends become those of Unix, as browsers send those of DOS.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            let value = value.replace("\r\n", "\n");
            all.entry(name).or_default().push(value);
        }
        Self(all)
    }

    /// The first value of a name; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }

    /// The same without space around it.
    pub fn line(&self, name: &str) -> &str {
        self.text(name).trim()
    }

    /// All values of a name.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether there is a value of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The names that begin so, without that beginning.
    pub(super) fn under<'a>(&'a self, start: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0
            .range(start.to_owned()..)
            .map_while(move |(name, values)| {
                let rest = name.strip_prefix(start)?;
                Some((rest, values.first().map_or("", String::as_str)))
            })
    }
}
