//! What is found for what is typed, language by language, and what is marked.

use shared::answers::Entry;

use super::{found, index, marked, read};

/// Questions of a shop, and for each of them what people type who mean it.
type Table<'a> = (&'a str, &'a [(&'a str, &'a [&'a str])]);

const TABLES: &[Table] = &[
    (
        "it",
        &[
            (
                "Quanto costa la spedizione?",
                &[
                    "s",
                    "sped",
                    "spedizioni",
                    "spedizzione",
                    "psedizione",
                    "quanto cost",
                    "costi",
                    "spedire",
                ],
            ),
            (
                "Dov'è il mio ordine?|A che punto è la consegna?",
                &[
                    "dov",
                    "dove",
                    "dell'ordine",
                    "DELL’ORDINE",
                    "ordni",
                    "ordini",
                    "consegn",
                    "mio ordin",
                ],
            ),
            (
                "Come faccio un reso?",
                &["reso", "resi", "come faccio un re"],
            ),
            (
                "Perché il pagamento è rifiutato?",
                &["perche", "pagamneto", "pagare", "pagamento rif"],
            ),
        ],
    ),
    (
        "en",
        &[
            (
                "How much is shipping?",
                &["ship", "shiping", "shipped", "how much", "shpping cost"],
            ),
            (
                "Where is my order?|Track my parcel",
                &["order", "oder", "parcels", "where's my order", "📦 order"],
            ),
            (
                "Can I return an item?",
                &["return", "retrun", "returned", "returning items"],
            ),
            (
                "Don't you take credit cards?",
                &[
                    "dont",
                    "don't",
                    "don’t",
                    "credit card",
                    "crdit",
                    "credti cards",
                ],
            ),
        ],
    ),
    (
        "de",
        &[
            (
                "Wie hoch sind die Versandkosten?",
                &[
                    "versand",
                    "kosten",
                    "Versandkost",
                    "versankosten",
                    "wie hoch",
                ],
            ),
            (
                "Wo ist meine Bestellung?",
                &["bestellung", "bestellt", "bestellungen", "bestelung"],
            ),
            (
                "Wie läuft eine Rücksendung?",
                &[
                    "rück",
                    "rucksendung",
                    "sendung",
                    "ruecksendung",
                    "Rücksendungen",
                    "rücksednung",
                ],
            ),
            (
                "Welche Größen gibt es?",
                &["grossen", "GRÖSSEN", "größe", "grose"],
            ),
        ],
    ),
    (
        "fr",
        &[
            (
                "Combien coûte la livraison ?",
                &[
                    "livr",
                    "livraisons",
                    "livrer",
                    "cout",
                    "livaison",
                    "combien cou",
                ],
            ),
            (
                "Où est ma commande ?",
                &["ou est", "commandes", "commander", "comande", "commadne"],
            ),
            (
                "Comment obtenir un remboursement ?",
                &["remboursé", "rembourser", "rembousement"],
            ),
            (
                "Puis-je changer l'adresse ?",
                &["ladresse", "l'adresse", "adrese", "changer adresse"],
            ),
        ],
    ),
    (
        "es",
        &[
            (
                "¿Cuánto cuesta el envío?",
                &["envio", "envíos", "enviar", "evnio", "cuanto"],
            ),
            (
                "¿Dónde está mi pedido?",
                &["donde", "pedidos", "peddio", "mi ped"],
            ),
            (
                "¿Cómo hago una devolución?",
                &["devolucion", "devoluciones", "devolusion"],
            ),
            (
                "¿Puedo cancelar la compra?",
                &["cancelacion", "cancelado", "cancelr"],
            ),
        ],
    ),
    (
        "pt",
        &[
            (
                "Quanto custa o envio?",
                &["envio", "envios", "enviar", "quanto cus"],
            ),
            (
                "Onde está a minha encomenda?",
                &["encomendas", "encomneda", "onde esta"],
            ),
            (
                "Como faço uma devolução?",
                &["devolucoes", "devolucao", "faco"],
            ),
            (
                "Aceitam cartões de crédito?",
                &["cartao", "cartão", "credito", "cartoes"],
            ),
        ],
    ),
    (
        "ar",
        &[
            ("أين طلبي؟", &["طلب", "الطلب", "طلبي", "اين"]),
            ("كم تكلفة الشحن؟", &["شحن", "الشَّحْن", "تكلفه", "الشـــحن"]),
            ("كيف أرجع المنتج؟", &["منتج", "ارجع", "المنتح"]),
        ],
    ),
    (
        "he",
        &[
            ("איפה ההזמנה שלי?", &["הזמנה", "הזמנות", "איפ", "אִיפֹה"]),
            ("כמה עולה המשלוח?", &["משלוח", "משלוחים", "המשלו"]),
            ("איך מחזירים מוצר?", &["מוצר", "מוצרים", "מחזיר"]),
        ],
    ),
    (
        "zh",
        &[
            ("运费是多少？", &["运", "运费", "运费多少"]),
            ("我的订单在哪里？", &["订单", "我的订单", "单"]),
            ("如何退货？", &["退货", "退", "货"]),
        ],
    ),
    (
        "ja",
        &[
            ("送料はいくらですか？", &["送料", "料", "送料いくら"]),
            ("返品はできますか？", &["返品", "返品したい"]),
            (
                "クレジットカードは使えますか？",
                &["クレジット", "くれじっと", "カード"],
            ),
        ],
    ),
    (
        "pl",
        &[
            (
                "Gdzie jest moje zamówienie?",
                &["zamowienie", "zamówienia", "zamoweinie"],
            ),
            ("Ile kosztuje wysyłka?", &["wysylka", "wysyłki", "koszt"]),
        ],
    ),
];

#[test]
fn what_people_type_finds_first_what_they_mean() {
    let mut missed = Vec::new();
    for (lang, table) in TABLES {
        let questions: Vec<&str> = table.iter().map(|(question, _)| *question).collect();
        let index = index(lang, &questions);
        for (question, typed) in *table {
            let title = question.split('|').next().unwrap_or_default();
            for typed in *typed {
                let found = found(&index, typed);
                if found.first() != Some(&title) {
                    missed.push(format!("{lang}: {typed}: {found:?}"));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn nothing_is_found_for_nothing_and_for_nonsense() {
    for (lang, table) in TABLES {
        let questions: Vec<&str> = table.iter().map(|(question, _)| *question).collect();
        let index = index(lang, &questions);
        for typed in ["", " ", "?!…", "\u{300}", "xqzwk", "ксфщжцю", "🦑", "驫"] {
            assert!(found(&index, typed).is_empty(), "{lang}: {typed}");
        }
    }
}

#[test]
fn all_words_go_before_some_and_the_question_before_what_is_beside_it() {
    let entry = |id: &str, question: &str, also: &str, category: &str, answer: &str| Entry {
        id: id.to_owned(),
        question: question.to_owned(),
        also: vec![also.to_owned()],
        category: category.to_owned(),
        answer: answer.to_owned(),
    };
    let index = read(
        "en",
        &[
            entry("a", "About colours", "", "", "Candles, and how they burn"),
            entry("b", "About scents", "", "Candles", ""),
            entry("c", "About wax", "Candles", "", ""),
            entry("d", "About candles", "", "", ""),
            entry("e", "Candle holders", "", "", ""),
            entry("f", "A lamp that burns", "", "", ""),
        ],
    );
    let ids = |typed: &str| {
        let hits = index.search(typed, 9);
        let ids = hits
            .iter()
            .map(|hit| index.entries()[hit.entry].id.as_str());
        ids.collect::<String>()
    };
    // Asked so in another way is as good as meant.
    assert_eq!(ids("candles"), "cdeba");
    assert_eq!(ids("candles burn").chars().next(), Some('a'));
    assert_eq!(ids("about wax").chars().next(), Some('c'));
    assert_eq!(index.search("candles", 2).len(), 2);
    assert!(index.search("candles", 0).is_empty());
}

#[test]
fn the_words_that_fit_are_marked_however_they_fit() {
    for (lang, typed, text, expected) in [
        ("it", "", "Dov'è il mio ordine?", "Dov'è il mio ordine?"),
        (
            "it",
            "ord",
            "Dov'è il mio Ordine?",
            "Dov'è il mio [Ord]ine?",
        ),
        (
            "it",
            "ordini",
            "Dov'è il mio ordine?",
            "Dov'è il mio [ordine]?",
        ),
        (
            "it",
            "ordnie",
            "Dov'è il mio ordine?",
            "Dov'è il mio [ordine]?",
        ),
        (
            "it",
            "dell'ordine",
            "Stato dell’ordine",
            "Stato [dell]’[ordine]",
        ),
        ("it", "perche", "PERCHÉ no", "[PERCHÉ] no"),
        ("it", "perch", "Perche\u{301} no", "[Perch]e\u{301} no"),
        ("it", "perche", "Perche\u{301} no", "[Perche\u{301}] no"),
        ("it", "xyz", "Dov'è il mio ordine?", "Dov'è il mio ordine?"),
        (
            "de",
            "kosten",
            "Versandkosten ab 5 €",
            "Versand[kosten] ab 5 €",
        ),
        ("de", "stras", "Straße", "[Straß]e"),
        ("de", "gross", "Größe", "[Größ]e"),
        ("en", "dont", "Don't worry", "[Don't] worry"),
        ("en", "📦", "📦 parcels", "[📦] parcels"),
        ("zh", "我的订单", "我的订单在哪里？", "[我的订单]在哪里？"),
        (
            "ja",
            "送料いくら",
            "送料はいくらですか",
            "[送料]は[いくら]ですか",
        ),
        ("ar", "طلب", "أين الطَّلَب؟", "أين [الطَّلَب]؟"),
        ("he", "משלוחים", "כמה עולה המשלוח?", "כמה עולה [המשלוח]?"),
    ] {
        assert_eq!(marked(&index(lang, &[]), typed, text), expected, "{typed}");
    }
    // A word that is known is not taken for a slip.
    let known = index("en", &["What does it cost?", "Most questions"]);
    assert_eq!(marked(&known, "cost", "Most questions"), "Most questions");
}
