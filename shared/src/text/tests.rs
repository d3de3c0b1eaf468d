//! What must hold of every catalogue.

use super::*;

#[test]
fn values_are_filled_in_once() {
    let values = [("a", "{b}"), ("b", "2")];
    assert_eq!(fill("{a} {b} {c} {", &values), "{b} 2 {c} {");
    assert_eq!(fill("", &values), "");
}

#[test]
fn every_language_has_the_same_placeholders_and_no_empty_text() {
    let en = Catalogue::of(Locale::En);
    for locale in Locale::ALL {
        let texts = Catalogue::of(locale);
        for text in Text::ALL {
            let (words, english) = (texts.get(*text), en.get(*text));
            assert!(
                words.split('|').all(|form| !form.trim().is_empty()),
                "{locale:?} {text:?}"
            );
            assert_eq!(
                own::places(words),
                own::places(english),
                "{locale:?} {text:?}"
            );
        }
        assert_eq!(texts.get(Text::Tongue), locale.tag());
        assert_eq!(texts.get(Text::Weekdays).split(',').count(), 7);
        assert_eq!(texts.get(Text::Months).split(',').count(), 12);
        assert_eq!(texts.get(Text::SurveyScores).split(',').count(), 5);
        for pair in [
            Text::ShortUnits,
            Text::SurveyRecommendEnds,
            Text::SurveyEasyEnds,
        ] {
            assert_eq!(texts.get(pair).split(',').count(), 2, "{locale:?} {pair:?}");
        }
    }
}

/// A text copied from another language and forgotten would pass for a translation.
#[test]
fn every_language_says_it_in_its_own_words() {
    // Longer texts are the same in two languages only by mistake.
    let long = |text: &&Text| {
        **text != Text::Clock && Catalogue::of(Locale::En).get(**text).chars().count() > 24
    };
    for text in Text::ALL.iter().filter(long) {
        let mut said: Vec<String> = Locale::ALL
            .iter()
            .map(|locale| Catalogue::of(*locale).get(*text).to_owned())
            .collect();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), Locale::ALL.len(), "{text:?}");
    }
}

#[test]
fn bad_news_comes_without_exclamation_marks() {
    for locale in Locale::ALL {
        let texts = Catalogue::of(locale);
        // Thanks for good news may be heartfelt.
        let sober = |text: &&Text| **text != Text::HelpedThanks;
        for words in Text::ALL.iter().filter(sober).map(|text| texts.get(*text)) {
            assert!(!words.contains(['!', '¡', '！']), "{locale:?} {words}");
        }
    }
}

#[test]
fn counted_texts_have_a_form_for_every_number_of_their_language() {
    for locale in Locale::ALL {
        let texts = Catalogue::of(locale);
        for text in Text::ALL {
            let forms = texts.get(*text).split('|').count();
            let needed = match text {
                Text::Clock => continue,
                _ if Text::COUNTED.contains(text) => plural::forms(locale.tag()),
                _ => 1,
            };
            assert_eq!(forms, needed, "{locale:?} {text:?}");
        }
    }
    let say = |locale, n| Catalogue::of(locale).count(Text::ResultsCount, n);
    for (locale, n, said) in [
        (Locale::It, 1, "1 risposta"),
        (Locale::It, 2, "2 risposte"),
        (Locale::En, 1, "1 answer"),
        (Locale::De, 5, "5 Antworten"),
        (Locale::Fr, 1, "1 réponse"),
        (Locale::Es, 21, "21 respuestas"),
        (Locale::Pt, 1, "1 resposta"),
        (Locale::He, 1, "תשובה אחת"),
        (Locale::He, 2, "שתי תשובות"),
        (Locale::He, 11, "\u{2068}11\u{2069} תשובות"),
        (Locale::Ar, 1, "إجابة واحدة"),
        (Locale::Ar, 2, "إجابتان"),
        (Locale::Ar, 10, "\u{2068}10\u{2069} إجابات"),
        (Locale::Ar, 11, "\u{2068}11\u{2069} إجابة"),
        (Locale::Ar, 103, "\u{2068}103\u{2069} إجابات"),
    ] {
        assert_eq!(say(locale, n), said);
    }
}

/// Words only said to somebody one addresses with *tu*.
const FAMILIAR: [&str; 25] = [
    "tu",
    "ti",
    "te",
    "tuo",
    "tua",
    "tuoi",
    "tue",
    "ciao",
    "scrivi",
    "scrivici",
    "scrivilo",
    "scegli",
    "scegline",
    "scegliene",
    "prova",
    "riprova",
    "controlla",
    "lascia",
    "hai",
    "sei",
    "vuoi",
    "dicci",
    "parla",
    "fai",
    "fatti",
];

#[test]
fn the_formal_address_is_kept_throughout() {
    let site = |formality: &str| {
        Site::from_toml(&format!(
            "{formality}\nname = \"Bottega\"\nlanguages = [\"it\", \"en\"]\ntime_zone = \"Europe/Rome\"\n[mail]\nfrom = \"ciao@bottega.example\""
        ))
        .unwrap()
    };
    let (usual, formal) = (site(""), site("formality = \"formal\""));
    let it = Lang::parse("it").unwrap();
    let texts = Catalogue::of_site(&formal, &it);
    for (text, said) in Text::ALL.iter().zip(&texts.0) {
        let lower = said.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphabetic());
        // What the customer says, and what is said of others.
        if !matches!(text, Text::AskPerson) {
            let familiar = words.find(|word| FAMILIAR.contains(word));
            assert_eq!(familiar, None, "{text:?}: {said}");
        }
        let ours = Catalogue::of(Locale::It);
        assert_eq!(
            super::own::places(said),
            super::own::places(ours.get(*text)),
            "{text:?}"
        );
        if let Some(own) = super::formal::italian(*text) {
            assert_ne!(own, ours.get(*text), "{text:?} is no other");
        }
    }
    assert_eq!(Catalogue::of_site(&usual, &it), Catalogue::of(Locale::It));
    let en = Lang::parse("en").unwrap();
    assert_eq!(Catalogue::of_site(&formal, &en), Catalogue::of(Locale::En));
}

#[test]
fn an_owners_words_stand_in_the_place_of_ours() {
    let site = Site::from_toml(
        r#"
        name = "Bottega"
        languages = ["it", "ja", "he"]
        time_zone = "Europe/Rome"
        [mail]
        from = "ciao@bottega.example"
        [texts.it]
        search = "Che cosa cerchi?"
        [texts.ja]
        results_count = "{count}件"
        [texts.he]
        results_for = "על {query}"
        "#,
    )
    .unwrap();
    let of = |tag: &str| Catalogue::of_site(&site, &Lang::parse(tag).unwrap());
    assert_eq!(of("it").get(Text::Search), "Che cosa cerchi?");
    assert_eq!(of("it-ch").get(Text::Search), "Che cosa cerchi?");
    assert_eq!(of("it").get(Text::Send), "Invia");
    assert_eq!(of("ja").count(Text::ResultsCount, 1), "1件");
    assert_eq!(of("ja").get(Text::Send), "Send");
    // What is put in an owner's words must not turn them around either.
    assert_eq!(of("he").get(Text::ResultsFor), "על \u{2068}{query}\u{2069}");
}

#[test]
fn the_panel_gets_no_text_it_never_shows() {
    let panel = Catalogue::of(Locale::It).of_panel();
    assert!(!panel.get(Text::Credit).is_empty());
    assert_eq!(panel.get(Text::RequestHeading), "");
}

#[test]
fn the_assistant_gets_what_the_panel_has_not() {
    let mut texts = Catalogue::of(Locale::En).of_panel();
    texts.0.extend(Catalogue::of(Locale::En).of_assistant().0);
    assert_eq!(texts.get(Text::AskHelped), "Did this help?");
    assert_eq!(texts.0.len(), Text::OrderNumberInvalid as usize + 1);
}

/// Else customers would read nothing where it stands.
#[test]
fn the_panel_gets_every_text_it_shows() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../widget/src");
    let mut folders: Vec<std::path::PathBuf> = vec![root.into()];
    let mut code = String::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            // These pages are drawn by the server alone.
            if path
                .file_stem()
                .is_some_and(|name| name == "request" || name == "visit")
            {
                continue;
            }
            match path.is_dir() {
                true => folders.push(path),
                false => code.push_str(&std::fs::read_to_string(path).unwrap()),
            }
        }
    }
    let named = |text: &&Text| {
        let name = format!("Text::{text:?}");
        code.match_indices(&name)
            .any(|(at, _)| !code[at + name.len()..].starts_with(|c: char| c.is_alphanumeric()))
    };
    let missing: Vec<_> = Text::ALL
        .iter()
        .skip(Text::LAST_OF_PANEL as usize + 1)
        .filter(named)
        .collect();
    assert!(missing.is_empty(), "{missing:?} stand after LAST_OF_PANEL");
}

/// A text nobody shows is dead weight for every customer.
#[test]
fn every_text_is_used() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let mut code = String::new();
    let mut folders: Vec<std::path::PathBuf> = ["shared/src", "widget/src", "edge/src"]
        .map(|f| format!("{root}/{f}").into())
        .into();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("text.rs")
                && path.parent().is_some_and(|p| !p.ends_with("text"))
            {
                code.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let unused: Vec<_> = Text::ALL
        .iter()
        // The tongue is for counting, in here.
        .filter(|text| **text != Text::Tongue)
        .filter(|text| {
            let name = format!("Text::{text:?}");
            !code
                .match_indices(&name)
                .any(|(at, _)| !code[at + name.len()..].starts_with(|c: char| c.is_alphanumeric()))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}
