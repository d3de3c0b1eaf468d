//! The inputs that are kept, and ways to damage them.

use std::{fs, ops::RangeInclusive, path::PathBuf};

use proptest::{collection::vec, prelude::*, sample::Index};

/// What is tried where nobody says how often; `PROPTEST_CASES` says otherwise.
pub fn cases(usual: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: wanted.and_then(|n| n.parse().ok()).unwrap_or(usual),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Everything kept of a kind, in the order of the names.
pub fn kept(kind: &str) -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let mut files: Vec<_> = fs::read_dir(folder.join(kind))
        .expect("a folder of the corpus")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
        .into_iter()
        .map(|file| fs::read(file).expect("a file that can be read"))
        .collect()
}

/// Everything kept of a kind that has one input a line.
pub fn lines(kind: &str) -> Vec<Vec<u8>> {
    let kept = kept(kind);
    let lines = kept.iter().flat_map(|file| file.split(|b| *b == b'\n'));
    lines.map(<[u8]>::to_vec).collect()
}

/// Pieces that mean something to some reader.
const PIECES: &[&str] = &[
    "\r\n",
    "\n\n",
    "\0",
    "\t",
    " ",
    "\"",
    "'",
    "`",
    "```",
    "\\",
    "/",
    "//",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "&",
    "&#0;",
    "&colon;",
    ":",
    ";",
    ",",
    ".",
    "=",
    "=?",
    "?=",
    "#",
    "\n# ",
    "\n## ",
    "\n[[faqs]]\n",
    "\n- ",
    "\n> ",
    "|",
    "*",
    "_",
    "~~",
    "@",
    "%",
    "%00",
    "true",
    "false",
    "null",
    "nan",
    "-inf",
    "€",
    "è",
    "👩‍👧",
    "\u{301}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "İ",
    "ß",
    "\u{0}",
    "\u{10ffff}",
    "javascript:",
    "<script>",
    "onclick=",
    "{name}",
    "{link}",
    "GMT",
    "Z",
    "T",
    "+00:00",
    "-00:00",
    "2026-03-29",
    "24:00",
    "02:30",
    "Europe/Rome",
];

/// Numbers at which something may turn over.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1",
    "00",
    "127",
    "128",
    "255",
    "256",
    "65535",
    "65536",
    "2147483647",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551616",
    "1e308",
    "1e400",
    "0.1",
    "1e-400",
    "0x7f",
    "99999999999999999999999999999999999999",
    "9007199254740993",
];

/// Brackets that nest.
const NESTS: &[(&str, &str)] = &[
    ("[", "]"),
    ("{\"a\":", "}"),
    ("{ a = ", " }"),
    ("> ", ""),
    ("<b>", "</b>"),
    ("(", ")"),
    ("*", "*"),
    ("- ", "\n"),
];

/// One damage.
#[derive(Clone, Debug)]
pub enum Damage {
    Cut(Index, usize),
    Splice(Index, Index, Index, usize),
    Repeat(Index, usize, usize),
    Flip(Index, u8),
    Put(Index, Vec<u8>),
    Piece(Index, &'static str),
    Number(Index, &'static str),
    Nest(Index, (&'static str, &'static str), usize),
    /// Exchanges two stretches between quotation marks: what fits the form and not the meaning.
    Exchange(Index, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    use Damage::*;
    let at = any::<Index>;
    let piece = || prop::sample::select(PIECES);
    prop_oneof![
        (at(), 1..80usize).prop_map(|(a, n)| Cut(a, n)),
        (at(), at(), at(), 1..200usize).prop_map(|(a, b, c, n)| Splice(a, b, c, n)),
        (at(), 1..60usize, 1..40usize).prop_map(|(a, n, times)| Repeat(a, n, times)),
        (at(), 1..=u8::MAX).prop_map(|(a, bits)| Flip(a, bits)),
        (at(), vec(any::<u8>(), 1..8)).prop_map(|(a, bytes)| Put(a, bytes)),
        (at(), piece()).prop_map(|(a, piece)| Piece(a, piece)),
        (at(), prop::sample::select(NUMBERS)).prop_map(|(a, number)| Number(a, number)),
        (at(), prop::sample::select(NESTS), 1..150usize).prop_map(|(a, b, n)| Nest(a, b, n)),
        (at(), at()).prop_map(|(a, b)| Exchange(a, b)),
    ]
}

/// Stretches of bytes for which `wanted` holds.
fn stretches(raw: &[u8], wanted: impl Fn(u8) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut begin = None;
    for (at, byte) in raw.iter().enumerate() {
        match (wanted(*byte), begin) {
            (true, None) => begin = Some(at),
            (false, Some(from)) => {
                found.push((from, at));
                begin = None;
            }
            _ => {}
        }
    }
    found.extend(begin.map(|from| (from, raw.len())));
    found
}

fn quoted(raw: &[u8]) -> Vec<(usize, usize)> {
    let marks: Vec<usize> = (0..raw.len()).filter(|at| raw[*at] == b'"').collect();
    let (pairs, _) = marks.as_chunks::<2>();
    pairs.iter().map(|[from, to]| (from + 1, *to)).collect()
}

fn apply(raw: &mut Vec<u8>, damage: &Damage, others: &[Vec<u8>]) {
    let place = |at: &Index| at.index(raw.len() + 1);
    match damage {
        Damage::Cut(at, n) => {
            let from = place(at);
            raw.drain(from..raw.len().min(from + n));
        }
        Damage::Splice(at, other, from, n) => {
            let other = &others[other.index(others.len())];
            let from = from.index(other.len() + 1);
            let piece = other[from..other.len().min(from + n)].to_vec();
            let at = place(at);
            raw.splice(at..at, piece);
        }
        Damage::Repeat(at, n, times) => {
            let from = place(at);
            let piece = raw[from..raw.len().min(from + n)].repeat(*times);
            raw.splice(from..from, piece);
        }
        Damage::Flip(at, bits) if !raw.is_empty() => {
            let at = at.index(raw.len());
            raw[at] ^= bits;
        }
        Damage::Flip(..) => {}
        Damage::Put(at, bytes) => {
            let at = place(at);
            raw.splice(at..at, bytes.iter().copied());
        }
        Damage::Piece(at, piece) => {
            let at = place(at);
            raw.splice(at..at, piece.bytes());
        }
        Damage::Number(at, number) => {
            let numbers = stretches(raw, |b| b.is_ascii_digit());
            if !numbers.is_empty() {
                let (from, to) = numbers[at.index(numbers.len())];
                raw.splice(from..to, number.bytes());
            }
        }
        Damage::Nest(at, (open, close), deep) => {
            let at = place(at);
            raw.splice(at..at, close.repeat(*deep).bytes());
            raw.splice(at..at, open.repeat(*deep).bytes());
        }
        Damage::Exchange(one, other) => {
            let quoted = quoted(raw);
            if !quoted.is_empty() {
                let (from, to) = quoted[one.index(quoted.len())];
                let (a, b) = quoted[other.index(quoted.len())];
                let piece = raw[a..b].to_vec();
                raw.splice(from..to, piece);
            }
        }
    }
}

/// Kept inputs, each damaged so many times.
pub fn damaged(kept: Vec<Vec<u8>>, times: RangeInclusive<usize>) -> impl Strategy<Value = Vec<u8>> {
    (any::<Index>(), vec(damage(), times)).prop_map(move |(which, damages)| {
        let mut raw = kept[which.index(kept.len())].clone();
        for damage in &damages {
            apply(&mut raw, damage, &kept);
        }
        raw.truncate(100_000);
        raw
    })
}

/// The text of bytes, whatever they are.
pub fn text(raw: Vec<u8>) -> String {
    String::from_utf8(raw).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}

/// Texts of a kind: damaged ones, and now and then any at all.
pub fn texts(kept: Vec<Vec<u8>>) -> impl Strategy<Value = String> {
    prop_oneof![
        6 => damaged(kept, 1..=6).prop_map(text),
        1 => "(?s).{0,200}",
        1 => vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat()),
        1 => vec(any::<u8>(), 0..300).prop_map(text),
    ]
}

/// Any moment a clock may show, and some at which clocks change.
pub fn moments() -> impl Strategy<Value = jiff::Timestamp> {
    prop_oneof![
        4 => 946_684_800_000_i64..4_102_444_800_000,
        1 => prop::sample::select(vec![1_774_746_000_000_i64, 1_792_890_000_000, 1_325_203_200_000, 1_795_424_400_000]),
        1 => 1_774_700_000_000_i64..1_774_800_000_000,
    ]
    .prop_map(|ms| jiff::Timestamp::from_millisecond(ms).expect("a moment"))
}
