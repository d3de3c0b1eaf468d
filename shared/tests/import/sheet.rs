//! Tables with a question per row.

use shared::import::Format;

use crate::{read, told};

#[test]
fn a_row_is_a_question_in_any_usual_table() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "comma",
            "question,answer\nA?,a\nB?,b",
            &["A? => a", "B? => b"],
        ),
        (
            "semicolon",
            "Domanda;Risposta;Categoria\nA, forse?;a;Ordini\n",
            &["ordini: A, forse? => a"],
        ),
        ("tab", "Frage\tAntwort\nA?\ta, b; c", &["A? => a, b; c"]),
        (
            "accents and case",
            "CATÉGORIE,Réponse,QUESTION\nx,a,A?",
            &["x: A? => a"],
        ),
        (
            "byte order mark and quotes",
            "\u{feff}\"Pregunta\";\"Respuesta\"\r\n\"A; \"\"b\"\"?\";\"a\"\r\n",
            &["A; \"b\"? => a"],
        ),
        (
            "other columns",
            "id,Question,Updated,Answer\n7,A?,2026,a",
            &["A? => a"],
        ),
        ("no header", "A?,a\nB?,\"b, c\"", &["A? => a", "B? => b, c"]),
        (
            "no header, semicolons",
            "A, b?;a\nB?;b, c, d",
            &["A, b? => a", "B? => b, c, d"],
        ),
        (
            "lines in a cell",
            "question,answer\nA?,\"one\ntwo\n\n- x\n- y\"",
            &["A? => one\\\ntwo\n\n- x\n- y"],
        ),
        (
            "html in a cell",
            "question,answer\nA?,<p>one</p><p>two <b>three</b></p>",
            &["A? => one\n\ntwo **three**"],
        ),
        (
            "short and empty rows",
            "question,answer\n,,\nA?,a,b,c\n\nB?\n",
            &["A? => a"],
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(told(Format::Csv, text), *expected, "{name}");
    }
}

#[test]
fn a_table_tells_other_wordings_and_left_out_rows() {
    let text = "question,answer,also\nA?,a,\"x | y\nz |\"\nB?,,\n,c,\n";
    let import = read(Format::Csv, text);
    assert_eq!(import.faqs[0].also, ["x", "y", "z"]);
    assert_eq!(
        import.notes,
        [
            "line 4 has no answer and was left out",
            "line 5 has no question and was left out"
        ]
    );
    let notes = read(Format::Csv, "A?,a").notes;
    assert_eq!(
        notes,
        ["no header names a question and an answer column; the first two columns were taken"]
    );
}
