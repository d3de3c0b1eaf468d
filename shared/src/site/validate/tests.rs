//! What is refused, and by which key.

use super::*;

#[test]
fn origins_are_scheme_and_host() {
    for good in [
        "https://a.example",
        "http://localhost:3000",
        "https://xn--bcher-kva.example",
    ] {
        assert!(is_origin(good), "{good}");
    }
    for bad in [
        "",
        "a.example",
        "https://",
        "https://a/",
        "https://a:b",
        "*",
        "https://*.a.it",
    ] {
        assert!(!is_origin(bad), "{bad}");
    }
}

/// Keys that are refused when this is added to a small site.
fn refused(more: &str) -> Vec<String> {
    let toml = format!(
        "name = \"Bottega\"\nlanguages = [\"it\"]\ntime_zone = \"Europe/Rome\"\n\
         [mail]\nfrom = \"ciao@bottega.example\"\n{more}"
    );
    match Site::from_toml(&toml) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.key).collect(),
    }
}

#[test]
fn fields_fit_their_kind() {
    let field = |rest: &str| {
        let field = format!("id = \"f\"\nlabel = {{ it = \"F\" }}\n{rest}");
        refused(&format!(
            "[[topics]]\nid = \"t\"\nlabel = {{ it = \"T\" }}\n[[topics.fields]]\n{field}"
        ))
    };
    let choice = "{ id = \"a\", label = { it = \"A\" } }";
    for good in [
        "kind = \"text\"",
        "kind = \"product\"",
        "kind = \"order_number\"\npattern = \"BL-###\"",
        "kind = \"order_number\"",
        "kind = \"number\"\nmin = \"1,5\"\nmax = \"2\"",
        "kind = \"date\"\nmin = \"2026-01-01\"\nmax = \"2026-01-01\"",
        &format!("kind = \"choice\"\nchoices = [{choice}]"),
    ] {
        assert_eq!(field(good), Vec::<String>::new(), "{good}");
    }
    for (bad, key) in [
        ("kind = \"choice\"".to_owned(), "choices"),
        ("kind = \"choices\"\nchoices = []".into(), "choices"),
        (format!("kind = \"text\"\nchoices = [{choice}]"), "choices"),
        (
            format!("kind = \"choice\"\nchoices = [{choice}, {choice}]"),
            "choices[1].id",
        ),
        (
            "kind = \"choice\"\nchoices = [{ id = \"a\", label = { en = \"A\" } }]".into(),
            "choices[0].label.en",
        ),
        ("kind = \"text\"\npattern = \"#\"".into(), "pattern"),
        (
            "kind = \"order_number\"\npattern = \"BL\"".into(),
            "pattern",
        ),
        (
            format!("kind = \"order_number\"\npattern = \"{}\"", "#".repeat(41)),
            "pattern",
        ),
        ("kind = \"text\"\nmin = \"1\"".into(), "min"),
        ("kind = \"number\"\nmax = \"many\"".into(), "max"),
        ("kind = \"date\"\nmin = \"24/12/2026\"".into(), "min"),
        ("kind = \"number\"\nmin = \"2\"\nmax = \"1\"".into(), "max"),
        (
            "kind = \"date\"\nmin = \"2026-01-02\"\nmax = \"2026-01-01\"".into(),
            "max",
        ),
        ("kind = \"text\"\nhelp = { it = \"\" }".into(), "help.it"),
    ] {
        assert_eq!(field(&bad), [format!("topics[0].fields[0].{key}")], "{bad}");
    }
    let twice = "[[topics]]\nid = \"t\"\nlabel = { it = \"T\" }\n".to_owned()
        + &"[[topics.fields]]\nid = \"f\"\nkind = \"text\"\nlabel = { it = \"F\" }\n".repeat(2);
    assert_eq!(refused(&twice), ["topics[0].fields[1].id"]);
}

#[test]
fn there_is_a_way_to_be_answered_and_each_only_once() {
    assert_eq!(
        refused("[form]\nanswer_by = [\"phone\"]"),
        Vec::<String>::new()
    );
    assert_eq!(refused("[form]\nanswer_by = []"), ["form.answer_by"]);
    assert_eq!(
        refused("[form]\nanswer_by = [\"chat\", \"chat\"]"),
        ["form.answer_by[1]"]
    );
}

#[test]
fn rules_and_agents_name_only_what_there_is() {
    let staff = r#"
        [[teams]]
        id = "shop"
        name = "Shop"
        [[topics]]
        id = "order"
        label = { it = "Ordine" }
        [[topics.fields]]
        id = "why"
        kind = "text"
        label = { it = "Motivo" }
        [[agents]]
        id = "marta"
        name = "Marta"
        email = "marta@bottega.example"
        teams = ["shop"]
        languages = ["it"]
        "#;
    let with = |rule: &str| refused(&format!("{staff}\n{rule}"));
    let good = r#"
        [[routing]]
        team = "shop"
        owner = "marta"
        when = { topics = ["order"], languages = ["it"], fields = { why = ["x"] } }
        "#;
    assert_eq!(with(good), Vec::<String>::new());
    for (bad, keys) in [
        (
            "[[routing]]\nteam = \"x\"\nowner = \"x\"\nsla = \"x\"",
            vec!["routing[0].team", "routing[0].owner", "routing[0].sla"],
        ),
        (
            "[[routing]]\nwhen = { topics = [\"x\"] }",
            vec!["routing[0].when.topics"],
        ),
        (
            "[[routing]]\nwhen = { languages = [\"en\"] }",
            vec!["routing[0].when.languages"],
        ),
        (
            "[[routing]]\nwhen = { fields = { x = [\"1\"] } }",
            vec!["routing[0].when.fields.x"],
        ),
        (
            "[[teams]]\nid = \"shop\"\nname = \"\"",
            vec!["teams[1].id", "teams[1].name"],
        ),
        (
            "[[agents]]\nid = \"marta\"\nname = \"M\"\nemail = \"m@bottega.example\"\nteams = [\"x\"]\nlanguages = [\"en\"]\nhours = { monday = [\"09:00-13:00\", \"12:00-14:00\"] }",
            vec![
                "agents[1].id",
                "agents[1].teams",
                "agents[1].languages",
                "agents[1].hours.monday",
            ],
        ),
    ] {
        assert_eq!(with(bad), keys, "{bad}");
    }
}

#[test]
fn notices_pages_and_the_first_view_fit() {
    let faq = "[[faqs]]\nid = \"a\"\nquestion = { it = \"A\" }\nanswer = { it = \"A\" }\n";
    let notice = |rest: &str| refused(&format!("[[notices]]\ntext = {{ it = \"Ciao\" }}\n{rest}"));
    for good in [
        "",
        "level = \"warning\"",
        "from = 2026-12-24T18:00:00\nuntil = \"2026-12-24\"",
        "pages = [\"/\", \"/cart*\", \"*\", \"https://a.example/*\"]",
    ] {
        assert_eq!(notice(good), Vec::<String>::new(), "{good}");
    }
    for (bad, key) in [
        ("level = \"loud\"", "notices[0].level"),
        ("from = \"soon\"", "notices[0].from"),
        (
            "from = \"2026-12-25\"\nuntil = \"2026-12-24\"",
            "notices[0].until",
        ),
        ("pages = [\"cart\"]", "notices[0].pages[0]"),
        ("pages = [\"/a\\nb\"]", "notices[0].pages[0]"),
    ] {
        assert_eq!(notice(bad), [key], "{bad}");
    }
    assert_eq!(
        refused("[[notices]]\ntext = { en = \"Hi\" }"),
        ["notices[0].text.en"]
    );
    assert_eq!(refused(&format!("[home]\nfaqs = [\"a\"]\n{faq}")), [""; 0]);
    assert_eq!(
        refused(&format!("[home]\nfaqs = [\"b\", \"b\"]\n{faq}")),
        ["home.faqs[1]", "home.faqs[0]", "home.faqs[1]"]
    );
    assert_eq!(
        refused(&format!("{faq}pages = [\"*.html\", \"x\"]")),
        ["faqs[0].pages[1]"]
    );
}

#[test]
fn channels_say_when_where_and_for_whom() {
    let channel = |rest: &str| {
        refused(&format!(
            "[[channels]]\nkind = \"phone\"\nvalue = \"+39 0546 000000\"\n{rest}"
        ))
    };
    for good in [
        "replies_within = \"30m\"\nlanguages = [\"it\"]\npages = [\"/cart*\"]",
        "hours = { monday = [\"09:00-13:00\"] }",
    ] {
        assert_eq!(channel(good), Vec::<String>::new(), "{good}");
    }
    for (bad, key) in [
        ("replies_within = \"2d\"", "channels[0].replies_within"),
        ("replies_within = \"soon\"", "channels[0].replies_within"),
        ("languages = [\"de\"]", "channels[0].languages"),
        ("hours = {}", "channels[0].hours"),
        (
            "hours = { monday = [\"09:00-13:00\", \"12:00-14:00\"] }",
            "channels[0].hours.monday",
        ),
        ("pages = [\"\"]", "channels[0].pages[0]"),
    ] {
        assert_eq!(channel(bad), [key], "{bad}");
    }
}

#[test]
fn looks_are_a_colour_a_safe_logo_and_known_words() {
    let looks = |rest: &str| refused(&format!("[appearance]\n{rest}"));
    for good in [
        "shape = \"square\"\nscheme = \"dark\"",
        "logo = \"https://a.example/logo.svg?v=1\"",
    ] {
        assert_eq!(looks(good), Vec::<String>::new(), "{good}");
    }
    for (bad, key) in [
        ("accent = \"red\"", "appearance.accent"),
        ("logo = \"http://a.example/x.png\"", "appearance.logo"),
        ("logo = \"https://a.example/x y.png\"", "appearance.logo"),
        ("shape = \"oval\"", "appearance.shape"),
        ("scheme = \"auto\"", "appearance.scheme"),
    ] {
        assert_eq!(looks(bad), [key], "{bad}");
    }
}

#[test]
fn macros_can_be_filled() {
    let one = |rest: &str| refused(&format!("[[macros]]\nid = \"m\"\n{rest}"));
    let good = "name = \"M\"\ntext = { it = \"Ciao {customer} { } {X}\" }\nstatus = \"resolved\"";
    assert_eq!(one(good), Vec::<String>::new());
    for (bad, key) in [
        ("name = \"\"\ntext = { it = \"a\" }", "macros[0].name"),
        (
            "name = \"M\"\ntext = { it = \"{nobody}\" }",
            "macros[0].text.it",
        ),
        ("name = \"M\"\ntext = { de = \"a\" }", "macros[0].text.de"),
        (
            "name = \"M\"\ntext = { it = \"a\" }\nstatus = \"new\"",
            "macros[0].status",
        ),
        (
            "name = \"M\"\ntext = { it = \"a\" }\ntopic = \"x\"",
            "macros[0].topic",
        ),
    ] {
        assert_eq!(one(bad), [key], "{bad}");
    }
}
