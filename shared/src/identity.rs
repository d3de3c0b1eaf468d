//! Who a site's page says the customer is, and whether the site's own server vouches for it: a
//! signature over the address, or over the site's own id where no address was given.

use serde::{Deserialize, Serialize};

use crate::{address::EmailAddress, key::SiteKey, seal, ticket::rfc3339_ms};

/// Longest id kept, in characters.
const MAX_ID: usize = 200;
/// How long the secret before still serves after a change, in milliseconds.
const GRACE_MS: i64 = 24 * 3_600_000;

/// How often a site's identity secret was changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// So often.
    pub count: u32,
    /// The last time, milliseconds since 1970.
    pub last_ms: i64,
}

/// The secrets a site's server may sign with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Secrets {
    /// The one to sign with from now on.
    pub secret: String,
    /// The one before, while it still serves.
    pub previous: Option<String>,
    /// Until when it does, in RFC 3339.
    pub previous_until: Option<String>,
}

impl Secrets {
    /// Those of a site at `now_ms`: the one before serves for a day, or until the next change.
    pub fn of(key: &SiteKey, changes: Changes, now_ms: i64) -> Self {
        let until = changes.last_ms.saturating_add(GRACE_MS);
        let before = changes.count.checked_sub(1).filter(|_| now_ms < until);
        Self {
            secret: key.identity_secret(changes.count),
            previous: before.map(|count| key.identity_secret(count)),
            previous_until: before.map(|_| rfc3339_ms(until)),
        }
    }

    fn signed(&self, text: &str, hmac: &str) -> bool {
        let mut each = [Some(&self.secret), self.previous.as_ref()].into_iter();
        each.any(|secret| secret.is_some_and(|s| seal::is_signed(s.as_bytes(), text, hmac)))
    }
}

/// What a page says; nothing is known to be true yet. Empty means not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claim {
    /// The customer's address.
    pub email: String,
    /// What the site calls the customer.
    pub external_id: String,
    /// HMAC-SHA256 of the address, or of the id where there is no address, under
    /// one of the site's [`Secrets`], in hexadecimal.
    pub hmac: String,
}

/// What the site's server vouched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Verified {
    /// The ticket's address is the customer's.
    Email,
    /// The id is the customer's; of the address nothing is known.
    ExternalId,
}

/// Who the site's page said the customer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Identity {
    /// What the site calls the customer.
    pub external_id: Option<String>,
    /// What the site's server vouched for; where it is null, anybody may have written it.
    pub verified: Option<Verified>,
}

impl Claim {
    /// What a claim is worth for a request that is answered at this address; none where nothing is
    /// claimed. A signed address that is not the request's proves nothing about the request.
    pub fn weigh(&self, secrets: &Secrets, email: Option<&EmailAddress>) -> Option<Identity> {
        if self.email.is_empty() && self.external_id.is_empty() {
            return None;
        }
        let signed = match self.email.as_str() {
            "" => &self.external_id,
            email => email,
        };
        let hmac = self.hmac.trim().to_ascii_lowercase();
        let is_signed = secrets.signed(signed, &hmac);
        let is_own = email
            .is_some_and(|email| email.as_str().to_lowercase() == self.email.trim().to_lowercase());
        let verified = match (is_signed, self.email.is_empty()) {
            (true, true) => Some(Verified::ExternalId),
            (true, false) if is_own => Some(Verified::Email),
            _ => None,
        };
        let plain = self.external_id.chars().filter(|c| !c.is_control());
        let external_id: String = plain.take(MAX_ID).collect();
        Some(Identity {
            external_id: Some(external_id).filter(|id| !id.is_empty()),
            verified,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> SiteKey {
        SiteKey::new([7; 32])
    }

    fn signed(text: &str) -> String {
        seal::signature(key().identity_secret(0).as_bytes(), text)
    }

    fn secrets(count: u32, now_ms: i64) -> Secrets {
        Secrets::of(&key(), Changes { count, last_ms: 0 }, now_ms)
    }

    fn weigh(email: &str, id: &str, hmac: &str, own: &str) -> Option<Identity> {
        let claim = Claim {
            email: email.into(),
            external_id: id.into(),
            hmac: hmac.into(),
        };
        claim.weigh(&secrets(0, 0), EmailAddress::parse(own).as_ref())
    }

    fn verified(email: &str, id: &str, hmac: &str, own: &str) -> Option<Verified> {
        weigh(email, id, hmac, own).and_then(|identity| identity.verified)
    }

    const ANNA: &str = "anna@posta.example";

    #[test]
    fn a_signed_address_is_vouched_for_on_requests_answered_there() {
        let hmac = signed(ANNA);
        assert_eq!(verified(ANNA, "", &hmac, ANNA), Some(Verified::Email));
        assert_eq!(
            verified(ANNA, "42", &hmac.to_uppercase(), "Anna@Posta.example"),
            Some(Verified::Email)
        );
        assert_eq!(verified(ANNA, "", &hmac, "bruno@posta.example"), None);
        assert_eq!(verified(ANNA, "", &hmac, ""), None);
    }

    #[test]
    fn a_signed_id_says_nothing_of_an_address() {
        let hmac = signed("42");
        assert_eq!(verified("", "42", &hmac, ANNA), Some(Verified::ExternalId));
        assert_eq!(verified(ANNA, "42", &hmac, ANNA), None);
        assert_eq!(
            verified("", ANNA, &signed(ANNA), ANNA),
            Some(Verified::ExternalId)
        );
    }

    #[test]
    fn without_a_valid_signature_nothing_is_vouched_for() {
        for hmac in [
            "",
            "0",
            "è",
            &signed(ANNA)[1..],
            &signed("bruno@posta.example"),
        ] {
            let identity = weigh(ANNA, "42", hmac, ANNA);
            assert_eq!(
                identity,
                Some(Identity {
                    external_id: Some("42".into()),
                    verified: None
                })
            );
        }
        let other = seal::signature(SiteKey::new([8; 32]).identity_secret(0).as_bytes(), ANNA);
        assert_eq!(verified(ANNA, "", &other, ANNA), None);
    }

    #[test]
    fn after_a_change_the_secret_before_serves_for_a_day_and_no_other() {
        let claim = |count| Claim {
            email: ANNA.into(),
            hmac: seal::signature(key().identity_secret(count).as_bytes(), ANNA),
            ..Claim::default()
        };
        let own = EmailAddress::parse(ANNA);
        let holds = |count, changes, now_ms| {
            let identity = claim(count).weigh(&secrets(changes, now_ms), own.as_ref());
            identity.and_then(|i| i.verified) == Some(Verified::Email)
        };
        assert!(holds(0, 1, GRACE_MS - 1) && holds(1, 1, 0));
        assert!(!holds(0, 1, GRACE_MS) && holds(1, 1, GRACE_MS));
        assert!(!holds(0, 2, 0), "only the one before");
        assert!(!holds(1, 0, 0), "none that is still to come");
        assert_eq!(secrets(0, 0).previous_until, None);
        let until = secrets(1, 0).previous_until;
        assert_eq!(until.as_deref(), Some("1970-01-02T00:00:00.000Z"));
        assert_ne!(secrets(1, 0).secret, secrets(2, 0).secret);
    }

    #[test]
    fn nothing_claimed_is_nothing_known() {
        assert_eq!(weigh("", "", &signed(""), ANNA), None);
        assert_eq!(
            weigh("x", "\u{0}", "", ANNA).and_then(|identity| identity.external_id),
            None
        );
    }
}
