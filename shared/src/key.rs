//! A site's key, and what is proved with it: that a link to a request, a reply address or a link
//! to a file was made by us. Every use has its own purpose, so that none opens another's door.

use std::fmt;

use crate::{
    id::{Reference, SiteId},
    seal::{is_sealed, seal},
    ticket::Ticket,
};

/// Characters of a proof.
const PROOF_LEN: usize = 32;

/// Who holds a thread's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The customer.
    Customer,
    /// The team.
    Team,
}

/// A site's key, 32 random bytes; never shown and never sent anywhere.
#[derive(Clone, PartialEq, Eq)]
pub struct SiteKey([u8; 32]);

impl fmt::Debug for SiteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SiteKey(…)")
    }
}

impl SiteKey {
    /// A key from random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be kept and to key other proofs.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn proof(&self, purpose: &str, parts: &[&str]) -> String {
        seal(&self.0, purpose, &parts.join(" "))
    }

    fn proves(&self, purpose: &str, parts: &[&str], proof: &str) -> bool {
        // Mail systems change the case of addresses.
        is_sealed(
            &self.0,
            purpose,
            &parts.join(" "),
            &proof.to_ascii_lowercase(),
        )
    }

    /// The token of a request's page: `shop.7k3m92qx.…`. `version` counts how often it was revoked.
    pub fn request_token(&self, site: &str, reference: &Reference, version: u32) -> String {
        let proof = self.proof("request", &[reference.as_str(), &version.to_string()]);
        format!("{site}.{}.{proof}", plain(reference))
    }

    /// The token of a ticket's page, as it opens it now.
    pub fn token_of(&self, site: &str, ticket: &Ticket) -> String {
        self.request_token(site, &ticket.reference, ticket.link_version)
    }

    /// Whether a token taken apart by [`RequestToken::parse`] opens this request.
    pub fn opens(&self, token: &RequestToken, version: u32) -> bool {
        let parts = [token.reference.as_str(), &version.to_string()];
        self.proves("request", &parts, &token.proof)
    }

    /// What stands between `+` and `@` of a thread's reply address, and in its Message-IDs.
    pub fn thread_token(&self, reference: &Reference, side: Side) -> String {
        let letter = letter(side);
        let proof = self.proof("thread", &[reference.as_str(), letter]);
        format!("{}.{letter}{proof}", plain(reference))
    }

    /// Reads a thread's token, case aside; none where it was not made with this key.
    pub fn thread(&self, token: &str) -> Option<(Reference, Side)> {
        let (reference, proof) = token.split_once('.')?;
        let reference = Reference::parse(reference)?;
        let side = match proof.get(..1)? {
            "c" | "C" => Side::Customer,
            "t" | "T" => Side::Team,
            _ => return None,
        };
        let parts = [reference.as_str(), letter(side)];
        self.proves("thread", &parts, proof.get(1..)?)
            .then_some((reference, side))
    }

    /// What a site's own server signs its customers' names with: 32 hexadecimal digits, the key as
    /// they are written. It is the one secret of ours a site's owner is given. `changes` counts how
    /// often it was changed.
    pub fn identity_secret(&self, changes: u32) -> String {
        match changes {
            0 => self.proof("identity", &[]),
            n => self.proof("identity", &[&n.to_string()]),
        }
    }

    /// The proof in a link to a file that serves until `expires_s`, seconds since 1970.
    pub fn file_proof(&self, file: &str, expires_s: i64) -> String {
        self.proof("file", &[file, &expires_s.to_string()])
    }

    /// Whether a link to a file serves at `now_s`.
    pub fn serves_file(&self, file: &str, expires_s: i64, proof: &str, now_s: i64) -> bool {
        now_s < expires_s && self.proves("file", &[file, &expires_s.to_string()], proof)
    }
}

impl SiteKey {
    /// What shows the panel as it is prepared until `expires_s`, seconds since 1970.
    pub fn draft_pass(&self, expires_s: i64) -> String {
        let proof = self.proof("draft", &[&expires_s.to_string()]);
        format!("{expires_s}.{proof}")
    }

    /// Whether this shows it at `now_s`.
    pub fn shows_draft(&self, pass: &str, now_s: i64) -> bool {
        let read = pass.split_once('.');
        let read = read.and_then(|(ends, proof)| Some((ends.parse::<i64>().ok()?, proof)));
        read.is_some_and(|(ends, proof)| {
            now_s < ends && self.proves("draft", &[&ends.to_string()], proof)
        })
    }
}

/// How long a mailed link to a customer's requests serves, in minutes.
pub const LINK_MINUTES: i64 = 20;

impl SiteKey {
    /// The proof in a mailed link to the requests of a contact that serves until `expires_s`,
    /// seconds since 1970. `event` tells this link from others, so that each serves once.
    pub fn requests_link(&self, contact: &str, event: &str, expires_s: i64) -> String {
        let proof = self.proof("requests", &[contact, event, &expires_s.to_string()]);
        format!("{contact}.{event}.{expires_s}.{proof}")
    }

    /// Reads such a link at `now_s`: whose requests it shows, and the event it was sent for. None
    /// where it was not made with this key or serves no more.
    pub fn read_requests_link<'a>(&self, link: &'a str, now_s: i64) -> Option<(&'a str, &'a str)> {
        let mut parts = link.split('.');
        let (contact, event, expires) = (parts.next()?, parts.next()?, parts.next()?);
        let proof = parts.next()?;
        let serves = parts.next().is_none() && now_s < expires.parse::<i64>().ok()?;
        (serves && self.proves("requests", &[contact, event, expires], proof))
            .then_some((contact, event))
    }
}

/// How long a mailed link into the desk serves, in minutes.
pub const SIGN_IN_MINUTES: i64 = 10;

/// A link into the desk, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignIn<'a> {
    /// The agent it is for; empty for the operator.
    pub agent: &'a str,
    /// The digest of what only the browser has that asked for it; empty where any browser may use
    /// it.
    pub browser: &'a str,
    /// What tells this link from others, so that each serves once.
    pub event: &'a str,
}

impl SiteKey {
    /// A link into the desk that serves until `expires_s`, seconds since 1970.
    pub fn sign_in_link(&self, sign_in: SignIn<'_>, expires_s: i64) -> String {
        let SignIn {
            agent,
            browser,
            event,
        } = sign_in;
        let proof = self.proof("sign-in", &[agent, browser, event, &expires_s.to_string()]);
        format!("{agent}.{browser}.{event}.{expires_s}.{proof}")
    }

    /// Reads such a link at `now_s`. None where it was not made with this key or serves no more.
    pub fn read_sign_in_link<'a>(&self, link: &'a str, now_s: i64) -> Option<SignIn<'a>> {
        let mut parts = link.split('.');
        let (agent, browser, event) = (parts.next()?, parts.next()?, parts.next()?);
        let (expires, proof) = (parts.next()?, parts.next()?);
        let serves = parts.next().is_none() && now_s < expires.parse::<i64>().ok()?;
        (serves && self.proves("sign-in", &[agent, browser, event, expires], proof)).then_some(
            SignIn {
                agent,
                browser,
                event,
            },
        )
    }

    /// The session of whoever brings a token of Cloudflare Access, of what was `signed` in it: the
    /// same token leads to the same session, however often it is shown.
    pub fn vouched_session(&self, signed: &str) -> String {
        self.proof("vouched", &[signed])
    }

    /// What a session's forms carry, so that no other site's forms are taken for theirs; `session`
    /// is the session's digest.
    pub fn form_token(&self, session: &str) -> String {
        self.proof("form", &[session])
    }

    /// Whether a form was drawn for this session.
    pub fn is_form_token(&self, session: &str, token: &str) -> bool {
        self.proves("form", &[session], token)
    }
}

fn letter(side: Side) -> &'static str {
    match side {
        Side::Customer => "c",
        Side::Team => "t",
    }
}

/// A reference as it stands in addresses: lower case, no hyphen.
fn plain(reference: &Reference) -> String {
    reference.as_str().replace('-', "").to_ascii_lowercase()
}

/// The token of a request's page, taken apart; nothing is proved yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestToken {
    /// The site whose request it is.
    pub site: SiteId,
    /// The request.
    pub reference: Reference,
    proof: String,
}

impl RequestToken {
    /// Takes a token apart.
    pub fn parse(token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        let parsed = Self {
            site: SiteId::parse(parts.next()?).ok()?,
            reference: Reference::parse(parts.next()?)?,
            proof: parts.next().filter(|p| p.len() == PROOF_LEN)?.to_owned(),
        };
        parts.next().is_none().then_some(parsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SiteKey {
        SiteKey::new([7; 32])
    }

    fn reference() -> Reference {
        Reference::parse("7K3M-92QX").unwrap()
    }

    #[test]
    fn a_request_is_opened_by_its_own_token_only() {
        let token = key().request_token("shop", &reference(), 0);
        assert!(
            token.starts_with("shop.7k3m92qx.") && token.len() == 46,
            "{token}"
        );
        let parsed = RequestToken::parse(&token).unwrap();
        assert!(key().opens(&parsed, 0));
        assert!(!key().opens(&parsed, 1), "revoked");
        assert!(!SiteKey::new([8; 32]).opens(&parsed, 0));
        let other = token.replace("7k3m92qx", "7k3m92qy");
        assert!(!key().opens(&RequestToken::parse(&other).unwrap(), 0));
        for bad in [
            "",
            "shop",
            "shop.7k3m92qx",
            "shop.7k3m92qx.",
            "..",
            "shop.7k3m92qx.é",
        ] {
            assert_eq!(RequestToken::parse(bad), None, "{bad}");
        }
        assert_eq!(RequestToken::parse(&format!("{token}.x")), None);
    }

    #[test]
    fn a_thread_token_tells_the_request_and_the_side() {
        for side in [Side::Customer, Side::Team] {
            let token = key().thread_token(&reference(), side);
            assert_eq!(key().thread(&token), Some((reference(), side)));
            assert_eq!(
                key().thread(&token.to_uppercase()),
                Some((reference(), side))
            );
            // A local part of an address has room for 64 characters.
            assert!(token.len() <= 42 && token.is_ascii());
        }
        let customer = key().thread_token(&reference(), Side::Customer);
        assert_eq!(
            key().thread(&customer.replacen(".c", ".t", 1)),
            None,
            "no changing sides"
        );
    }

    #[test]
    fn every_changed_character_is_noticed() {
        let token = key().thread_token(&reference(), Side::Customer);
        for at in 0..token.len() {
            let mut forged = token.clone().into_bytes();
            forged[at] = if forged[at] == b'7' { b'8' } else { b'7' };
            let forged = String::from_utf8(forged).unwrap();
            assert_eq!(key().thread(&forged), None, "{forged}");
        }
        for bad in ["", ".", "7k3m92qx.", "7k3m92qx.é", "é.c", "7k3m92qx.c"] {
            assert_eq!(key().thread(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_link_to_requests_ends_and_opens_no_one_elses() {
        let link = key().requests_link("con_1", "evt_1", 1_000);
        assert_eq!(
            key().read_requests_link(&link, 999),
            Some(("con_1", "evt_1"))
        );
        assert_eq!(key().read_requests_link(&link, 1_000), None);
        for (from, to) in [("con_1", "con_2"), ("evt_1", "evt_2"), ("1000", "9000")] {
            assert_eq!(
                key().read_requests_link(&link.replace(from, to), 0),
                None,
                "{to}"
            );
        }
        for bad in ["", ".", "...", "con_1.evt_1.x.y", &format!("{link}.x")] {
            assert_eq!(key().read_requests_link(bad, 0), None, "{bad}");
        }
    }

    #[test]
    fn a_link_to_a_file_ends() {
        let proof = key().file_proof("att_1", 1_000);
        assert!(key().serves_file("att_1", 1_000, &proof, 999));
        assert!(!key().serves_file("att_1", 1_000, &proof, 1_000));
        assert!(!key().serves_file("att_1", 2_000, &proof, 999));
        assert!(!key().serves_file("att_2", 1_000, &proof, 999));
        assert_eq!(format!("{:?}", key()), "SiteKey(…)");
    }
}
