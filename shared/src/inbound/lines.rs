//! A body as lines, each with what its markup says of it. Both kinds of text, plain and HTML, come
//! to the same lines, and one set of rules folds them.

/// A line without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    pub mark: Mark,
}

/// What markup says of a line. Plain text says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    #[default]
    None,
    /// It belongs to a quotation.
    Quoted,
    /// A quotation begins here and goes to the end.
    Rest,
    /// It belongs to a signature.
    Signature,
}

impl Line {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            mark: Mark::None,
        }
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether it is quoted, by a `>` before it or by its markup.
    pub fn is_quote(&self) -> bool {
        let after = self.text.trim_start().strip_prefix('>');
        // A line may also begin with a face: `>:(`.
        let quoted = after.is_some_and(|rest| !rest.starts_with([':', ';', '_', '.', '=', '<']));
        quoted || self.mark == Mark::Quoted
    }
}

/// A soft line end in flowed text (RFC 3676).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// Lines are as they are.
    Fixed,
    /// A space before the end of a line joins it with the next.
    Flowed,
    /// As before, and that space is not part of the text.
    FlowedWithoutSpace,
}

/// The lines of a plain text. Control characters are left out.
pub(super) fn plain(text: &str, flow: Flow) -> Vec<Line> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n");
    let mut lines: Vec<Line> = Vec::new();
    let mut joins = false;
    for line in text.split(['\n', '\u{2028}', '\u{2029}', '\u{85}']) {
        let line: String = line.chars().filter(|c| kept(*c)).collect();
        let soft = flow != Flow::Fixed && line.ends_with(' ') && line != "-- ";
        let last = lines.last_mut().filter(|last| {
            joins && !last.is_quote() && !line.starts_with('>') && line != "-- " && !last.is_blank()
        });
        match last {
            Some(last) => {
                // A line that begins with a space was stuffed with one.
                let line = line.strip_prefix(' ').unwrap_or(&line);
                if flow == Flow::FlowedWithoutSpace {
                    last.text.truncate(last.text.len().saturating_sub(1));
                }
                last.text.push_str(line);
            }
            None => lines.push(Line::new(line)),
        }
        joins = soft;
    }
    lines
}

/// Whether a character may stand in a text: all but control characters, tabs excepted.
pub(super) fn kept(c: char) -> bool {
    c == '\t' || (!c.is_control() && c != '\u{feff}')
}

/// Lines as one text, without empty lines around it and never more than one of them together.
pub(super) fn joined<'a>(lines: impl IntoIterator<Item = &'a Line>) -> String {
    let mut text = String::new();
    let mut blank = false;
    for line in lines {
        if line.is_blank() {
            blank = true;
            continue;
        }
        if !text.is_empty() {
            text.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        text.push_str(line.text.trim_end());
    }
    text
}
