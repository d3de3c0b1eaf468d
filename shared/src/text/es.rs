//! Spanish, with “tú”, in words that Spain and America share.

use super::Text;

pub(super) const fn text(text: Text) -> &'static str {
    match text {
        Text::Tongue => "es",
        Text::Clock => "{hour}:{minute}",
        Text::GreetingOpen => "Hola, ¿cómo podemos ayudarte?",
        Text::GreetingClosed => {
            "Ahora estamos cerrados y volvemos {when}. Escríbenos y te respondemos en cuanto abramos."
        }
        Text::GreetingAway => {
            "Ahora estamos cerrados. Escríbenos y te respondemos en cuanto volvamos."
        }
        Text::GreetingPlain => "Hola, ¿cómo podemos ayudarte?",
        Text::Today => "hoy a las {time}",
        Text::Tomorrow => "mañana a las {time}",
        Text::OnWeekday => "el {weekday} a las {time}",
        Text::OnDate => "el {day} de {month} a las {time}",
        Text::ByToday => "de las {time} de hoy",
        Text::ByTomorrow => "de las {time} de mañana",
        Text::ByWeekday => "de las {time} del {weekday}",
        Text::ByDate => "de las {time} del {day} de {month}",
        Text::WindowToday => "hoy {time}",
        Text::WindowTomorrow => "mañana {time}",
        Text::WindowWeekday => "{weekday} {time}",
        Text::WindowDate => "{day} de {month} {time}",
        Text::Weekdays => "lunes,martes,miércoles,jueves,viernes,sábado,domingo",
        Text::Months => {
            "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre"
        }
        Text::Search => "Busca una respuesta",
        Text::SearchButton => "Buscar",
        Text::ResultsFor => "Respuestas para «{query}»",
        Text::ResultsCount => "{count} respuesta|{count} respuestas",
        Text::ResultsNone => "Aún no tenemos una respuesta lista para «{query}».",
        Text::ResultsNoneHint => "Prueba con otras palabras o escríbenos: te responde una persona.",
        Text::Suggested => "Quizá la respuesta ya está aquí:",
        Text::ClearSearch => "Ver todas las preguntas",
        Text::Questions => "Preguntas frecuentes",
        Text::OtherQuestions => "Otras preguntas",
        Text::NoQuestions => "Aquí aún no hay preguntas. Escríbenos: te responde una persona.",
        Text::Contact => "Habla con nosotros",
        Text::WriteToUs => "Escríbenos",
        Text::WriteHint => "Te responde una persona.",
        Text::ChannelEmail => "Correo",
        Text::ChannelPhone => "Teléfono",
        Text::OpensNewTab => "se abre en una pestaña nueva",
        Text::AllQuestions => "Todas las preguntas",
        Text::Back => "Volver",
        Text::HomeQuestions => "Respuestas útiles",
        Text::Related => "Preguntas parecidas",
        Text::Helped => "¿Te ha servido?",
        Text::HelpedYes => "Sí",
        Text::HelpedNo => "No",
        Text::HelpedThanks => "Qué bien. Gracias por decírnoslo.",
        Text::HelpedSorry => "Lo sentimos. ¿Qué faltaba?",
        Text::HelpedNoted => "Gracias: nos sirve para mejorar esta respuesta.",
        Text::FaqPerson => "Pregunta a una persona",
        Text::NotSolved => "¿Te queda alguna duda?",
        Text::OtherLanguage => "Esta respuesta solo está disponible en otro idioma ({language}).",
        Text::Name => "Tu nombre",
        Text::Optional => "opcional",
        Text::Email => "Tu correo electrónico",
        Text::EmailHelp => "Te respondemos a esta dirección.",
        Text::Topic => "¿De qué se trata?",
        Text::TopicNone => "Elige un tema",
        Text::TopicGoOn => "Continuar",
        Text::ChooseOne => "Elige",
        Text::OpensAt => "Abre {when}",
        Text::ClosedNow => "Cerrado ahora",
        Text::OpenUntil => "Abierto hasta las {time}",
        Text::RepliesWithin => "Responde en menos de {time}",
        Text::RepliesBy => "Responde antes {when}",
        Text::ShortUnits => "h,min",
        Text::CallMe => "Te llamamos",
        Text::CallMeFrom => "Primer horario: {when}",
        Text::Prefill => "Hola, escribo por lo siguiente: {about}",
        Text::Contents => "En esta respuesta",
        Text::Example => "Por ejemplo {example}",
        Text::AnswerBy => "¿Cómo prefieres la respuesta?",
        Text::WayEmail => "Por correo",
        Text::WayPhone => "Con una llamada",
        Text::WayWhatsapp => "Por WhatsApp",
        Text::WayChat => "En el chat de esta página",
        Text::Phone => "Tu teléfono",
        Text::PhoneHelp => "Lo usamos solo para esta solicitud.",
        Text::Callback => "¿Cuándo te llamamos?",
        Text::CallbackAny => "Lo antes posible",
        Text::Files => "Fotos o documentos",
        Text::FilesHelp => "Hasta 5 archivos de 10 MB: imágenes, PDF o texto.",
        Text::FilesAdd => "Añadir archivos",
        Text::FilesRemove => "Quitar {name}",
        Text::FilesRefused => {
            "No se ha añadido «{name}»: hay sitio para 5 archivos de 10 MB, imágenes, PDF o texto."
        }
        Text::FilesPhoto => "Hacer una foto",
        Text::KeepDraft => "Guardar el borrador en este dispositivo",
        Text::TroubleWaiting => {
            "Ahora mismo no podemos recibirlo. Tu mensaje está a salvo aquí y seguimos intentándolo."
        }
        Text::SentLater => "Tu mensaje ha llegado. Referencia: {reference}.",
        Text::FilesAgain => "Elige de nuevo tus archivos",
        Text::FilesSending => "Enviando tus archivos: {number} de {total}…",
        Text::FilesSent => "Tus archivos han llegado.",
        Text::FilesFailed => {
            "No ha llegado: {names}. Puedes añadirlo en la página de tu solicitud."
        }
        Text::Message => "Tu mensaje",
        Text::MessageHelp => "Si se trata de un pedido, añade el número: así vamos más rápido.",
        Text::LeaveEmpty => "Deja este campo vacío",
        Text::Send => "Enviar",
        Text::Sending => "Enviando…",
        Text::Privacy => "Privacidad",
        Text::PrivacyHint => "Usamos lo que escribes solo para responderte.",
        Text::ErrorSummary => "Todavía falta algo",
        Text::EmailMissing => "Falta la dirección a la que responderte",
        Text::EmailInvalid => {
            "Revisa la dirección: así no te llegaría nuestra respuesta (ejemplo: nombre@correo.es)"
        }
        Text::MessageMissing => "Cuéntanos en una o dos líneas qué necesitas",
        Text::TooLong => "Aquí caben {max} caracteres: prueba a acortar un poco",
        Text::TopicUnknown => "Elige un tema de la lista",
        Text::PhoneMissing => "Falta el número al que llamarte",
        Text::PhoneInvalid => "El número no parece completo: revisa las cifras",
        Text::WindowInvalid => "Este horario ya no está libre: elige otro",
        Text::FieldMissing => "Aquí falta la respuesta",
        Text::ConsentMissing => "Para seguir necesitamos tu consentimiento",
        Text::ChoiceUnknown => "Esta opción ya no está: elige otra",
        Text::ChoiceOne => "Elige una sola opción",
        Text::NumberInvalid => "Aquí va un número, por ejemplo 12 o 12,5",
        Text::DateInvalid => "Aquí va una fecha, por ejemplo 2026-12-24",
        Text::OutOfRange => "Este valor está fuera de los límites",
        Text::OrderNumberInvalid => "El número de pedido es así: {example}",
        Text::Yes => "Sí",
        Text::Unreadable => "Aquí necesitamos texto",
        Text::Sent => "Recibido",
        Text::SentReference => "La referencia de tu solicitud",
        Text::SentTo => "Te acabamos de enviar una confirmación a {email}.",
        Text::SentMail => "Te acabamos de enviar una confirmación por correo.",
        Text::RequestPage => "Sigue tu solicitud y añade algo más aquí",
        Text::SentOpen => {
            "Estamos abiertos: una persona lee tu solicitud y te responde en cuanto pueda."
        }
        Text::SentClosed => "Volvemos {when} y entonces leeremos tu solicitud.",
        Text::PromiseNamed => "{who} te responde antes {when}",
        Text::PromisePlain => "Te respondemos antes {when}",
        Text::PromiseAt => "{promise}, aquí: {place}.",
        Text::Copy => "Copiar",
        Text::Copied => "Copiado",
        Text::BackToStart => "Volver a las preguntas",
        Text::Offline => {
            "Estás sin conexión. Tu mensaje está a salvo aquí y se envía solo en cuanto vuelvas a tenerla."
        }
        Text::ServerTrouble => {
            "Ahora mismo no podemos recibirlo. Tu mensaje está a salvo aquí: prueba de nuevo en un momento."
        }
        Text::LimitSending => {
            "Desde aquí nos han llegado muchos mensajes en poco tiempo. Este lo recibimos con gusto en {minutes} min."
        }
        Text::LimitSite => {
            "Ahora mismo nos escribe mucha gente. Este mensaje lo recibimos con gusto en {minutes} min."
        }
        Text::LimitOther => "Aquí necesitamos una pequeña pausa: prueba de nuevo en {minutes} min.",
        Text::AnswerOffline => "Estás sin conexión. Vuelve a esta respuesta cuando la recuperes.",
        Text::NotFound => "Esta página no está aquí",
        Text::NotFoundHint => "Quizá la hemos movido. Busca la respuesta aquí abajo o escríbenos.",
        Text::HelpTitle => "Centro de ayuda de {site}",
        Text::SkipToContent => "Ir al contenido",
        Text::FileLost => {
            "Tu mensaje ha llegado, pero un archivo no: prueba con una imagen, un PDF o un texto de hasta 10 MB."
        }
        Text::AskTitle => "Haz una pregunta",
        Text::AskHint => "Una respuesta al momento, y una persona cuando quieras.",
        Text::AskHello => "Escribe qué necesitas o elige aquí.",
        Text::AskLabel => "Tu pregunta",
        Text::AskSend => "Preguntar",
        Text::AskUnknown => {
            "Para esto no tengo una respuesta segura. ¿Te pongo en contacto con una persona?"
        }
        Text::AskPerhaps => "Quizá es una de estas:",
        Text::AskNone => "Ninguna de estas",
        Text::AskHelped => "¿Te ha servido?",
        Text::AskNo => "Todavía no",
        Text::AskThanks => "Bien. Si necesitas algo más, escríbelo aquí.",
        Text::AskPerson => "Hablar con una persona",
        Text::AskBack => "Volver atrás",
        Text::AskAgain => "Empezar de nuevo",
        Text::AskYou => "Tú",
        Text::AskUs => "Asistente",
        Text::AskTranscript => {
            "Tu conversación con el asistente, que enviamos junto con el mensaje"
        }
        Text::Credit => "Atención con Premura",
        Text::Yesterday => "ayer a las {time}",
        Text::OnDateOfYear => "el {day} de {month} de {year} a las {time}",
        Text::RequestHeading => "Tu solicitud",
        Text::RequestReference => "Referencia",
        Text::RequestStanding => "En qué punto estamos",
        Text::RequestSoonNamed => "{who} te responde en cuanto pueda.",
        Text::RequestSoon => "Tenemos tu solicitud y te respondemos en cuanto podamos.",
        Text::RequestLate => "Nuestra respuesta va con retraso y lo sentimos.",
        Text::RequestInHandsNamed => "Se ocupa {who}: te escribimos en cuanto haya novedades.",
        Text::RequestInHands => "Nos estamos ocupando y te escribimos en cuanto haya novedades.",
        Text::RequestYourTurnNamed => "{who} te ha escrito: esperamos tu respuesta.",
        Text::RequestYourTurn => "Te hemos escrito y esperamos tu respuesta.",
        Text::RequestOnHold => {
            "Para seguir adelante esperamos noticias de otras personas. Te escribimos en cuanto las tengamos."
        }
        Text::RequestResolved => "Resuelta {when}.",
        Text::RequestResolvedHint => "¿Hay algo que no cuadra? Escríbenos aquí y la reabrimos.",
        Text::RequestClosed => "Esta solicitud está cerrada.",
        Text::RequestClosedHint => {
            "Si nos escribes de nuevo, abrimos una solicitud nueva que continúa desde aquí."
        }
        Text::RequestMerged => "Hemos unido esta solicitud a otra que nos enviaste: seguimos allí.",
        Text::RequestGoOn => "Ir a la solicitud {reference}",
        Text::RequestFollows => "Continúa la solicitud {reference}",
        Text::RequestSummary => "La solicitud en breve",
        Text::RequestCreated => "Enviada",
        Text::RequestTopic => "Tema",
        Text::RequestMessages => "Mensajes",
        Text::RequestEarlier => "Ver {count} mensaje anterior|Ver {count} mensajes anteriores",
        Text::RequestYou => "Tú",
        Text::RequestFolded => "Texto citado",
        Text::RequestFiles => "Adjuntos",
        Text::RequestReply => "Responder",
        Text::RequestReplyAgain => "¿Aún no está resuelto?",
        Text::RequestReplyNew => "¿Todavía nos necesitas?",
        Text::RequestSendAgain => "Enviar y reabrir",
        Text::RequestAttach => "Adjuntar archivos",
        Text::RequestAttachHelp => {
            "Hasta {count} archivos de {size} MB cada uno: imágenes, PDF o texto."
        }
        Text::RequestClose => "¿Está todo en orden?",
        Text::RequestCloseHint => "Si luego necesitas algo más, escribe aquí y la reabrimos.",
        Text::RequestCloseButton => "Sí, está resuelta",
        Text::RequestReopenButton => "Reabrir sin escribir",
        Text::SurveyHeading => "¿Qué tal te ha ido con nosotros?",
        Text::SurveyScores => "Muy mal,Mal,Regular,Bien,Muy bien",
        Text::SurveyComment => "¿Quieres decirnos por qué?",
        Text::SurveySend => "Enviar la valoración",
        Text::SurveyMissing => "Elige una de las cinco caritas",
        Text::SurveyRated => "Tu valoración: {score}.",
        Text::NoticeReplied => "Mensaje enviado.",
        Text::NoticeSolved => "Bien, tu solicitud está resuelta.",
        Text::NoticeReopened => "Hemos reabierto tu solicitud.",
        Text::NoticeRated => "Gracias, tu valoración nos ayuda a mejorar.",
        Text::NoticeRatedLow => {
            "Gracias por decírnoslo. Lo sentimos: escríbenos aquí abajo cómo podemos arreglarlo."
        }
        Text::NoticeFollowed => {
            "Mensaje enviado: hemos abierto esta solicitud nueva, que continúa la que estaba cerrada."
        }
        Text::RequestsHeading => "Tus solicitudes",
        Text::RequestsNone => "En este dispositivo aún no hay solicitudes tuyas.",
        Text::RequestsElsewhere => "¿Nos escribiste desde otro lugar?",
        Text::RequestsElsewhereHint => {
            "Dinos la dirección que usaste: te enviamos un enlace a tus solicitudes."
        }
        Text::RequestsSendLink => "Envíame el enlace",
        Text::RequestsLinkSent => {
            "Si hay solicitudes de {email}, el enlace para verlas está en camino. Funciona una sola vez, durante {minutes} minutos."
        }
        Text::RequestsLinkHint => {
            "El enlace funciona una sola vez: las solicitudes aparecen en este dispositivo."
        }
        Text::RequestsLinkOpen => "Ver mis solicitudes",
        Text::RequestsLinkOver => {
            "Este enlace ya se ha usado o ha caducado. Aquí abajo puedes pedir que te enviemos otro."
        }
        Text::RequestsUnread => "Novedades: {count}",
        Text::StateOpen => "En curso",
        Text::StateYourTurn => "Espera tu respuesta",
        Text::StateSolved => "Resuelta",
        Text::StateClosed => "Cerrada",
        Text::SurveyRecommend => "¿Qué probabilidad hay de que recomiendes {site}?",
        Text::SurveyRecommendEnds => "Nada probable,Muy probable",
        Text::SurveyEasy => "¿Te fue fácil conseguir lo que necesitabas?",
        Text::SurveyEasyEnds => "Muy difícil,Muy fácil",
        Text::SurveyThanks => "Gracias",
        Text::SurveyLow => {
            "Sentimos que haya ido así. ¿Quieres que una persona intente arreglarlo?"
        }
        Text::SurveyCall => "Pedir una llamada",
        Text::SurveyContext => "Mi valoración: {score} de {max}. {question}",
    }
}
