//! The team, and the programs that act for it.

use serde_json::json;

use super::at;
use crate::{
    access::Action,
    api::{
        Away, LinkFor, NewToken, Person, SessionRow, Token,
        operation::{Access, Operation, Verb, call, done, fixed, list, object, of},
    },
    problem::Code,
};

const GROUP: &str = "Team and tokens";

pub(super) fn operations() -> Vec<Operation> {
    use Verb::{Delete, Get, Patch, Post};
    vec![
        call(
            Get,
            at!("/agents"),
            "listAgents",
            GROUP,
            "The team, and who is on duty",
        )
        .by(Access::Team(Action::ReadTickets))
        .paged()
        .gives(200, list::<Person>("agents")),
        call(
            Patch,
            at!("/agents/{agent}"),
            "updateAgent",
            GROUP,
            "Say that somebody is away or back",
        )
        .by(Access::Team(Action::SetDuty))
        .takes(of::<Away>())
        .gives(200, done())
        .problem(Code::AgentNotFound),
        call(
            Post,
            at!("/sign-in-links"),
            "createSignInLink",
            GROUP,
            "A link into the desk",
        )
        .about("It serves once, for 10 minutes, in any browser.")
        .by(Access::Team(Action::ManageTeam))
        .takes(of::<LinkFor>())
        .example(json!({ "agent": "marta" }))
        .gives(
            201,
            object(vec![(
                "url",
                fixed(json!({ "type": "string", "format": "uri" })),
            )]),
        )
        .problem(Code::AgentNotFound),
        call(
            Get,
            at!("/sessions"),
            "listSessions",
            GROUP,
            "Where people are signed in",
        )
        .by(Access::Team(Action::ManageTeam))
        .paged()
        .gives(200, list::<SessionRow>("sessions")),
        call(
            Delete,
            at!("/sessions/{session}"),
            "endSession",
            GROUP,
            "Sign somebody out",
        )
        .by(Access::Team(Action::ManageTeam))
        .gives(200, done())
        .problem(Code::SessionNotFound),
        call(
            Get,
            at!("/tokens"),
            "listTokens",
            GROUP,
            "Tokens, newest first",
        )
        .by(Access::Team(Action::ManageTokens))
        .paged()
        .gives(200, list::<Token>("tokens")),
        call(Post, at!("/tokens"), "createToken", GROUP, "Make a token")
            .about(
                "The secret is in this answer and nowhere else. A program hands on no scope it \
                 has not.",
            )
            .by(Access::Team(Action::ManageTokens))
            .takes(of::<NewToken>())
            .example(json!({ "name": "Warehouse", "scopes": ["tickets:read"] }))
            .gives(
                201,
                object(vec![
                    (
                        "secret",
                        fixed(json!({ "type": "string", "pattern": "^pmt_[0-9a-f]{64}$" })),
                    ),
                    ("token", of::<Token>()),
                ]),
            )
            .problem(Code::ChangeRefused),
        call(
            Delete,
            at!("/tokens/{token}"),
            "revokeToken",
            GROUP,
            "Revoke a token",
        )
        .by(Access::Team(Action::ManageTokens))
        .gives(200, done())
        .problem(Code::TokenNotFound),
    ]
}
