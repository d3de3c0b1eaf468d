//! From a description and a value to controls: what a form shows, with what stands in it, and what
//! is wrong with it. Whoever draws them decides nothing.

use serde_json::Value;

use super::{Fault, Field, Kind, Options, Source, Words, path, say, source};
use crate::{
    lang::{Lang, Locale},
    tongue::Tongue,
};

/// Empty spans offered after those of a day.
const SPARE_SPANS: usize = 1;
/// Empty days offered after those there are.
const SPARE_DATES: usize = 2;

/// One field as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// The name it is posted under.
    pub name: String,
    /// Its label.
    pub label: String,
    /// One line under the label; may be empty.
    pub help: String,
    /// Whether it may stay empty.
    pub optional: bool,
    /// What is wrong with it.
    pub errors: Vec<String>,
    /// What it is filled in with.
    pub input: Input,
}

/// What a field is filled in with.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// `<input>` of this type.
    Line {
        /// The value of `type`.
        kind: &'static str,
        /// What stands in it.
        value: String,
        /// What is suggested; the list may be empty.
        options: Vec<(String, String)>,
        /// What stands there as long as it is empty.
        placeholder: String,
    },
    /// `<textarea>`.
    Area {
        /// What stands in it.
        value: String,
        /// Whether it is Markdown.
        markdown: bool,
        /// How many lines it shows.
        lines: usize,
    },
    /// One of several; an empty name stands for none.
    Select {
        /// The name chosen.
        value: String,
        /// Names and words.
        options: Vec<(String, String)>,
    },
    /// Any of several.
    Ticks {
        /// The names chosen.
        values: Vec<String>,
        /// Names and words.
        options: Vec<(String, String)>,
    },
    /// Some in an order: so many selects of one name.
    Ordered {
        /// The names chosen, empty ones after them.
        values: Vec<String>,
        /// Names and words.
        options: Vec<(String, String)>,
    },
    /// A box to tick.
    Flag(bool),
    /// The same in several languages: their tags and what stands there.
    Langs(Vec<Control>),
    /// Spans of a day: from and until.
    Times(Vec<(String, String)>),
    /// Days, one after the other.
    Dates(Vec<String>),
    /// A day and a time.
    Moment {
        /// The day, `2026-12-24`, or what was typed.
        day: String,
        /// The time, `18:00`; may be empty.
        time: String,
    },
    /// A number and its unit.
    Goal {
        /// The number.
        count: String,
        /// The unit.
        unit: String,
        /// Units and their words.
        units: Vec<(String, String)>,
    },
    /// Rows, each with its controls.
    Rows {
        /// The rows.
        rows: Vec<Row>,
        /// Label of the button that adds one.
        add: String,
    },
    /// More controls.
    Group(Vec<Control>),
    /// More controls that count only where this is ticked.
    Part(bool, Vec<Control>),
}

/// A row of a list inside a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The key of the row, which the buttons beside it name.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Whether something is still to be filled in.
    pub is_new: bool,
    /// Its controls.
    pub controls: Vec<Control>,
}

/// The controls of fields. `site` is the whole configuration, `base` the key their keys count from.
pub fn controls(
    fields: &[Field],
    site: &Value,
    base: &str,
    faults: &[Fault],
    tongue: Tongue,
) -> Vec<Control> {
    let around = path::at(site, base).unwrap_or(&Value::Null);
    let drawing = Drawing {
        site,
        around,
        base,
        langs: source::langs(site),
        faults,
        tongue,
    };
    drawing.all(fields, "", around)
}

struct Drawing<'a> {
    site: &'a Value,
    around: &'a Value,
    base: &'a str,
    langs: Vec<Lang>,
    faults: &'a [Fault],
    tongue: Tongue,
}

impl Drawing<'_> {
    fn all(&self, fields: &[Field], start: &str, value: &Value) -> Vec<Control> {
        let shown = fields.iter().filter(|f| !matches!(f.kind, Kind::Kept));
        shown.map(|field| self.one(field, start, value)).collect()
    }

    fn one(&self, field: &Field, start: &str, around: &Value) -> Control {
        let name = format!("{start}{}", field.key);
        let value = path::at(around, field.key).unwrap_or(&Value::Null);
        let has_own = matches!(
            field.kind,
            Kind::Rows(_) | Kind::Group(_) | Kind::Part(_) | Kind::Texts
        );
        let is_plain_text = matches!(field.kind, Kind::Localized | Kind::Markdown);
        let input = self.input(field, &name, value);
        let errors = match (&input, has_own || is_plain_text) {
            // What is about a part stands there.
            (_, true) => self.errors(&name, false),
            _ => self.errors(&name, true),
        };
        Control {
            label: say(field.label, self.tongue).to_owned(),
            help: say(field.help, self.tongue).to_owned(),
            optional: !field.needed,
            errors,
            input,
            name,
        }
    }

    fn errors(&self, name: &str, inside: bool) -> Vec<String> {
        let key = path::join(self.base, name);
        let here = self.faults.iter().filter(|fault| match inside {
            true => path::is_in(&fault.key, &key),
            false => fault.key == key,
        });
        here.map(|fault| fault.message.clone()).collect()
    }

    fn words(&self, options: Options) -> Vec<(String, String)> {
        let named = options.iter();
        named
            .map(|(name, words): &(&str, Words)| {
                ((*name).to_owned(), say(*words, self.tongue).to_owned())
            })
            .collect()
    }

    fn options(&self, source: Source) -> Vec<(String, String)> {
        source::options(source, self.site, self.around, self.tongue)
    }

    fn input(&self, field: &Field, name: &str, value: &Value) -> Input {
        let line = |kind: &'static str| Input::Line {
            kind,
            value: plain(value),
            options: Vec::new(),
            placeholder: String::new(),
        };
        match &field.kind {
            Kind::Line | Kind::Id(_) => line("text"),
            Kind::Email => line("email"),
            Kind::Address => line("url"),
            Kind::Colour => line("color"),
            Kind::Date => line("date"),
            Kind::Whole(..) => line("number"),
            Kind::Tags => Input::Line {
                kind: "text",
                value: strings(value).join(", "),
                options: Vec::new(),
                placeholder: String::new(),
            },
            Kind::One(Source::Zones) => Input::Line {
                kind: "text",
                value: plain(value),
                options: self.options(Source::Zones),
                placeholder: String::new(),
            },
            Kind::Long => Input::Area {
                value: plain(value),
                markdown: false,
                lines: 4,
            },
            Kind::Lines => area(strings(value).join("\n")),
            Kind::Pairs => {
                let pairs = value.as_object().into_iter().flatten();
                let pairs = pairs.map(|(name, value)| format!("{name}: {}", plain(value)));
                area(pairs.collect::<Vec<_>>().join("\n"))
            }
            Kind::Lists => {
                let pairs = value.as_object().into_iter().flatten();
                let pairs = pairs.map(|(name, all)| format!("{name}: {}", strings(all).join(", ")));
                area(pairs.collect::<Vec<_>>().join("\n"))
            }
            Kind::Moment => {
                let text = plain(value);
                let is_local = text.len() == 16 || text.len() == 19 && !text.ends_with('Z');
                let (day, time) = match text.split_once('T') {
                    Some((day, time)) if is_local => (day.to_owned(), time.to_owned()),
                    _ => (text, String::new()),
                };
                Input::Moment { day, time }
            }
            Kind::Flag => Input::Flag(value.as_bool().unwrap_or(false)),
            Kind::Choice(options) => {
                // What is not written down is the first, the usual one.
                let usual = options.first().map_or("", |(name, _)| *name);
                let value = match plain(value) {
                    value if value.is_empty() => usual.to_owned(),
                    value => value,
                };
                select(value, self.words(options), false)
            }
            Kind::Maybe(options) => {
                let value = value
                    .as_bool()
                    .map_or_else(|| plain(value), |b| b.to_string());
                select(value, self.words(options), true)
            }
            Kind::One(source) => select(plain(value), self.options(*source), !field.needed),
            Kind::Ticks(options) => ticks(strings(value), self.words(options)),
            Kind::Any(source) => ticks(strings(value), self.options(*source)),
            Kind::Ordered(source, most) => {
                let mut values = strings(value);
                let mut options = self.options(*source);
                known(&mut options, &values);
                let all = most.min(&options.len()).max(&values.len()).to_owned();
                let shown = all.min(values.len().saturating_add(2)).max(values.len());
                values.resize(shown, String::new());
                Input::Ordered { values, options }
            }
            Kind::Localized => self.langs(name, value, |lang, value| Input::Line {
                kind: "text",
                value,
                options: Vec::new(),
                placeholder: lang.to_owned(),
            }),
            Kind::Markdown => self.langs(name, value, |_, value| Input::Area {
                lines: value.lines().count().clamp(3, 14),
                value,
                markdown: true,
            }),
            Kind::Phrasings => {
                let joined = |lang: &str| strings(value.get(lang).unwrap_or(&Value::Null));
                let tags = source::langs_of(&self.langs, Some(value));
                let all = tags.into_iter().map(|lang| {
                    let value = joined(&lang).join("\n");
                    self.in_lang(name, lang, area(value))
                });
                Input::Langs(all.collect())
            }
            Kind::Dates => {
                let mut days = strings(value);
                days.extend(std::iter::repeat_n(String::new(), SPARE_DATES));
                Input::Dates(days)
            }
            Kind::Times => {
                let spans = strings(value).into_iter().map(|span| {
                    let (from, to) = span.split_once('-').unwrap_or((&span, ""));
                    (from.to_owned(), to.to_owned())
                });
                let spare = std::iter::repeat_n((String::new(), String::new()), SPARE_SPANS);
                Input::Times(spans.chain(spare).collect())
            }
            Kind::Goal(days) => self.goal(plain(value), *days),
            Kind::Rows(rows) => {
                let all = value.as_array().map_or(&[][..], Vec::as_slice);
                let drawn = all.iter().enumerate().map(|(n, row)| {
                    let title = super::title(rows.fields, row, self.site, self.tongue);
                    let number = n.saturating_add(1);
                    let one = say(rows.one, self.tongue);
                    let blank = |field: &Field| {
                        field.needed && is_blank(path::at(row, field.key).unwrap_or(&Value::Null))
                    };
                    Row {
                        is_new: title.is_empty() || rows.fields.iter().any(blank),
                        key: format!("{name}.{n}"),
                        title: match title.is_empty() {
                            true => format!("{one} {number}"),
                            false => format!("{number}. {title}"),
                        },
                        controls: self.all(rows.fields, &format!("{name}.{n}."), row),
                    }
                });
                Input::Rows {
                    rows: drawn.collect(),
                    add: say(rows.add, self.tongue).to_owned(),
                }
            }
            Kind::Group(fields) => Input::Group(self.all(fields, &format!("{name}."), value)),
            Kind::Part(fields) => Input::Part(
                !value.is_null(),
                self.all(fields, &format!("{name}."), value),
            ),
            Kind::Texts => Input::Group(self.texts(name, value)),
            Kind::Kept => Input::Group(Vec::new()),
        }
    }

    /// One input for each language.
    fn langs(&self, name: &str, value: &Value, input: impl Fn(&str, String) -> Input) -> Input {
        let tags = source::langs_of(&self.langs, Some(value));
        let all = tags.into_iter().map(|lang| {
            let words = value.get(&lang).map(plain).unwrap_or_default();
            let mut input = input(&lang, words);
            if let Input::Line { placeholder, .. } = &mut input {
                placeholder.clear();
            }
            self.in_lang(name, lang, input)
        });
        Input::Langs(all.collect())
    }

    fn in_lang(&self, name: &str, lang: String, input: Input) -> Control {
        let name = format!("{name}.{lang}");
        Control {
            errors: self.errors(&name, true),
            name,
            help: String::new(),
            optional: true,
            input,
            label: lang,
        }
    }

    fn goal(&self, text: String, days: bool) -> Input {
        const UNITS: [(&str, Words); 3] = [
            ("m", ["minutes", "minuti"]),
            ("h", ["hours", "ore"]),
            ("d", ["days", "giorni"]),
        ];
        let unit = UNITS.iter().find(|(unit, _)| text.ends_with(unit));
        let unit = unit.map_or("h", |(unit, _)| *unit);
        let count = text.strip_suffix(unit).unwrap_or(&text).to_owned();
        let offered = UNITS
            .iter()
            .filter(|(one, _)| days || *one != "d" || unit == "d");
        Input::Goal {
            count,
            unit: unit.to_owned(),
            units: offered
                .map(|(unit, words)| ((*unit).to_owned(), say(*words, self.tongue).to_owned()))
                .collect(),
        }
    }

    /// Every text of the interface, in each of the site's languages; ours where there is no own.
    fn texts(&self, name: &str, value: &Value) -> Vec<Control> {
        let mut all = Vec::new();
        for lang in &self.langs {
            let ours = crate::text::Catalogue::of(Locale::of(lang));
            let own = value.get(lang.as_str());
            let known = crate::text::Text::ALL.iter().copied();
            let mut inside: Vec<Control> = known
                .filter(|text| *text != crate::text::Text::Tongue)
                .map(|text| {
                    let id = text.name();
                    let name = format!("{name}.{lang}.{id}");
                    let words = own.and_then(|own| own.get(&id)).map(plain);
                    Control {
                        label: id.replace('_', " "),
                        help: String::new(),
                        optional: true,
                        errors: self.errors(&name, true),
                        input: Input::Line {
                            kind: "text",
                            value: words.unwrap_or_default(),
                            options: Vec::new(),
                            placeholder: ours.get(text).to_owned(),
                        },
                        name,
                    }
                })
                .collect();
            // The owner's own stand first.
            let is_own = |control: &Control| match &control.input {
                Input::Line { value, .. } => value.is_empty(),
                _ => true,
            };
            inside.sort_by_key(is_own);
            all.push(Control {
                name: format!("{name}.{lang}"),
                label: crate::lang::own_name(lang.as_str()).to_owned(),
                help: String::new(),
                optional: true,
                errors: self.errors(&format!("{name}.{lang}"), false),
                input: Input::Group(inside),
            });
        }
        all
    }
}

fn area(value: String) -> Input {
    Input::Area {
        lines: value.lines().count().clamp(2, 12),
        value,
        markdown: false,
    }
}

fn select(value: String, mut options: Vec<(String, String)>, may_be_none: bool) -> Input {
    known(&mut options, std::slice::from_ref(&value));
    if may_be_none || value.is_empty() {
        options.insert(0, (String::new(), "–".to_owned()));
    }
    Input::Select { value, options }
}

fn ticks(values: Vec<String>, mut options: Vec<(String, String)>) -> Input {
    known(&mut options, &values);
    Input::Ticks { values, options }
}

/// What is chosen can be seen and taken out although nothing has that name any more.
fn known(options: &mut Vec<(String, String)>, values: &[String]) {
    for value in values {
        if !value.is_empty() && !options.iter().any(|(name, _)| name == value) {
            options.push((value.clone(), value.clone()));
        }
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(all) => all.is_empty(),
        _ => false,
    }
}

pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

pub(super) fn strings(value: &Value) -> Vec<String> {
    let all = value.as_array().into_iter().flatten();
    all.map(plain).collect()
}
