//! Italian.

use super::Text;

pub(super) const fn text(text: Text) -> &'static str {
    match text {
        Text::GreetingOpen => "Ciao, come possiamo aiutarti?",
        Text::GreetingClosed => {
            "Ora siamo chiusi: torniamo {when}. Scrivici e ti rispondiamo appena apriamo."
        }
        Text::GreetingAway => "Ora siamo chiusi. Scrivici e ti rispondiamo appena torniamo.",
        Text::GreetingPlain => "Ciao, come possiamo aiutarti?",
        Text::Today => "oggi alle {time}",
        Text::Tomorrow => "domani alle {time}",
        Text::OnWeekday => "{weekday} alle {time}",
        Text::OnDate => "il {day} {month} alle {time}",
        Text::ByToday => "oggi alle {time}",
        Text::ByTomorrow => "domani alle {time}",
        Text::ByWeekday => "{weekday} alle {time}",
        Text::ByDate => "il {day} {month} alle {time}",
        Text::Weekdays => "lunedì,martedì,mercoledì,giovedì,venerdì,sabato,domenica",
        Text::Months => {
            "gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre,ottobre,novembre,dicembre"
        }
        Text::Search => "Cerca una risposta",
        Text::SearchButton => "Cerca",
        Text::ResultsFor => "Risposte per “{query}”",
        Text::ResultsOne => "1 risposta",
        Text::ResultsMany => "{count} risposte",
        Text::ResultsNone => "Per “{query}” non abbiamo ancora una risposta pronta.",
        Text::ResultsNoneHint => {
            "Prova con altre parole, oppure scrivici: ti risponde una persona."
        }
        Text::ClearSearch => "Mostra tutte le domande",
        Text::Questions => "Domande frequenti",
        Text::OtherQuestions => "Altre domande",
        Text::NoQuestions => "Qui non ci sono ancora domande. Scrivici: ti risponde una persona.",
        Text::Contact => "Parla con noi",
        Text::WriteToUs => "Scrivici",
        Text::WriteHint => "Ti risponde una persona, via email.",
        Text::ChannelEmail => "Email",
        Text::ChannelPhone => "Telefono",
        Text::OpensNewTab => "si apre in una nuova scheda",
        Text::AllQuestions => "Tutte le domande",
        Text::NotSolved => "Hai ancora un dubbio?",
        Text::OtherLanguage => {
            "Questa risposta è disponibile solo in un'altra lingua ({language})."
        }
        Text::Name => "Il tuo nome",
        Text::Optional => "facoltativo",
        Text::Email => "La tua email",
        Text::EmailHelp => "Ti rispondiamo a questo indirizzo.",
        Text::Topic => "Di cosa si tratta?",
        Text::TopicNone => "Scegli un argomento",
        Text::Message => "Il tuo messaggio",
        Text::MessageHelp => "Se riguarda un ordine, aggiungi il numero: facciamo prima.",
        Text::LeaveEmpty => "Lascia vuoto questo campo",
        Text::Send => "Invia",
        Text::Sending => "Invio in corso…",
        Text::PrivacyHint => "Usiamo quello che scrivi solo per risponderti.",
        Text::ErrorSummary => "Manca ancora qualcosa",
        Text::EmailMissing => "Manca l'indirizzo a cui risponderti",
        Text::EmailInvalid => {
            "Controlla l'indirizzo: così non riusciremmo a risponderti (esempio: nome@posta.it)"
        }
        Text::MessageMissing => "Scrivici due righe su quello che ti serve",
        Text::TooLong => "Qui c'è spazio per {max} caratteri: prova ad accorciare un po'",
        Text::TopicUnknown => "Scegli un argomento dall'elenco",
        Text::PhoneMissing => "Manca il numero a cui chiamarti",
        Text::PhoneInvalid => "Il numero non sembra completo: controlla le cifre",
        Text::WindowInvalid => "Questo orario non è più libero: scegline un altro",
        Text::FieldMissing => "Qui manca la risposta",
        Text::ConsentMissing => "Per andare avanti serve il tuo consenso",
        Text::ChoiceUnknown => "Questa scelta non c'è più: scegline un'altra",
        Text::ChoiceOne => "Scegli una sola voce",
        Text::NumberInvalid => "Qui serve un numero, per esempio 12 o 12,5",
        Text::DateInvalid => "Qui serve una data, per esempio 2026-12-24",
        Text::OutOfRange => "Questo valore è fuori dai limiti",
        Text::OrderNumberInvalid => "Il numero d'ordine è fatto così: {example}",
        Text::Yes => "Sì",
        Text::Unreadable => "Qui ci serve del testo",
        Text::Sent => "Ricevuto",
        Text::SentReference => "Il riferimento della tua richiesta",
        Text::SentTo => "Ti rispondiamo a {email}. Ti abbiamo appena scritto una conferma.",
        Text::SentMail => "Ti abbiamo appena scritto una conferma via email.",
        Text::SentOpen => {
            "Siamo aperti: una persona legge la tua richiesta e ti risponde appena può."
        }
        Text::SentClosed => "Torniamo {when} e leggiamo la tua richiesta.",
        Text::PromiseNamed => "{who} ti risponde entro {when}",
        Text::PromisePlain => "Ti rispondiamo entro {when}",
        Text::PromiseAt => "{promise} a questo indirizzo: {place}.",
        Text::Copy => "Copia",
        Text::Copied => "Copiato",
        Text::BackToStart => "Torna alle domande",
        Text::Offline => {
            "Sei senza rete. Il messaggio è al sicuro qui: invialo appena torni in linea."
        }
        Text::ServerTrouble => {
            "Non riusciamo a riceverlo in questo momento. Il messaggio è al sicuro qui: riprova tra poco."
        }
        Text::LimitSending => {
            "Da qui ci sono arrivati molti messaggi in poco tempo. Questo lo prendiamo volentieri tra {minutes} min."
        }
        Text::LimitSite => {
            "In questo momento ci scrivono in tanti. Questo lo prendiamo volentieri tra {minutes} min."
        }
        Text::LimitOther => "Qui ci serve una piccola pausa: riprova tra {minutes} min.",
        Text::AnswerOffline => {
            "Sei senza rete. Torna su questa risposta quando sei di nuovo in linea."
        }
        Text::NotFound => "Questa pagina non c'è",
        Text::NotFoundHint => {
            "Forse è stata spostata. Cerca la risposta qui sotto, oppure scrivici."
        }
        Text::HelpTitle => "Centro assistenza di {site}",
        Text::SkipToContent => "Vai al contenuto",
        Text::Credit => "Assistenza con Premura",
    }
}
