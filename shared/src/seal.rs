//! Keyed digests: what we gave out is known again, and what must not be kept is known only by its
//! digest. Every use has a purpose of its own, so that none can be passed off as another.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// The code of a text under a secret. Purpose and text are joined by a zero byte, which no bare
/// text signed elsewhere with the same secret contains.
fn code(secret: &[u8], purpose: &str, text: &str) -> Option<Hmac<Sha256>> {
    // HMAC takes keys of any length; the error type is there for other algorithms.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(text.as_bytes());
    Some(mac)
}

/// The seal of a text for one purpose: 128 bits of HMAC-SHA256, 32 lower-case hexadecimal digits.
pub fn seal(secret: &[u8], purpose: &str, text: &str) -> String {
    let whole = code(secret, purpose, text).map(|mac| mac.finalize().into_bytes());
    let half = whole.as_ref().and_then(|whole| whole.get(..16));
    hex(half.unwrap_or_default())
}

/// Whether a seal is that of the text, taking the same time wherever they differ.
pub fn is_sealed(secret: &[u8], purpose: &str, text: &str, seal: &str) -> bool {
    match (code(secret, purpose, text), bytes::<16>(seal)) {
        (Some(mac), Some(seal)) => mac.verify_truncated_left(&seal).is_ok(),
        _ => false,
    }
}

/// HMAC-SHA256 of a bare text, in hexadecimal, as others define it.
pub(crate) fn signature(secret: &[u8], text: &str) -> String {
    match Hmac::<Sha256>::new_from_slice(secret) {
        Ok(mac) => hex(&mac.chain_update(text).finalize().into_bytes()),
        Err(_) => String::new(),
    }
}

/// Whether a [`signature`] is that of the text, taking the same time wherever they differ.
pub(crate) fn is_signed(secret: &[u8], text: &str, signature: &str) -> bool {
    match (
        Hmac::<Sha256>::new_from_slice(secret),
        bytes::<32>(signature),
    ) {
        (Ok(mac), Some(signature)) => mac.chain_update(text).verify_slice(&signature).is_ok(),
        _ => false,
    }
}

/// SHA-256 of a text, in hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// The bytes of exactly as many lower-case digits: one value has one spelling.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let mut digits = text.bytes();
    for byte in &mut bytes {
        for _ in 0..2 {
            let digit = match digits.next()? {
                digit @ b'0'..=b'9' => digit - b'0',
                digit @ b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            *byte = *byte << 4 | digit;
        }
    }
    digits.next().is_none().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_the_standard() {
        // RFC 4231, test case 2.
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(signature(b"Jefe", "what do ya want for nothing?"), expected);
        assert!(is_signed(b"Jefe", "what do ya want for nothing?", expected));
        assert!(!is_signed(b"Jefe", "what do ya want for nothing", expected));
    }

    #[test]
    fn a_seal_holds_for_one_text_one_purpose_and_one_secret() {
        let given = seal(b"secret", "stamp", "1");
        assert_eq!(given.len(), 32);
        assert!(is_sealed(b"secret", "stamp", "1", &given));
        for (secret, purpose, text, seal) in [
            ("other", "stamp", "1", given.as_str()),
            ("secret", "stam", "p1", &given),
            ("secret", "stamp", "2", &given),
            ("secret", "stamp", "1", &given.to_uppercase()),
            ("secret", "stamp", "1", &given[1..]),
            ("secret", "stamp", "1", &format!("{given}0")),
            ("secret", "stamp", "1", "è"),
            ("secret", "stamp", "1", ""),
        ] {
            assert!(!is_sealed(secret.as_bytes(), purpose, text, seal), "{seal}");
        }
    }
}
