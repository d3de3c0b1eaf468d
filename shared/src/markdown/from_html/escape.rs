//! One paragraph of Markdown as it grows: escaped text, and the emphasis, links and code open in it.

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Inline {
    line: String,
    open: Vec<(usize, Mark)>,
}

#[derive(Debug, PartialEq, Eq)]
enum Mark {
    Emphasis(&'static str),
    Code,
    Link(String),
}

/// A row of backticks that does not occur in a text, at least `least` long.
pub(super) fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}

/// A text without a line break at its end, and whether there was one. A backslash that is text has
/// another before it.
fn without_break(text: &str) -> (&str, bool) {
    let backslashes = text.len() - text.trim_end_matches('\\').len();
    match text.strip_suffix('\\') {
        Some(text) if backslashes % 2 == 1 => (text.trim_end(), true),
        _ => (text, false),
    }
}

/// The most marks open at once; HTML with more is not meant for readers.
const MAX_OPEN: usize = 16;

impl Inline {
    pub fn open(&mut self, mark: &'static str) {
        self.push(Mark::Emphasis(mark));
    }

    pub fn open_code(&mut self) {
        self.push(Mark::Code);
    }

    pub fn open_link(&mut self, address: String) {
        self.push(Mark::Link(address));
    }

    fn push(&mut self, mark: Mark) {
        let repeated = self
            .open
            .iter()
            .any(|(_, open)| *open == mark || *open == Mark::Code);
        if self.open.len() < MAX_OPEN && !repeated {
            self.open.push((self.line.len(), mark));
        }
    }

    pub fn close(&mut self, mark: &str) {
        self.close_where(|open| match open {
            Mark::Emphasis(open) => *open == mark,
            Mark::Code => mark == "`",
            Mark::Link(_) => false,
        });
    }

    pub fn close_link(&mut self) {
        self.close_where(|open| matches!(open, Mark::Link(_)));
    }

    /// Closes the innermost mark that fits. Marks opened within it end with it: HTML lets them
    /// overlap, Markdown does not.
    fn close_where(&mut self, fits: impl Fn(&Mark) -> bool) {
        let Some(at) = self.open.iter().rposition(|(_, mark)| fits(mark)) else {
            return;
        };
        while self.open.len() > at {
            if let Some((from, mark)) = self.open.pop() {
                self.wrap(from, &mark);
            }
        }
    }

    fn wrap(&mut self, from: usize, mark: &Mark) {
        if !self.line.is_char_boundary(from) {
            return;
        }
        let text = self.line.split_off(from);
        let (words, breaks) = without_break(text.trim());
        if words.is_empty() {
            if !text.is_empty() && !self.line.ends_with(char::is_whitespace) {
                self.line.push(' ');
            }
            return;
        }
        let lead = text.len() - text.trim_start().len();
        self.line.push_str(text.get(..lead).unwrap_or_default());
        match mark {
            Mark::Emphasis(sign) => {
                // A star after a letter and before a quotation mark opens nothing.
                let glued = self.line.ends_with(char::is_alphanumeric)
                    && words.starts_with(|c: char| !c.is_alphanumeric());
                if glued || self.line.ends_with(['*', '~']) {
                    self.line.push(' ');
                }
                self.line.push_str(sign);
                self.line.push_str(words);
                self.line.push_str(sign);
            }
            Mark::Code => {
                let fence = fence(words, 1);
                let room = if words.starts_with('`') || words.ends_with('`') {
                    " "
                } else {
                    ""
                };
                if self.line.ends_with('`') {
                    self.line.push(' ');
                }
                self.line
                    .push_str(&format!("{fence}{room}{words}{room}{fence}"));
            }
            Mark::Link(address) => {
                self.guard_exclamation_mark();
                self.line.push_str(&format!("[{words}]({address})"));
            }
        }
        match breaks {
            true => self.line.push_str("\\\n"),
            false => self
                .line
                .push_str(text.trim_start().get(words.len()..).unwrap_or_default()),
        }
    }

    /// `!` before a link would make it a picture.
    fn guard_exclamation_mark(&mut self) {
        if self.line.ends_with('!') {
            self.line.pop();
            self.line.push_str("\\!");
        }
    }

    pub fn image(&mut self, description: &str, address: &str) {
        if self.in_code() {
            return;
        }
        let mut alt = Self::default();
        alt.text(description);
        self.line
            .push_str(&format!("![{}]({address})", alt.take().replace('\n', " ")));
    }

    /// Breaks the line. Says so if there was a break already: two breaks are a paragraph's end.
    pub fn line_break(&mut self) -> bool {
        let trimmed = self.line.trim_end_matches(' ');
        if trimmed.ends_with('\n') {
            return true;
        }
        if !trimmed.is_empty() && !self.in_code() {
            self.line.truncate(trimmed.len());
            self.line.push_str("\\\n");
        }
        false
    }

    /// The paragraph so far, which is then empty. Marks stay open.
    pub fn take(&mut self) -> String {
        let open = std::mem::take(&mut self.open);
        for (from, mark) in open.iter().rev() {
            self.wrap(*from, mark);
        }
        self.open = open.into_iter().map(|(_, mark)| (0, mark)).collect();
        let line = std::mem::take(&mut self.line);
        without_break(line.trim()).0.to_owned()
    }

    fn in_code(&self) -> bool {
        self.open.iter().any(|(_, mark)| *mark == Mark::Code)
    }

    /// Adds text as it stands in HTML: runs of blanks are one blank.
    pub fn text(&mut self, text: &str) {
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            if c.is_ascii_whitespace() {
                if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                    self.line.push(' ');
                }
                continue;
            }
            if c.is_control() {
                continue;
            }
            if self.in_code() {
                self.line.push(c);
                continue;
            }
            self.part_from_emphasis(c);
            if self.needs_escape(c, rest.peek().copied()) {
                self.line.push('\\');
            }
            self.line.push(c);
        }
    }

    /// A closing star after punctuation and before a letter closes nothing: `**Price:**10`.
    fn part_from_emphasis(&mut self, next: char) {
        let outside = self.line.trim_end_matches(['*', '~']);
        if outside.len() < self.line.len()
            && !outside.ends_with('\\')
            && next.is_alphanumeric()
            && outside.ends_with(|c: char| !c.is_alphanumeric())
        {
            self.line.push(' ');
        }
    }

    fn needs_escape(&self, c: char, next: Option<char>) -> bool {
        match c {
            '\\' | '*' | '`' | '[' | ']' | '~' => true,
            '_' => {
                !(self.line.ends_with(char::is_alphanumeric)
                    && next.is_some_and(char::is_alphanumeric))
            }
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => next.is_none_or(|next| next.is_ascii_alphanumeric() || next == '#'),
            '#' | '>' | '+' | '-' | '=' | '|' | ':' => begins_line(&self.line),
            '.' | ')' => {
                let before = self.line.trim_end_matches(|c: char| c.is_ascii_digit());
                let digits = self.line.len() - before.len();
                (1..=9).contains(&digits) && begins_line(before)
            }
            _ => false,
        }
    }
}

/// Whether what follows stands at the beginning of a line. Looks back only as far as it must:
/// paragraphs can be long.
fn begins_line(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
    before.is_empty() || before.ends_with('\n')
}
