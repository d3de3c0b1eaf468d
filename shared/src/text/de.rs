//! German, with “du”.

use super::Text;

pub(super) const fn text(text: Text) -> &'static str {
    match text {
        Text::Tongue => "de",
        Text::Clock => "{hour}:{minute}",
        Text::GreetingOpen => "Hallo, wie können wir dir helfen?",
        Text::GreetingClosed => {
            "Gerade haben wir geschlossen, wir sind {when} wieder da. Schreib uns, wir antworten, sobald wir öffnen."
        }
        Text::GreetingAway => {
            "Gerade haben wir geschlossen. Schreib uns, wir antworten, sobald wir wieder da sind."
        }
        Text::GreetingPlain => "Hallo, wie können wir dir helfen?",
        Text::Today => "heute um {time} Uhr",
        Text::Tomorrow => "morgen um {time} Uhr",
        Text::OnWeekday => "am {weekday} um {time} Uhr",
        Text::OnDate => "am {day}. {month} um {time} Uhr",
        Text::ByToday => "heute {time} Uhr",
        Text::ByTomorrow => "morgen {time} Uhr",
        Text::ByWeekday => "{weekday}, {time} Uhr",
        Text::ByDate => "zum {day}. {month}, {time} Uhr",
        Text::WindowToday => "heute {time}",
        Text::WindowTomorrow => "morgen {time}",
        Text::WindowWeekday => "{weekday} {time}",
        Text::WindowDate => "{day}. {month} {time}",
        Text::Weekdays => "Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag,Sonntag",
        Text::Months => {
            "Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember"
        }
        Text::Search => "Antwort suchen",
        Text::SearchButton => "Suchen",
        Text::ResultsFor => "Antworten zu „{query}“",
        Text::ResultsCount => "{count} Antwort|{count} Antworten",
        Text::ResultsNone => "Zu „{query}“ haben wir noch keine fertige Antwort.",
        Text::ResultsNoneHint => {
            "Versuch es mit anderen Worten oder schreib uns: Dir antwortet ein Mensch."
        }
        Text::Suggested => "Die Antwort steht vielleicht schon hier:",
        Text::ClearSearch => "Alle Fragen zeigen",
        Text::Questions => "Häufige Fragen",
        Text::OtherQuestions => "Weitere Fragen",
        Text::NoQuestions => {
            "Hier gibt es noch keine Fragen. Schreib uns: Dir antwortet ein Mensch."
        }
        Text::Contact => "Sprich mit uns",
        Text::WriteToUs => "Schreib uns",
        Text::WriteHint => "Dir antwortet ein Mensch.",
        Text::ChannelEmail => "E-Mail",
        Text::ChannelPhone => "Telefon",
        Text::OpensNewTab => "öffnet sich in einem neuen Tab",
        Text::AllQuestions => "Alle Fragen",
        Text::Back => "Zurück",
        Text::HomeQuestions => "Hilfreiche Antworten",
        Text::Related => "Ähnliche Fragen",
        Text::Helped => "Hat dir das geholfen?",
        Text::HelpedYes => "Ja",
        Text::HelpedNo => "Nein",
        Text::HelpedThanks => "Schön, danke für die Rückmeldung.",
        Text::HelpedSorry => "Das tut uns leid. Was hat gefehlt?",
        Text::HelpedNoted => "Danke: Das hilft uns, diese Antwort zu verbessern.",
        Text::FaqPerson => "Frag einen Menschen",
        Text::NotSolved => "Noch etwas offen?",
        Text::OtherLanguage => "Diese Antwort gibt es nur in einer anderen Sprache ({language}).",
        Text::Name => "Dein Name",
        Text::Optional => "freiwillig",
        Text::Email => "Deine E-Mail-Adresse",
        Text::EmailHelp => "An diese Adresse antworten wir dir.",
        Text::Topic => "Worum geht es?",
        Text::TopicNone => "Thema wählen",
        Text::TopicGoOn => "Weiter",
        Text::ChooseOne => "Auswählen",
        Text::OpensAt => "Öffnet {when}",
        Text::ClosedNow => "Gerade geschlossen",
        Text::OpenUntil => "Geöffnet bis {time} Uhr",
        Text::RepliesWithin => "Antwort innerhalb von {time}",
        Text::RepliesBy => "Antwort bis {when}",
        Text::ShortUnits => "h,min",
        Text::CallMe => "Wir rufen dich an",
        Text::CallMeFrom => "Frühestens: {when}",
        Text::Prefill => "Hallo, ich schreibe wegen: {about}",
        Text::Contents => "In dieser Antwort",
        Text::Example => "Zum Beispiel {example}",
        Text::AnswerBy => "Wie sollen wir dir antworten?",
        Text::WayEmail => "Per E-Mail",
        Text::WayPhone => "Mit einem Anruf",
        Text::WayWhatsapp => "Über WhatsApp",
        Text::WayChat => "Im Chat auf dieser Seite",
        Text::Phone => "Deine Telefonnummer",
        Text::PhoneHelp => "Wir nutzen sie nur für diese Anfrage.",
        Text::Callback => "Wann sollen wir anrufen?",
        Text::CallbackAny => "So bald wie möglich",
        Text::Files => "Fotos oder Dokumente",
        Text::FilesHelp => "Bis zu 5 Dateien mit je 10 MB: Bilder, PDF oder Text.",
        Text::FilesAdd => "Dateien hinzufügen",
        Text::FilesRemove => "{name} entfernen",
        Text::FilesRefused => {
            "„{name}“ wurde nicht hinzugefügt: Platz ist für 5 Dateien mit je 10 MB, Bilder, PDF oder Text."
        }
        Text::FilesPhoto => "Foto aufnehmen",
        Text::KeepDraft => "Entwurf auf diesem Gerät behalten",
        Text::TroubleWaiting => {
            "Wir können sie gerade nicht annehmen. Deine Nachricht ist hier sicher, und wir versuchen es weiter."
        }
        Text::SentLater => "Deine Nachricht ist angekommen. Referenz: {reference}.",
        Text::FilesAgain => "Bitte wähl deine Dateien noch einmal aus",
        Text::FilesSending => "Deine Dateien werden gesendet: {number} von {total}…",
        Text::FilesSent => "Deine Dateien sind angekommen.",
        Text::FilesFailed => {
            "Nicht angekommen: {names}. Du kannst sie auf der Seite deiner Anfrage nachreichen."
        }
        Text::Message => "Deine Nachricht",
        Text::MessageHelp => "Geht es um eine Bestellung? Mit der Nummer sind wir schneller.",
        Text::LeaveEmpty => "Dieses Feld bitte leer lassen",
        Text::Send => "Senden",
        Text::Sending => "Wird gesendet…",
        Text::Privacy => "Datenschutz",
        Text::PrivacyHint => "Was du schreibst, nutzen wir nur für unsere Antwort.",
        Text::ErrorSummary => "Hier fehlt noch etwas",
        Text::EmailMissing => "Wir brauchen eine Adresse, an die wir antworten können",
        Text::EmailInvalid => {
            "Sieh dir die Adresse bitte noch einmal an: So käme unsere Antwort nicht an (Beispiel: name@mail.de)"
        }
        Text::MessageMissing => "Schreib uns in ein, zwei Zeilen, was du brauchst",
        Text::TooLong => "Hier ist Platz für {max} Zeichen: Bitte kürze ein wenig",
        Text::TopicUnknown => "Bitte wähl ein Thema aus der Liste",
        Text::PhoneMissing => "Wir brauchen eine Nummer, unter der wir dich erreichen",
        Text::PhoneInvalid => {
            "Die Nummer wirkt unvollständig: Sieh dir bitte die Ziffern noch einmal an"
        }
        Text::WindowInvalid => "Diese Zeit ist nicht mehr frei: Bitte wähl eine andere",
        Text::FieldMissing => "Hier fehlt uns noch eine Antwort",
        Text::ConsentMissing => "Um weiterzumachen, brauchen wir deine Einwilligung",
        Text::ChoiceUnknown => "Diese Auswahl gibt es nicht mehr: Bitte nimm eine andere",
        Text::ChoiceOne => "Bitte wähl nur eine Möglichkeit",
        Text::NumberInvalid => "Hier gehört eine Zahl hin, zum Beispiel 12 oder 12,5",
        Text::DateInvalid => "Hier gehört ein Datum hin, zum Beispiel 2026-12-24",
        Text::OutOfRange => "Dieser Wert liegt außerhalb der Grenzen",
        Text::OrderNumberInvalid => "Eine Bestellnummer sieht so aus: {example}",
        Text::Yes => "Ja",
        Text::Unreadable => "Hier brauchen wir Text",
        Text::Sent => "Angekommen",
        Text::SentReference => "Die Referenz deiner Anfrage",
        Text::SentTo => "Eine Bestätigung ist unterwegs an {email}.",
        Text::SentMail => "Eine Bestätigung ist per E-Mail zu dir unterwegs.",
        Text::RequestPage => "Hier siehst du deine Anfrage und kannst sie ergänzen",
        Text::SentOpen => {
            "Wir haben geöffnet: Ein Mensch liest deine Anfrage und antwortet, sobald es geht."
        }
        Text::SentClosed => "Wir sind {when} wieder da und lesen dann deine Anfrage.",
        Text::PromiseNamed => "{who} antwortet dir bis {when}",
        Text::PromisePlain => "Wir antworten dir bis {when}",
        Text::PromiseAt => "{promise}, und zwar hier: {place}.",
        Text::Copy => "Kopieren",
        Text::Copied => "Kopiert",
        Text::BackToStart => "Zurück zu den Fragen",
        Text::Offline => {
            "Du bist offline. Deine Nachricht ist hier sicher und wird gesendet, sobald du wieder verbunden bist."
        }
        Text::ServerTrouble => {
            "Wir können sie gerade nicht annehmen. Deine Nachricht ist hier sicher: Versuch es bitte gleich noch einmal."
        }
        Text::LimitSending => {
            "Von hier haben uns in kurzer Zeit viele Nachrichten erreicht. Diese nehmen wir gern in {minutes} Min. an."
        }
        Text::LimitSite => {
            "Gerade schreiben uns sehr viele Menschen. Diese Nachricht nehmen wir gern in {minutes} Min. an."
        }
        Text::LimitOther => {
            "Hier brauchen wir eine kurze Pause: Versuch es bitte in {minutes} Min. noch einmal."
        }
        Text::AnswerOffline => {
            "Du bist offline. Komm zu dieser Antwort zurück, sobald du wieder verbunden bist."
        }
        Text::NotFound => "Diese Seite gibt es hier nicht",
        Text::NotFoundHint => {
            "Vielleicht ist sie umgezogen. Such die Antwort unten oder schreib uns."
        }
        Text::HelpTitle => "Hilfe von {site}",
        Text::SkipToContent => "Zum Inhalt",
        Text::FileLost => {
            "Deine Nachricht ist angekommen, eine Datei nicht: Versuch es mit einem Bild, einem PDF oder einem Text bis 10 MB."
        }
        Text::AskTitle => "Stell eine Frage",
        Text::AskHint => "Gleich eine Antwort, und ein Mensch, wann immer du willst.",
        Text::AskHello => "Schreib, was du brauchst, oder wähl hier etwas aus.",
        Text::AskLabel => "Deine Frage",
        Text::AskSend => "Fragen",
        Text::AskUnknown => {
            "Darauf habe ich keine sichere Antwort. Soll ich dich mit einem Menschen verbinden?"
        }
        Text::AskPerhaps => "Vielleicht ist es eine von diesen:",
        Text::AskNone => "Keine davon",
        Text::AskHelped => "Hat dir das geholfen?",
        Text::AskNo => "Noch nicht",
        Text::AskThanks => "Schön. Wenn du noch etwas brauchst, schreib es hier.",
        Text::AskPerson => "Mit einem Menschen sprechen",
        Text::AskBack => "Einen Schritt zurück",
        Text::AskAgain => "Neu beginnen",
        Text::AskYou => "Du",
        Text::AskUs => "Assistent",
        Text::AskTranscript => {
            "Dein Gespräch mit dem Assistenten, das wir mit deiner Nachricht senden"
        }
        Text::Credit => "Kundenservice mit Premura",
        Text::Yesterday => "gestern um {time} Uhr",
        Text::OnDateOfYear => "am {day}. {month} {year} um {time} Uhr",
        Text::RequestHeading => "Deine Anfrage",
        Text::RequestReference => "Referenz",
        Text::RequestStanding => "So steht es",
        Text::RequestSoonNamed => "{who} antwortet dir so bald wie möglich.",
        Text::RequestSoon => "Deine Anfrage ist bei uns, und wir antworten so bald wie möglich.",
        Text::RequestLate => "Unsere Antwort lässt auf sich warten, und das tut uns leid.",
        Text::RequestInHandsNamed => {
            "{who} kümmert sich darum: Wir schreiben dir, sobald es Neues gibt."
        }
        Text::RequestInHands => "Wir kümmern uns darum und schreiben dir, sobald es Neues gibt.",
        Text::RequestYourTurnNamed => "{who} hat dir geschrieben: Wir warten auf deine Antwort.",
        Text::RequestYourTurn => "Wir haben dir geschrieben und warten auf deine Antwort.",
        Text::RequestOnHold => {
            "Bevor es weitergeht, brauchen wir Nachricht von anderer Seite. Wir schreiben dir, sobald sie da ist."
        }
        Text::RequestResolved => "Gelöst {when}.",
        Text::RequestResolvedHint => {
            "Stimmt etwas noch nicht? Schreib uns hier, dann öffnen wir sie wieder."
        }
        Text::RequestClosed => "Diese Anfrage ist abgeschlossen.",
        Text::RequestClosedHint => {
            "Wenn du noch einmal schreibst, öffnen wir eine neue Anfrage, die hier anknüpft."
        }
        Text::RequestMerged => {
            "Wir haben diese Anfrage mit einer anderen von dir zusammengelegt: Dort geht es weiter."
        }
        Text::RequestGoOn => "Zur Anfrage {reference}",
        Text::RequestFollows => "Knüpft an die Anfrage {reference} an",
        Text::RequestSummary => "Die Anfrage in Kürze",
        Text::RequestCreated => "Gesendet",
        Text::RequestTopic => "Thema",
        Text::RequestMessages => "Nachrichten",
        Text::RequestEarlier => {
            "{count} frühere Nachricht zeigen|{count} frühere Nachrichten zeigen"
        }
        Text::RequestYou => "Du",
        Text::RequestFolded => "Zitierter Text",
        Text::RequestFiles => "Anhänge",
        Text::RequestReply => "Antworten",
        Text::RequestReplyAgain => "Noch nicht ganz gelöst?",
        Text::RequestReplyNew => "Brauchst du uns noch?",
        Text::RequestSendAgain => "Senden und wieder öffnen",
        Text::RequestAttach => "Dateien anhängen",
        Text::RequestAttachHelp => {
            "Bis zu {count} Dateien mit je {size} MB: Bilder, PDF oder Text."
        }
        Text::RequestClose => "Alles gut?",
        Text::RequestCloseHint => {
            "Wenn du später noch etwas brauchst, schreib hier, dann öffnen wir sie wieder."
        }
        Text::RequestCloseButton => "Ja, alles gelöst",
        Text::RequestReopenButton => "Ohne Nachricht wieder öffnen",
        Text::SurveyHeading => "Wie waren wir?",
        Text::SurveyScores => "Sehr schlecht,Schlecht,Mittelmäßig,Gut,Sehr gut",
        Text::SurveyComment => "Magst du uns sagen, warum?",
        Text::SurveySend => "Bewertung senden",
        Text::SurveyMissing => "Bitte wähl eins der fünf Gesichter",
        Text::SurveyRated => "Deine Bewertung: {score}.",
        Text::NoticeReplied => "Deine Nachricht ist gesendet.",
        Text::NoticeSolved => "Schön, deine Anfrage ist gelöst.",
        Text::NoticeReopened => "Wir haben deine Anfrage wieder geöffnet.",
        Text::NoticeRated => "Danke, deine Bewertung hilft uns, besser zu werden.",
        Text::NoticeRatedLow => {
            "Danke, dass du es uns sagst. Es tut uns leid: Schreib uns hier unten, wie wir es wiedergutmachen können."
        }
        Text::NoticeFollowed => {
            "Deine Nachricht ist gesendet: Wir haben diese neue Anfrage geöffnet, die an die abgeschlossene anknüpft."
        }
        Text::RequestsHeading => "Deine Anfragen",
        Text::RequestsNone => "Auf diesem Gerät gibt es noch keine Anfragen von dir.",
        Text::RequestsElsewhere => "Hast du von woanders geschrieben?",
        Text::RequestsElsewhereHint => {
            "Nenn uns die Adresse, mit der du geschrieben hast: Wir schicken dir einen Link zu deinen Anfragen."
        }
        Text::RequestsSendLink => "Link zuschicken",
        Text::RequestsLinkSent => {
            "Wenn es Anfragen von {email} gibt, ist der Link zu ihnen unterwegs. Er gilt ein einziges Mal, {minutes} Minuten lang."
        }
        Text::RequestsLinkHint => {
            "Der Link gilt ein einziges Mal: Die Anfragen erscheinen auf diesem Gerät."
        }
        Text::RequestsLinkOpen => "Meine Anfragen zeigen",
        Text::RequestsLinkOver => {
            "Dieser Link wurde schon benutzt oder ist abgelaufen. Hier unten kannst du dir einen neuen schicken lassen."
        }
        Text::RequestsUnread => "Neu: {count}",
        Text::StateOpen => "In Arbeit",
        Text::StateYourTurn => "Wartet auf dich",
        Text::StateSolved => "Gelöst",
        Text::StateClosed => "Abgeschlossen",
        Text::SurveyRecommend => "Wie wahrscheinlich ist es, dass du {site} weiterempfiehlst?",
        Text::SurveyRecommendEnds => "Sehr unwahrscheinlich,Sehr wahrscheinlich",
        Text::SurveyEasy => "Wie leicht war es, zu bekommen, was du gebraucht hast?",
        Text::SurveyEasyEnds => "Sehr schwer,Sehr leicht",
        Text::SurveyThanks => "Danke",
        Text::SurveyLow => {
            "Es tut uns leid, dass es so gelaufen ist. Soll sich ein Mensch darum kümmern?"
        }
        Text::SurveyCall => "Um einen Anruf bitten",
        Text::SurveyContext => "Meine Bewertung: {score} von {max}. {question}",
    }
}
