//! The parts of a message: multiparts taken apart, however they are nested, cut short or
//! mislabelled. What each part means is decided elsewhere.

use super::charset::Decode;
use super::content::Content;
use super::header::{Header, next_line};
use super::transfer::Transfer;

/// How deep multiparts are taken apart; deeper ones are kept whole.
const DEPTH_LIMIT: usize = 64;
/// How many parts are taken apart; what follows is kept in one piece.
const PART_LIMIT: usize = 500;
/// How many times a large message may be gone through.
const PASS_LIMIT: usize = 8;
/// What a message of any size may cost, in bytes gone through.
const SMALL: usize = 32 * 1024 * 1024;

/// What is left to be spent on taking a message apart: time stays in proportion to size.
pub(super) struct Budget {
    bytes: usize,
    parts: usize,
}

impl Budget {
    pub fn of(raw: &[u8]) -> Self {
        Self {
            bytes: raw.len().saturating_mul(PASS_LIMIT).max(SMALL),
            parts: PART_LIMIT,
        }
    }
}

/// A part with its header.
pub(super) struct Part<'a, 'm> {
    pub header: Header<'a>,
    pub kind: Content,
    pub disposition: Content,
    /// Whether this is a multipart that was too deep or too costly to take apart.
    pub whole: bool,
    pub body: Body<'a, 'm>,
}

/// What is in a part.
pub(super) enum Body<'a, 'm> {
    /// Bytes, still in their transfer encoding.
    Leaf(&'m [u8]),
    /// Further parts.
    Parts(Vec<Part<'a, 'm>>),
}

impl<'a, 'm> Part<'a, 'm> {
    /// A part of its header and what follows it.
    pub fn new(
        header: Header<'a>,
        rest: &'m [u8],
        decode: Decode<'a>,
        depth: usize,
        budget: &mut Budget,
    ) -> Self {
        let kind = Content::of(&header, "content-type");
        let disposition = Content::of(&header, "content-disposition");
        let mut body = Body::Leaf(rest);
        let affordable = depth < DEPTH_LIMIT && budget.bytes >= rest.len() && budget.parts > 0;
        let multipart = kind.value.starts_with("multipart/");
        if multipart && affordable {
            budget.bytes = budget.bytes.saturating_sub(rest.len());
            let pieces = split(rest, kind.get("boundary"), budget.parts);
            budget.parts = budget.parts.saturating_sub(pieces.len());
            if !pieces.is_empty() {
                let part = |piece: &'m [u8]| {
                    let (header, rest) = Header::read(piece, decode);
                    Self::new(header, rest, decode, depth.saturating_add(1), budget)
                };
                body = Body::Parts(pieces.into_iter().map(part).collect());
            }
        }
        Self {
            header,
            kind,
            disposition,
            whole: multipart && !affordable,
            body,
        }
    }

    /// The type, `text/plain` where none is declared or a multipart could not be taken apart at
    /// all.
    pub fn content_type(&self) -> &str {
        match (&self.body, self.kind.value.as_str()) {
            (_, "" | "text") => "text/plain",
            _ if self.whole => "application/octet-stream",
            (Body::Leaf(_), kind) if kind.starts_with("multipart/") => "text/plain",
            (_, kind) => kind,
        }
    }

    /// The decoded bytes of a part without parts.
    pub fn bytes(&self) -> std::borrow::Cow<'m, [u8]> {
        match self.body {
            Body::Leaf(raw) => Transfer::of(
                self.header
                    .get("content-transfer-encoding")
                    .unwrap_or_default(),
            )
            .decode(raw),
            Body::Parts(_) => Default::default(),
        }
    }
}

/// Cuts a multipart's body. A missing end, a missing boundary or a wrong one is put up with: the
/// first line that looks like a boundary is taken for it. At most `limit` pieces, the last of
/// which holds all that follows.
fn split<'m>(body: &'m [u8], declared: Option<&str>, limit: usize) -> Vec<&'m [u8]> {
    let declared = declared.map(str::trim_end).filter(|b| !b.is_empty());
    let pieces = declared.map(|b| cut(body, b.as_bytes(), limit));
    match pieces {
        Some(pieces) if !pieces.is_empty() => pieces,
        _ => likely_boundary(body).map_or_else(Vec::new, |b| cut(body, b, limit)),
    }
}

fn cut<'m>(body: &'m [u8], boundary: &[u8], limit: usize) -> Vec<&'m [u8]> {
    let mut pieces: Vec<&'m [u8]> = Vec::new();
    // Where the piece that is read begins; None before the first boundary.
    let mut start: Option<&'m [u8]> = None;
    let mut rest = body;
    let mut preamble = true;
    while !rest.is_empty() {
        let (line, after) = next_line(rest);
        let tail = line
            .strip_prefix(b"--")
            .and_then(|l| l.strip_prefix(boundary));
        let tail = tail
            .map(<[u8]>::trim_ascii)
            .filter(|tail| matches!(*tail, b"" | b"--"));
        if let Some(tail) = tail {
            pieces.extend(start.take().map(|from| between(from, rest)));
            preamble = false;
            if tail.is_empty() {
                start = Some(after);
                if pieces.len().saturating_add(1) >= limit {
                    break;
                }
            }
        }
        rest = after;
    }
    let left = start.map(|from| from.trim_ascii_end());
    pieces.extend(left.filter(|piece| !piece.is_empty() && !preamble));
    pieces
}

/// What stands from one place up to a later one, less the line end before it.
fn between<'m>(from: &'m [u8], to: &[u8]) -> &'m [u8] {
    let piece = from
        .get(..from.len().saturating_sub(to.len()))
        .unwrap_or_default();
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}

/// The boundary a body seems to be cut with: a line of two dashes and no space, followed by a
/// line that is a field of a part.
fn likely_boundary(body: &[u8]) -> Option<&[u8]> {
    let mut rest = body;
    while !rest.is_empty() {
        let (line, after) = next_line(rest);
        let name = line.trim_ascii_end().strip_prefix(b"--");
        let name = name.filter(|n| (1..=200).contains(&n.len()) && !n.contains(&b' '));
        if name.is_some() {
            let (next, _) = next_line(after);
            if next
                .get(..8)
                .is_some_and(|s| s.eq_ignore_ascii_case(b"content-"))
            {
                return name;
            }
        }
        rest = after;
    }
    None
}
