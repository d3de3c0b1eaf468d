//! The desk's door: links in, sessions, invitations.

use std::rc::Rc;

use shared::{
    access::Who,
    address::EmailAddress,
    event::{Kind, Occurrence},
    id::{Ids, Slug},
    job::MailKind,
    key::{SIGN_IN_MINUTES, SignIn},
    limit::Action,
    team::Agent,
};
use worker::Result;

use super::{
    Loaded, Site,
    access::{AGE_MS, serves},
    intake::{refused, texts},
};
use crate::{
    chance,
    digest::sha256,
    protocol::{
        Answer, Pass, Signs,
        door::{self, Ask},
    },
    store::Store,
};

/// Characters of a digest a session is called by.
const NAME_LEN: usize = 12;

/// What a session is called where its digest is nobody's business.
fn name(digest: &str) -> String {
    sha256(digest).chars().take(NAME_LEN).collect()
}

/// Whoever of the team has this address.
fn at_address<'a>(loaded: &'a Loaded, email: &EmailAddress) -> Option<&'a Agent> {
    let mut agents = loaded.site.agents.iter();
    agents.find(|agent| agent.email.as_str().eq_ignore_ascii_case(email.as_str()))
}

/// What is spent once a session was ended by somebody.
fn ended(digest: &str) -> String {
    format!("ended {digest}")
}

/// Ends a session for good: the token it may have begun with begins none again.
fn end(store: &Store, digest: &str) -> Result<()> {
    let until = chance::now().as_millisecond().saturating_add(AGE_MS);
    store.spend(&ended(digest), until)?;
    store.end_session(digest)
}

/// Lets in whoever of the team Cloudflare Access vouches for. A token has one session: it may be
/// shown again, by a second tab or where an answer was lost, until somebody ended that session.
fn vouched(
    store: &Store,
    loaded: &Loaded,
    email: &EmailAddress,
    session: &str,
    family: &str,
) -> Result<Answer> {
    let Some(agent) = at_address(loaded, email) else {
        return Ok(Answer::Nothing);
    };
    if store.is_spent(&ended(session))? {
        return Ok(Answer::Desk(door::Answer::Over));
    }
    let now_ms = chance::now().as_millisecond();
    let agent = agent.id.as_str();
    match store.session(session)? {
        Some(kept) if kept.agent == agent && serves(&kept, now_ms) => {}
        kept => {
            if kept.is_some() {
                store.end_session(session)?;
            }
            store.begin_session(session, agent, family, now_ms)?;
        }
    }
    Ok(Answer::Done)
}

impl Site {
    pub(super) async fn at_door(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        ask: Ask,
        who: Option<&Who>,
        pass: Option<&Pass>,
    ) -> Result<Answer> {
        let own = match pass {
            Some(Pass::Session(digest)) => digest.as_str(),
            _ => "",
        };
        let agent = || who.and_then(Who::agent).map_or("", Slug::as_str);
        match ask {
            Ask::SendLink {
                email,
                browser,
                signs,
            } => {
                self.mail_way_in(store, loaded, &email, &browser, &signs)
                    .await
            }
            Ask::Enter {
                link,
                browser,
                family,
            } => self.enter(store, loaded, &link, &browser, &family),
            Ask::Vouched {
                email,
                session,
                family,
            } => vouched(store, loaded, &email, &session, &family),
            Ask::MakeLink { agent } => {
                if agent
                    .as_ref()
                    .is_some_and(|id| loaded.site.agent(id).is_none())
                {
                    return Ok(Answer::Nothing);
                }
                let now = chance::now();
                let event = Ids::new(now.as_millisecond(), chance::long_number()?).next("evt");
                let sign_in = SignIn {
                    agent: agent.as_ref().map_or("", Slug::as_str),
                    browser: "",
                    event: &event,
                };
                let ends = now
                    .as_second()
                    .saturating_add(SIGN_IN_MINUTES.saturating_mul(60));
                let link = loaded.key.sign_in_link(sign_in, ends);
                let path = format!("/desk/{}/enter?link={link}", loaded.id);
                Ok(Answer::Desk(door::Answer::Link(path)))
            }
            Ask::Me => Ok(Answer::Done),
            Ask::Sessions | Ask::Everybody => {
                let kept = match ask {
                    Ask::Everybody => store.sessions()?,
                    _ => store.sessions_of(agent())?,
                };
                let sessions = kept.into_iter().map(|session| door::Session {
                    name: name(&session.digest),
                    created_ms: session.created_ms(),
                    seen_ms: session.seen_ms(),
                    is_this: session.digest == own,
                    family: session.family,
                    agent: session.agent,
                });
                Ok(Answer::Desk(door::Answer::Sessions(sessions.collect())))
            }
            Ask::EndOf { session } => {
                let kept = store.sessions()?;
                match kept.iter().find(|kept| name(&kept.digest) == session) {
                    Some(kept) => end(store, &kept.digest).map(|()| Answer::Done),
                    None => Ok(Answer::Nothing),
                }
            }
            Ask::End { session } => {
                for other in store.sessions_of(agent())? {
                    let meant = match &session {
                        Some(named) => name(&other.digest) == *named,
                        None => other.digest != own,
                    };
                    if meant {
                        end(store, &other.digest)?;
                    }
                }
                Ok(Answer::Done)
            }
            Ask::Leave => {
                end(store, own)?;
                Ok(Answer::Done)
            }
            Ask::EndAll { agent } => {
                for session in store.sessions_of(agent.as_str())? {
                    end(store, &session.digest)?;
                }
                Ok(Answer::Done)
            }
            Ask::Invite { agent } => {
                let Some(invited) = loaded.site.agent(&agent) else {
                    return Ok(Answer::Nothing);
                };
                let by = match who {
                    Some(who @ Who::Agent { .. }) => who.name(),
                    _ => loaded.site.name.as_str(),
                };
                let data = serde_json::json!({ "agent": agent, "by": by });
                let to = [invited.email.clone()];
                self.owe_mail(
                    store,
                    loaded,
                    Kind::TeamInvited,
                    &data,
                    MailKind::Invitation,
                    &to,
                )
                .await
            }
        }
    }

    /// Mails a link to whoever of the team has this address. Whether anybody has is told to
    /// nobody: the answer is the same.
    async fn mail_way_in(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        email: &EmailAddress,
        browser: &str,
        signs: &Signs,
    ) -> Result<Answer> {
        if let Some(wait) = self.take_of_address(store, loaded, Action::SignIn, signs)? {
            return Ok(refused(wait, &texts(loaded, "")));
        }
        let Some(agent) = at_address(loaded, email) else {
            return Ok(Answer::Done);
        };
        if self
            .take(store, loaded, Action::SignIn, agent.id.as_str())?
            .is_some()
        {
            return Ok(Answer::Done);
        }
        let data = serde_json::json!({ "agent": agent.id, "browser": browser });
        let to = [agent.email.clone()];
        self.owe_mail(
            store,
            loaded,
            Kind::SignInAsked,
            &data,
            MailKind::SignIn,
            &to,
        )
        .await
    }

    /// Writes down what happened to the site, and the mail that is owed for it.
    async fn owe_mail(
        &self,
        store: &Store,
        loaded: &Loaded,
        kind: Kind,
        data: &serde_json::Value,
        mail: MailKind,
        to: &[EmailAddress],
    ) -> Result<Answer> {
        let now = chance::now();
        let entropy = chance::long_number()?;
        let happened = Occurrence::new(&loaded.site, kind, data, Some(mail), to, now, entropy);
        store.write_occurrence(&happened, None, now.as_millisecond())?;
        self.arm(Some(0)).await?;
        Ok(Answer::Done)
    }

    /// Lets in whoever has a link, the first time it is used.
    fn enter(
        &self,
        store: &Store,
        loaded: &Loaded,
        link: &str,
        browser: &str,
        family: &str,
    ) -> Result<Answer> {
        let now = chance::now();
        let over = Answer::Desk(door::Answer::Over);
        let Some(sign_in) = loaded.key.read_sign_in_link(link, now.as_second()) else {
            return Ok(over);
        };
        if !sign_in.browser.is_empty() && sign_in.browser != browser {
            return Ok(Answer::Desk(door::Answer::OtherBrowser));
        }
        let known = match sign_in.agent {
            "" => true,
            id => Slug::parse(id).is_ok_and(|id| loaded.site.agent(&id).is_some()),
        };
        // A mail that was sent again has another end, and the same event.
        let until = now.as_millisecond().saturating_add(86_400_000);
        if !known || !store.spend(&format!("sign-in {}", sign_in.event), until)? {
            return Ok(over);
        }
        let session = format!(
            "{:032x}{:032x}",
            chance::long_number()?,
            chance::long_number()?
        );
        let digest = sha256(&session);
        store.begin_session(&digest, sign_in.agent, family, now.as_millisecond())?;
        Ok(Answer::Desk(door::Answer::Entered { session }))
    }
}
