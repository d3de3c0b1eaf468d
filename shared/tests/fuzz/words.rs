//! Short texts with a form of their own: headers, addresses, tokens, numbers.

use base64::{Engine, engine::general_purpose::STANDARD};
use proptest::{collection::vec, prelude::*};
use shared::{
    address::{EmailAddress, Mailbox},
    agent::family,
    colour::Colour,
    contact::{Phone, Window},
    depth::depth_within,
    file,
    id::{Reference, SiteId, Slug},
    key::{RequestToken, SiteKey},
    lang::{Lang, Locale},
    limit, proof,
    relay::Relay,
    request_page::{Act, Action, score},
    retry, spam,
    text::Catalogue,
    turnstile,
    webhook::{
        Secret,
        address::{self, Allowed},
        excerpt,
    },
};

use super::corpus::{cases, kept, lines, moments, text, texts};

const SECRET: &[u8] = b"a secret of the tests";

fn one_word(word: &str, now: jiff::Timestamp) {
    let now_ms = now.as_millisecond();
    if let Some(wait) = retry::after(word, now_ms) {
        assert!(wait > 0);
        for attempts in 0..9 {
            if let Some(wait) = retry::wait_ms(attempts, Some(wait), 5) {
                assert!(
                    (0..=retry::MAX_RETRY_AFTER_MS * 2).contains(&wait),
                    "{wait}"
                );
            }
        }
    }
    if let Some(window) = Window::parse(word, now) {
        assert!(window.from < window.to && window.to > now);
        assert_eq!(Window::parse(&window.interval(), now), Some(window));
    }
    if let Ok(url) = address::check(word, &Allowed::default()) {
        assert!(url.starts_with("https://") && url.is_ascii(), "{url}");
        let host = url.split('/').nth(2).expect("a host");
        assert!(!host.contains('@') && host != "localhost", "{url}");
        if let Ok(ip) = host.parse::<std::net::Ipv4Addr>() {
            assert!(
                !ip.is_loopback() && !ip.is_private() && !ip.is_link_local(),
                "{url}"
            );
        }
        assert!(!host.starts_with("[::1]"), "{url}");
        assert_eq!(address::check(&url, &Allowed::default()).as_ref(), Ok(&url));
    }
    let family = family(word);
    assert!(
        family.chars().count() <= 60 && !family.chars().any(char::is_control),
        "{family:?}"
    );
    if let Some(phone) = Phone::parse(word) {
        assert_eq!(Phone::parse(phone.as_str()), Some(phone));
    }
    if let Some(email) = EmailAddress::parse(word) {
        assert!(
            !email
                .as_str()
                .chars()
                .any(|c| c.is_control() || c.is_whitespace() || "<>,".contains(c))
        );
        assert!(shared::mail::ascii(&email).is_ascii());
    }
    if let Some(token) = RequestToken::parse(word) {
        assert!(!SiteKey::new([7; 32]).opens(&token, 0));
    }
    assert_eq!(SiteKey::new([7; 32]).thread(word), None);
    assert!(proof::verify(SECRET, word, now_ms).is_err());
    assert!(proof::verify(SECRET, &STANDARD.encode(word), now_ms).is_err());
    assert_eq!(spam::read_stamp(SECRET, word, now_ms), None);
    let _ = spam::links(word);
    let _ = spam::text_key(SECRET, word);
    let deep = depth_within(word, 16);
    assert!(deep || word.len() > 16);
    let name = file::name(word, "text/plain");
    assert!(!name.is_empty() && name.chars().count() <= 130, "{name:?}");
    assert!(
        !name.contains(['/', '\\', '"', '\r', '\n', '\0']) && name != "." && name != "..",
        "{name:?}"
    );
    for name in [word, &name] {
        let disposition = file::disposition(name);
        assert!(
            disposition.bytes().all(|b| matches!(b, b' '..=b'~')),
            "{disposition:?}"
        );
        assert!(disposition.starts_with("attachment"), "{disposition}");
    }
    let _ = (turnstile::verdict(word), turnstile::is_site_key(word));
    let _ = (
        Relay::parse(word),
        Secret::parse(word),
        Colour::parse(word),
        Mailbox::try_from(word.to_owned()),
    );
    let _ = (
        Slug::parse(word),
        SiteId::parse(word),
        Lang::parse(word),
        Reference::parse(word),
    );
    let _ = (limit::network(word), score(word));
    let (short, cut) = excerpt(word);
    assert!(word.starts_with(short) && (cut || short == word));
    assert!(shared::field::has_shape(word, word) || !word.is_empty());
    assert!(
        Slug::parse(Slug::made_of(word).as_str()).is_ok(),
        "{word:?}"
    );
}

fn all() -> Vec<Vec<u8>> {
    let kinds = ["retry_after", "webhook_address", "agent", "window"];
    kinds.iter().flat_map(|kind| lines(kind)).collect()
}

#[test]
fn every_kept_word_is_read_or_refused() {
    let now = "2026-11-23T09:00:00Z".parse().expect("a moment");
    for raw in all().into_iter().chain(kept("template")) {
        one_word(&text(raw), now);
    }
}

/// One of ours with a piece changed.
fn forged(true_one: String) -> impl Strategy<Value = (String, String)> {
    let whole = true_one.clone();
    (0..true_one.len(), "[ -~]|é").prop_map(move |(at, piece)| {
        let mut forged = true_one.clone();
        forged.replace_range(at..=at, &piece);
        (whole.clone(), forged)
    })
}

fn ours() -> (String, String, String) {
    let key = SiteKey::new([7; 32]);
    let reference = Reference::from_entropy(99);
    (
        key.request_token("shop", &reference, 0),
        key.thread_token(&reference, shared::key::Side::Team),
        spam::stamp(SECRET, 1_795_424_400_000),
    )
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_word_is_read_or_refused(word in texts(all()), now in moments()) {
        one_word(&word, now);
    }

    #[test]
    fn no_changed_token_opens_anything(
        (request, forged_request) in forged(ours().0),
        (thread, forged_thread) in forged(ours().1),
        (stamp, forged_stamp) in forged(ours().2),
    ) {
        let key = SiteKey::new([7; 32]);
        let opens = |token: &str| RequestToken::parse(token).is_some_and(|t| key.opens(&t, 0) && t.site.as_str() == "shop");
        prop_assert!(opens(&request) && key.thread(&thread).is_some());
        // References are read as people write them, proofs in any case.
        let same = |a: &str, b: &str| {
            let plain = |t: &str| t.to_ascii_lowercase().replace(['i', 'l'], "1").replace('o', "0");
            plain(a) == plain(b)
        };
        prop_assert!(same(&request, &forged_request) || !opens(&forged_request) , "{forged_request}");
        prop_assert!(same(&thread, &forged_thread) || key.thread(&forged_thread).is_none(), "{forged_thread}");
        let now_ms = 1_795_424_410_000;
        prop_assert_eq!(spam::read_stamp(SECRET, &stamp, now_ms), Some(10_000));
        prop_assert!(stamp == forged_stamp || spam::read_stamp(SECRET, &forged_stamp, now_ms).is_none(), "{forged_stamp}");
    }

    #[test]
    fn any_file_has_a_type_or_none(head in vec(any::<u8>(), 0..64), start in prop::sample::select(vec!["", "%PDF-", "GIF89a", "RIFF", "\u{feff}<", "ftyp", "<?xml", " \n<html"]), whole in any::<bool>()) {
        let bytes = [start.as_bytes(), &head].concat();
        if let Some(kind) = file::sniff(&bytes, whole) {
            prop_assert!(kind != "text/html" && kind.contains('/'));
        }
    }

    #[test]
    fn any_act_is_read_or_refused(value in texts(all()), files in any::<bool>(), action in prop::sample::select(vec!["reply", "close", "reopen", "rate", "x"])) {
        if let Some(action) = Action::parse(action) {
            let _ = Act::read(action, |_| value.clone(), files, &Catalogue::of(Locale::It));
        }
    }
}
