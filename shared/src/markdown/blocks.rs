//! Lays out paragraphs, lists and quotations as text lines: what the plain text of an answer and
//! the Markdown made from HTML have in common.

/// Deeper nesting than this is shown flat, so that hostile input cannot cost quadratic time.
const MAX_DEPTH: usize = 16;

#[derive(Debug)]
enum Container {
    Quote,
    List {
        number: Option<u64>,
        begun: bool,
    },
    Item {
        marker: Option<String>,
        width: usize,
    },
}

/// What may be open around a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Quote,
    List,
    Item,
}

impl Container {
    fn kind(&self) -> Kind {
        match self {
            Self::Quote => Kind::Quote,
            Self::List { .. } => Kind::List,
            Self::Item { .. } => Kind::Item,
        }
    }
}

/// Blocks written so far, and the containers open around the next one.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    out: String,
    open: Vec<Container>,
    /// How many containers have stayed open since the last block.
    kept: usize,
}

impl Blocks {
    pub fn open_quote(&mut self) {
        self.open(Container::Quote);
    }

    /// Opens a list; `number` is the first item's where items are numbered.
    pub fn open_list(&mut self, number: Option<u64>) {
        self.open(Container::List {
            number,
            begun: false,
        });
    }

    pub fn open_item(&mut self) {
        let marker = match self.open.last_mut() {
            Some(Container::List {
                number: Some(number),
                ..
            }) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "- ".to_owned(),
        };
        let width = marker.len();
        self.open(Container::Item {
            marker: Some(marker),
            width,
        });
    }

    fn open(&mut self, container: Container) {
        if self.open.len() < MAX_DEPTH {
            self.open.push(container);
        }
    }

    /// Closes the innermost container of this kind and all within. An item is only looked for in
    /// the innermost list.
    pub fn close(&mut self, kind: Kind) {
        let at = self.open.iter().rposition(|container| {
            container.kind() == kind || (kind == Kind::Item && container.kind() == Kind::List)
        });
        if let Some(at) = at
            && self
                .open
                .get(at)
                .is_some_and(|container| container.kind() == kind)
        {
            self.open.truncate(at);
            self.kept = self.kept.min(at);
        }
    }

    /// Writes one block. Blank content writes nothing.
    pub fn write(&mut self, content: &str) {
        if content.trim().is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.separate();
        }
        let mut prefix = String::new();
        let mut following = String::new();
        for container in &mut self.open {
            match container {
                Container::Quote => {
                    prefix.push_str("> ");
                    following.push_str("> ");
                }
                Container::List { begun, .. } => *begun = true,
                Container::Item { marker, width } => {
                    let indent = " ".repeat(*width);
                    prefix.push_str(&marker.take().unwrap_or_else(|| indent.clone()));
                    following.push_str(&indent);
                }
            }
        }
        for (number, line) in content.lines().enumerate() {
            let line_prefix = match number {
                0 => &prefix,
                _ => {
                    self.out.push('\n');
                    &following
                }
            };
            match line.is_empty() {
                true => self.out.push_str(line_prefix.trim_end()),
                false => {
                    self.out.push_str(line_prefix);
                    self.out.push_str(line);
                }
            }
        }
        self.kept = self.open.len();
    }

    /// The items of one list follow each other closely, and so does a list within an item; all
    /// else is set apart by an empty line.
    fn separate(&mut self) {
        self.out.push('\n');
        let new_item = self.open.iter().enumerate().find(|(_, container)| {
            matches!(
                container,
                Container::Item {
                    marker: Some(_),
                    ..
                }
            )
        });
        let close = new_item.is_some_and(|(at, _)| {
            let outer = self.open.get(..at).unwrap_or_default();
            match outer.split_last() {
                Some((Container::List { begun: true, .. }, _)) => true,
                Some((_, outer)) => matches!(outer.last(), Some(Container::Item { .. })),
                None => false,
            }
        });
        if !close {
            let kept = self.open.get(..self.kept).unwrap_or_default();
            let quotes = kept
                .iter()
                .filter(|container| container.kind() == Kind::Quote)
                .count();
            self.out.push_str("> ".repeat(quotes).trim_end());
            self.out.push('\n');
        }
    }

    pub fn finish(self) -> String {
        self.out
    }
}
