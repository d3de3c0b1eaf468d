//! Who a site's page says the customer is, and whether the site's own server vouches for it: a
//! signature over the address, or over the site's own id where no address was given.

use serde::{Deserialize, Serialize};

use crate::{address::EmailAddress, key::SiteKey, seal};

/// Longest id kept, in characters.
const MAX_ID: usize = 200;

/// What a page says; nothing is known to be true yet. Empty means not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Claim {
    /// The customer's address.
    pub email: String,
    /// What the site calls the customer.
    pub external_id: String,
    /// HMAC-SHA256 of the address, or of the id where there is no address, under
    /// [`SiteKey::identity_secret`], in hexadecimal.
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
    pub fn weigh(&self, key: &SiteKey, email: Option<&EmailAddress>) -> Option<Identity> {
        if self.email.is_empty() && self.external_id.is_empty() {
            return None;
        }
        let signed = match self.email.as_str() {
            "" => &self.external_id,
            email => email,
        };
        let hmac = self.hmac.trim().to_ascii_lowercase();
        let secret = key.identity_secret();
        let is_signed = seal::is_signed(secret.as_bytes(), signed, &hmac);
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
        seal::signature(key().identity_secret().as_bytes(), text)
    }

    fn weigh(email: &str, id: &str, hmac: &str, own: &str) -> Option<Identity> {
        let claim = Claim {
            email: email.into(),
            external_id: id.into(),
            hmac: hmac.into(),
        };
        claim.weigh(&key(), EmailAddress::parse(own).as_ref())
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
        let other = seal::signature(SiteKey::new([8; 32]).identity_secret().as_bytes(), ANNA);
        assert_eq!(verified(ANNA, "", &other, ANNA), None);
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
