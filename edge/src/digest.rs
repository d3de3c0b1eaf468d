//! SHA-256 in base64: what policies name a style by, and what keys and bodies are remembered as.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The digest of a text.
pub fn sha256(text: &str) -> String {
    sha256_bytes(text.as_bytes())
}

/// The digest of bytes.
pub fn sha256_bytes(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}
