//! Spanish.

use super::Words;

pub(super) const WORDS: Words = Words {
    lang: "es",
    somebody: "Una persona",
    your_request: "Tu solicitud",
    request: "Solicitud",
    via: [
        "por el formulario",
        "por la API",
        "por correo",
        "en la página de la solicitud",
    ],
    files: "Con esta respuesta: {files}. Lo encuentras en la página de tu solicitud.",
    answer_by: ["correo", "una llamada", "WhatsApp", "chat"],
    identity: [
        "garantizada por vuestro sitio",
        "vuestro sitio garantiza «{id}», no la dirección",
        "dice ser «{id}», sin prueba",
    ],
    priority: ["baja", "normal", "alta", "urgente"],
    answer_kept: "Al responder a este correo respondes al cliente: lo que escribes queda con la solicitud.",
    answer_direct: "Al responder a este correo escribes directamente al cliente.",
    answer_call: "El cliente no ha dejado una dirección de correo: llámalo al {phone}.",
    in_care: "Se ocupa {who}.",
    we_call_then: "Te llamamos al {phone}, {window}.",
    we_call: "Te llamamos al {phone}.",
    we_write: "Te escribimos por WhatsApp al {phone}.",
    window: "{from}, hasta las {to}",
    yesterday: "ayer a las {time}",
    targets: ["La primera respuesta", "La respuesta", "La solución"],
    states: ["Con retraso", "Falta poco"],
    was_due: "{target} se esperaba {due}, hace {late}.",
    is_due: "{target} se espera {due}, dentro de {late}.",
    and: " y ",
    moments: "menos de un minuto",
    units: [
        "{count} día|{count} días",
        "{count} hora|{count} horas",
        "{count} minuto|{count} minutos",
    ],
    handed_by: "{who} te ha pasado esta solicitud.",
    handed: "Esta solicitud se te ha asignado.",
    endpoint: [
        "Durante cinco días ha fallado cada entrega.",
        "Ha respondido 410: en esa dirección ya nadie los espera.",
    ],
};
