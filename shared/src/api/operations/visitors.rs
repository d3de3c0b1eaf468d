//! What pages and their visitors call.

use serde_json::json;

use super::at;
use crate::{
    access::Action,
    api::{
        Accepted,
        operation::{Access, Operation, Verb, array, call, done, fixed, object, of},
        sent::{
            Choice, Found, Helped, NewRequest, Rating, Score, Searched, Shown, Tokens, Uploaded,
            Visit,
        },
    },
    panel::Answer,
    problem::Code,
    proof::Challenge,
    visit::Row,
};

const GROUP: &str = "Visitors";

fn lang(operation: Operation) -> Operation {
    operation.query(
        "lang",
        "The language; else the browser's.",
        fixed(json!({ "type": "string" })),
    )
}

/// What a visitor may say only so often.
fn said(operation: Operation) -> Operation {
    operation
        .by(Access::Visitors)
        .problem(Code::TooManyRequests)
        .keyed()
}

pub(super) fn operations() -> Vec<Operation> {
    use Verb::{Get, Post};
    let string = || fixed(json!({ "type": "string" }));
    vec![
        said(call(
            Post,
            at!("/tickets"),
            "createTicket",
            GROUP,
            "Send a request",
        ))
        .about(
            "An unknown field is passed over. With a token that has `tickets:write` neither \
                 limits nor suspicion of spam apply.",
        )
        .takes(of::<NewRequest>())
        .example(json!({
            "email": "anna@mail.example", "message": "Where is my order?", "lang": "en",
        }))
        .gives(201, of::<Accepted>())
        .problem(Code::Unauthorized),
        call(
            Post,
            at!("/tickets/{ticket}/attachments"),
            "addAttachment",
            GROUP,
            "Add a file to a message",
        )
        .about(
            "The body is the file, at most 10 MB: a picture (JPEG, PNG, GIF, WebP, HEIC), a PDF \
             or a text. Five fit a message. The customer proves that the request is theirs with \
             the last part of its address: `Authorization: Request …`; a program shows its token. \
             200 says that this file was there already.",
        )
        .by(Access::Customer(Action::WriteTickets))
        .query("name", "The file's name.", string())
        .query(
            "message",
            "The message; else the customer's last.",
            string(),
        )
        .takes_raw("application/octet-stream")
        .gives(201, of::<Uploaded>())
        .gives(200, of::<Uploaded>())
        .problem(Code::TicketNotFound)
        .problem(Code::TooManyFiles)
        .problem(Code::FileTooLarge)
        .problem(Code::FileTypeNotAllowed)
        .problem(Code::TooManyRequests),
        call(
            Get,
            at!("/challenge"),
            "getChallenge",
            GROUP,
            "A proof of work to go with a request",
        )
        .about("ALTCHA's protocol, version 1.")
        .by(Access::Visitors)
        .gives(200, of::<Challenge>()),
        lang(call(Get, at!("/faqs"), "listFaqs", GROUP, "The questions"))
            .about("All of them: a site has as many as its file.")
            .by(Access::Visitors)
            .gives(
                200,
                object(vec![
                    ("lang", string()),
                    ("version", fixed(json!({ "type": "integer" }))),
                    ("faqs", array::<Found>()),
                ]),
            ),
        lang(call(
            Get,
            at!("/faqs/{faq}"),
            "getFaq",
            GROUP,
            "One question with its answer",
        ))
        .by(Access::Visitors)
        .gives(200, of::<Answer>())
        .problem(Code::FaqNotFound),
        said(lang(call(
            Post,
            at!("/faqs/{faq}/rating"),
            "rateFaq",
            GROUP,
            "Say whether an answer helped",
        )))
        .takes(of::<Rating>())
        .gives(202, done())
        .problem(Code::FaqNotFound),
        said(lang(call(
            Post,
            at!("/searches"),
            "reportMissedSearch",
            GROUP,
            "Say that a search found nothing",
        )))
        .takes(of::<Searched>())
        .gives(202, done()),
        said(call(
            Post,
            at!("/choices"),
            "reportChoice",
            GROUP,
            "Say that a channel was chosen",
        ))
        .about("Only the day and the channel are counted.")
        .takes(of::<Choice>())
        .gives(202, done()),
        said(call(
            Post,
            at!("/surveys"),
            "answerSurvey",
            GROUP,
            "Give a score",
        ))
        .about("The answer names the `rating`: sent along, it changes that one.")
        .takes(of::<Score>())
        .gives(202, of::<Shown>()),
        said(call(
            Post,
            at!("/help"),
            "reportHelp",
            GROUP,
            "Say how somebody helped themselves",
        ))
        .about(
            "A session says each once: that it `asked`, was `answered`, wrote after that \
             (`contacted`), wrote at all (`contact`). Counted by the day, with nothing about \
             anybody.",
        )
        .takes(of::<Helped>())
        .gives(202, done()),
        said(call(
            Post,
            at!("/outcomes"),
            "reportOutcome",
            GROUP,
            "Say what came of a visit",
        ))
        .takes(of::<Visit>())
        .gives(202, done()),
        lang(call(
            Post,
            at!("/requests"),
            "listRequests",
            GROUP,
            "Requests, by their tokens",
        ))
        .about(
            "Tokens are the last part of a request's address. Those that open nothing are \
                 left out.",
        )
        .by(Access::Visitors)
        .takes(of::<Tokens>())
        .gives(200, object(vec![("requests", array::<Row>())]))
        .problem(Code::TooManyRequests),
    ]
}
