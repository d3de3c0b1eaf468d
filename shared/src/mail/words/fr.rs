//! French.

use super::Words;

pub(super) const WORDS: Words = Words {
    lang: "fr",
    somebody: "Quelqu'un",
    your_request: "Votre demande",
    request: "Demande",
    via: [
        "par le formulaire",
        "par l'API",
        "par e-mail",
        "sur la page de la demande",
    ],
    files: "Avec cette réponse : {files}. Vous le trouverez sur la page de votre demande.",
    answer_by: ["e-mail", "un appel", "WhatsApp", "chat"],
    identity: [
        "garantie par votre site",
        "votre site garantit « {id} », pas l’adresse",
        "dit être « {id} », sans preuve",
    ],
    priority: ["basse", "normale", "haute", "urgente"],
    answer_kept: "Répondre à cet e-mail répond au client : ce que vous écrivez reste avec la demande.",
    answer_direct: "Répondre à cet e-mail écrit directement au client.",
    answer_call: "Le client n'a pas laissé d'adresse e-mail : appelez-le au {phone}.",
    in_care: "{who} s'en occupe.",
    we_call_then: "Nous vous appelons au {phone}, {window}.",
    we_call: "Nous vous appelons au {phone}.",
    we_write: "Nous vous écrivons sur WhatsApp au {phone}.",
    window: "{from}, jusqu'à {to}",
    yesterday: "hier à {time}",
    targets: ["La première réponse", "La réponse", "La solution"],
    states: ["En retard", "Bientôt l'échéance"],
    was_due: "{target} était attendue {due}, il y a {late}.",
    is_due: "{target} est attendue {due}, dans {late}.",
    and: " et ",
    moments: "moins d'une minute",
    units: [
        "{count} jour|{count} jours",
        "{count} heure|{count} heures",
        "{count} minute|{count} minutes",
    ],
    handed_by: "{who} vous a confié cette demande.",
    handed: "Cette demande vous a été confiée.",
    endpoint: [
        "Pendant cinq jours, chaque livraison a échoué.",
        "La réponse était 410 : plus personne ne les attend à cette adresse.",
    ],
};
