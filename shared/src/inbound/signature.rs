//! Where a signature begins at the end of a text: after `-- `, in what a phone adds, in what the
//! markup calls one, in the footer of a law firm. It decides nothing about quotations.

use super::attribution::is_separator;
use super::lines::{Line, Mark};

/// The most lines after a delimiter that are still a signature.
const SIGNATURE_LINES: usize = 16;

/// The most pieces of a signature that stand under each other.
const SIGNATURE_PIECES: usize = 8;

/// How programs and phones say that they sent something.
const SENT: [&str; 36] = [
    "sent from",
    "sent with",
    "sent via",
    "sent using",
    "sent by",
    "sent on",
    "get outlook",
    "get the outlook",
    "download outlook",
    "inviato da",
    "inviato dal",
    "inviato con",
    "inviato tramite",
    "spedito da",
    "scarica outlook",
    "ottieni outlook",
    "ottieni bluemail",
    "get bluemail",
    "gesendet von",
    "gesendet mit",
    "gesendet aus",
    "von meinem",
    "von meiner",
    "diese nachricht wurde von mein",
    "holen sie sich outlook",
    "envoyé de",
    "envoyé depuis",
    "envoyé à partir",
    "obtenez outlook",
    "télécharger outlook",
    "enviado desde",
    "enviado de",
    "enviado do",
    "enviado con",
    "verzonden",
    "отправлено",
];

/// Words of which a lawyer's footer has two. That of data protection is not among them: a request
/// to be forgotten uses the same words.
const LEGAL: [&str; 21] = [
    "confidential",
    "intended recipient",
    "intended solely",
    "disclaimer",
    "unauthorized",
    "unauthorised",
    "privileged",
    "riservat",
    "destinatari",
    "per errore",
    "in error",
    "vertraulich",
    "nicht der richtige",
    "irrtümlich",
    "confidentiel",
    "destinataire",
    "par erreur",
    "confidencial",
    "por error",
    "por erro",
    "addressee",
];

/// What such a footer calls the mail it stands in.
const THIS_MAIL: [&str; 7] = [
    "mail",
    "messag",
    "mensaje",
    "mensagem",
    "nachricht",
    "comunicazion",
    "communication",
];

/// The index from which the lines are signature; their number where there is none. Something is
/// always left before it unless `all` says that it need not be.
pub(super) fn start(lines: &[Line], all: bool) -> usize {
    let mut end = filled(lines, lines.len());
    if end == 0 {
        return lines.len();
    }
    for _ in 0..SIGNATURE_PIECES {
        let here = lines.get(..end).unwrap_or_default();
        let begins = [marked(here), delimited(here), sent(here), legal(here)]
            .into_iter()
            .flatten()
            .map(|begins| filled(lines, begins))
            .filter(|left| *left < end && (*left > 0 || all))
            .min();
        let Some(left) = begins else { break };
        end = left;
    }
    if end == filled(lines, lines.len()) {
        return lines.len();
    }
    // Back to the first line of the signature itself.
    let rest = lines.get(end..).unwrap_or_default();
    end.saturating_add(rest.iter().take_while(|line| line.is_blank()).count())
}

/// The number of lines up to the last, before `end`, that says something.
fn filled(lines: &[Line], end: usize) -> usize {
    let lines = lines.get(..end).unwrap_or_default();
    let last = lines
        .iter()
        .rposition(|line| !line.is_blank() && !is_separator(line));
    last.map_or(0, |last| last.saturating_add(1))
}

fn marked(lines: &[Line]) -> Option<usize> {
    let run = lines
        .iter()
        .rev()
        .take_while(|line| line.is_blank() || is_separator(line) || line.mark == Mark::Signature);
    let length = run.count();
    let start = lines.len().saturating_sub(length);
    let any = lines
        .get(start..)?
        .iter()
        .any(|line| line.mark == Mark::Signature);
    any.then_some(start)
}

fn delimited(lines: &[Line]) -> Option<usize> {
    let (mut found, mut after) = (None, 0_usize);
    for (at, line) in lines.iter().enumerate().rev() {
        after = after.saturating_add(usize::from(!line.is_blank()));
        // Two dashes without the space are also drawn between one thing and the next.
        let most = match line.text.as_str() {
            "-- " => SIGNATURE_LINES,
            "--" | "—" => SIGNATURE_LINES.div_euclid(2),
            _ => 0,
        };
        if after > SIGNATURE_LINES {
            break;
        }
        if after <= most {
            found = Some(at);
        }
    }
    found
}

fn sent(lines: &[Line]) -> Option<usize> {
    let (at, last) = lines.iter().enumerate().next_back()?;
    let text = last
        .text
        .trim()
        .trim_start_matches(['*', '_', '<', '-', ' ', '(', '\u{2063}']);
    let lower = text.to_lowercase();
    let short = text
        .split(['(', '<'])
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        <= 90;
    (short && SENT.iter().any(|words| lower.starts_with(words))).then_some(at)
}

/// The last paragraphs from the first that speaks as lawyers do.
fn legal(lines: &[Line]) -> Option<usize> {
    let mut starts = vec![0_usize];
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() || is_separator(line) {
            starts.push(at.saturating_add(1));
        }
    }
    let mut end = lines.len();
    let mut found = None;
    // From the last paragraph upwards, as long as they speak so.
    for start in starts.into_iter().rev().take(12) {
        let paragraph = lines.get(start..end).unwrap_or_default();
        end = start.saturating_sub(1);
        let text: String = paragraph
            .iter()
            .flat_map(|line| [line.text.as_str(), " "])
            .collect::<String>()
            .to_lowercase();
        if text.trim().is_empty() {
            continue;
        }
        let words = LEGAL.iter().filter(|word| text.contains(*word)).count();
        let of_mail = THIS_MAIL.iter().any(|word| text.contains(word));
        if words < 2 || !of_mail || text.len() < 80 {
            break;
        }
        found = Some(start);
    }
    found
}
