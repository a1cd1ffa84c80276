//! Values that are used and never shown.

use std::fmt;

use reqwest::Url;

/// A secret. Whoever needs it says so by [`Secret::expose`]; `Debug` and
/// `Display` show `***`.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes a text into keeping.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself: never for a log, an error or a screen.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The address of a server, which may carry a password. `Debug` and `Display`
/// show `***` in its place.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// Reads an address with a host and one of these schemes.
    pub fn parse(text: &str, schemes: &[&str]) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        (url.has_host() && schemes.contains(&url.scheme())).then_some(Self(url))
    }

    /// The address with its password: never for a log, an error or a screen.
    pub fn expose(&self) -> &Url {
        &self.0
    }

    /// Whether what is sent there stays within this machine.
    pub fn is_loopback(&self) -> bool {
        match self.0.host_str().map(|host| host.trim_matches(['[', ']'])) {
            Some("localhost") => true,
            Some(host) => host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback()),
            None => false,
        }
    }

    /// Whether it can be read along on the way.
    pub fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&redacted(&self.0))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&redacted(&self.0))
    }
}

/// The address with `***` for its password, wherever it stands: before the
/// `@` or among the parameters.
pub(super) fn redacted(url: &Url) -> String {
    let mut shown = url.clone();
    if shown.password().is_some() {
        // Can't fail: what has a password has a host. If it did, nothing is shown.
        if shown.set_password(Some("***")).is_err() {
            return "***".to_owned();
        }
    }
    if url.query().is_some() {
        let hide = |name: &str| ["password", "token", "secret", "key"].iter().any(|word| name.contains(word));
        let pairs = url.query_pairs().map(|(name, value)| {
            if hide(&name.to_lowercase()) { format!("{name}=***") } else { format!("{name}={value}") }
        });
        let query = pairs.collect::<Vec<_>>().join("&");
        shown.set_query(Some(&query));
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_shown_only_on_demand() {
        let secret = Secret::new("hunter2");
        assert_eq!(format!("{secret} {secret:?} {:?}", Some(&secret)), "*** *** Some(***)");
        assert_eq!(secret.expose(), "hunter2");
    }

    #[test]
    fn an_address_hides_its_password_wherever_it_stands() {
        let url = "http://me:hunter2@proxy.example:8080/?sslmode=require&password=hunter2&api_key=hunter2";
        let address = Address::parse(url, &["http"]).unwrap();
        let shown = format!("{address} {address:?}");
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(shown.contains("me:***@proxy.example:8080/?sslmode=require"), "{shown}");
        assert_eq!(address.expose().password(), Some("hunter2"));
    }

    #[test]
    fn loopback_is_told_from_the_world() {
        let here = |url| Address::parse(url, &["http"]).unwrap().is_loopback();
        assert!(here("http://localhost:8081") && here("http://127.1.2.3") && here("http://[::1]:80/x"));
        assert!(!here("http://localhost.example.cn") && !here("http://10.0.0.1") && !here("http://[::2]"));
    }
}
