//! Files that come along: what they are is told by their content, never by their name.

/// Most files of one message.
pub const MAX_FILES: usize = 5;
/// Largest file, in bytes: 10 MB.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// How much of a file is looked at to know its type, in bytes.
pub const SNIFFED: usize = 4_096;
/// Longest name kept, in characters.
const MAX_NAME: usize = 120;

/// The type of what customers may send: pictures, PDF and text. None of anything else. `head` is
/// the beginning of the file; `whole` says whether it is all of it.
pub fn sniff(head: &[u8], whole: bool) -> Option<&'static str> {
    const HEIC: [&[u8]; 6] = [b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"];
    let at =
        |from: usize, bytes: &[u8]| head.get(from..).is_some_and(|rest| rest.starts_with(bytes));
    if at(0, b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        Some("image/gif")
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Some("image/webp")
    } else if at(4, b"ftyp") && HEIC.iter().any(|brand| at(8, brand)) {
        Some("image/heic")
    } else if at(0, b"%PDF-") {
        Some("application/pdf")
    } else {
        is_text(head, whole).then_some("text/plain")
    }
}

/// Whether a beginning reads as text in UTF-8 that no program would take for a page.
fn is_text(head: &[u8], whole: bool) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A character may be cut off where the beginning ends.
        Err(error) if !whole && error.error_len().is_none() => head
            .get(..error.valid_up_to())
            .and_then(|valid| std::str::from_utf8(valid).ok())
            .unwrap_or(""),
        Err(_) => return false,
    };
    let obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    let start = text.trim_start_matches('\u{feff}').trim_start();
    !text.is_empty() && !text.chars().any(obeyed) && !start.starts_with('<')
}

/// A name that stands in one line and in one folder: no path, nothing that programs obey.
pub fn name(given: &str, media_type: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or("");
    let safe = |c: char| {
        if c.is_control()
            || "\"<>|:*?%".contains(c)
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        {
            '_'
        } else {
            c
        }
    };
    let name: String = last
        .trim()
        .trim_start_matches('.')
        .chars()
        .map(safe)
        .take(MAX_NAME)
        .collect();
    if name.trim().is_empty() {
        let ending = match media_type {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/gif" => "gif",
            "image/webp" => "webp",
            "image/heic" => "heic",
            "application/pdf" => "pdf",
            "text/plain" => "txt",
            "message/rfc822" => "eml",
            _ => "bin",
        };
        return format!("file.{ending}");
    }
    name
}

/// The value of `Content-Disposition` that makes browsers keep a file instead of showing it
/// (RFC 6266).
pub fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || " .-_()".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0";
        for (head, kind) in [
            (&b"\xff\xd8\xff\xe0 JFIF"[..], Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\n....", Some("image/png")),
            (b"GIF89a", Some("image/gif")),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some("image/webp")),
            (heic, Some("image/heic")),
            (b"%PDF-1.7", Some("application/pdf")),
            ("perché no\n".as_bytes(), Some("text/plain")),
            (b"", None),
            (b"MZ\x90\0", None),
            (b"PK\x03\x04", None),
            (b"<svg onload=alert(1)>", None),
            (b" \n<html>", None),
            (b"\xef\xbb\xbf<script>", None),
            (b"\xff\xfea\0", None),
            (b"#!/bin/sh\x00", None),
        ] {
            assert_eq!(sniff(head, true), kind, "{head:?}");
        }
        let cut = &"è".repeat(3_000).into_bytes()[..4_095];
        assert_eq!(sniff(cut, false), Some("text/plain"));
        assert_eq!(sniff(cut, true), None);
    }

    #[test]
    fn names_stay_in_their_folder_and_on_their_line() {
        for (given, kept) in [
            ("foto.jpg", "foto.jpg"),
            ("C:\\Users\\x\\foto.jpg", "foto.jpg"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nSet-Cookie: x", "a__Set-Cookie_ x"),
            ("", "file.png"),
            ("...", "file.png"),
            ("fo\u{202e}gpj.exe", "fo_gpj.exe"),
        ] {
            assert_eq!(name(given, "image/png"), kept, "{given:?}");
        }
        assert!(name(&"è".repeat(500), "image/png").chars().count() <= MAX_NAME);
        assert_eq!(
            disposition("perché \"no\".pdf"),
            "attachment; filename=\"perch_ _no_.pdf\"; filename*=UTF-8''perch%C3%A9%20%22no%22.pdf"
        );
    }
}
