//! A team's public keys, as they are published and as they are remembered: when to ask for them,
//! and when not to ask again.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

/// How long keys serve without asking, in milliseconds.
pub const FRESH_MS: i64 = 3_600_000;
/// Keys are asked for no more often than this, in milliseconds.
pub const TRY_EVERY_MS: i64 = 60_000;
/// How long an answer is waited for, in milliseconds.
pub const PATIENCE_MS: i64 = 5_000;
/// Lengths of a modulus that is taken, in bytes: 2,048 to 8,192 bits.
const MODULUS: std::ops::RangeInclusive<usize> = 256..=1_024;
/// Longest exponent, in bytes.
const MAX_EXPONENT: usize = 8;
/// Most keys of a team; Cloudflare has two.
const MAX_KEYS: usize = 20;

/// A public RSA key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its id.
    pub kid: String,
    /// The modulus, in base64url.
    pub n: String,
    /// The exponent, in base64url.
    pub e: String,
}

impl Key {
    /// The keys in a JSON Web Key Set that RS256 can be verified with; others are left out.
    pub fn of_set(json: &str) -> Vec<Self> {
        let Ok(set) = serde_json::from_str::<Value>(json) else {
            return Vec::new();
        };
        let all = set.get("keys").and_then(Value::as_array);
        let all = all.map(Vec::as_slice).unwrap_or_default();
        all.iter().filter_map(Self::read).take(MAX_KEYS).collect()
    }

    fn read(key: &Value) -> Option<Self> {
        let word = |name: &str| key.get(name).and_then(Value::as_str);
        let fits = word("kty") == Some("RSA")
            && word("alg").is_none_or(|alg| alg == "RS256")
            && word("use").is_none_or(|usage| usage == "sig");
        let (n, e) = (word("n")?, word("e")?);
        let long = |text: &str| URL_SAFE_NO_PAD.decode(text).ok().map(|bytes| bytes.len());
        let sound = MODULUS.contains(&long(n)?) && (1..=MAX_EXPONENT).contains(&long(e)?);
        (fits && sound).then_some(Self {
            kid: word("kid")?.to_owned(),
            n: n.to_owned(),
            e: e.to_owned(),
        })
    }
}

/// What is to be done to have a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Here it is.
    Key(Key),
    /// Ask for the keys now, and say what came of it with [`Ring::answered`].
    Ask,
    /// Somebody else is asking: look again in a moment.
    Wait,
    /// There is none, and it is too early to ask again.
    Unknown,
}

/// The keys that are remembered.
#[derive(Debug, Default)]
pub struct Ring {
    keys: Vec<Key>,
    /// When they came.
    fresh_ms: i64,
    /// When they were last asked for.
    asked_ms: Option<i64>,
    is_asking: bool,
}

impl Ring {
    /// A ring without keys.
    pub const fn new() -> Self {
        Self {
            keys: Vec::new(),
            fresh_ms: 0,
            asked_ms: None,
            is_asking: false,
        }
    }

    /// Looks for a key at `now_ms`. One nobody knows is asked for: keys change.
    pub fn look(&mut self, kid: &str, now_ms: i64) -> Look {
        let is_fresh = now_ms.saturating_sub(self.fresh_ms) < FRESH_MS;
        if let Some(key) = self.keys.iter().find(|key| is_fresh && key.kid == kid) {
            return Look::Key(key.clone());
        }
        let since = self.asked_ms.map(|asked| now_ms.saturating_sub(asked));
        match since {
            Some(ms) if self.is_asking && ms < PATIENCE_MS => Look::Wait,
            Some(ms) if ms < TRY_EVERY_MS => Look::Unknown,
            _ => {
                self.asked_ms = Some(now_ms);
                self.is_asking = true;
                Look::Ask
            }
        }
    }

    /// What was answered at `now_ms`; none where nothing was. Keys that are no more published
    /// serve no more; an answer without keys changes nothing.
    pub fn answered(&mut self, set: Option<&str>, now_ms: i64) {
        self.is_asking = false;
        let keys = set.map(Key::of_set).unwrap_or_default();
        if !keys.is_empty() {
            self.keys = keys;
            self.fresh_ms = now_ms;
        }
    }
}
