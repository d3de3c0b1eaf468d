//! The formal address, for sites that choose it: only the texts that differ. Languages that know no
//! other address, or in which the usual one is formal already, have none.

use serde::{Deserialize, Serialize};

use super::{Catalogue, Text};
use crate::lang::Locale;

/// How customers are addressed, where a language has a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Formality {
    /// *Tu*.
    #[default]
    Informal,
    /// *Lei*.
    Formal,
}

impl Formality {
    /// Whether it is the usual one.
    pub fn is_usual(&self) -> bool {
        *self == Self::Informal
    }
}

/// Puts the formal texts of a language in the places of the usual ones.
pub(super) fn put(catalogue: &mut Catalogue, locale: Locale) {
    if locale != Locale::It {
        return;
    }
    for (text, said) in Text::ALL.iter().zip(&mut catalogue.0) {
        if let Some(formal) = italian(*text) {
            formal.clone_into(said);
        }
    }
}

/// *Lei*.
pub(super) const fn italian(text: Text) -> Option<&'static str> {
    Some(match text {
        Text::GreetingOpen | Text::GreetingPlain => "Buongiorno, come possiamo aiutarla?",
        Text::GreetingClosed => {
            "Ora siamo chiusi: torniamo {when}. Ci scriva e le rispondiamo appena apriamo."
        }
        Text::GreetingAway => "Ora siamo chiusi. Ci scriva e le rispondiamo appena torniamo.",
        Text::Search => "Cerchi una risposta",
        Text::ResultsNoneHint => {
            "Provi con altre parole, oppure ci scriva: le risponde una persona."
        }
        Text::NoQuestions => "Qui non ci sono ancora domande. Ci scriva: le risponde una persona.",
        Text::Contact => "Parli con noi",
        Text::WriteToUs => "Ci scriva",
        Text::WriteHint => "Le risponde una persona.",
        Text::Helped | Text::AskHelped => "Le è stato utile?",
        Text::FaqPerson => "Chieda a una persona",
        Text::NotSolved => "Ha ancora un dubbio?",
        Text::Name => "Il suo nome",
        Text::Email => "La sua email",
        Text::EmailHelp => "Le rispondiamo a questo indirizzo.",
        Text::TopicNone => "Scelga un argomento",
        Text::ChooseOne => "Scelga",
        Text::CallMe => "La chiamiamo noi",
        Text::Prefill => "Buongiorno, vi scrivo a proposito di: {about}",
        Text::AnswerBy => "Come preferisce la risposta?",
        Text::Phone => "Il suo telefono",
        Text::Callback => "Quando la chiamiamo?",
        Text::SentLater => "Il suo messaggio è arrivato. Riferimento: {reference}.",
        Text::FilesAgain => "Scelga di nuovo i suoi file",
        Text::FilesSent => "I suoi file sono arrivati.",
        Text::FilesFailed => {
            "Non arrivato: {names}. Può aggiungerlo nella pagina della sua richiesta."
        }
        Text::Message => "Il suo messaggio",
        Text::MessageHelp => "Se riguarda un ordine, aggiunga il numero: facciamo prima.",
        Text::LeaveEmpty => "Lasci vuoto questo campo",
        Text::PrivacyHint => "Usiamo quello che scrive solo per risponderle.",
        Text::EmailMissing => "Manca l'indirizzo a cui risponderle",
        Text::EmailInvalid => {
            "Controlli l'indirizzo: così non riusciremmo a risponderle (esempio: nome@posta.it)"
        }
        Text::MessageMissing => "Ci scriva due righe su quello che le serve",
        Text::TooLong => "Qui c'è spazio per {max} caratteri: provi ad accorciare un po'",
        Text::TopicUnknown => "Scelga un argomento dall'elenco",
        Text::PhoneMissing => "Manca il numero a cui chiamarla",
        Text::PhoneInvalid => "Il numero non sembra completo: controlli le cifre",
        Text::WindowInvalid => "Questo orario non è più libero: ne scelga un altro",
        Text::ConsentMissing => "Per andare avanti serve il suo consenso",
        Text::ChoiceUnknown => "Questa scelta non c'è più: ne scelga un'altra",
        Text::ChoiceOne => "Scelga una sola voce",
        Text::SentReference => "Il riferimento della sua richiesta",
        Text::SentTo => "Le abbiamo appena scritto una conferma a {email}.",
        Text::SentMail => "Le abbiamo appena scritto una conferma via email.",
        Text::RequestPage => "Segua la sua richiesta e aggiunga altro qui",
        Text::SentOpen => {
            "Siamo aperti: una persona legge la sua richiesta e le risponde appena può."
        }
        Text::SentClosed => "Torniamo {when} e leggiamo la sua richiesta.",
        Text::PromiseNamed => "{who} le risponde entro {when}",
        Text::PromisePlain => "Le rispondiamo entro {when}",
        Text::Offline => {
            "È senza rete. Il messaggio è al sicuro qui e parte da solo appena torna in linea."
        }
        Text::ServerTrouble => {
            "Non riusciamo a riceverlo in questo momento. Il messaggio è al sicuro qui: riprovi tra poco."
        }
        Text::LimitOther => "Qui ci serve una piccola pausa: riprovi tra {minutes} min.",
        Text::AnswerOffline => "È senza rete. Torni su questa risposta quando è di nuovo in linea.",
        Text::NotFoundHint => {
            "Forse è stata spostata. Cerchi la risposta qui sotto, oppure ci scriva."
        }
        Text::FileLost => {
            "Il messaggio è arrivato, un file no: provi con un'immagine, un PDF o un testo fino a 10 MB."
        }
        Text::AskTitle => "Faccia una domanda",
        Text::AskHint => "Una risposta subito, e una persona quando vuole.",
        Text::AskHello => "Scriva che cosa le serve, oppure scelga da qui.",
        Text::AskLabel => "La sua domanda",
        Text::AskUnknown => {
            "Su questo non ho una risposta sicura. La metto in contatto con una persona?"
        }
        Text::AskThanks => "Bene. Se le serve altro, lo scriva qui.",
        Text::AskYou | Text::RequestYou => "Lei",
        Text::RequestHeading => "La sua richiesta",
        Text::RequestSoonNamed => "{who} le risponde appena può.",
        Text::RequestSoon => "Abbiamo la sua richiesta e le rispondiamo appena possiamo.",
        Text::RequestInHandsNamed => "Se ne occupa {who}: le scriviamo appena ci sono novità.",
        Text::RequestInHands => "Ce ne stiamo occupando: le scriviamo appena ci sono novità.",
        Text::RequestYourTurnNamed => "{who} le ha scritto: aspettiamo una sua risposta.",
        Text::RequestYourTurn => "Le abbiamo scritto: aspettiamo una sua risposta.",
        Text::RequestOnHold => {
            "Per andare avanti aspettiamo notizie da altri. Le scriviamo appena le abbiamo."
        }
        Text::RequestResolvedHint => "Qualcosa non torna? Ci scriva qui e la riapriamo.",
        Text::RequestClosedHint => {
            "Se ci scrive ancora, apriamo una nuova richiesta che continua da qui."
        }
        Text::RequestMerged => {
            "Abbiamo unito questa richiesta a un'altra che ci ha mandato: andiamo avanti lì."
        }
        Text::RequestReplyNew => "Ha ancora bisogno di noi?",
        Text::RequestCloseHint => "Se poi le serve altro, scriva qui e la riapriamo.",
        Text::SurveyComment => "Vuole dirci perché?",
        Text::SurveyMissing => "Scelga una delle cinque faccine",
        Text::SurveyRated => "Il suo voto: {score}.",
        Text::NoticeRated => "Grazie, il suo voto ci aiuta a fare meglio.",
        Text::NoticeRatedLow => {
            "Grazie di avercelo detto. Ci dispiace: ci scriva qui sotto come possiamo rimediare."
        }
        Text::RequestsHeading => "Le sue richieste",
        Text::RequestsNone => "Su questo dispositivo non ci sono ancora sue richieste.",
        Text::RequestsElsewhere => "Ci ha scritto da un altro posto?",
        Text::RequestsElsewhereHint => {
            "Ci dica l'indirizzo che ha usato: le mandiamo un link alle sue richieste."
        }
        Text::RequestsSendLink => "Mandatemi il link",
        Text::RequestsLinkOver => {
            "Questo link è già stato usato o è scaduto. Qui sotto può farsene mandare uno nuovo."
        }
        Text::StateYourTurn => "Aspetta lei",
        Text::SurveyRecommend => "Quanto è probabile che lei consigli {site}?",
        Text::SurveyEasy => "Quanto è stato facile ottenere quello che le serviva?",
        Text::SurveyLow => {
            "Ci dispiace che sia andata così. Vuole che una persona provi a rimediare?"
        }
        Text::SurveyCall => "Si faccia richiamare",
        _ => return None,
    })
}
