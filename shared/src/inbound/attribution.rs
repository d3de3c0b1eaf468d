//! The words mail programs put before what they quote: “On … wrote:”, “-----Original Message-----”,
//! “From: … Sent: … Subject: …”, in the languages customers write.

use super::lines::Line;

/// The most lines an attribution is wrapped over.
pub(super) const WRAPPED_LIMIT: usize = 4;
/// The longest attribution, in bytes.
const LENGTH_LIMIT: usize = 600;

/// How “wrote” is said. Here and below, entries stand between bars.
const WROTE: &str = "wrote|writes|ha scritto|scrive|scriveva|scrisse|schrieb|geschrieben|a écrit|écrit|\
    a ecrit|escribió|escribio|ha escrito|va escriure|escreveu|escrito|schreef|\
    geschreven|skrev|kirjoitti|napisał|pisze|napsal|napísal|napisao|je napisal|написал|\
    пишет|написав|пише|написа|írta|a scris|yazdı|έγραψε|写道|寫道|のメール|작성";

/// How attributions begin, where they begin with a word.
const BEGINS: &str = "on|il|il giorno|in data|alle|am|den|le|el|em|op|på|w dniu|dnia|dne|a|à|pada|\
    tarihinde|la|el dia|quoting|citando|the";

/// How a forwarded or quoted message is announced, without the dashes around it.
const ANNOUNCED: &str = "original message|originalmessage|original mail|original email|original e-mail|\
    reply message|forwarded message|forwarded by|begin forwarded message|\
    messaggio originale|messaggio inoltrato|inizio messaggio inoltrato|inoltrato da|\
    email originale|ursprüngliche nachricht|originalnachricht|original-nachricht|\
    weitergeleitete nachricht|anfang der weitergeleiteten|message d'origine|\
    message d’origine|message original|message originel|message transféré|\
    début du message|mensaje original|mensaje reenviado|inicio del mensaje|\
    mensagem original|mensagem encaminhada|início da mensagem|oorspronkelijk bericht|\
    doorgestuurd bericht|исходное сообщение|пересылаемое сообщение|wiadomość oryginalna|\
    ursprungligt meddelande|oprindelig meddelelse|anfang der weitergeleiteten nachricht|\
    début du message transféré|début du message réexpédié|inicio del mensaje reenviado|\
    início da mensagem reencaminhada";

/// A field of the small header that stands before a quoted message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    From,
    Sent,
    To,
    Subject,
}

const FIELDS: [(Field, &str); 4] = [
    (
        Field::From,
        "from|da|von|de|van|från|fra|od|от|від|mittente|absender|lähettäjä|kimden|发件人|寄件者|\
         差出人|보낸 사람|expéditeur|remitente",
    ),
    (
        Field::Sent,
        "sent|date|data|inviato|data invio|gesendet|datum|envoyé|envoyé le|date d'envoi|\
         enviado|enviado el|fecha|enviada em|enviado em|enviada|verzonden|skickat|sendt|\
         wysłano|отправлено|дата|发送时间|日期|送信日時|日付|gönderildi|dato",
    ),
    (
        Field::To,
        "to|a|an|à|para|per|aan|till|til|do|кому|收件人|宛先|destinatario",
    ),
    (
        Field::Subject,
        "subject|oggetto|betreff|objet|asunto|assunto|onderwerp|тема|ämne|emne|temat|aihe|\
         konu|主题|主旨|件名|sujet|předmět",
    ),
];

/// The entries of a table.
fn words(table: &str) -> impl Iterator<Item = &str> {
    table.split('|')
}

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
        || words(BEGINS).any(|word| {
            let rest = lower.strip_prefix(word);
            rest.is_some_and(|rest| rest.starts_with([' ', ',', '\u{a0}']))
        })
}

fn has_wrote(text: &str) -> bool {
    let lower = text.to_lowercase().replace('\u{a0}', " ");
    words(WROTE).any(|word| lower.contains(word))
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
    words(ANNOUNCED).any(|words| match dashed {
        true => bare.starts_with(words),
        false => bare == words && lower.ends_with(':'),
    })
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
    let known = FIELDS
        .iter()
        .find(|(_, names)| words(names).any(|name| name == label));
    known.map(|(field, _)| (*field, value))
}
