//! Italian.

use super::Text;

pub(super) const fn text(text: Text) -> &'static str {
    match text {
        Text::Tongue => "it",
        Text::Clock => "{hour}:{minute}",
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
        Text::WindowToday => "oggi {time}",
        Text::WindowTomorrow => "domani {time}",
        Text::WindowWeekday => "{weekday} {time}",
        Text::WindowDate => "{day} {month} {time}",
        Text::Weekdays => "lunedì,martedì,mercoledì,giovedì,venerdì,sabato,domenica",
        Text::Months => {
            "gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre,ottobre,novembre,dicembre"
        }
        Text::Search => "Cerca una risposta",
        Text::SearchButton => "Cerca",
        Text::ResultsFor => "Risposte per “{query}”",
        Text::ResultsCount => "{count} risposta|{count} risposte",
        Text::ResultsNone => "Per “{query}” non abbiamo ancora una risposta pronta.",
        Text::ResultsNoneHint => {
            "Prova con altre parole, oppure scrivici: ti risponde una persona."
        }
        Text::Suggested => "Forse la risposta è già qui:",
        Text::ClearSearch => "Mostra tutte le domande",
        Text::Questions => "Domande frequenti",
        Text::OtherQuestions => "Altre domande",
        Text::NoQuestions => "Qui non ci sono ancora domande. Scrivici: ti risponde una persona.",
        Text::Contact => "Parla con noi",
        Text::WriteToUs => "Scrivici",
        Text::WriteHint => "Ti risponde una persona.",
        Text::ChannelEmail => "Email",
        Text::ChannelPhone => "Telefono",
        Text::OpensNewTab => "si apre in una nuova scheda",
        Text::AllQuestions => "Tutte le domande",
        Text::Back => "Indietro",
        Text::HomeQuestions => "Domande utili",
        Text::Related => "Domande vicine a questa",
        Text::Helped => "Ti è stato utile?",
        Text::HelpedYes => "Sì",
        Text::HelpedNo => "No",
        Text::HelpedThanks => "Bene! Grazie di avercelo detto.",
        Text::HelpedSorry => "Ci dispiace. Che cosa mancava?",
        Text::HelpedNoted => "Grazie: ci serve a migliorare questa risposta.",
        Text::FaqPerson => "Chiedi a una persona",
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
        Text::TopicGoOn => "Continua",
        Text::ChooseOne => "Scegli",
        Text::OpensAt => "Apre {when}",
        Text::ClosedNow => "Ora chiuso",
        Text::OpenUntil => "Aperto fino alle {time}",
        Text::RepliesWithin => "Risponde entro {time}",
        Text::RepliesBy => "Risponde entro {when}",
        Text::ShortUnits => "h,min",
        Text::CallMe => "Ti chiamiamo noi",
        Text::CallMeFrom => "Primo orario: {when}",
        Text::Prefill => "Ciao, vi scrivo a proposito di: {about}",
        Text::Contents => "In questa risposta",
        Text::Example => "Per esempio {example}",
        Text::AnswerBy => "Come preferisci la risposta?",
        Text::WayEmail => "Via email",
        Text::WayPhone => "Con una telefonata",
        Text::WayWhatsapp => "Su WhatsApp",
        Text::WayChat => "Nella chat di questa pagina",
        Text::Phone => "Il tuo telefono",
        Text::PhoneHelp => "Lo usiamo solo per questa richiesta.",
        Text::Callback => "Quando ti chiamiamo?",
        Text::CallbackAny => "Appena potete",
        Text::Files => "Foto o documenti",
        Text::FilesHelp => "Fino a 5 file da 10 MB: immagini, PDF o testo.",
        Text::FilesAdd => "Aggiungi file",
        Text::FilesRemove => "Togli {name}",
        Text::FilesRefused => {
            "“{name}” non è stato aggiunto: c'è posto per 5 file da 10 MB, immagini, PDF o testo."
        }
        Text::FilesPhoto => "Scatta una foto",
        Text::KeepDraft => "Conserva la bozza su questo dispositivo",
        Text::TroubleWaiting => {
            "Non riusciamo a riceverlo in questo momento. Il messaggio è al sicuro qui e riproviamo noi."
        }
        Text::SentLater => "Il tuo messaggio è arrivato. Riferimento: {reference}.",
        Text::FilesAgain => "Scegli di nuovo i tuoi file",
        Text::FilesSending => "Invio dei file: {number} di {total}…",
        Text::FilesSent => "I tuoi file sono arrivati.",
        Text::FilesFailed => {
            "Non arrivato: {names}. Puoi aggiungerlo nella pagina della tua richiesta."
        }
        Text::Message => "Il tuo messaggio",
        Text::MessageHelp => "Se riguarda un ordine, aggiungi il numero: facciamo prima.",
        Text::LeaveEmpty => "Lascia vuoto questo campo",
        Text::Send => "Invia",
        Text::Sending => "Invio in corso…",
        Text::Privacy => "Privacy",
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
        Text::SentTo => "Ti abbiamo appena scritto una conferma a {email}.",
        Text::SentMail => "Ti abbiamo appena scritto una conferma via email.",
        Text::RequestPage => "Segui la tua richiesta e aggiungi altro qui",
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
            "Sei senza rete. Il messaggio è al sicuro qui e parte da solo appena torni in linea."
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
        Text::FileLost => {
            "Il messaggio è arrivato, un file no: prova con un'immagine, un PDF o un testo fino a 10 MB."
        }
        Text::AskTitle => "Fai una domanda",
        Text::AskHint => "Una risposta subito, e una persona quando vuoi.",
        Text::AskHello => "Scrivi che cosa ti serve, oppure scegli da qui.",
        Text::AskLabel => "La tua domanda",
        Text::AskSend => "Chiedi",
        Text::AskUnknown => {
            "Su questo non ho una risposta sicura. Ti metto in contatto con una persona?"
        }
        Text::AskPerhaps => "Forse è una di queste:",
        Text::AskNone => "Nessuna di queste",
        Text::AskHelped => "Ti è stato utile?",
        Text::AskNo => "Non ancora",
        Text::AskThanks => "Bene. Se ti serve altro, scrivilo qui.",
        Text::AskPerson => "Parla con una persona",
        Text::AskBack => "Torna indietro",
        Text::AskAgain => "Ricomincia",
        Text::AskYou => "Tu",
        Text::AskUs => "Assistente",
        Text::AskTranscript => {
            "La conversazione con l'assistente, che mandiamo insieme al messaggio"
        }
        Text::Credit => "Assistenza con Premura",
        Text::Yesterday => "ieri alle {time}",
        Text::OnDateOfYear => "il {day} {month} {year} alle {time}",
        Text::RequestHeading => "La tua richiesta",
        Text::RequestReference => "Riferimento",
        Text::RequestStanding => "A che punto siamo",
        Text::RequestSoonNamed => "{who} ti risponde appena può.",
        Text::RequestSoon => "Abbiamo la tua richiesta e ti rispondiamo appena possiamo.",
        Text::RequestLate => "La nostra risposta è in ritardo e ci dispiace.",
        Text::RequestInHandsNamed => "Se ne occupa {who}: ti scriviamo appena ci sono novità.",
        Text::RequestInHands => "Ce ne stiamo occupando: ti scriviamo appena ci sono novità.",
        Text::RequestYourTurnNamed => "{who} ti ha scritto: aspettiamo una tua risposta.",
        Text::RequestYourTurn => "Ti abbiamo scritto: aspettiamo una tua risposta.",
        Text::RequestOnHold => {
            "Per andare avanti aspettiamo notizie da altri. Ti scriviamo appena le abbiamo."
        }
        Text::RequestResolved => "Risolta {when}.",
        Text::RequestResolvedHint => "Qualcosa non torna? Scrivici qui e la riapriamo.",
        Text::RequestClosed => "Questa richiesta è chiusa.",
        Text::RequestClosedHint => {
            "Se ci scrivi ancora, apriamo una nuova richiesta che continua da qui."
        }
        Text::RequestMerged => {
            "Abbiamo unito questa richiesta a un'altra che ci hai mandato: andiamo avanti lì."
        }
        Text::RequestGoOn => "Vai alla richiesta {reference}",
        Text::RequestFollows => "Continua dalla richiesta {reference}",
        Text::RequestSummary => "La richiesta in breve",
        Text::RequestCreated => "Inviata",
        Text::RequestTopic => "Argomento",
        Text::RequestMessages => "Messaggi",
        Text::RequestEarlier => {
            "Mostra {count} messaggio precedente|Mostra {count} messaggi precedenti"
        }
        Text::RequestYou => "Tu",
        Text::RequestFolded => "Testo citato",
        Text::RequestFiles => "Allegati",
        Text::RequestReply => "Rispondi",
        Text::RequestReplyAgain => "Non è ancora a posto?",
        Text::RequestReplyNew => "Hai ancora bisogno di noi?",
        Text::RequestSendAgain => "Invia e riapri",
        Text::RequestAttach => "Allega file",
        Text::RequestAttachHelp => "Fino a {count} file da {size} MB l'uno: immagini, PDF o testo.",
        Text::RequestClose => "È tutto a posto?",
        Text::RequestCloseHint => "Se poi ti serve altro, scrivi qui e la riapriamo.",
        Text::RequestCloseButton => "Sì, è risolta",
        Text::RequestReopenButton => "Riapri senza scrivere",
        Text::SurveyHeading => "Com'è andata con noi?",
        Text::SurveyScores => "Molto male,Male,Così così,Bene,Molto bene",
        Text::SurveyComment => "Vuoi dirci perché?",
        Text::SurveySend => "Invia il voto",
        Text::SurveyMissing => "Scegli una delle cinque faccine",
        Text::SurveyRated => "Il tuo voto: {score}.",
        Text::NoticeReplied => "Messaggio inviato.",
        Text::NoticeSolved => "Bene, la richiesta è risolta.",
        Text::NoticeReopened => "Abbiamo riaperto la richiesta.",
        Text::NoticeRated => "Grazie, il tuo voto ci aiuta a fare meglio.",
        Text::NoticeRatedLow => {
            "Grazie di avercelo detto. Ci dispiace: scrivici qui sotto come possiamo rimediare."
        }
        Text::NoticeFollowed => {
            "Messaggio inviato: abbiamo aperto questa nuova richiesta, che continua da quella chiusa."
        }
        Text::RequestsHeading => "Le tue richieste",
        Text::RequestsNone => "Su questo dispositivo non ci sono ancora tue richieste.",
        Text::RequestsElsewhere => "Ci hai scritto da un altro posto?",
        Text::RequestsElsewhereHint => {
            "Dicci l'indirizzo che hai usato: ti mandiamo un link alle tue richieste."
        }
        Text::RequestsSendLink => "Mandami il link",
        Text::RequestsLinkSent => {
            "Se da {email} ci sono richieste, il link per vederle sta arrivando. Funziona una volta sola, per {minutes} minuti."
        }
        Text::RequestsLinkHint => {
            "Il link funziona una volta sola: le richieste compaiono su questo dispositivo."
        }
        Text::RequestsLinkOpen => "Mostra le mie richieste",
        Text::RequestsLinkOver => {
            "Questo link è già stato usato o è scaduto. Qui sotto puoi fartene mandare uno nuovo."
        }
        Text::RequestsUnread => "Novità: {count}",
        Text::StateOpen => "In corso",
        Text::StateYourTurn => "Aspetta te",
        Text::StateSolved => "Risolta",
        Text::StateClosed => "Chiusa",
        Text::SurveyRecommend => "Quanto è probabile che tu consigli {site}?",
        Text::SurveyRecommendEnds => "Per niente probabile,Molto probabile",
        Text::SurveyEasy => "Quanto è stato facile ottenere quello che ti serviva?",
        Text::SurveyEasyEnds => "Molto difficile,Molto facile",
        Text::SurveyThanks => "Grazie",
        Text::SurveyLow => {
            "Ci dispiace che sia andata così. Vuoi che una persona provi a rimediare?"
        }
        Text::SurveyCall => "Fatti richiamare",
        Text::SurveyContext => "Il mio voto: {score} su {max}. {question}",
    }
}
