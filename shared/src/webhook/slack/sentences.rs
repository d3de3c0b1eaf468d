//! The sentence of each event, in the language of a site's team.

use crate::lang::Locale;

/// The sentence of an event, by its name in the payload.
pub(super) fn sentence(kind: &str, locale: Locale) -> &'static str {
    let place = KINDS.iter().position(|known| *known == kind);
    let sentences = match locale {
        Locale::It => &IT,
        Locale::En => &EN,
        Locale::De => &DE,
        Locale::Fr => &FR,
        Locale::Es => &ES,
        Locale::Pt => &PT,
        Locale::Ar => &AR,
        Locale::He => &HE,
    };
    // After those of the kinds stands the one for any other.
    sentences
        .get(place.unwrap_or(KINDS.len()))
        .copied()
        .unwrap_or("")
}

const KINDS: [&str; 12] = [
    "ticket.created",
    "ticket.message_created",
    "ticket.assigned",
    "ticket.status_changed",
    "ticket.sla_warning",
    "ticket.sla_breached",
    "survey.submitted",
    "faq.rated",
    "faq.search_missed",
    "callback.requested",
    "contact.erased",
    "endpoint.disabled",
];

const IT: [&str; 13] = [
    "Nuova richiesta {reference} da {who}",
    "Nuovo messaggio nella richiesta {reference}",
    "La richiesta {reference} è stata assegnata",
    "La richiesta {reference} ha cambiato stato",
    "La richiesta {reference} aspetta: il tempo promesso sta per finire",
    "La richiesta {reference} aspetta oltre il tempo promesso",
    "Un cliente ha risposto al questionario",
    "Un cliente ha valutato la risposta {what}",
    "Una ricerca senza risposta: {what}",
    "{who} chiede di essere richiamato",
    "I dati di un cliente sono stati cancellati",
    "Il webhook {what} è stato disattivato: non riceve più nulla",
    "Evento: {kind}",
];

const EN: [&str; 13] = [
    "New request {reference} from {who}",
    "New message in request {reference}",
    "Request {reference} has been assigned",
    "Request {reference} has changed status",
    "Request {reference} is waiting: the promised time is nearly up",
    "Request {reference} has waited longer than promised",
    "A customer answered the survey",
    "A customer rated the answer {what}",
    "A search without an answer: {what}",
    "{who} asks for a call",
    "A customer's data has been erased",
    "The webhook {what} has been disabled: it no longer receives anything",
    "Event: {kind}",
];

const DE: [&str; 13] = [
    "Neue Anfrage {reference} von {who}",
    "Neue Nachricht in der Anfrage {reference}",
    "Die Anfrage {reference} wurde zugewiesen",
    "Die Anfrage {reference} hat einen neuen Status",
    "Die Anfrage {reference} wartet: Die zugesagte Zeit ist fast um",
    "Die Anfrage {reference} wartet länger als zugesagt",
    "Jemand hat die Umfrage beantwortet",
    "Jemand hat die Antwort {what} bewertet",
    "Eine Suche ohne Antwort: {what}",
    "{who} bittet um einen Anruf",
    "Die Daten eines Kunden wurden gelöscht",
    "Der Webhook {what} wurde abgeschaltet: Er bekommt nichts mehr",
    "Ereignis: {kind}",
];

const FR: [&str; 13] = [
    "Nouvelle demande {reference} de {who}",
    "Nouveau message dans la demande {reference}",
    "La demande {reference} a été attribuée",
    "La demande {reference} a changé d'état",
    "La demande {reference} attend : le délai promis touche à sa fin",
    "La demande {reference} attend au-delà du délai promis",
    "Un client a répondu au questionnaire",
    "Un client a noté la réponse {what}",
    "Une recherche sans réponse : {what}",
    "{who} demande à être rappelé",
    "Les données d'un client ont été effacées",
    "Le webhook {what} a été désactivé : il ne reçoit plus rien",
    "Événement : {kind}",
];

const ES: [&str; 13] = [
    "Nueva solicitud {reference} de {who}",
    "Nuevo mensaje en la solicitud {reference}",
    "La solicitud {reference} se ha asignado",
    "La solicitud {reference} ha cambiado de estado",
    "La solicitud {reference} espera: el tiempo prometido está por terminar",
    "La solicitud {reference} espera más de lo prometido",
    "Un cliente ha respondido al cuestionario",
    "Un cliente ha valorado la respuesta {what}",
    "Una búsqueda sin respuesta: {what}",
    "{who} pide una llamada",
    "Se han borrado los datos de un cliente",
    "El webhook {what} se ha desactivado: ya no recibe nada",
    "Evento: {kind}",
];

const PT: [&str; 13] = [
    "Novo pedido {reference} de {who}",
    "Nova mensagem no pedido {reference}",
    "O pedido {reference} foi atribuído",
    "O pedido {reference} mudou de estado",
    "O pedido {reference} espera: o prazo prometido está no fim",
    "O pedido {reference} espera há mais do que o prometido",
    "Um cliente respondeu ao questionário",
    "Um cliente avaliou a resposta {what}",
    "Uma pesquisa sem resposta: {what}",
    "{who} pede um telefonema",
    "Os dados de um cliente foram apagados",
    "O webhook {what} foi desativado: já não recebe nada",
    "Evento: {kind}",
];

const AR: [&str; 13] = [
    "طلب جديد {reference} من {who}",
    "رسالة جديدة في الطلب {reference}",
    "أُسند الطلب {reference}",
    "تغيّرت حالة الطلب {reference}",
    "الطلب {reference} ينتظر: الوقت الموعود يوشك على الانتهاء",
    "الطلب {reference} ينتظر أكثر من الوقت الموعود",
    "أجاب أحد العملاء عن الاستبيان",
    "قيّم أحد العملاء الإجابة {what}",
    "بحث بلا إجابة: {what}",
    "طلب مكالمة من {who}",
    "حُذفت بيانات أحد العملاء",
    "أُوقف الـ webhook {what}: لم يعد يستقبل شيئًا",
    "حدث: {kind}",
];

const HE: [&str; 13] = [
    "פנייה חדשה {reference} מאת {who}",
    "הודעה חדשה בפנייה {reference}",
    "הפנייה {reference} הוקצתה",
    "מצב הפנייה {reference} השתנה",
    "הפנייה {reference} מחכה: הזמן שהובטח עומד להסתיים",
    "הפנייה {reference} מחכה יותר מהזמן שהובטח",
    "התקבלה תשובה לסקר",
    "התקבל דירוג לתשובה {what}",
    "חיפוש בלי תשובה: {what}",
    "בקשה לשיחת טלפון מאת {who}",
    "נתונים של לקוח נמחקו",
    "ה־webhook {what} כובה: הוא כבר לא מקבל דבר",
    "אירוע: {kind}",
];
