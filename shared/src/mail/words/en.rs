//! English.

use super::Words;

pub(super) const WORDS: Words = Words {
    lang: "en",
    somebody: "Somebody",
    your_request: "Your request",
    request: "Request",
    via: [
        "through the form",
        "through the API",
        "by email",
        "on the page of the request",
    ],
    files: "With this answer: {files}. You find it on your request's page.",
    answer_by: ["email", "a phone call", "WhatsApp", "chat"],
    identity: [
        "vouched for by your site",
        "your site vouches for “{id}”, not for the address",
        "claims to be “{id}”, without proof",
    ],
    priority: ["low", "normal", "high", "urgent"],
    answer_kept: "Answering this email answers the customer: what you write is kept with the request.",
    answer_direct: "Answering this email writes directly to the customer.",
    answer_call: "The customer left no email address: call {phone}.",
    in_care: "{who} is looking after it.",
    we_call_then: "We'll call you at {phone}, {window}.",
    we_call: "We'll call you at {phone}.",
    we_write: "We'll write to you on WhatsApp at {phone}.",
    window: "{from}, until {to}",
    yesterday: "yesterday at {time}",
    targets: ["The first answer", "The answer", "The solution"],
    states: ["Late", "Due soon"],
    was_due: "{target} was due {due}, {late} ago.",
    is_due: "{target} is due {due}, in {late}.",
    and: " and ",
    moments: "less than a minute",
    units: [
        "{count} day|{count} days",
        "{count} hour|{count} hours",
        "{count} minute|{count} minutes",
    ],
    handed_by: "{who} has passed this request on to you.",
    handed: "This request has been assigned to you.",
    endpoint: [
        "For five days every delivery failed.",
        "It answered 410: nobody expects them at that address any more.",
    ],
};
