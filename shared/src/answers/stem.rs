//! Words of one language without their endings, so that forms of a word meet. Light: a few
//! endings a language, on words as `fold` gives them. `docs/answers.md` tells the sources.

use std::borrow::Cow;

use crate::lang::Lang;

/// Fewest letters that are left of a word.
const LEAST: usize = 3;

/// Cuts the endings of one language's words.
#[derive(Clone, Copy, Debug)]
pub struct Stemmer(Rules);

/// Steps of `ending` or `ending>instead`, the longest first; the first that fits is cut.
#[derive(Clone, Copy, Debug)]
enum Rules {
    /// One ending of each step.
    Steps(&'static [&'static str]),
    /// Cistem.
    German,
    /// Letters before and endings after, as often as they fit.
    Semitic(&'static str, &'static str),
}

const ENGLISH: &[&str] = &[
    "sses>ss ies>y ss>ss us>us s",
    "ingly edly ing ed",
    "ements ement ments ment ations ation able ably ate at ions>ion tion>t sion>s ly",
    "e y>i",
];
const ITALIAN: &[&str] = &[
    "mente",
    "azione azioni amento amenti imento imenti izione izioni uzione>u uzioni>u \
     ando endo iamo isco isci isce iscono are ere ire arsi ersi irsi \
     ato ata ati ate uto uta uti ute ito ita iti ite",
    "hi he ii io ia ie i e a o",
];
const FRENCH: &[&str] = &[
    "eaux>eau aux>al s x",
    "issement ement ment",
    "ation ition>i aison ant ent ait ons er ez ir ee if>iv",
    "e",
    "y>i",
    "i",
];
const SPANISH: &[&str] = &[
    "ces>z ciones>cion es s",
    "mente",
    "acion icion amiento imiento amient imient ando iendo ado ada ido ida ad id ar er ir",
    "io ia o a e i",
];
const PORTUGUESE: &[&str] = &[
    "oes>ao aes>ao ais>al eis>el ois>ol ns>m res>r zes>z s",
    "mente",
    "acao icao amento imento ando endo indo ado ada ido ida ar er ir",
    "ao io ia o a e i",
    "u",
];

impl Stemmer {
    /// For a language; words of those not known are left whole.
    pub fn of(lang: &Lang) -> Self {
        Self(match lang.base() {
            "en" => Rules::Steps(ENGLISH),
            "it" => Rules::Steps(ITALIAN),
            "fr" => Rules::Steps(FRENCH),
            "es" => Rules::Steps(SPANISH),
            "pt" => Rules::Steps(PORTUGUESE),
            "de" => Rules::German,
            "ar" => Rules::Semitic("وال بال كال فال لل ال", "ها ان ات ون ين يه ه ي"),
            "he" => Rules::Semitic("ו ה ב ל מ ש כ", "ימ ות ה"),
            _ => Rules::Steps(&[]),
        })
    }

    /// What is left of a folded word; never empty unless the word is.
    pub fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match self.0 {
            Rules::Steps(steps) => {
                let mut stem = Cow::Borrowed(word);
                for step in steps {
                    cut(&mut stem, step);
                }
                if !steps.is_empty() {
                    undouble(&mut stem);
                }
                stem
            }
            Rules::German => {
                let mut stem = Cow::Borrowed(german(word));
                undouble(&mut stem);
                stem
            }
            Rules::Semitic(before, after) => {
                let shorter = |word: &'a str| {
                    let mut letters = before.split(' ');
                    letters.find_map(|ones| word.strip_prefix(ones).filter(|rest| is_long(rest)))
                };
                let mut rest = after
                    .split(' ')
                    .find_map(|ending| word.strip_suffix(ending).filter(|rest| is_long(rest)))
                    .unwrap_or(word);
                while let Some(less) = shorter(rest) {
                    rest = less;
                }
                Cow::Borrowed(rest)
            }
        }
    }
}

fn is_long(stem: &str) -> bool {
    stem.chars().nth(LEAST - 1).is_some()
}

/// Cuts or changes the first ending of a step that leaves enough.
fn cut(stem: &mut Cow<'_, str>, step: &str) {
    for rule in step.split_ascii_whitespace() {
        let (ending, instead) = rule.split_once('>').unwrap_or((rule, ""));
        let Some(rest) = stem.strip_suffix(ending) else {
            continue;
        };
        // A word has a vowel at least: “string” is no form of “str”.
        let length = rest.len();
        if length.saturating_add(instead.len()) < LEAST
            || !rest.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        {
            continue;
        }
        if instead.is_empty() {
            match stem {
                Cow::Borrowed(word) => *word = word.get(..length).unwrap_or(word),
                Cow::Owned(word) => word.truncate(length),
            }
        } else if instead != ending {
            let word = stem.to_mut();
            word.truncate(length);
            word.push_str(instead);
        }
        return;
    }
}

/// Of two equal letters at the end, one.
fn undouble(stem: &mut Cow<'_, str>) {
    let mut last = stem.chars().rev();
    if let (Some(one), Some(other)) = (last.next(), last.next())
        && one == other
        && one.is_ascii_alphabetic()
        && stem.len() > LEAST
    {
        let length = stem.len().saturating_sub(1);
        match stem {
            Cow::Borrowed(word) => *word = word.get(..length).unwrap_or(word),
            Cow::Owned(word) => word.truncate(length),
        }
    }
}

/// Cistem with the nouns on -ung beside their verbs.
fn german(word: &str) -> &str {
    let cut = |word: &'_ str, ending: &str, least: usize| {
        word.len()
            .checked_sub(ending.len())
            .filter(|left| *left >= least && word.ends_with(ending))
    };
    let mut stem = word
        .strip_prefix("ge")
        .filter(|rest| rest.len() >= 4)
        .unwrap_or(word);
    if let Some(left) = cut(stem, "ungen", 4).or_else(|| cut(stem, "ung", 4)) {
        stem = stem.get(..left).unwrap_or(stem);
    }
    while let Some(left) = [
        ("em", 4),
        ("er", 4),
        ("nd", 4),
        ("t", 3),
        ("e", 3),
        ("s", 3),
        ("n", 3),
    ]
    .iter()
    .find_map(|(ending, least)| cut(stem, ending, *least))
    {
        stem = stem.get(..left).unwrap_or(stem);
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::fold::tokens;

    /// Each line's words have one stem.
    const FORMS: &[(&str, &[&str])] = &[
        (
            "en",
            &[
                "order orders ordered ordering",
                "ship ships shipped shipping shipment shipments",
                "delivery deliveries",
                "return returns returned returning returnable",
                "cancel cancelled canceled cancelling cancellation cancels",
                "box boxes",
                "address addresses",
                "pay pays paying payment payments",
                "change changes changed changing",
                "validate validated validation validating",
                "certificate certificates",
                "let let's lets",
                "renew renewed renewing",
            ],
        ),
        (
            "it",
            &[
                "ordine ordini ordinare ordinato",
                "spedizione spedizioni spedire spedito spedita spediti spedite spedisco",
                "pagamento pagamenti pagare pagato pago paga",
                "reso resi resa",
                "restituzione restituire restituito restituisco restituisce",
                "pacco pacchi",
                "costo costa costi",
                "prodotto prodotti",
                "rimborso rimborsi rimborsare rimborsato rimborsi",
                "annullamento annullare annullato annullo",
                "negozio negozi",
                "mese mesi",
                "gratuita gratuito gratuitamente",
                "cancellazione cancellare cancellata",
            ],
        ),
        (
            "de",
            &[
                "Bestellung Bestellungen bestellen bestellt bestelle",
                "Lieferung liefern geliefert Lieferungen",
                "Rücksendung Rücksendungen rücksenden",
                "Zahlung Zahlungen zahlen gezahlt zahle",
                "Preis Preise Preisen",
                "Kunde Kunden",
                "Zertifikat Zertifikate Zertifikaten Zertifikats",
                "Konto Kontos",
                "kostet kosten",
            ],
        ),
        (
            "fr",
            &[
                "commande commandes commander commandé commandée",
                "livraison livraisons livrer livré livrée livrés",
                "remboursement remboursements rembourser remboursé",
                "paiement paiements payer payé",
                "annulation annuler annulé annulez",
                "journal journaux",
                "cadeau cadeaux",
                "gratuit gratuite gratuitement gratuits",
                "expédition expédier expédié expéditions",
                "certificat certificats",
                "utiliser utilisation utilise utilisez",
                "actif active actifs",
            ],
        ),
        (
            "es",
            &[
                "pedido pedidos pedir",
                "envío envíos enviar enviado enviada",
                "devolución devoluciones",
                "pago pagos pagar pagado",
                "cancelación cancelar cancelado cancelaciones",
                "reembolso reembolsos reembolsar",
                "certificado certificados",
                "gratuito gratuita gratuitamente gratuitos",
                "luz luces",
                "tarjeta tarjetas",
                "funcionamiento funcionar funciona",
            ],
        ),
        (
            "pt",
            &[
                "encomenda encomendas encomendar encomendado",
                "devolução devoluções",
                "pagamento pagamentos pagar pago",
                "envio envios enviar enviado",
                "entrega entregas entregar entregue",
                "cancelamento cancelar cancelado",
                "cartão cartões",
                "jornal jornais",
                "reembolso reembolsos reembolsar",
                "funcionamento funcionar funciona",
            ],
        ),
        ("ar", &["الطلب طلب بالطلب والطلب", "الشحنات شحنه الشحنة"]),
        (
            "he",
            &["הזמנה הזמנות בהזמנה ההזמנה", "משלוח משלוחים המשלוח"],
        ),
        ("pl", &["zamówienie"]),
    ];

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let mut apart = Vec::new();
        for (lang, lines) in FORMS {
            let stemmer = Stemmer::of(&Lang::parse(lang).expect("a tag"));
            for line in *lines {
                let tokens = tokens(line);
                let mut stems: Vec<_> = tokens.iter().map(|t| stemmer.stem(&t.word)).collect();
                stems.dedup();
                if stems.len() != 1 {
                    apart.push(format!("{lang}: {line}: {stems:?}"));
                }
            }
        }
        assert!(apart.is_empty(), "{apart:#?}");
    }

    #[test]
    fn different_words_stay_apart() {
        for (lang, words) in [
            ("en", "string thing order old status state bed free"),
            ("it", "casa caso ordine orario"),
            ("de", "Preis Paket Konto Karte"),
            ("fr", "livre carte client cadeau"),
            ("es", "pedido pago tarjeta"),
            ("pt", "pedido pago conta"),
        ] {
            let stemmer = Stemmer::of(&Lang::parse(lang).expect("a tag"));
            let tokens = tokens(words);
            let mut stems: Vec<_> = tokens.iter().map(|t| stemmer.stem(&t.word)).collect();
            let count = stems.len();
            stems.sort();
            stems.dedup();
            // Italian has one stem for a house and a case.
            assert!(
                stems.len() >= count - usize::from(lang == "it"),
                "{stems:?}"
            );
            assert!(stems.iter().all(|stem| !stem.is_empty()));
        }
    }
}
