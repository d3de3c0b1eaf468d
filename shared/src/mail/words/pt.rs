//! Portuguese.

use super::Words;

pub(super) const WORDS: Words = Words {
    lang: "pt",
    somebody: "Uma pessoa",
    your_request: "O seu pedido",
    request: "Pedido",
    via: [
        "pelo formulário",
        "pela API",
        "por email",
        "na página do pedido",
    ],
    files: "Com esta resposta: {files}. Está na página do seu pedido.",
    answer_by: ["email", "um telefonema", "WhatsApp", "chat"],
    identity: [
        "confirmada pelo seu site",
        "o seu site confirma “{id}”, não o endereço",
        "diz ser “{id}”, sem prova",
    ],
    priority: ["baixa", "normal", "alta", "urgente"],
    answer_kept: "Responder a este email é responder ao cliente: o que escrever fica no pedido.",
    answer_direct: "Responder a este email é escrever diretamente ao cliente.",
    answer_call: "O cliente não deixou um endereço de email: telefone para {phone}.",
    in_care: "{who} cuida disso.",
    we_call_then: "Telefonamos para {phone}, {window}.",
    we_call: "Telefonamos para {phone}.",
    we_write: "Escrevemos pelo WhatsApp para {phone}.",
    window: "{from}, até {to}",
    yesterday: "ontem às {time}",
    targets: ["A primeira resposta", "A resposta", "A solução"],
    states: ["Em atraso", "Falta pouco"],
    was_due: "{target} era esperada {due}, há {late}.",
    is_due: "{target} é esperada {due}, daqui a {late}.",
    and: " e ",
    moments: "menos de um minuto",
    units: [
        "{count} dia|{count} dias",
        "{count} hora|{count} horas",
        "{count} minuto|{count} minutos",
    ],
    handed_by: "{who} passou este pedido adiante: agora é seu.",
    handed: "Este pedido agora é seu.",
    endpoint: [
        "Durante cinco dias, todas as entregas falharam.",
        "A resposta foi 410: nesse endereço já ninguém os espera.",
    ],
};
