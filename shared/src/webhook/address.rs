//! Where a webhook may go: to the internet, and to what the operator lists; never into the network
//! the worker stands in. Looks at the address alone: nothing is resolved here.
//!
//! A public name that resolves to a private address cannot be told by its text. On Cloudflare
//! `fetch` never reaches private networks; on one's own workerd the second wall is the `allow`
//! list of the service `internet` in `edge/workerd.capnp`.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    ops::RangeInclusive,
};

use url::{Host, Url};

/// The longest address of an endpoint, in bytes.
pub const MAX_URL_BYTES: usize = 2_000;

/// IPv4 ranges that are not the internet (IANA's special-purpose registry, and 168.63.129.16,
/// the host of machines on Azure): network and bits.
const CLOSED_V4: [(Ipv4Addr, u32); 18] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(168, 63, 129, 16), 32),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(192, 175, 48, 0), 24),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Parts of 2000::/3 that are not the internet: protocol assignments with Teredo and ORCHID,
/// documentation, 6to4. Everything outside 2000::/3 is closed as a whole: loopback, mapped,
/// compatible and translated IPv4, unique-local, link-local, multicast.
const CLOSED_V6: [(Ipv6Addr, u32); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Endings of names that mean something only inside a network.
const CLOSED_NAMES: [&str; 13] = [
    "arpa",
    "corp",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "private",
    "test",
];

/// Why an address is refused, said to whoever wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not an address at all.
    #[error("Write a whole address such as https://shop.example/hook, at most 2,000 characters.")]
    Unreadable,
    /// Neither `https` nor `http`.
    #[error("Use an https:// address.")]
    Scheme,
    /// A user name or a password.
    #[error("Leave out user name and password: put credentials into a header.")]
    Credentials,
    /// Not encrypted, to a host the operator does not list.
    #[error("Use https://: plain http:// is only for hosts the operator lists.")]
    Plain,
    /// A host that is not on the internet and not on the operator's list.
    #[error("This host is not on the internet; the operator can list it if it is meant.")]
    Closed,
}

/// The hosts an operator lists: webhooks may go there by `http` too, and into private networks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed(Vec<Entry>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    place: Place,
    /// Any port where none is named.
    port: Option<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Name(String),
    Net(IpAddr, u32),
}

/// An entry of the operator's list that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no host: write names, addresses or networks such as 10.1.2.0/24, with commas")]
pub struct BadEntry(pub String);

impl Allowed {
    /// Reads a list with commas: names, addresses, networks, each with or without a port, such as
    /// `127.0.0.1, 10.1.2.0/24, hooks.internal:8080, [::1]:80`. Empty text lists nothing.
    pub fn parse(text: &str) -> Result<Self, BadEntry> {
        text.split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
            .map(|entry| Entry::parse(entry).ok_or_else(|| BadEntry(entry.to_owned())))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn lists(&self, host: &Host<&str>, port: u16) -> bool {
        self.0.iter().any(|entry| {
            entry.port.is_none_or(|p| p == port)
                && match (&entry.place, host) {
                    (Place::Name(name), Host::Domain(host)) => name == host.trim_end_matches('.'),
                    (Place::Net(net, bits), Host::Ipv4(ip)) => within(IpAddr::V4(*ip), *net, *bits),
                    (Place::Net(net, bits), Host::Ipv6(ip)) => within(IpAddr::V6(*ip), *net, *bits),
                    _ => false,
                }
        })
    }
}

impl Entry {
    fn parse(text: &str) -> Option<Self> {
        if let Some((net, bits)) = text.split_once('/') {
            let net: IpAddr = net.parse().ok()?;
            let bits = bits.parse().ok()?;
            let longest = if net.is_ipv4() { 32 } else { 128 };
            return (bits <= longest).then_some(Self {
                place: Place::Net(net, bits),
                port: None,
            });
        }
        if let Ok(ip) = text.parse::<IpAddr>() {
            return Some(Self {
                place: alone(ip),
                port: None,
            });
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (text, None),
        };
        // The host as an address will have it: in lower case and ASCII.
        let place = match Host::parse(host).ok()? {
            Host::Domain(name) => Place::Name(name.trim_end_matches('.').to_owned()),
            Host::Ipv4(ip) => alone(ip.into()),
            Host::Ipv6(ip) => alone(ip.into()),
        };
        Some(Self { place, port })
    }
}

fn alone(ip: IpAddr) -> Place {
    Place::Net(ip, if ip.is_ipv4() { 32 } else { 128 })
}

/// An address of the right shape: `http` or `https`, a host, no credentials, at most
/// [`MAX_URL_BYTES`]. Whether a webhook may go there is [`check`]'s to say.
pub fn shape(text: &str) -> Result<Url, Refused> {
    let strange = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    if text.len() > MAX_URL_BYTES || text.chars().any(strange) {
        return Err(Refused::Unreadable);
    }
    let (scheme, rest) = text.split_once("://").ok_or(Refused::Unreadable)?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Err(Refused::Scheme);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    if authority.is_empty() {
        return Err(Refused::Unreadable);
    }
    if authority.contains('@') {
        return Err(Refused::Credentials);
    }
    let mut url = Url::parse(text).map_err(|_| Refused::Unreadable)?;
    url.set_fragment(None);
    match url.host() {
        Some(_) if url.port() != Some(0) => Ok(url),
        _ => Err(Refused::Unreadable),
    }
}

/// Whether a webhook may go to an address. What comes back is the address as it is to be fetched:
/// read once, so that nobody reads it differently afterwards.
pub fn check(text: &str, allowed: &Allowed) -> Result<String, Refused> {
    let url = shape(text)?;
    let host = url.host().ok_or(Refused::Unreadable)?;
    let port = url.port_or_known_default().unwrap_or(443);
    if !allowed.lists(&host, port) {
        let closed = match host {
            Host::Domain(name) => is_closed_name(name),
            Host::Ipv4(ip) => is_closed_v4(ip),
            Host::Ipv6(ip) => is_closed_v6(ip),
        };
        if closed {
            return Err(Refused::Closed);
        }
        if url.scheme() != "https" {
            return Err(Refused::Plain);
        }
    }
    Ok(url.into())
}

fn is_closed_v4(ip: Ipv4Addr) -> bool {
    CLOSED_V4
        .iter()
        .any(|(net, bits)| within(ip.into(), (*net).into(), *bits))
}

fn is_closed_v6(ip: Ipv6Addr) -> bool {
    !within(
        ip.into(),
        Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0).into(),
        3,
    ) || CLOSED_V6
        .iter()
        .any(|(net, bits)| within(ip.into(), (*net).into(), *bits))
}

fn is_closed_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let labels: RangeInclusive<usize> = 1..=63;
    name.len() > 253
        || !name.contains('.')
        || name.split('.').any(|label| !labels.contains(&label.len()))
        || name
            .rsplit('.')
            .next()
            .is_some_and(|last| CLOSED_NAMES.contains(&last))
}

fn within(ip: IpAddr, net: IpAddr, bits: u32) -> bool {
    let (ip, net, width) = match (ip, net) {
        (IpAddr::V4(ip), IpAddr::V4(net)) => (ip.to_bits().into(), net.to_bits().into(), 32),
        (IpAddr::V6(ip), IpAddr::V6(net)) => (ip.to_bits(), net.to_bits(), 128_u32),
        _ => return false,
    };
    // No bits at all: everything is within.
    let shift = width.saturating_sub(bits);
    let head = |address: u128| address.checked_shr(shift).unwrap_or(0);
    head(ip) == head(net)
}

#[cfg(test)]
mod tests;
