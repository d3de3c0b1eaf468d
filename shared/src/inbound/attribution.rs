//! The words mail programs put before what they quote: “On … wrote:”, “-----Original Message-----”,
//! “From: … Sent: … Subject: …”, in the languages customers write.

use super::lines::Line;

/// The most lines an attribution is wrapped over.
pub(super) const WRAPPED_LIMIT: usize = 4;
/// The longest attribution, in bytes.
const LENGTH_LIMIT: usize = 600;

/// How “wrote” is said.
const WROTE: [&str; 40] = [
    "wrote",
    "writes",
    "ha scritto",
    "scrive",
    "scriveva",
    "scrisse",
    "schrieb",
    "geschrieben",
    "a écrit",
    "écrit",
    "a ecrit",
    "escribió",
    "escribio",
    "ha escrito",
    "va escriure",
    "escreveu",
    "escrito",
    "schreef",
    "geschreven",
    "skrev",
    "kirjoitti",
    "napisał",
    "pisze",
    "napsal",
    "napísal",
    "napisao",
    "je napisal",
    "написал",
    "пишет",
    "написав",
    "пише",
    "написа",
    "írta",
    "a scris",
    "yazdı",
    "έγραψε",
    "写道",
    "寫道",
    "のメール",
    "작성",
];

/// How attributions begin, where they begin with a word.
const BEGINS: [&str; 24] = [
    "on",
    "il",
    "il giorno",
    "in data",
    "alle",
    "am",
    "den",
    "le",
    "el",
    "em",
    "op",
    "på",
    "w dniu",
    "dnia",
    "dne",
    "a",
    "à",
    "pada",
    "tarihinde",
    "la",
    "el dia",
    "quoting",
    "citando",
    "the",
];

/// How a forwarded or quoted message is announced, without the dashes around it.
const ANNOUNCED: [&str; 38] = [
    "original message",
    "originalmessage",
    "original mail",
    "original email",
    "original e-mail",
    "reply message",
    "forwarded message",
    "forwarded by",
    "begin forwarded message",
    "messaggio originale",
    "messaggio inoltrato",
    "inizio messaggio inoltrato",
    "inoltrato da",
    "email originale",
    "ursprüngliche nachricht",
    "originalnachricht",
    "original-nachricht",
    "weitergeleitete nachricht",
    "anfang der weitergeleiteten",
    "message d'origine",
    "message d’origine",
    "message original",
    "message originel",
    "message transféré",
    "début du message",
    "mensaje original",
    "mensaje reenviado",
    "inicio del mensaje",
    "mensagem original",
    "mensagem encaminhada",
    "início da mensagem",
    "oorspronkelijk bericht",
    "doorgestuurd bericht",
    "исходное сообщение",
    "пересылаемое сообщение",
    "wiadomość oryginalna",
    "ursprungligt meddelande",
    "oprindelig meddelelse",
];

/// A field of the small header that stands before a quoted message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    From,
    Sent,
    To,
    Subject,
}

const FIELDS: [(&str, Field); 70] = [
    ("from", Field::From),
    ("da", Field::From),
    ("von", Field::From),
    ("de", Field::From),
    ("van", Field::From),
    ("från", Field::From),
    ("fra", Field::From),
    ("od", Field::From),
    ("от", Field::From),
    ("від", Field::From),
    ("mittente", Field::From),
    ("absender", Field::From),
    ("lähettäjä", Field::From),
    ("kimden", Field::From),
    ("发件人", Field::From),
    ("寄件者", Field::From),
    ("差出人", Field::From),
    ("보낸 사람", Field::From),
    ("expéditeur", Field::From),
    ("remitente", Field::From),
    ("sent", Field::Sent),
    ("date", Field::Sent),
    ("data", Field::Sent),
    ("inviato", Field::Sent),
    ("data invio", Field::Sent),
    ("gesendet", Field::Sent),
    ("datum", Field::Sent),
    ("envoyé", Field::Sent),
    ("envoyé le", Field::Sent),
    ("date d'envoi", Field::Sent),
    ("enviado", Field::Sent),
    ("enviado el", Field::Sent),
    ("fecha", Field::Sent),
    ("enviada em", Field::Sent),
    ("enviado em", Field::Sent),
    ("enviada", Field::Sent),
    ("verzonden", Field::Sent),
    ("skickat", Field::Sent),
    ("sendt", Field::Sent),
    ("wysłano", Field::Sent),
    ("отправлено", Field::Sent),
    ("дата", Field::Sent),
    ("发送时间", Field::Sent),
    ("日期", Field::Sent),
    ("送信日時", Field::Sent),
    ("日付", Field::Sent),
    ("gönderildi", Field::Sent),
    ("dato", Field::Sent),
    ("to", Field::To),
    ("a", Field::To),
    ("an", Field::To),
    ("à", Field::To),
    ("para", Field::To),
    ("per", Field::To),
    ("aan", Field::To),
    ("till", Field::To),
    ("til", Field::To),
    ("do", Field::To),
    ("кому", Field::To),
    ("收件人", Field::To),
    ("宛先", Field::To),
    ("destinatario", Field::To),
    ("subject", Field::Subject),
    ("oggetto", Field::Subject),
    ("betreff", Field::Subject),
    ("objet", Field::Subject),
    ("asunto", Field::Subject),
    ("assunto", Field::Subject),
    ("onderwerp", Field::Subject),
    ("тема", Field::Subject),
];

const FURTHER_SUBJECTS: [&str; 10] = [
    "ämne",
    "emne",
    "temat",
    "aihe",
    "konu",
    "主题",
    "主旨",
    "件名",
    "sujet",
    "předmět",
];

/// Whether lines that are joined are an attribution that can stand without a `>` after it.
pub(super) fn is_certain(text: &str) -> bool {
    let text = text.trim();
    text.ends_with([':', '：'])
        && has_wrote(text)
        && (has_time(text) || text.contains('@'))
        && has_date(text)
}

/// Whether lines that are joined are an attribution, given that a quotation follows.
fn is_likely(text: &str) -> bool {
    let ends = text.ends_with([':', '：', '>']);
    (has_wrote(text) && (has_date(text) || (text.contains('@') && ends)))
        || (ends && text.contains('@') && has_date(text))
}

/// How many of the lines, counted from the last, are the attribution of a quotation that follows
/// them. The lines end with one that is not empty.
pub(super) fn length_before_quote(lines: &[Line]) -> Option<usize> {
    longest(lines, is_likely).or_else(|| {
        let last = lines.last()?.text.trim();
        let short = last.ends_with([':', '：']) && has_wrote(last) && last.len() <= 200;
        short.then_some(1)
    })
}

/// How many of the lines, counted from the last, are an attribution after which nothing shows
/// where the quotation ends.
pub(super) fn certain_length(lines: &[Line]) -> Option<usize> {
    lines
        .last()
        .filter(|last| last.text.trim_end().ends_with([':', '：']))?;
    longest(lines, is_certain)
}

/// The shortest run of last lines that `fits` and begins as attributions do, else the shortest
/// that fits.
fn longest(lines: &[Line], fits: fn(&str) -> bool) -> Option<usize> {
    let mut text = String::new();
    let mut found = None;
    for (before, line) in lines.iter().rev().take(WRAPPED_LIMIT).enumerate() {
        if line.is_blank() || line.is_quote() || text.len() > LENGTH_LIMIT {
            break;
        }
        text = format!("{} {text}", line.text.trim());
        let length = before.saturating_add(1);
        if text.len() <= LENGTH_LIMIT && fits(text.trim()) {
            if begins(&text) {
                return Some(length);
            }
            found = found.or(Some(length));
        }
    }
    found
}

fn begins(text: &str) -> bool {
    let lower = text.trim_start_matches(['*', ' ', '-']).to_lowercase();
    lower.starts_with(|c: char| c.is_ascii_digit())
        || BEGINS.iter().any(|word| {
            let rest = lower.strip_prefix(word);
            rest.is_some_and(|rest| rest.starts_with([' ', ',', '\u{a0}']))
        })
}

fn has_wrote(text: &str) -> bool {
    let lower = text.to_lowercase().replace('\u{a0}', " ");
    WROTE.iter().any(|word| lower.contains(word))
}

fn has_date(text: &str) -> bool {
    has_time(text)
        || text.split(|c: char| !c.is_ascii_digit()).any(|number| {
            number.len() == 4 && (number.starts_with("20") || number.starts_with("19"))
        })
        || text.split_whitespace().any(|word| {
            let word = word.trim_matches([',', '.']);
            let numbers = word.split(['/', '.', '-']);
            numbers.clone().count() == 3
                && numbers
                    .into_iter()
                    .all(|n| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
        })
}

fn has_time(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| {
        let [hour, mark, ten, one] = four else {
            return false;
        };
        hour.is_ascii_digit()
            && matches!(mark, b':' | b'h' | b'.')
            && ten.is_ascii_digit()
            && one.is_ascii_digit()
    }) && (text.contains(':') || text.contains('h') || text.contains('.'))
}

/// Whether a line only separates: dashes, underscores, stars or equals signs.
pub(super) fn is_separator(line: &Line) -> bool {
    let text = line.text.trim();
    text.chars().count() >= 5
        && text
            .chars()
            .all(|c| matches!(c, '_' | '-' | '=' | '*' | '─' | '—'))
}

/// Whether a line announces a quoted message: `-----Original Message-----`.
pub(super) fn is_announcement(line: &Line) -> bool {
    let text = line.text.trim().trim_matches('*').trim();
    if text.len() > 120 {
        return false;
    }
    let inner = text.trim_matches(['-', '_', '=', '*', ' ', '~', '—', '–', '─']);
    let dashed = inner.len().saturating_add(4) <= text.len()
        && text.starts_with(['-', '_', '=', '*', '~', '—', '–', '─']);
    let lower = inner.to_lowercase();
    let bare = lower.trim_end_matches([':', ' ']);
    ANNOUNCED.iter().any(|words| {
        if dashed {
            bare.starts_with(words)
        } else {
            bare == *words && lower.ends_with(':')
        }
    }) || (!dashed
        && lower.ends_with(':')
        && [
            "inizio messaggio inoltrato",
            "anfang der weitergeleiteten nachricht",
            "début du message transféré",
            "début du message réexpédié",
            "inicio del mensaje reenviado",
            "início da mensagem reencaminhada",
        ]
        .contains(&bare))
}

/// Whether the lines begin with the small header of a quoted message. `separated` says that a
/// separator stands before it, so less is asked of it.
pub(super) fn is_header(lines: &[Line], separated: bool) -> bool {
    let mut seen: Vec<Field> = Vec::new();
    let (mut between, mut address, mut first) = (0_usize, false, true);
    for line in lines.iter().take(16) {
        match field(&line.text) {
            Some((field, value)) => {
                address |= value.contains('@');
                if !seen.contains(&field) {
                    seen.push(field);
                }
                between = 0;
            }
            None if first => return false,
            None => between = between.saturating_add(1),
        }
        first = false;
        if between > 2 {
            break;
        }
    }
    let subject = seen.contains(&Field::Subject);
    let enough = match seen.len() {
        0 | 1 => false,
        2 => separated,
        _ => subject || address,
    };
    enough && seen.contains(&Field::From)
}

fn field(line: &str) -> Option<(Field, &str)> {
    let line = line.trim().trim_start_matches(['*', '>', ' ', '|']);
    let (label, value) = line.split_once([':', '：'])?;
    let label = label.trim_matches(['*', ' ', '\u{a0}', '_']);
    if label.len() > 40 {
        return None;
    }
    let label = label.to_lowercase();
    let known = FIELDS.iter().find(|(name, _)| *name == label);
    let field = known.map(|(_, field)| *field).or_else(|| {
        FURTHER_SUBJECTS
            .contains(&label.as_str())
            .then_some(Field::Subject)
    })?;
    Some((field, value))
}
