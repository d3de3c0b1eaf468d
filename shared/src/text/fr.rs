//! French, with “vous”.

use super::Text;

pub(super) const fn text(text: Text) -> &'static str {
    match text {
        Text::Tongue => "fr",
        Text::Clock => "{hour}h{minute}",
        Text::GreetingOpen => "Bonjour, comment pouvons-nous vous aider ?",
        Text::GreetingClosed => {
            "Nous sommes fermés pour le moment et de retour {when}. Écrivez-nous : nous vous répondrons dès l'ouverture."
        }
        Text::GreetingAway => {
            "Nous sommes fermés pour le moment. Écrivez-nous : nous vous répondrons dès notre retour."
        }
        Text::GreetingPlain => "Bonjour, comment pouvons-nous vous aider ?",
        Text::Today => "aujourd'hui à {time}",
        Text::Tomorrow => "demain à {time}",
        Text::OnWeekday => "{weekday} à {time}",
        Text::OnDate => "le {day} {month} à {time}",
        Text::ByToday => "aujourd'hui avant {time}",
        Text::ByTomorrow => "demain avant {time}",
        Text::ByWeekday => "{weekday} avant {time}",
        Text::ByDate => "le {day} {month} avant {time}",
        Text::WindowToday => "aujourd'hui {time}",
        Text::WindowTomorrow => "demain {time}",
        Text::WindowWeekday => "{weekday} {time}",
        Text::WindowDate => "{day} {month} {time}",
        Text::Weekdays => "lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche",
        Text::Months => {
            "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre"
        }
        Text::Search => "Chercher une réponse",
        Text::SearchButton => "Chercher",
        Text::ResultsFor => "Réponses pour « {query} »",
        Text::ResultsCount => "{count} réponse|{count} réponses",
        Text::ResultsNone => "Nous n'avons pas encore de réponse toute prête pour « {query} ».",
        Text::ResultsNoneHint => {
            "Essayez avec d'autres mots, ou écrivez-nous : une personne vous répondra."
        }
        Text::Suggested => "La réponse est peut-être déjà ici :",
        Text::ClearSearch => "Voir toutes les questions",
        Text::Questions => "Questions fréquentes",
        Text::OtherQuestions => "Autres questions",
        Text::NoQuestions => {
            "Il n'y a pas encore de questions ici. Écrivez-nous : une personne vous répondra."
        }
        Text::Contact => "Parlez-nous",
        Text::WriteToUs => "Écrivez-nous",
        Text::WriteHint => "Une personne vous répondra.",
        Text::ChannelEmail => "E-mail",
        Text::ChannelPhone => "Téléphone",
        Text::OpensNewTab => "s'ouvre dans un nouvel onglet",
        Text::AllQuestions => "Toutes les questions",
        Text::Back => "Retour",
        Text::HomeQuestions => "Réponses utiles",
        Text::Related => "Questions proches",
        Text::Helped => "Cela vous a-t-il aidé ?",
        Text::HelpedYes => "Oui",
        Text::HelpedNo => "Non",
        Text::HelpedThanks => "Tant mieux, merci de nous l'avoir dit.",
        Text::HelpedSorry => "Nous en sommes désolés. Qu'est-ce qui manquait ?",
        Text::HelpedNoted => "Merci : cela nous aide à améliorer cette réponse.",
        Text::FaqPerson => "Demander à une personne",
        Text::NotSolved => "Encore un doute ?",
        Text::OtherLanguage => "Cette réponse n'existe que dans une autre langue ({language}).",
        Text::Name => "Votre nom",
        Text::Optional => "facultatif",
        Text::Email => "Votre e-mail",
        Text::EmailHelp => "Nous vous répondrons à cette adresse.",
        Text::Topic => "De quoi s'agit-il ?",
        Text::TopicNone => "Choisir un sujet",
        Text::TopicGoOn => "Continuer",
        Text::ChooseOne => "Choisir",
        Text::OpensAt => "Ouvre {when}",
        Text::ClosedNow => "Fermé pour le moment",
        Text::OpenUntil => "Ouvert jusqu'à {time}",
        Text::RepliesWithin => "Répond en moins de {time}",
        Text::RepliesBy => "Répond {when}",
        Text::ShortUnits => "h,min",
        Text::CallMe => "Nous vous appelons",
        Text::CallMeFrom => "Au plus tôt : {when}",
        Text::Prefill => "Bonjour, je vous écris à propos de : {about}",
        Text::Contents => "Dans cette réponse",
        Text::Example => "Par exemple {example}",
        Text::AnswerBy => "Comment souhaitez-vous recevoir la réponse ?",
        Text::WayEmail => "Par e-mail",
        Text::WayPhone => "Par téléphone",
        Text::WayWhatsapp => "Sur WhatsApp",
        Text::WayChat => "Dans le chat de cette page",
        Text::Phone => "Votre téléphone",
        Text::PhoneHelp => "Il ne sert que pour cette demande.",
        Text::Callback => "Quand pouvons-nous vous appeler ?",
        Text::CallbackAny => "Dès que possible",
        Text::Files => "Photos ou documents",
        Text::FilesHelp => "Jusqu'à 5 fichiers de 10 Mo : images, PDF ou texte.",
        Text::FilesAdd => "Ajouter des fichiers",
        Text::FilesRemove => "Retirer {name}",
        Text::FilesRefused => {
            "« {name} » n'a pas été ajouté : il y a de la place pour 5 fichiers de 10 Mo, images, PDF ou texte."
        }
        Text::FilesPhoto => "Prendre une photo",
        Text::KeepDraft => "Garder ce brouillon sur cet appareil",
        Text::TroubleWaiting => {
            "Nous ne pouvons pas le recevoir pour le moment. Votre message est en sécurité ici et nous réessayons pour vous."
        }
        Text::SentLater => "Votre message est arrivé. Référence : {reference}.",
        Text::FilesAgain => "Choisissez à nouveau vos fichiers",
        Text::FilesSending => "Envoi de vos fichiers : {number} sur {total}…",
        Text::FilesSent => "Vos fichiers sont arrivés.",
        Text::FilesFailed => {
            "Pas encore arrivé : {names}. Vous pouvez l'ajouter sur la page de votre demande."
        }
        Text::Message => "Votre message",
        Text::MessageHelp => {
            "Si c'est à propos d'une commande, ajoutez son numéro : nous irons plus vite."
        }
        Text::LeaveEmpty => "Laissez ce champ vide",
        Text::Send => "Envoyer",
        Text::Sending => "Envoi en cours…",
        Text::Privacy => "Confidentialité",
        Text::PrivacyHint => "Ce que vous écrivez ne sert qu'à vous répondre.",
        Text::ErrorSummary => "Il manque encore quelque chose",
        Text::EmailMissing => "Il nous faut une adresse où vous répondre",
        Text::EmailInvalid => {
            "Vérifiez l'adresse : notre réponse n'arriverait pas (exemple : nom@mail.fr)"
        }
        Text::MessageMissing => "Dites-nous en une ou deux lignes ce qu'il vous faut",
        Text::TooLong => {
            "Il y a de la place pour {max} caractères ici : essayez de raccourcir un peu"
        }
        Text::TopicUnknown => "Choisissez un sujet dans la liste",
        Text::PhoneMissing => "Il nous faut un numéro où vous appeler",
        Text::PhoneInvalid => "Le numéro semble incomplet : vérifiez les chiffres",
        Text::WindowInvalid => "Cet horaire n'est plus libre : choisissez-en un autre",
        Text::FieldMissing => "Il nous faut une réponse ici",
        Text::ConsentMissing => "Pour continuer, il nous faut votre accord",
        Text::ChoiceUnknown => "Ce choix n'existe plus : prenez-en un autre",
        Text::ChoiceOne => "Choisissez une seule réponse",
        Text::NumberInvalid => "Ici, il faut un nombre, par exemple 12 ou 12,5",
        Text::DateInvalid => "Ici, il faut une date, par exemple 2026-12-24",
        Text::OutOfRange => "Cette valeur dépasse les limites",
        Text::OrderNumberInvalid => "Un numéro de commande ressemble à ceci : {example}",
        Text::Yes => "Oui",
        Text::Unreadable => "Il nous faut du texte ici",
        Text::Sent => "C'est bien reçu",
        Text::SentReference => "La référence de votre demande",
        Text::SentTo => "Une confirmation part à l'adresse {email}.",
        Text::SentMail => "Une confirmation vous est envoyée par e-mail.",
        Text::RequestPage => "Suivez votre demande et complétez-la ici",
        Text::SentOpen => {
            "Nous sommes ouverts : une personne lit votre demande et vous répond dès que possible."
        }
        Text::SentClosed => "Nous revenons {when} et lirons alors votre demande.",
        Text::PromiseNamed => "{who} vous répond {when}",
        Text::PromisePlain => "Nous vous répondons {when}",
        Text::PromiseAt => "{promise}, ici : {place}.",
        Text::Copy => "Copier",
        Text::Copied => "Copié",
        Text::BackToStart => "Revenir aux questions",
        Text::Offline => {
            "Vous êtes hors ligne. Votre message est en sécurité ici et partira tout seul dès votre retour en ligne."
        }
        Text::ServerTrouble => {
            "Nous ne pouvons pas le recevoir pour le moment. Votre message est en sécurité ici : réessayez dans un instant."
        }
        Text::LimitSending => {
            "Beaucoup de messages nous sont arrivés d'ici en peu de temps. Nous prendrons volontiers celui-ci dans {minutes} min."
        }
        Text::LimitSite => {
            "Beaucoup de personnes nous écrivent en ce moment. Nous prendrons volontiers ce message dans {minutes} min."
        }
        Text::LimitOther => "Il nous faut une petite pause ici : réessayez dans {minutes} min.",
        Text::AnswerOffline => {
            "Vous êtes hors ligne. Revenez à cette réponse une fois la connexion rétablie."
        }
        Text::NotFound => "Cette page n'est pas ici",
        Text::NotFoundHint => {
            "Elle a peut-être changé de place. Cherchez la réponse ci-dessous, ou écrivez-nous."
        }
        Text::HelpTitle => "Centre d'aide de {site}",
        Text::SkipToContent => "Aller au contenu",
        Text::FileLost => {
            "Votre message est arrivé, mais pas un fichier : essayez avec une image, un PDF ou un texte de 10 Mo au plus."
        }
        Text::AskTitle => "Poser une question",
        Text::AskHint => "Une réponse tout de suite, et une personne quand vous le souhaitez.",
        Text::AskHello => "Écrivez ce qu'il vous faut, ou choisissez ici.",
        Text::AskLabel => "Votre question",
        Text::AskSend => "Demander",
        Text::AskUnknown => {
            "Je n'ai pas de réponse sûre à cette question. Voulez-vous que je vous mette en contact avec une personne ?"
        }
        Text::AskPerhaps => "C'est peut-être l'une de celles-ci :",
        Text::AskNone => "Aucune de celles-ci",
        Text::AskHelped => "Cela vous a-t-il aidé ?",
        Text::AskNo => "Pas encore",
        Text::AskThanks => "Tant mieux. S'il vous faut autre chose, écrivez-le ici.",
        Text::AskPerson => "Parler à une personne",
        Text::AskBack => "Revenir en arrière",
        Text::AskAgain => "Recommencer",
        Text::AskYou => "Vous",
        Text::AskUs => "Assistant",
        Text::AskTranscript => "Votre conversation avec l'assistant, envoyée avec votre message",
        Text::Credit => "Assistance avec Premura",
        Text::Yesterday => "hier à {time}",
        Text::OnDateOfYear => "le {day} {month} {year} à {time}",
        Text::RequestHeading => "Votre demande",
        Text::RequestReference => "Référence",
        Text::RequestStanding => "Où nous en sommes",
        Text::RequestSoonNamed => "{who} vous répond dès que possible.",
        Text::RequestSoon => "Nous avons votre demande et vous répondons dès que possible.",
        Text::RequestLate => "Notre réponse est en retard et nous en sommes désolés.",
        Text::RequestInHandsNamed => {
            "{who} s'en occupe : nous vous écrirons dès qu'il y a du nouveau."
        }
        Text::RequestInHands => "Nous nous en occupons et vous écrirons dès qu'il y a du nouveau.",
        Text::RequestYourTurnNamed => "{who} vous a écrit : nous attendons votre réponse.",
        Text::RequestYourTurn => "Nous vous avons écrit et attendons votre réponse.",
        Text::RequestOnHold => {
            "Pour avancer, nous attendons des nouvelles de quelqu'un d'autre. Nous vous écrirons dès que nous les aurons."
        }
        Text::RequestResolved => "Résolue {when}.",
        Text::RequestResolvedHint => {
            "Quelque chose ne va pas encore ? Écrivez-nous ici et nous la rouvrirons."
        }
        Text::RequestClosed => "Cette demande est close.",
        Text::RequestClosedHint => {
            "Si vous écrivez à nouveau, nous ouvrirons une nouvelle demande qui fait suite à celle-ci."
        }
        Text::RequestMerged => {
            "Nous avons réuni cette demande avec une autre que vous nous avez envoyée : la suite est là-bas."
        }
        Text::RequestGoOn => "Aller à la demande {reference}",
        Text::RequestFollows => "Fait suite à la demande {reference}",
        Text::RequestSummary => "La demande en bref",
        Text::RequestCreated => "Envoyée",
        Text::RequestTopic => "Sujet",
        Text::RequestMessages => "Messages",
        Text::RequestEarlier => {
            "Afficher {count} message précédent|Afficher {count} messages précédents"
        }
        Text::RequestYou => "Vous",
        Text::RequestFolded => "Texte cité",
        Text::RequestFiles => "Pièces jointes",
        Text::RequestReply => "Répondre",
        Text::RequestReplyAgain => "Pas tout à fait résolu ?",
        Text::RequestReplyNew => "Encore besoin de nous ?",
        Text::RequestSendAgain => "Envoyer et rouvrir",
        Text::RequestAttach => "Joindre des fichiers",
        Text::RequestAttachHelp => {
            "Jusqu'à {count} fichiers de {size} Mo chacun : images, PDF ou texte."
        }
        Text::RequestClose => "Tout est réglé ?",
        Text::RequestCloseHint => {
            "S'il vous faut autre chose plus tard, écrivez ici et nous la rouvrirons."
        }
        Text::RequestCloseButton => "Oui, c'est résolu",
        Text::RequestReopenButton => "Rouvrir sans écrire",
        Text::SurveyHeading => "Comment cela s'est-il passé avec nous ?",
        Text::SurveyScores => "Très mal,Mal,Moyen,Bien,Très bien",
        Text::SurveyComment => "Voulez-vous nous dire pourquoi ?",
        Text::SurveySend => "Envoyer la note",
        Text::SurveyMissing => "Choisissez l'un des cinq visages",
        Text::SurveyRated => "Votre note : {score}.",
        Text::NoticeReplied => "Votre message est envoyé.",
        Text::NoticeSolved => "Bien, votre demande est résolue.",
        Text::NoticeReopened => "Nous avons rouvert votre demande.",
        Text::NoticeRated => "Merci, votre note nous aide à faire mieux.",
        Text::NoticeRatedLow => {
            "Merci de nous l'avoir dit. Nous sommes désolés : écrivez-nous ci-dessous comment nous pouvons arranger cela."
        }
        Text::NoticeFollowed => {
            "Votre message est envoyé : nous avons ouvert cette nouvelle demande, qui fait suite à la précédente."
        }
        Text::RequestsHeading => "Vos demandes",
        Text::RequestsNone => "Il n'y a pas encore de demande de votre part sur cet appareil.",
        Text::RequestsElsewhere => "Vous nous avez écrit d'ailleurs ?",
        Text::RequestsElsewhereHint => {
            "Indiquez-nous l'adresse utilisée : nous vous enverrons un lien vers vos demandes."
        }
        Text::RequestsSendLink => "Recevoir le lien",
        Text::RequestsLinkSent => {
            "S'il y a des demandes de {email}, le lien pour les voir est en route. Il fonctionne une seule fois, pendant {minutes} minutes."
        }
        Text::RequestsLinkHint => {
            "Le lien fonctionne une seule fois : vos demandes s'affichent sur cet appareil."
        }
        Text::RequestsLinkOpen => "Afficher mes demandes",
        Text::RequestsLinkOver => {
            "Ce lien a déjà servi ou n'est plus valable. Vous pouvez en recevoir un nouveau ci-dessous."
        }
        Text::RequestsUnread => "Nouveau : {count}",
        Text::StateOpen => "En cours",
        Text::StateYourTurn => "À vous de répondre",
        Text::StateSolved => "Résolue",
        Text::StateClosed => "Close",
        Text::SurveyRecommend => "Quelle est la probabilité que vous recommandiez {site} ?",
        Text::SurveyRecommendEnds => "Pas du tout probable,Très probable",
        Text::SurveyEasy => "Avez-vous obtenu facilement ce qu'il vous fallait ?",
        Text::SurveyEasyEnds => "Très difficilement,Très facilement",
        Text::SurveyThanks => "Merci",
        Text::SurveyLow => {
            "Nous sommes désolés que cela se soit passé ainsi. Voulez-vous qu'une personne essaie d'arranger cela ?"
        }
        Text::SurveyCall => "Demander un appel",
        Text::SurveyContext => "Ma note : {score} sur {max}. {question}",
    }
}
