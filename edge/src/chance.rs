//! Time and randomness, read here and handed to the rules as arguments.

use jiff::Timestamp;
use shared::key::SiteKey;

/// Random numbers for one accepted request.
#[derive(Clone, Copy)]
pub struct Entropy {
    /// For the reference.
    pub reference: u64,
    /// For the identifiers.
    pub ids: u128,
}

/// Now, to the millisecond.
pub fn now() -> Timestamp {
    let ms = worker::Date::now().as_millis();
    Timestamp::from_millisecond(i64::try_from(ms).unwrap_or(0)).unwrap_or_default()
}

fn fill<const N: usize>() -> worker::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| worker::Error::RustError(e.to_string()))?;
    Ok(bytes)
}

/// A random number.
pub fn number() -> worker::Result<u64> {
    Ok(u64::from_le_bytes(fill()?))
}

/// A long random number.
pub fn long_number() -> worker::Result<u128> {
    Ok(u128::from_le_bytes(fill()?))
}

/// Random numbers for one accepted request.
pub fn entropy() -> worker::Result<Entropy> {
    Ok(Entropy {
        reference: number()?,
        ids: long_number()?,
    })
}

/// A key for a site.
pub fn site_key() -> worker::Result<SiteKey> {
    Ok(SiteKey::new(fill()?))
}
