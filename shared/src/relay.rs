//! The mail server that takes our mail, from one address an operator sets:
//! `smtps://user:password@host:465` (TLS from the start), `smtp+starttls://user:password@host:587`
//! (TLS before anything else is said), `smtp://127.0.0.1:1025` (plain, only to this machine).

use std::{fmt, net::IpAddr};

use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Implicit,
    /// TLS after `STARTTLS`; without it nothing is sent.
    StartTls,
    /// None; only to a loopback address.
    Plain,
}

/// A mail server and how to talk to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Relay {
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// User name and password.
    pub login: Option<(String, String)>,
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}:{}", self.security, self.host, self.port)
    }
}

/// Why an address of a mail server cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RelayError {
    /// None is set.
    #[error("no mail server is set: set SMTP_URL, such as smtps://user:password@mail.example:465")]
    Unset,
    /// It does not look like one.
    #[error("SMTP_URL must begin with smtps://, smtp+starttls:// or smtp:// and name a host")]
    Malformed,
    /// Mail would cross a network in the open.
    #[error("plain smtp:// is only for this machine: use smtps:// or smtp+starttls://")]
    PlainToNetwork,
}

impl Relay {
    /// Reads the address of a mail server.
    pub fn parse(text: &str) -> Result<Self, RelayError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(RelayError::Unset);
        }
        let url = Url::parse(text).map_err(|_| RelayError::Malformed)?;
        let (security, default_port) = match url.scheme() {
            "smtps" => (Security::Implicit, 465),
            "smtp+starttls" => (Security::StartTls, 587),
            "smtp" => (Security::Plain, 25),
            _ => return Err(RelayError::Malformed),
        };
        let host = url
            .host_str()
            .filter(|h| !h.is_empty())
            .ok_or(RelayError::Malformed)?
            .to_owned();
        if security == Security::Plain && !is_loopback(&host) {
            return Err(RelayError::PlainToNetwork);
        }
        let decode = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
        let login = (!url.username().is_empty())
            .then(|| (decode(url.username()), decode(url.password().unwrap_or(""))));
        Ok(Self {
            host,
            port: url.port().unwrap_or(default_port),
            security,
            login,
        })
    }
}

/// Whether a host is this machine, whatever it is called.
pub(crate) fn is_loopback(host: &str) -> bool {
    match Host::parse(host) {
        Ok(Host::Domain(name)) => name == "localhost",
        Ok(Host::Ipv4(ip)) => IpAddr::from(ip).is_loopback(),
        Ok(Host::Ipv6(ip)) => IpAddr::from(ip).is_loopback(),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_ways_to_hand_over_mail() {
        let relay = Relay::parse("smtps://us%40er:p%3Aw@mail.example").unwrap();
        assert_eq!((relay.port, relay.security), (465, Security::Implicit));
        assert_eq!(relay.login, Some(("us@er".into(), "p:w".into())));
        assert!(!format!("{relay:?}").contains("p:w"));
        let relay = Relay::parse("smtp+starttls://mail.example:2525").unwrap();
        assert_eq!(
            (relay.port, relay.security, relay.login),
            (2525, Security::StartTls, None)
        );
        for local in [
            "smtp://127.0.0.1:1025",
            "smtp://localhost:1025",
            "smtp://[::1]:1025",
        ] {
            assert!(Relay::parse(local).is_ok(), "{local}");
        }
    }

    #[test]
    fn mail_never_crosses_a_network_in_the_open() {
        for url in [
            "smtp://mail.example",
            "smtp://10.0.0.1:25",
            "smtp://localhost.example",
        ] {
            assert_eq!(Relay::parse(url), Err(RelayError::PlainToNetwork), "{url}");
        }
        for url in [
            "mail.example:25",
            "http://mail.example",
            "smtps://",
            "smtps:///x",
        ] {
            assert_eq!(Relay::parse(url), Err(RelayError::Malformed), "{url}");
        }
        assert_eq!(Relay::parse(" "), Err(RelayError::Unset));
    }
}
