//! What open tabs of the desk are told at once: one hibernating socket each. A tab says which
//! ticket it shows and whether somebody writes there; it hears which tickets changed and who else
//! is there. What changed is asked for by the usual way, so a row is drawn in one place.

use serde::{Deserialize, Serialize};
use shared::{access::Action, id::Slug};
use worker::{
    Request, Response, Result, WebSocket, WebSocketIncomingMessage, WebSocketPair,
    WebSocketRequestResponsePair,
};

use super::Site;
use crate::protocol::{Pass, SESSION};

/// What every socket of the desk carries.
const TAG: &str = "desk";
/// Most sockets at once; more are turned away and reload by themselves.
const MAX_SOCKETS: usize = 500;
/// Longest thing a tab says, in bytes.
const MAX_SAID: usize = 300;

/// What is known of a tab.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Tab {
    agent: String,
    name: String,
    ticket: String,
    writing: bool,
}

/// What a tab says.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    ticket: String,
    #[serde(default)]
    writing: bool,
}

/// What a tab hears.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Heard<'a> {
    Changed {
        ticket: &'a str,
        new: bool,
    },
    Here {
        ticket: &'a str,
        others: Vec<(&'a str, bool)>,
    },
}

fn send(socket: &WebSocket, heard: &Heard<'_>) {
    // A tab that is gone hears nothing; it asks anew when it is back.
    if let Ok(text) = serde_json::to_string(heard) {
        let _ = socket.send_with_str(text);
    }
}

fn tab(socket: &WebSocket) -> Tab {
    socket
        .deserialize_attachment::<Tab>()
        .ok()
        .flatten()
        .unwrap_or_default()
}

impl Site {
    /// Lets a tab in whose session may read requests.
    pub(super) fn come_in(&self, request: &Request) -> Result<Response> {
        let store = self.store();
        let digest = request.headers().get(SESSION)?.unwrap_or_default();
        let who = match self.loaded(&store)? {
            Some(loaded) => self.who(&store, &loaded, &Pass::Session(digest))?,
            None => None,
        };
        match who {
            Some(who) if who.may(Action::ReadTickets) => {
                let id = who.agent().map(Slug::as_str).unwrap_or_default();
                self.join(id, who.name())
            }
            Some(_) => Response::error("forbidden", 403),
            None => Response::error("who are you?", 401),
        }
    }

    /// Takes a tab's socket.
    fn join(&self, agent: &str, name: &str) -> Result<Response> {
        if self.state.get_websockets_with_tag(TAG).len() >= MAX_SOCKETS {
            return Response::error("too many tabs", 503);
        }
        let WebSocketPair { client, server } = WebSocketPair::new()?;
        self.state.accept_websocket_with_tags(&server, &[TAG]);
        // Answered without waking the object.
        if let Ok(pair) = WebSocketRequestResponsePair::new("ping", "pong") {
            self.state.set_websocket_auto_response(&pair);
        }
        server.serialize_attachment(Tab {
            agent: agent.to_owned(),
            name: name.to_owned(),
            ..Tab::default()
        })?;
        Response::from_websocket(client)
    }

    /// Tells every tab that something happened to a ticket.
    pub(super) fn tell(&self, ticket: &str, new: bool) {
        for socket in self.state.get_websockets_with_tag(TAG) {
            send(&socket, &Heard::Changed { ticket, new });
        }
    }

    /// What a tab says: where it is.
    pub(super) fn hear_tab(&self, socket: &WebSocket, message: WebSocketIncomingMessage) {
        let WebSocketIncomingMessage::String(text) = message else {
            return;
        };
        if text.len() > MAX_SAID {
            return;
        }
        let Ok(said) = serde_json::from_str::<Said>(&text) else {
            return;
        };
        let before = tab(socket);
        let after = Tab {
            ticket: said.ticket,
            writing: said.writing,
            ..before.clone()
        };
        if socket.serialize_attachment(&after).is_err() {
            return;
        }
        if before.ticket != after.ticket {
            self.tell_who(&before.ticket, None);
        }
        self.tell_who(&after.ticket, None);
    }

    /// A tab is gone.
    pub(super) fn lose_tab(&self, socket: &WebSocket) {
        self.tell_who(&tab(socket).ticket, Some(socket));
    }

    /// Tells those on a ticket who else is there.
    fn tell_who(&self, ticket: &str, without: Option<&WebSocket>) {
        if ticket.is_empty() {
            return;
        }
        let here: Vec<(WebSocket, Tab)> = self
            .state
            .get_websockets_with_tag(TAG)
            .into_iter()
            .filter(|socket| without != Some(socket))
            .map(|socket| {
                let tab = tab(&socket);
                (socket, tab)
            })
            .filter(|(_, tab)| tab.ticket == ticket)
            .collect();
        for (socket, me) in &here {
            let mut others: Vec<(&str, bool)> = Vec::new();
            for (_, tab) in here.iter().filter(|(_, tab)| tab.agent != me.agent) {
                match others.iter_mut().find(|(name, _)| *name == tab.name) {
                    Some((_, writing)) => *writing |= tab.writing,
                    None => others.push((&tab.name, tab.writing)),
                }
            }
            send(socket, &Heard::Here { ticket, others });
        }
    }
}
