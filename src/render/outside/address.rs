//! Where an address leads, asked of the parser that browsers have too, so that no way to write it makes a difference.

use url::Url;

/// Where an address leads, if it is nowhere in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To another host, with its port if one is written.
    Elsewhere(String),
    /// It is a script: `javascript:`.
    Script,
    /// It holds what it leads to: `data:`. Of what kind that is, such as `text/html`.
    Data(String),
}

/// The site's own address.
pub struct Own {
    base: Url,
    /// The same where the other of http and https is spoken. `https:a` names a file `a` on a page of https, and a host elsewhere.
    other: Url,
}

impl Own {
    /// The address of the site; where that is none, every host is another.
    pub fn new(base_url: &str) -> Option<Self> {
        let base = Url::parse(base_url)
            .ok()
            .filter(Url::has_host)
            .or_else(|| Url::parse("https://site.invalid/").ok())?;
        let mut other = base.clone();
        let scheme = if base.scheme() == "https" { "http" } else { "https" };
        other.set_scheme(scheme).ok()?;
        Some(Own { base, other })
    }

    /// Where an address leads that stands in a page; `None` if it leads to the site itself, or to no host.
    pub fn judge(&self, address: &str) -> Option<Leads> {
        let Ok(url) = self.base.join(address) else { return unclear(address) };
        match url.scheme() {
            "javascript" | "vbscript" => Some(Leads::Script),
            "data" => {
                let kind = url.path().split([';', ',']).next().unwrap_or_default();
                Some(Leads::Data(kind.trim().to_ascii_lowercase()))
            }
            _ => {
                let is_own = url.scheme() == self.base.scheme()
                    && url.host() == self.base.host()
                    && url.port_or_known_default() == self.base.port_or_known_default();
                let url = match is_own {
                    true => self.other.join(address).ok().filter(|url| url.host() != self.base.host())?,
                    false => url,
                };
                let host = url.host_str().filter(|host| !host.is_empty())?;
                let port = url.port().map(|port| format!(":{port}"));
                Some(Leads::Elsewhere(format!("{host}{}", port.unwrap_or_default())))
            }
        }
    }
}

/// What cannot be parsed might be an address all the same once a template filled it in.
fn unclear(address: &str) -> Option<Leads> {
    let address: String = address.chars().filter(|c| !c.is_whitespace()).collect();
    let host = written_host(&address);
    (!host.is_empty()).then(|| Leads::Elsewhere(host.to_owned()))
}

/// The host that is written in an address, with its port; empty if there is none.
pub fn written_host(address: &str) -> &str {
    let is_slash = |c: char| c == '/' || c == '\\';
    let address = address.trim();
    let behind_scheme = match address.split_once(':') {
        Some((scheme, rest)) if !scheme.contains(is_slash) => rest,
        _ => address,
    };
    let Some(rest) = behind_scheme.strip_prefix(is_slash).and_then(|rest| rest.strip_prefix(is_slash)) else {
        return "";
    };
    let host = rest.split(|c| is_slash(c) || c == '?' || c == '#').next().unwrap_or_default();
    host.rsplit('@').next().unwrap_or_default()
}
