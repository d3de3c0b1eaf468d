//! Below the form of the email section: a test mail to whoever is here with what became of it, and
//! what the sender's domain needs.

use shared::outbox::State;
use widget::markup::{Tag, tag};

use crate::{
    Shell,
    part::{Tone, button_of, card, form, hidden, link_button, notice},
};

/// What the section says beyond its form.
pub struct MailView {
    /// The domain of the sender, as it is published.
    pub domain: String,
    /// The sender's address, as it is published.
    pub sender: String,
    /// To whom a test would go.
    pub tester: Tester,
    /// The test that was asked for.
    pub test: Option<TestMail>,
}

/// Who would get a test mail.
pub enum Tester {
    /// Whoever is here may not ask for one.
    Barred,
    /// The operator has no address.
    Nowhere,
    /// An agent, at this address.
    At(String),
}

/// A test mail and how far it came.
pub struct TestMail {
    /// Its delivery's id.
    pub id: String,
    /// To whom it goes.
    pub to: String,
    /// Where it stands.
    pub state: State,
    /// Whether the last attempt was refused for good.
    pub refused: bool,
    /// How often it was tried.
    pub attempts: usize,
    /// When anything last happened to it, in words.
    pub at: String,
    /// When it is tried next, in words.
    pub next: Option<String>,
    /// What the mail server said, or what stood in the way.
    pub answer: String,
}

/// The cards of the section.
pub(super) fn cards(shell: &Shell<'_>, view: &MailView) -> Vec<Tag> {
    let mut cards = Vec::new();
    cards.extend(test_card(shell, view));
    cards.push(hints(shell, &view.domain));
    cards
}

fn test_card(shell: &Shell<'_>, view: &MailView) -> Option<Tag> {
    let mut contents = Vec::new();
    match &view.tester {
        Tester::Barred => return None,
        Tester::Nowhere => contents.push(tag("p").class("hint").put(shell.say(
            "You are here as the operator, who has no address. Sign in as one of the team to send yourself a test.",
            "Sei qui come gestore del servizio, che non ha un indirizzo. Entra come persona della squadra per mandarti una prova.",
        ))),
        Tester::At(address) => {
            let sender = &view.sender;
            let hint = shell.say(
                format!("A mail from {sender}, the published sender, to {address}. It goes the way of all others."),
                format!("Un'email da {sender}, il mittente pubblicato, a {address}. Fa la strada di tutte le altre."),
            );
            contents.push(tag("p").class("hint").put(hint));
            let ask = form(shell, shell.path("settings/mail"))
                .put(hidden("part", "test"))
                .put(button_of(
                    "secondary",
                    "do",
                    "test",
                    shell.say("Send me a test mail", "Mandami un'email di prova"),
                ));
            contents.push(ask);
        }
    }
    // What is in here is renewed until it is over, and read out then.
    let mut outcome = tag("div")
        .class("outcome")
        .set("id", "test")
        .set("aria-live", "polite");
    if let Some(test) = &view.test {
        outcome = outcome
            .put_all(said(shell, test))
            .set_some("data-under-way", is_under_way(test.state).then(String::new));
    }
    contents.push(outcome);
    Some(card(
        shell.say("Do mails arrive?", "Le email arrivano?"),
        contents,
    ))
}

fn is_under_way(state: State) -> bool {
    !matches!(state, State::Delivered | State::Dead)
}

/// What became of a test, in sentences.
fn said(shell: &Shell<'_>, test: &TestMail) -> Vec<Tag> {
    let TestMail {
        to, at, attempts, ..
    } = test;
    let next = test.next.as_deref().unwrap_or_default();
    let (tone, words) = match (test.state, test.refused) {
        (State::Pending | State::Delivering, _) => (
            Tone::Info,
            shell.say(
                format!("Your test to {to} is being sent."),
                format!("La tua prova per {to} sta partendo."),
            ),
        ),
        (State::Delivered, _) => (
            Tone::Done,
            shell.say(
                format!("Sent: the mail server took your test to {to} at {at}. If it is not in your inbox soon, look among the spam."),
                format!("Inviata: il server di posta ha preso la tua prova per {to} ({at}). Se tra poco non la trovi tra i messaggi in arrivo, guarda nello spam."),
            ),
        ),
        (State::Failed, _) => {
            let tries = match (attempts, shell.say(false, true)) {
                (1, false) => "1 try".to_owned(),
                (n, false) => format!("{n} tries"),
                (1, true) => "1 tentativo".to_owned(),
                (n, true) => format!("{n} tentativi"),
            };
            (
                Tone::Trouble,
                shell.say(
                    format!("Still trying: your test to {to} could not be handed over yet ({tries}). Next try: {next}."),
                    format!("Ci stiamo provando: la tua prova per {to} non è ancora passata ({tries}). Prossimo tentativo: {next}."),
                ),
            )
        }
        (State::Dead, true) => (
            Tone::Trouble,
            shell.say(
                format!("Refused: the mail server does not take your test to {to}. It is not tried again."),
                format!("Rifiutata: il server di posta non accetta la tua prova per {to}. Non riproviamo."),
            ),
        ),
        (State::Dead, false) => (
            Tone::Trouble,
            shell.say(
                format!("Given up: your test to {to} could not be handed over in {attempts} tries."),
                format!("Abbiamo rinunciato: la tua prova per {to} non è passata in {attempts} tentativi."),
            ),
        ),
    };
    let mut all = vec![notice(tone, words)];
    if !test.answer.is_empty() {
        let answer = tag("p")
            .class("hint")
            .put(shell.say("The answer: ", "La risposta: "))
            .put(tag("code").put(test.answer.clone()));
        all.push(answer);
    }
    if is_under_way(test.state) {
        all.push(link_button(
            "quiet small",
            shell.path(&format!("settings/mail?test={}", test.id)),
            shell.say("Look again", "Guarda di nuovo"),
        ));
    }
    all
}

fn hints(shell: &Shell<'_>, domain: &str) -> Tag {
    let title = shell.say("So that your mails arrive", "Perché le tue email arrivino");
    let hints = [
        (
            "SPF",
            shell.say(
                format!("A TXT record of {domain} names the servers that may send in its name. Ask whoever runs this service which to add; there is one such record only, so add to it rather than make a second."),
                format!("Un record TXT di {domain} dice quali server possono spedire a suo nome. Chiedi a chi gestisce il servizio quale aggiungere; il record è uno solo: aggiungi a quello, non farne un secondo."),
            ),
        ),
        (
            "DKIM",
            shell.say(
                format!("The mail service signs each mail; a record under _domainkey.{domain} lets receivers check it. The mail service gives you its name and value."),
                format!("Il servizio di posta firma ogni email; un record sotto _domainkey.{domain} permette di verificarla. Nome e valore li dà il servizio di posta."),
            ),
        ),
        (
            "DMARC",
            shell.say(
                format!("A TXT record _dmarc.{domain} says what to do with mails that fail both. Begin with “v=DMARC1; p=none; rua=mailto:you@{domain}” and read the reports before you are stricter."),
                format!("Un record TXT _dmarc.{domain} dice che cosa fare delle email che non passano né l'uno né l'altro. Comincia con «v=DMARC1; p=none; rua=mailto:tu@{domain}» e leggi i resoconti prima di stringere."),
            ),
        ),
    ];
    let terms = hints
        .into_iter()
        .map(|(name, text)| tag("div").put(tag("dt").put(name)).put(tag("dd").put(text)));
    card(title, vec![tag("dl").class("hints").put_all(terms)])
}
