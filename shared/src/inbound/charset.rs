//! Bytes as text, by the name the sender gave their encoding and by what they look like. Tables of
//! further encodings are the platform's: they come in as a function, nothing is kept here.

/// Decodes bytes by the name of an encoding (`shift_jis`, `iso-8859-5`, lower case), as a
/// platform's `TextDecoder` does; None where the name is unknown.
pub type Decode<'a> = &'a dyn Fn(&str, &[u8]) -> Option<String>;

/// The characters of windows-1252 from 0x80 to 0x9F; the others are those of Unicode.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Where iso-8859-15 differs from windows-1252 in letters people write.
const LATIN_9: [(u8, char); 8] = [
    (0xa4, '€'),
    (0xa6, 'Š'),
    (0xa8, 'š'),
    (0xb4, 'Ž'),
    (0xb8, 'ž'),
    (0xbc, 'Œ'),
    (0xbd, 'œ'),
    (0xbe, 'Ÿ'),
];

/// Text of bytes. `label` is the declared encoding, empty where there is none. Any bytes give
/// some text.
pub(super) fn decode(bytes: &[u8], label: &str, platform: Decode<'_>) -> String {
    let label = label.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    if let Some(bytes) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let plain = label.replace(['-', '_', ' '], "");
    match plain.as_str() {
        "" | "usascii" | "ascii" | "utf8" | "unknown8bit" | "8bit" | "binary" | "unknown"
        | "xunknown" | "default" | "ansix341968" => guessed(bytes),
        "iso88591" | "latin1" | "l1" | "windows1252" | "cp1252" | "xcp1252" | "cp819" | "ansi" => {
            // Declared Latin, written as UTF-8: such letters as “Ã¨” are in nobody's words.
            utf8_with_letters(bytes).unwrap_or_else(|| western(bytes, &[]))
        }
        "iso885915" | "latin9" | "l9" => {
            utf8_with_letters(bytes).unwrap_or_else(|| western(bytes, &LATIN_9))
        }
        _ => platform(&label, bytes).unwrap_or_else(|| guessed(bytes)),
    }
}

/// UTF-8 where the bytes are, allowing for some broken characters, windows-1252 otherwise.
fn guessed(bytes: &[u8]) -> String {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good = good.saturating_add(chunk.valid().chars().filter(|c| !c.is_ascii()).count());
        broken = broken.saturating_add(usize::from(!chunk.invalid().is_empty()));
    }
    if good >= broken {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        western(bytes, &[])
    }
}

fn utf8_with_letters(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(text.to_owned())
}

fn western(bytes: &[u8], differing: &[(u8, char)]) -> String {
    let letter = |&byte: &u8| {
        let differs = differing.iter().find(|(at, _)| *at == byte);
        match (differs, byte) {
            (Some((_, letter)), _) => *letter,
            (None, 0x80..=0x9f) => WINDOWS_1252
                .get(usize::from(byte & 0x1f))
                .copied()
                .unwrap_or('\u{fffd}'),
            (None, _) => char::from(byte),
        }
    };
    bytes.iter().map(letter).collect()
}
