//! Which FAQs may already answer a message, for the acknowledgement: only where their own words
//! stand in it, never on weak evidence. A function of what the site has and what was written.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    id::Slug,
    lang::Lang,
    search::Folded,
    site::{Faq, Site},
};

/// Most FAQs suggested.
pub const MAX_SUGGESTED: usize = 3;
/// The least share of a phrasing's weight that must stand in the message.
const COVERAGE: f64 = 0.7;
/// The least words they must have in common: one alone proves nothing.
const MIN_WORDS: usize = 2;
/// Most words of a message that are looked at.
const MAX_WORDS: usize = 600;

/// Words that say nothing of what a message is about, folded; Italian and English together.
const EMPTY_WORDS: &str = " a abbiamo ad after ai al alla alle allo am an and anche anyone are at avete avrei \
aver be been before but buongiorno by c can che chi ci ciao come con cosa could cui da dal dalla \
dalle dei del della delle dello deve devo di did do does done dopo dov dove e ed era essere ero \
fa faccio fare for from get gli gone got grazie ha hai hanno has have hello help hi ho how i if il \
in into io is it its la le lei lo loro ma me mi mia mie miei mio more much must my ne need nei nel \
nella no non nostro not o of ogni on or our out per perche piu please poi possibile posso potete \
prima puo pure quale quali quando quanta quante quanti quanto questa queste questi questo qui salve \
scusate se sei senza si sia siete so sono sta stata stato su sul sulla than thank thanks that the \
their them there these they thing this to tra tu tua tuo un una uno us vi voi vorrei vostra vostro \
want was we were what when where which who why will with would you your ";

/// A word without the ending that changes with number and person; none where it says nothing.
fn stem(word: &str) -> Option<String> {
    if word.chars().count() < 3 || EMPTY_WORDS.contains(&format!(" {word} ")) {
        return None;
    }
    let kept = word.strip_suffix('s').unwrap_or(word);
    let short = kept.trim_end_matches(['a', 'e', 'i', 'o']);
    let stem = if short.chars().count() >= 3 {
        short
    } else {
        kept
    };
    Some(stem.to_owned())
}

/// What a text is about, and whether it says that something is not so.
#[derive(Default)]
struct Gist {
    stems: BTreeSet<String>,
    denies: bool,
}

impl Gist {
    fn of(text: &str) -> Self {
        let folded = Folded::new([text]);
        let mut gist = Self::default();
        for word in folded.words().take(MAX_WORDS) {
            gist.denies |= matches!(word, "non" | "mai" | "not" | "never" | "t");
            gist.stems.extend(stem(word));
        }
        gist
    }
}

/// The question and the other ways to ask it, in this language.
fn phrasings<'a>(faq: &'a Faq, lang: &Lang) -> impl Iterator<Item = &'a String> {
    let also = faq.also.get(lang).into_iter().flatten();
    faq.question.0.get(lang).into_iter().chain(also)
}

/// At most [`MAX_SUGGESTED`] FAQs that may answer a message in `lang`, the surest first. What the
/// customer has read already did not help, and is not suggested.
pub fn suggest(site: &Site, lang: &Lang, message: &str, seen: &[Slug]) -> Vec<Slug> {
    let written = Gist::of(message);
    if written.stems.len() < MIN_WORDS {
        return Vec::new();
    }
    let asked: Vec<(&Faq, Vec<Gist>)> = site
        .faqs
        .iter()
        .map(|faq| (faq, phrasings(faq, lang).map(|p| Gist::of(p)).collect()))
        .collect();
    // In how many FAQs a word stands: what stands in many tells little.
    let mut spread: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, phrasings) in &asked {
        let words: BTreeSet<&String> = phrasings.iter().flat_map(|gist| &gist.stems).collect();
        for word in words {
            let count = spread.entry(word).or_default();
            *count = count.saturating_add(1);
        }
    }
    let all = asked.len() as f64;
    let weight = |word: &String| {
        let count = spread.get(word.as_str()).copied().unwrap_or(1);
        (1.0 + all / f64::from(count)).ln()
    };
    let score = |phrasing: &Gist| {
        let common = phrasing.stems.intersection(&written.stems);
        let (words, found) = common.fold((0, 0.0), |(n, sum), word| (n + 1, sum + weight(word)));
        let whole: f64 = phrasing.stems.iter().map(weight).sum();
        // “It does not switch on” is no answer to who switches it on.
        let agrees = written.denies || !phrasing.denies;
        (agrees && words >= MIN_WORDS && found >= COVERAGE * whole).then_some(found)
    };
    let mut sure: Vec<(f64, &Faq)> = asked
        .iter()
        .filter(|(faq, _)| !seen.contains(&faq.id))
        .filter_map(|(faq, phrasings)| {
            let best = phrasings.iter().filter_map(score).max_by(f64::total_cmp)?;
            Some((best, *faq))
        })
        .collect();
    sure.sort_by(|a, b| b.0.total_cmp(&a.0));
    sure.into_iter()
        .take(MAX_SUGGESTED)
        .map(|(_, faq)| faq.id.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let demo = include_str!("../../e2e/demo/site.toml");
        Site::from_toml(demo).unwrap()
    }

    fn suggested(lang: &str, message: &str) -> Vec<String> {
        let lang = Lang::parse(lang).unwrap();
        let found = suggest(&site(), &lang, message, &[]);
        found.iter().map(Slug::to_string).collect()
    }

    #[test]
    fn a_message_that_asks_what_a_faq_asks_gets_it() {
        for (lang, message, faq) in [
            (
                "it",
                "Buongiorno, ho sbagliato l'indirizzo di consegna, come posso fare? Grazie",
                "change-order",
            ),
            (
                "it",
                "vorrei annullare il mio ordine BL-12345",
                "change-order",
            ),
            (
                "en",
                "Hello, can I still cancel the order I placed?",
                "change-order",
            ),
            (
                "en",
                "I never got the confirmation email you speak of. Did it go through? I haven't received anything",
                "no-confirmation",
            ),
        ] {
            let found = suggested(lang, message);
            assert!(found.iter().any(|f| f == faq), "{message}: {found:?}");
            assert!(found.len() <= MAX_SUGGESTED);
        }
    }

    #[test]
    fn weak_evidence_suggests_nothing() {
        for (lang, message) in [
            ("it", ""),
            ("it", "ordine"),
            ("it", "Ciao, grazie mille!"),
            (
                "it",
                "La lampada che ho comprato fa uno strano rumore quando la accendo",
            ),
            ("it", "Siete bravissimi, il vaso è bellissimo"),
            ("en", "The lamp I bought makes a strange noise"),
            ("en", "Who do I talk to about an exhibition in our gallery?"),
            ("de", "Wo ist meine Bestellung?"),
            ("it", "😀 ?? ///"),
        ] {
            assert_eq!(suggested(lang, message), [""; 0], "{message}");
        }
    }

    #[test]
    fn what_was_read_already_is_not_suggested_again() {
        let it = Lang::parse("it").unwrap();
        let message = "vorrei annullare il mio ordine";
        let first = suggest(&site(), &it, message, &[]);
        assert!(!first.is_empty());
        let then = suggest(&site(), &it, message, &first);
        assert!(then.iter().all(|faq| !first.contains(faq)), "{then:?}");
    }
}
