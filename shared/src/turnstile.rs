//! Cloudflare Turnstile, for owners who want it beside the proof of work: the shape of its keys, and
//! what its service says of a visitor. Asking it is the worker's.
//! <https://developers.cloudflare.com/turnstile/get-started/server-side-validation/>

use serde::Deserialize;

/// Where tokens are judged: a POST of `secret` and `response` as a form. The address of the
/// visitor (`remoteip`) is not sent along.
pub const SITEVERIFY: &str = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
/// Longest token the service gives out, in characters; longer ones need not be asked about.
pub const MAX_TOKEN: usize = 2_048;

/// Whether a text can be a site key: such as `0x4AAAAAAABkMYinukE8nzYS`, or one of those for
/// tests, such as `1x00000000000000000000AA`.
pub fn is_site_key(text: &str) -> bool {
    let rest = text.split_once('x').filter(|(first, _)| {
        matches!(*first, "0" | "1" | "2" | "3") // 1 to 3 are for tests
    });
    rest.is_some_and(|(_, rest)| {
        // Secrets are longer; published as a site key, one would be lost.
        (20..=24).contains(&rest.len())
            && rest
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
    })
}

#[derive(Deserialize)]
struct Answer {
    success: bool,
    #[serde(default, rename = "error-codes")]
    errors: Vec<String>,
}

/// What the service's answer says of the visitor: a person, a machine, or nothing, where the
/// answer cannot be read or the fault is the operator's or the service's.
pub fn verdict(json: &str) -> Option<bool> {
    let answer: Answer = serde_json::from_str(json).ok()?;
    let visitors = |code: &str| {
        matches!(
            code,
            "missing-input-response" | "invalid-input-response" | "timeout-or-duplicate"
        )
    };
    match answer.success {
        true => Some(true),
        false => answer
            .errors
            .iter()
            .all(|code| visitors(code))
            .then_some(false),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn site_keys_are_told_from_secrets() {
        for good in [
            "0x4AAAAAAABkMYinukE8nzYS",
            "1x00000000000000000000AA",
            "3x00000000000000000000FF",
        ] {
            assert!(is_site_key(good), "{good}");
        }
        for bad in [
            "",
            "0x",
            "4AAAAAAABkMYinukE8nzYS",
            "0x4AAAAAAABkMYinukE8nzY\"",
            "0x4AAAAAAABkMY nukE8nzYS",
            "0x4AAAAAAA",
            "1x0000000000000000000000000000000AA",
        ] {
            assert!(!is_site_key(bad), "{bad}");
        }
    }

    #[test]
    fn only_what_speaks_of_the_visitor_counts_against_the_visitor() {
        for (json, expected) in [
            (
                r#"{"success":true,"challenge_ts":"2026-11-22T09:00:00Z","hostname":"shop.example","error-codes":[],"action":"","cdata":""}"#,
                Some(true),
            ),
            (
                r#"{"success":false,"error-codes":["invalid-input-response"]}"#,
                Some(false),
            ),
            (
                r#"{"success":false,"error-codes":["timeout-or-duplicate"]}"#,
                Some(false),
            ),
            (r#"{"success":false}"#, Some(false)),
            (
                r#"{"success":false,"error-codes":["invalid-input-secret"]}"#,
                None,
            ),
            (
                r#"{"success":false,"error-codes":["internal-error"]}"#,
                None,
            ),
            (r#"{"success":"true"}"#, None),
            ("<h1>502</h1>", None),
            ("", None),
        ] {
            assert_eq!(verdict(json), expected, "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_answer_is_read(json in any::<String>()) {
            prop_assert_eq!(verdict(&json), None);
            let _ = is_site_key(&json);
        }
    }
}
