//! Proof of work after ALTCHA, version 1 of its protocol: a sender's machine has to guess a number
//! before a request counts as wanted. <https://altcha.org/docs/v1/>
//!
//! Written here because the `altcha` crate speaks version 2 only, and brings its own clock, random
//! numbers and older copies of `hmac` and `sha2`. Spent challenges are remembered by the caller.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use crate::seal::{hex, is_signed, sha256, signature};

/// The only algorithm.
const ALGORITHM: &str = "SHA-256";
/// How long a challenge may be worked on and its solution kept, in seconds: the time for a long
/// letter, as solving begins when the form is touched.
pub const LIFETIME_S: i64 = 3_600;
/// What quiet sites ask: some 50 ms of a phone's work. See [`difficulty`].
pub const BASE: u32 = 30_000;
/// The most that is asked, however small the base: some 3 s of a phone's work.
pub const CAP: u32 = 60 * BASE;
/// Up to so many requests a minute a site counts as quiet.
const QUIET_PER_MINUTE: u32 = 6;
/// Longest solution read, in bytes of base64; real ones have some 350.
const MAX_PAYLOAD: usize = 1_024;
/// Random digits in a salt.
const SALT_DIGITS: usize = 24;

/// A challenge as it is sent: the number is to be found of which the digest is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Challenge {
    /// `SHA-256`.
    pub algorithm: &'static str,
    /// SHA-256 of salt and number, in hexadecimal.
    pub challenge: String,
    /// The largest the number can be.
    pub maxnumber: u32,
    /// What stands before the number: random digits and the time it expires.
    pub salt: String,
    /// HMAC-SHA256 of the challenge, in hexadecimal.
    pub signature: String,
}

/// A solution as it comes back, in base64. What else it holds (`took`) is not read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Payload {
    algorithm: String,
    challenge: String,
    number: u32,
    salt: String,
    signature: String,
}

/// A solution that is right. It counts once: its digest is to be kept until it expires, and
/// refused meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// What it is remembered by, 64 hexadecimal digits.
    pub digest: String,
    /// Until when, in seconds since 1970.
    pub expires_s: i64,
}

/// Why a solution does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is no solution at all.
    #[error("the proof of work is not base64 of a solution's JSON")]
    Unreadable,
    /// It is not of a challenge of ours, or the number is wrong.
    #[error("the proof of work does not solve a challenge of this site")]
    Wrong,
    /// It was right once: ask for a new challenge.
    #[error("the proof of work has expired")]
    Expired,
}

/// Makes a challenge. `secret` is the site's, `entropy` random; `maxnumber` is what [`difficulty`]
/// says. Whoever asks may wait [`LIFETIME_S`] with the solution.
pub fn challenge(secret: &[u8], maxnumber: u32, now_ms: i64, entropy: u128) -> Challenge {
    let random = hex(&entropy.to_be_bytes());
    let random = random.get(..SALT_DIGITS).unwrap_or_default();
    let expires = (now_ms.div_euclid(1_000).saturating_add(LIFETIME_S)).max(0);
    // Without its closing delimiter, digits could move from the number to the time (CVE-2025-68113).
    let salt = format!("{random}?expires={expires}&");
    // The lowest 32 bits, brought to 0..=maxnumber; the salt has the others.
    let number = ((entropy & u128::from(u32::MAX)) * (u128::from(maxnumber) + 1)) >> 32;
    let challenge = sha256(&format!("{salt}{number}"));
    Challenge {
        algorithm: ALGORITHM,
        maxnumber,
        signature: signature(secret, &challenge),
        challenge,
        salt,
    }
}

/// Reads a solution without judging it.
pub fn read(text: &str) -> Result<Payload, Refusal> {
    if text.len() > MAX_PAYLOAD {
        return Err(Refusal::Unreadable);
    }
    let json = STANDARD.decode(text).map_err(|_| Refusal::Unreadable)?;
    serde_json::from_slice(&json).map_err(|_| Refusal::Unreadable)
}

/// What a solution is remembered by: the challenge, of which each has another.
pub fn digest(payload: &Payload) -> &str {
    &payload.challenge
}

/// When a salt of ours expires, in seconds since 1970. That it is ours, and no digit of it taken
/// from the number, its digest and its last character show.
fn expiry(salt: &str) -> Option<i64> {
    let (_, time) = salt.strip_suffix('&')?.split_once("?expires=")?;
    time.parse().ok()
}

/// Judges a solution: signed by us, solved, and in time. Whether it was used before, the caller
/// knows.
pub fn verify(secret: &[u8], text: &str, now_ms: i64) -> Result<Solution, Refusal> {
    let payload = read(text)?;
    let expires_s = expiry(&payload.salt).ok_or(Refusal::Wrong)?;
    let solved = format!("{}{}", payload.salt, payload.number);
    if payload.algorithm != ALGORITHM
        || !is_signed(secret, &payload.challenge, &payload.signature)
        || sha256(&solved) != payload.challenge
    {
        return Err(Refusal::Wrong);
    }
    if now_ms.div_euclid(1_000) > expires_s {
        return Err(Refusal::Expired);
    }
    Ok(Solution {
        digest: payload.challenge,
        expires_s,
    })
}

/// How much is asked at a load: `base` on a quiet site (6 requests a minute or fewer), from there
/// on in proportion to the load, at most [`CAP`] or the base if that is more. 0 asks nothing.
/// The mean of the guesses is half of it.
pub fn difficulty(recent_per_minute: u32, base: u32) -> u32 {
    let raised = u64::from(base) * u64::from(recent_per_minute.max(QUIET_PER_MINUTE))
        / u64::from(QUIET_PER_MINUTE);
    u32::try_from(raised).unwrap_or(u32::MAX).min(CAP.max(base))
}

#[cfg(test)]
#[path = "proof/tests.rs"]
mod tests;
