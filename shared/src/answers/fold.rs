//! Texts as comparable words: without case, accents and the signs a keyboard may lack. What is
//! written without spaces comes as pairs of characters.

use std::ops::Range;

use super::MAX_QUERY;

/// Characters of a word that count; what follows them is passed over.
pub const MAX_WORD: usize = 48;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its place in the text, in bytes.
    pub range: Range<usize>,
    /// What it is compared by; never empty.
    pub word: String,
}

/// The words of a text's first [`MAX_QUERY`] characters, in order. Those of scripts without spaces
/// overlap: each is a pair of neighbours, or a character that stands alone.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    each(text, &mut |range, word| {
        tokens.push(Token {
            range,
            word: word.to_owned(),
        });
    });
    tokens
}

/// Calls `found` with every word that [`tokens`] lists.
pub(super) fn each(text: &str, found: &mut dyn FnMut(Range<usize>, &str)) {
    let text = match text.char_indices().nth(MAX_QUERY) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    };
    let mut words = Words {
        word: String::new(),
        range: 0..0,
        alone: true,
        found,
    };
    // Whether a run of a script without spaces is under way.
    let mut run = false;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        if words.word.is_empty()
            && let Some(plain) = plain_word(rest)
        {
            words.word.push_str(plain.get(..MAX_WORD).unwrap_or(plain));
            words.word.make_ascii_lowercase();
            words.range = at..at.saturating_add(plain.len());
            at = words.range.end;
            words.finish();
            continue;
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        let end = at.saturating_add(c.len_utf8());
        let here = std::mem::replace(&mut at, end);
        let kind = Kind::of(c);
        if kind == Kind::Mark {
            if !words.word.is_empty() {
                words.range.end = end;
            }
            continue;
        }
        if kind == Kind::Apostrophe && !words.word.is_empty() && !run {
            // Elision (l'ordine) comes before a vowel, a contraction (don't) does not.
            let joins = chars.next().is_some_and(|next| {
                let mut letter = String::new();
                fold(next, &mut letter);
                Kind::of(next) == Kind::Letter
                    && !letter.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])
                    && !letter.starts_with(|c: char| c.is_ascii_digit())
            });
            if joins {
                continue;
            }
        }
        if kind != Kind::Letter || run {
            if kind == Kind::Spaceless && run {
                words.pair(c, here, end);
                continue;
            }
            words.finish();
            run = kind == Kind::Spaceless;
        }
        match kind {
            Kind::Letter | Kind::Spaceless => words.add(c, here, end),
            Kind::Sign => {
                words.add(c, here, end);
                words.finish();
            }
            _ => {}
        }
    }
    words.finish();
}

/// The word a text begins with if it is of plain letters and nothing that follows belongs to it,
/// as most are.
fn plain_word(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric());
    let length = length.count();
    let ends = match bytes.get(length) {
        None => true,
        Some(next) => next.is_ascii() && !matches!(next, b'\'' | b'`'),
    };
    text.get(..length).filter(|word| ends && !word.is_empty())
}

/// The word being read.
struct Words<'a> {
    word: String,
    range: Range<usize>,
    /// Whether it has not been told as the second of a pair.
    alone: bool,
    found: &'a mut dyn FnMut(Range<usize>, &str),
}

impl Words<'_> {
    fn add(&mut self, c: char, at: usize, end: usize) {
        if self.word.is_empty() {
            self.range.start = at;
        }
        self.range.end = end;
        if self.word.len() < MAX_WORD || self.word.chars().count() < MAX_WORD {
            fold(c, &mut self.word);
        }
    }

    /// Tells the character before with this one, which begins the next pair.
    fn pair(&mut self, c: char, at: usize, end: usize) {
        fold(c, &mut self.word);
        self.range.end = end;
        (self.found)(self.range.clone(), &self.word);
        self.word.clear();
        self.range.start = at;
        fold(c, &mut self.word);
        self.alone = false;
    }

    fn finish(&mut self) {
        if self.alone && !self.word.is_empty() {
            (self.found)(self.range.clone(), &self.word);
        }
        self.word.clear();
        self.alone = true;
    }
}

/// What a character does for words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It is part of a word.
    Letter,
    /// It is part of a run without spaces between words.
    Spaceless,
    /// It is a word of its own, such as an emoji.
    Sign,
    /// It changes the letter before it, or nothing that is compared.
    Mark,
    /// It may be within a word.
    Apostrophe,
    /// It parts words.
    Gap,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Self::Letter,
            '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | '′' | '＇' | '׳' => Self::Apostrophe,
            '\0'..='\u{7f}' | '\u{5be}' | '\u{5c0}' | '\u{5c3}' | '\u{5c6}' => Self::Gap,
            // Soft hyphens, accents, points, vowels and tatweel; joiners, directions, variants.
            '\u{ad}'
            | '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{487}'
            | '\u{591}'..='\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{640}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6ed}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe2f}'
            | '\u{feff}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0000}'..='\u{e0fff}' => Self::Mark,
            // Thai, Lao, Burmese, Khmer; kana and Han.
            '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'
            | '\u{3041}'..='\u{309f}'
            | '\u{30a1}'..='\u{30fa}'
            | '\u{30fc}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Spaceless,
            '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => {
                Self::Sign
            }
            // Signs within Indian words are no letters by themselves.
            '\u{964}' | '\u{965}' => Self::Gap,
            '\u{900}'..='\u{dff}' => Self::Letter,
            c if c.is_alphanumeric() => Self::Letter,
            _ => Self::Gap,
        }
    }
}

/// The plain letters of U+00C0 to U+017F, a dot where there is none or more than one.
const LATIN: &[u8; 192] = b"aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooooo..rrrrrrssssss\
ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// How many letters stand for a character within a word.
pub(super) fn letters(c: char) -> usize {
    let mut letters = String::new();
    if matches!(Kind::of(c), Kind::Letter | Kind::Spaceless | Kind::Sign) {
        fold(c, &mut letters);
    }
    letters.chars().count()
}

/// The small letter of a capital one, in the scripts that have them and people shop in. All of
/// Unicode's would be a table of several kilobytes.
fn lower(c: char) -> char {
    let code = u32::from(c);
    let down = match code {
        0xc0..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f | 0xff21..=0xff3a => 32,
        // Capital and small letters in turn.
        0x100..=0x12f
        | 0x132..=0x137
        | 0x14a..=0x177
        | 0x1a0..=0x1a5
        | 0x1de..=0x1ef
        | 0x1f8..=0x21f
        | 0x222..=0x233
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => 1 - code % 2,
        0x139..=0x148 | 0x179..=0x17e | 0x1af..=0x1b0 | 0x1cd..=0x1dc | 0x4c1..=0x4ce => code % 2,
        0x386 => 38,
        0x388..=0x38a => 37,
        0x38c => 64,
        0x38e | 0x38f => 63,
        0x400..=0x40f => 80,
        0x531..=0x556 => 48,
        _ => 0,
    };
    match c {
        'ẞ' => 'ß',
        'Ÿ' => 'ÿ',
        c => char::from_u32(code.saturating_add(down)).unwrap_or(c),
    }
}

/// Appends what a character is compared by.
fn fold(c: char, to: &mut String) {
    if c.is_ascii() {
        return to.push(c.to_ascii_lowercase());
    }
    let c = lower(c);
    let code = u32::from(c);
    let latin = code
        .checked_sub(0xc0)
        .and_then(|at| LATIN.get(at as usize))
        .filter(|letter| **letter != b'.');
    if let Some(letter) = latin {
        return to.push(char::from(*letter));
    }
    // The same letter `down` places before.
    let moved = |down: u32| char::from_u32(code.saturating_sub(down)).unwrap_or(c);
    let plain = match c {
        'ß' => {
            to.push('s');
            's'
        }
        'æ' => {
            to.push('a');
            'e'
        }
        'œ' => {
            to.push('o');
            'e'
        }
        'þ' => {
            to.push('t');
            'h'
        }
        'ﬁ' => {
            to.push('f');
            'i'
        }
        'ﬂ' => {
            to.push('f');
            'l'
        }
        // Vietnamese and Romanian.
        '\u{1ea0}'..='\u{1eb7}' => 'a',
        '\u{1eb8}'..='\u{1ec7}' => 'e',
        '\u{1ec8}'..='\u{1ecb}' => 'i',
        '\u{1ecc}'..='\u{1ee3}' | 'ơ' => 'o',
        '\u{1ee4}'..='\u{1ef1}' | 'ư' => 'u',
        '\u{1ef2}'..='\u{1ef9}' => 'y',
        'ș' => 's',
        'ț' => 't',
        // Greek and Cyrillic.
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        'й' => 'и',
        // Hebrew: final forms.
        'ך' | 'ם' | 'ן' | 'ף' | 'ץ' => char::from_u32(code + 1).unwrap_or(c),
        // Arabic: seats of hamza, feminine and final forms, the Persian shapes; digits.
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => moved(0x660 - 0x30),
        '۰'..='۹' => moved(0x6f0 - 0x30),
        // Katakana as hiragana, full width as half.
        '\u{30a1}'..='\u{30f6}' => moved(0x60),
        '\u{ff01}'..='\u{ff5e}' => moved(0xfee0),
        c => c,
    };
    to.push(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_are_compared_without_what_a_keyboard_may_lack() {
        for (text, expected) in [
            ("", ""),
            (" ?! … \u{0}", ""),
            ("Perché È in ritardo?", "perche e in ritardo"),
            ("Perche\u{301}", "perche"),
            ("STRASSE straße Straße", "strasse strasse strasse"),
            ("œuvre Æon ﬁne", "oeuvre aeon fine"),
            ("İstanbul ılık", "istanbul ilik"),
            ("Đặt hàng ở đâu", "dat hang o dau"),
            ("łódź Čeština țară", "lodz cestina tara"),
            (
                "dell'ordine dell’ordine l'hôtel",
                "dell ordine dell ordine l hotel",
            ),
            ("don't Let's we’re can`t", "dont lets were cant"),
            ("'quoted' customers' 'n'", "quoted customers n"),
            ("l'8 marzo", "l 8 marzo"),
            ("e-mail TLS/SSL 1.5", "e mail tls ssl 1 5"),
            ("co\u{ad}operate zero\u{200b}width", "cooperate zerowidth"),
            ("ＡＢＣ １２３", "abc 123"),
            ("طَلَبِيّ الطـــلب أإآ مدرسة على", "طلبي الطلب ااا مدرسه علي"),
            ("٣٤ ۳۴", "34 34"),
            ("שָׁלוֹם עולם־גדול", "שלומ עולמ גדול"),
            ("צ'ק", "צק"),
            ("配送料はいくら", "配送 送料 料は はい いく くら"),
            ("配送、料", "配送 料"),
            ("カード払い", "かー ーど ど払 払い"),
            ("Visaカード", "visa かー ーど"),
            ("สินค้า", "สิ ิน นค ค้ ้า"),
            ("हिन्दी में", "हिन्दी में"),
            ("배송 조회", "배송 조회"),
            ("Καλημέρα ς Ёлка", "καλημερα σ елка"),
            ("📦🚚 ordine 👍🏽", "📦 🚚 ordine 👍"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn each_word_keeps_its_place() {
        let text = "Dov’è l'Ördiné ? 配送料 e\u{301}";
        let places: Vec<&str> = tokens(text)
            .into_iter()
            .filter_map(|token| text.get(token.range))
            .collect();
        assert_eq!(
            places,
            ["Dov", "è", "l", "Ördiné", "配送", "送料", "e\u{301}"]
        );
    }

    #[test]
    fn long_texts_and_long_words_are_bounded() {
        assert_eq!(tokens(&"a ".repeat(30_000)).len(), MAX_QUERY / 2);
        let endless = words(&"ß".repeat(30_000));
        assert_eq!(endless.len(), 1);
        assert!(endless.iter().all(|word| word.len() <= MAX_WORD + 1));
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        let scripts = ('\0'..='\u{17f}')
            .chain('\u{1cd}'..='\u{1dc}')
            .chain('\u{218}'..='\u{21b}');
        let scripts = scripts
            .chain('\u{370}'..='\u{3cf}')
            .chain('\u{400}'..='\u{556}');
        let scripts = scripts
            .chain('\u{1e00}'..='\u{1eff}')
            .chain('\u{ff01}'..='\u{ff5e}');
        for c in scripts.filter(|c| !matches!(c, 'İ' | '×' | 'Ͱ'..='Ͷ' | 'Ϳ' | 'Ӏ' | 'Ϗ')) {
            let lowered = if c.is_ascii() {
                c.to_ascii_lowercase()
            } else {
                lower(c)
            };
            assert_eq!(lowered.to_string(), c.to_lowercase().to_string(), "{c}");
        }
    }

    #[cfg(feature = "server")]
    #[test]
    fn the_table_of_plain_letters_agrees_with_unicode() {
        use unicode_normalization::char::decompose_canonical;
        for c in ('\u{c0}'..='\u{17f}').chain('\u{1ea0}'..='\u{1ef9}') {
            let mut letters = 0;
            let mut plain = c;
            decompose_canonical(c, |part| {
                if letters == 0 {
                    plain = part;
                }
                letters += 1;
            });
            let mut folded = String::new();
            fold(c, &mut folded);
            if letters > 1 {
                assert_eq!(folded, plain.to_lowercase().to_string(), "{c}");
            }
        }
    }
}
