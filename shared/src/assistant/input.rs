//! What a customer did, one line each. All of a conversation follows from these lines: they are
//! what a page carries along and a browser keeps. They may come from anywhere: whatever they say
//! is taken only where the conversation offers it.

/// Most that is done in one conversation; then only a person is left.
pub const MAX_INPUTS: usize = 60;
/// Most characters of a question or of one value.
const MAX_CHARACTERS: usize = 1_000;
/// Most values of one field.
const MAX_VALUES: usize = 50;
/// Stand for the end of a line and of a value.
const LINE: char = '\u{2028}';
const VALUE: char = '\u{2029}';

/// One thing a customer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Asked a question.
    Said(String),
    /// Chose what was offered at this place.
    Chose(usize),
    /// Filled the field in; several values where several can be chosen.
    Filled(Vec<String>),
}

impl Input {
    /// Writes it as a line.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Said(text) => {
                out.push('s');
                push(text, out);
            }
            Self::Chose(place) => {
                out.push('c');
                out.push_str(&place.to_string());
            }
            Self::Filled(values) => {
                out.push('f');
                for (n, value) in values.iter().enumerate() {
                    if n > 0 {
                        out.push(VALUE);
                    }
                    push(value, out);
                }
            }
        }
        out.push('\n');
    }

    /// Reads lines; those that say nothing are passed over.
    pub(super) fn read_all(lines: &str) -> impl Iterator<Item = Self> {
        lines.lines().take(MAX_INPUTS).filter_map(Self::read)
    }

    fn read(line: &str) -> Option<Self> {
        let mut rest = line.chars();
        let kind = rest.next()?;
        let rest = rest.as_str();
        match kind {
            's' => Some(Self::Said(rest.to_owned())),
            'c' => place(rest).map(Self::Chose),
            'f' => {
                let values = rest.split(VALUE).take(MAX_VALUES);
                Some(Self::Filled(
                    values.map(|value| value.replace(LINE, "\n")).collect(),
                ))
            }
            _ => None,
        }
    }

    /// The same, with nothing in it that cannot be kept or shown.
    pub(super) fn tidy(self) -> Self {
        match self {
            Self::Said(text) => Self::Said(line(&text)),
            Self::Filled(values) => {
                let values = values.iter().take(MAX_VALUES);
                Self::Filled(values.map(|value| lines(value)).collect())
            }
            chose => chose,
        }
    }
}

/// A place in a list of at most 100.
pub(super) fn place(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [n @ b'0'..=b'9'] => Some(usize::from(n - b'0')),
        [ten @ b'1'..=b'9', n @ b'0'..=b'9'] => {
            Some(usize::from(ten - b'0') * 10 + usize::from(n - b'0'))
        }
        _ => None,
    }
}

fn push(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| if c == '\n' { LINE } else { c }));
}

fn line(text: &str) -> String {
    lines(text).replace('\n', " ")
}

fn lines(text: &str) -> String {
    let plain = |c: char| match c {
        LINE | VALUE => '\n',
        c if c.is_control() && c != '\n' => ' ',
        c => c,
    };
    let text = text.replace("\r\n", "\n");
    let text: String = text.chars().take(MAX_CHARACTERS).map(plain).collect();
    text.trim().to_owned()
}
