//! The FAQ of a public site in four languages, as its editors wrote it.

use std::path::PathBuf;

use shared::id::Slug;
use shared::import::{Format, Import, import};
use shared::markdown::{to_html, to_text};

fn page(lang: &str) -> Option<String> {
    let data = std::env::var_os("PREMURA_DATA")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"));
    let path = data.join(format!("faq/letsencrypt.{lang}.md"));
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => {
            eprintln!(
                "skipped: {} cannot be read ({error}); set PREMURA_DATA",
                path.display()
            );
            None
        }
    }
}

fn imported(text: &str) -> Import {
    import(Format::Markdown, text).expect("the page imports")
}

/// The questions as a reader counts them: every line that begins with two hash signs, without
/// the parser that is tested.
fn questions_by_eye(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("## "));
    lines
        .map(|line| {
            line.trim()
                .replace("*Phishing/Malware/Scam/...*", "Phishing/Malware/Scam/...")
        })
        .collect()
}

struct Language {
    code: &'static str,
    questions: usize,
    categories: [(&'static str, &'static str); 2],
    /// Words of the first, the fourth and the last answer.
    told: [(usize, &'static str); 3],
}

const LANGUAGES: [Language; 4] = [
    Language {
        code: "en",
        questions: 18,
        categories: [
            ("general-questions", "General Questions"),
            ("technical-questions", "Technical Questions"),
        ],
        told: [
            (0, "Let's Encrypt is a global Certificate Authority (CA)."),
            (
                3,
                "Google Safe Browsing and the Microsoft Smart Screen program",
            ),
            (
                17,
                "Longtime security researcher and practitioner, Ivan Ristić",
            ),
        ],
    },
    Language {
        code: "de",
        questions: 18,
        categories: [
            ("allgemeine-fragen", "Allgemeine Fragen"),
            ("technische-fragen", "Technische Fragen"),
        ],
        told: [
            (0, "eine globale Zertifizierungsstelle (CA)"),
            (3, "safebrowsing.google.com/safebrowsing/report_badware"),
            (17, "Ivan Ristić"),
        ],
    },
    Language {
        code: "fr",
        questions: 18,
        categories: [
            ("questions-generales", "Questions générales"),
            ("questions-techniques", "Questions techniques"),
        ],
        told: [
            (0, "autorité de certification"),
            (3, "safebrowsing.google.com/safebrowsing/report_badware"),
            (17, "Ivan Ristić"),
        ],
    },
    Language {
        code: "es",
        questions: 15,
        categories: [
            ("preguntas-generales", "Preguntas Generales"),
            ("preguntas-tecnicas", "Preguntas Técnicas"),
        ],
        told: [
            (0, "es una Autoridad de Certificación"),
            (
                3,
                "Google Safe Browsing y el programa Microsoft Smart Screen",
            ),
            (14, "hasta que caduquen las autorizaciones"),
        ],
    },
];

#[test]
fn every_question_of_a_real_site_arrives() {
    for language in &LANGUAGES {
        let Some(text) = page(language.code) else {
            return;
        };
        let import = imported(&text);
        let questions: Vec<&str> = import
            .faqs
            .iter()
            .map(|faq| faq.question.as_str())
            .collect();
        assert_eq!(questions, questions_by_eye(&text), "{}", language.code);
        assert_eq!(questions.len(), language.questions, "{}", language.code);

        let categories = language
            .categories
            .map(|(id, label)| (id.to_owned(), label.to_owned()));
        assert_eq!(import.categories, categories);
        for (number, faq) in import.faqs.iter().enumerate() {
            let (category, _) = language.categories[usize::from(number >= 4)];
            assert_eq!(faq.category.as_deref(), Some(category), "{}", faq.question);
            assert!(Slug::parse(&faq.id).is_ok(), "{}", faq.id);
            assert!(
                !faq.answer.contains("## "),
                "an answer holds a question: {}",
                faq.answer
            );
        }
        for (number, words) in language.told {
            let answer = &import.faqs[number].answer;
            assert!(
                answer.contains(words),
                "{} {number}: {answer}",
                language.code
            );
        }
    }
}

/// Each line of the file is in exactly one answer, heading or note; nothing is lost between them.
#[test]
fn every_line_of_a_real_site_is_in_its_own_answer() {
    for language in &LANGUAGES {
        let Some(text) = page(language.code) else {
            return;
        };
        let import = imported(&text);
        let mut answers = import.faqs.iter();
        let mut answer = None;
        let mut lines = 0;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if line.starts_with("## ") {
                answer = answers.next();
            } else if line.starts_with("# ") {
                answer = None;
            } else if let Some(faq) = answer
                && !line.contains("<a ")
            {
                assert!(
                    faq.answer.contains(line.trim_end()),
                    "{line}\nis not in\n{}",
                    faq.answer
                );
                lines += 1;
            }
        }
        assert!(
            lines > 25,
            "{}: only {lines} lines were looked at",
            language.code
        );
    }
}

#[test]
fn links_written_as_html_are_kept_as_markdown() {
    let Some(text) = page("en") else { return };
    let import = imported(&text);
    let answer = &import.faqs[17].answer;
    let link = "[set up your TLS configuration](https://www.feistyduck.com/library/bulletproof-tls-guide/online/)";
    assert!(answer.contains(link), "{answer}");
    assert!(!answer.contains("<a"), "{answer}");
}

#[test]
fn what_stands_before_the_questions_is_told() {
    let Some(text) = page("en") else { return };
    let import = imported(&text);
    let [intro, links] = import.notes.as_slice() else {
        panic!("{:?}", import.notes)
    };
    assert!(
        intro.contains("This FAQ is divided into the following sections"),
        "{intro}"
    );
    assert!(
        links.contains("complete those in the answers: 13"),
        "{links}"
    );
}

#[test]
fn real_answers_can_be_shown() {
    for language in &LANGUAGES {
        let Some(text) = page(language.code) else {
            return;
        };
        for faq in imported(&text).faqs {
            let html = to_html(&faq.answer);
            assert!(html.starts_with("<p>"), "{html}");
            assert!(!html.contains("]("), "{html}");
            assert!(!to_text(&faq.answer).contains("]("), "{html}");
        }
    }
}
