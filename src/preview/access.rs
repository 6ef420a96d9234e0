//! Decides who gets an answer from the preview: under which names it may be asked, and which pages may ask.
//!
//! A web page that is open in the same browser can ask for whatever the preview serves. It is kept from reading it by
//! refusing what other sites ask for, and by headers for browsers that do not say who asks.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// The longest name that the domain name system has.
const LONGEST_NAME: usize = 253;

/// What every answer says to the browser: that no other site may load, frame, open or sniff it, nor learn its address.
const PROTECTION: [(HeaderName, HeaderValue); 7] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'none'")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

/// Adds to an answer what keeps other sites from using it.
pub(super) fn protect(headers: &mut HeaderMap) {
    headers.extend(PROTECTION);
}

/// A host name as browsers send it: ASCII, in small letters, without a port.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HostName(String);

/// What was typed is no host name.
#[derive(Debug)]
pub struct NoHostName;

impl FromStr for HostName {
    type Err = NoHostName;

    fn from_str(typed: &str) -> Result<Self, NoHostName> {
        let name = typed.strip_suffix('.').unwrap_or(typed);
        let is_name = (1..=LONGEST_NAME).contains(&name.len())
            && name.split('.').all(|label| !label.is_empty())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if is_name { Ok(Self(name.to_ascii_lowercase())) } else { Err(NoHostName) }
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for NoHostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a host name")
    }
}

impl std::error::Error for NoHostName {}

/// Why somebody gets no answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The request names no host, or nothing that can be one.
    NoHost,
    /// It asks under a name that may belong to another site.
    UnknownName(HostName),
    /// A page of another site asks.
    OtherSite,
}

/// Who may ask.
pub(super) struct Access {
    allowed: BTreeSet<HostName>,
}

impl Access {
    /// Access under these names besides those that only this network gives out.
    pub fn under(allowed: &[HostName]) -> Self {
        Self { allowed: allowed.iter().cloned().collect() }
    }

    /// Whether the one who asks may; `for_page` is whether for an HTML page.
    pub fn check(&self, headers: &HeaderMap, for_page: bool) -> Result<(), Refusal> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Refusal::NoHost) };
        let host = host.to_str().map_err(|_| Refusal::NoHost)?;
        match Host::parse(host).ok_or(Refusal::NoHost)? {
            Host::Name(name) if !self.is_known(&name) => Err(Refusal::UnknownName(name)),
            _ if asks_from_here(headers, host, for_page) => Ok(()),
            _ => Err(Refusal::OtherSite),
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

/// Whether no page of another site asks, as far as the browser says. Following a link from one is allowed: the page
/// that is left cannot read the page that is opened.
fn asks_from_here(headers: &HeaderMap, host: &str, for_page: bool) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let is_here = |address: &str| {
        let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"));
        rest.and_then(|rest| rest.split('/').next()).is_some_and(|origin| origin.eq_ignore_ascii_case(host))
    };
    if let Some(site) = text("sec-fetch-site") {
        let is_navigation = text("sec-fetch-mode") == Some("navigate") && text("sec-fetch-dest") == Some("document");
        return matches!(site, "same-origin" | "none") || for_page && is_navigation;
    }
    // Browsers leave that out where the preview's address is neither encrypted nor of the machine itself.
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
