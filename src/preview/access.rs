//! Decides which requests the preview answers: under which host names, and from which sites.
//!
//! Any web page that is open in the same browser can send requests to the preview. It is kept from reading the answers by
//! denying requests of other sites, and by headers for browsers that do not say which site a request comes from.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The limit of the domain name system.
const MAX_NAME_LENGTH: usize = 253;

/// Keep other sites from loading, framing, opening or sniffing an answer, and from learning its address.
const SECURITY_HEADERS: [(HeaderName, HeaderValue); 7] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'none'")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

pub(super) fn add_security_headers(headers: &mut HeaderMap) {
    headers.extend(SECURITY_HEADERS);
}

/// A host name as browsers send it: ASCII, in lower case, without a port.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HostName(String);

/// The text is no host name.
#[derive(Debug)]
pub struct InvalidHostName;

impl FromStr for HostName {
    type Err = InvalidHostName;

    fn from_str(typed: &str) -> Result<Self, InvalidHostName> {
        let name = typed.strip_suffix('.').unwrap_or(typed);
        let is_name = (1..=MAX_NAME_LENGTH).contains(&name.len())
            && name.split('.').all(|label| !label.is_empty())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if is_name { Ok(Self(name.to_ascii_lowercase())) } else { Err(InvalidHostName) }
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for InvalidHostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a host name")
    }
}

impl std::error::Error for InvalidHostName {}

/// Why a request is denied.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Denial {
    /// The Host header is missing, repeated or malformed.
    InvalidHost,
    /// The host name may belong to another site.
    UnknownHost(HostName),
    /// A page of another site sent the request.
    CrossSite,
}

/// Which host names are answered besides those that only this network gives out.
pub(super) struct AccessPolicy {
    allowed: BTreeSet<HostName>,
}

impl AccessPolicy {
    pub fn new(allowed: &[HostName]) -> Self {
        Self { allowed: allowed.iter().cloned().collect() }
    }

    /// Whether a request, for an HTML page or something else, may be answered.
    pub fn check(&self, headers: &HeaderMap, for_page: bool) -> Result<(), Denial> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Denial::InvalidHost) };
        let host = host.to_str().map_err(|_| Denial::InvalidHost)?;
        match Host::parse(host).ok_or(Denial::InvalidHost)? {
            Host::Name(name) if !self.is_known(&name) => Err(Denial::UnknownHost(name)),
            _ if is_from_here(headers, host, for_page) => Ok(()),
            _ => Err(Denial::CrossSite),
        }
    }

    /// Names without a dot and those in `.local` are given out in this network alone. Any other can be pointed here by
    /// whoever owns it, and its pages would then pass for the preview's own (DNS rebinding).
    fn is_known(&self, name: &HostName) -> bool {
        !name.0.contains('.') || name.0.ends_with(".local") || self.allowed.contains(name)
    }
}

/// What a Host header names.
#[derive(Debug, PartialEq, Eq)]
enum Host {
    Address(IpAddr),
    Name(HostName),
}

impl Host {
    fn parse(header: &str) -> Option<Self> {
        let (host, port) = match header.strip_prefix('[') {
            Some(rest) => {
                let (address, port) = rest.split_once(']')?;
                (Host::Address(address.parse::<Ipv6Addr>().ok()?.into()), port)
            }
            None => {
                let (name, port) = header.split_at(header.find(':').unwrap_or(header.len()));
                let address = name.parse().map(Host::Address);
                (address.or_else(|_| name.parse().map(Host::Name)).ok()?, port)
            }
        };
        let is_port = port.is_empty() || port.strip_prefix(':')?.bytes().all(|byte| byte.is_ascii_digit());
        is_port.then_some(host)
    }
}

/// Whether a request comes from no other site, as far as the browser says. Following a link from one is allowed: the page
/// that is left cannot read the page that is opened.
fn is_from_here(headers: &HeaderMap, host: &str, for_page: bool) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let is_here = |address: &str| {
        let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"));
        rest.and_then(|rest| rest.split('/').next()).is_some_and(|origin| origin.eq_ignore_ascii_case(host))
    };
    if let Some(site) = text("sec-fetch-site") {
        let is_navigation = text("sec-fetch-mode") == Some("navigate") && text("sec-fetch-dest") == Some("document");
        return matches!(site, "same-origin" | "none") || for_page && is_navigation;
    }
    // Browsers send no Sec-Fetch headers where the preview's address is neither encrypted nor of the machine itself.
    text("origin").is_none_or(is_here) && (for_page || text("referer").is_none_or(is_here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_an_address_or_a_name_with_or_without_a_port() {
        let name = |name: &str| Some(Host::Name(HostName(name.into())));
        let address = |address: &str| address.parse().map(Host::Address).ok();
        for (header, expected) in [
            ("127.0.0.1:4000", address("127.0.0.1")),
            ("[::1]", address("::1")),
            ("[::1]:4000", address("::1")),
            ("[::ffff:10.0.0.7]:4000", address("::ffff:10.0.0.7")),
            ("LocalHost:4000", name("localhost")),
            ("box.example.com.:4000", name("box.example.com")),
            ("a_b-4000.preview.example", name("a_b-4000.preview.example")),
            ("[::1", None),
            ("[::1]4000", None),
            ("::1", None),
            ("[example.com]", None),
            ("name:port", None),
            ("one@two", None),
            ("a..b", None),
            ("", None),
            (":4000", None),
        ] {
            assert_eq!(Host::parse(header), expected, "Host: {header}");
        }
    }
}
