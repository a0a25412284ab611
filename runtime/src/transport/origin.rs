//! The origin guard: a token is sent to one scheme, host and port, which are compared exactly.

use std::net::IpAddr;

use reqwest::Url;

use crate::address::cloud::{ApiVersion, Cloud};
use crate::error::Error;
use crate::error::kind::ErrorKind;

/// The root of the service that a client reads from.
#[derive(Debug, Clone)]
pub(crate) struct ServiceRoot {
    url: Url,
    /// The same with one slash at its end, to which paths are added.
    base: Url,
}

impl ServiceRoot {
    /// Parses a base URL: https, or http on this machine, without a user, a query, a fragment or a version.
    pub(crate) fn parse(base: &str) -> Result<Self, Error> {
        let url = Url::parse(base)
            .map_err(|error| config(format!("the base URL is not a valid URL: {error}")))?;
        check_scheme(&url)?;
        if has_userinfo(&url) {
            return Err(config(
                "the base URL contains a user name or password: remove it",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(config(
                "the base URL contains a query or a fragment: remove it",
            ));
        }
        check_no_version(&url)?;
        let mut base = url.clone();
        base.set_path(&format!("{}/", url.path().trim_end_matches('/')));
        Ok(Self { url, base })
    }

    pub(crate) fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The URL of a request: the root, the version, and a path with query that is already encoded.
    pub(crate) fn join(&self, version: ApiVersion, relative: &str) -> Result<Url, Error> {
        let version = version.as_str();
        // Only the path is parsed.
        let url = self.base.join(&[version, relative].concat()).map_err(|_| {
            Error::new(
                ErrorKind::Request,
                "the path does not form a valid URL: percent-encode it",
            )
        })?;
        let below_root = url.as_str().strip_prefix(self.base.as_str());
        let below_version = below_root.and_then(|path| path.strip_prefix(version));
        if !below_version.is_some_and(|path| path.starts_with('/')) {
            return Err(Error::new(
                ErrorKind::Request,
                "the path leads outside the service's root: start it with `/` and remove `..`",
            ));
        }
        Ok(url)
    }

    /// The URL of a link that the service sent, which must be on the same origin.
    pub(crate) fn check_link(&self, link: &str) -> Result<Url, Error> {
        let url = Url::parse(link).map_err(|_| refused("the link is not an absolute URL"))?;
        if has_userinfo(&url) {
            return Err(refused("the link contains a user name or password"));
        }
        if !self.is_origin_of(&url) {
            return Err(refused(format!(
                "the link leads to another origin, {}; a client only follows links on its own",
                origin(&url)
            )));
        }
        Ok(url)
    }

    /// The URL of a long-running job, which may be on another host: https anywhere, and http on this machine if the
    /// service itself uses it.
    pub(crate) fn check_monitor(&self, location: &str) -> Result<Url, Error> {
        let url =
            Url::parse(location).map_err(|_| refused("the address is not an absolute URL"))?;
        if has_userinfo(&url) {
            return Err(refused("the address contains a user name or password"));
        }
        match url.scheme() {
            "https" => Ok(url),
            "http" if self.is_plain() && check_scheme(&url).is_ok() => Ok(url),
            scheme => Err(refused(format!(
                "the address has the scheme `{scheme}`: only https is allowed"
            ))),
        }
    }

    /// Whether a URL has the same scheme, host and port. They are never compared by prefix, and a trailing dot makes
    /// another host.
    pub(crate) fn is_origin_of(&self, url: &Url) -> bool {
        // The root is http or https, whose origin consists of these parts (RFC 6454, section 4).
        self.url.scheme() == url.scheme()
            && self.url.host() == url.host()
            && self.url.port_or_known_default() == url.port_or_known_default()
    }

    /// The cloud that the host belongs to, however it is written.
    pub(crate) fn cloud(&self) -> Option<Cloud> {
        let host = self.url.host_str()?.trim_end_matches('.');
        Cloud::ALL
            .into_iter()
            .find(|cloud| is_host_of(*cloud, host))
    }

    /// Whether the service is on this machine, and reached over http.
    pub(crate) fn is_plain(&self) -> bool {
        self.url.scheme() == "http"
    }
}

/// Whether the host is the cloud's own or a subdomain of it.
fn is_host_of(cloud: Cloud, host: &str) -> bool {
    let own = cloud.root().trim_start_matches("https://");
    match host.strip_suffix(own) {
        Some(rest) => rest.is_empty() || rest.ends_with('.'),
        None => false,
    }
}

/// The scheme, host and port of a URL: the only parts that may be shown.
pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

pub(crate) fn has_userinfo(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

fn check_scheme(url: &Url) -> Result<(), Error> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => Err(config(
            "the base URL uses http to another machine, which would expose the token: use https",
        )),
        other => Err(config(format!(
            "the base URL has the scheme `{other}`: use https"
        ))),
    }
}

fn check_no_version(url: &Url) -> Result<(), Error> {
    match url.path().trim_end_matches('/').rsplit('/').next() {
        Some(version @ ("v1.0" | "beta")) => Err(config(format!(
            "the base URL ends in `{version}`: remove it, and set the version with `.version(…)`"
        ))),
        _ => Ok(()),
    }
}

/// Whether the host is this machine: 127.0.0.0/8, ::1, or a name that RFC 6761 (section 6.3) reserves.
fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

fn config(summary: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Config, summary)
}

fn refused(summary: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Link, summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_on_the_same_origin_are_accepted() {
        for (base, link) in [
            (
                "https://graph.microsoft.com",
                "https://graph.microsoft.com/v1.0/users",
            ),
            (
                "https://graph.microsoft.com",
                "https://graph.microsoft.com:443/v1.0/users",
            ),
            (
                "https://graph.microsoft.com:443",
                "https://graph.microsoft.com/v1.0/users",
            ),
            (
                "https://graph.microsoft.com",
                "HTTPS://GRAPH.MICROSOFT.COM/v1.0/users",
            ),
            (
                "https://gateway.example/graph",
                "https://gateway.example/elsewhere",
            ),
            (
                "https://b\u{fc}cher.example",
                "https://xn--bcher-kva.example/x",
            ),
            ("http://localhost:80", "http://localhost/x"),
        ] {
            let checked = ServiceRoot::parse(base).unwrap().check_link(link);
            assert!(checked.is_ok(), "{base} {link}");
        }
    }

    #[test]
    fn links_on_another_origin_are_errors() {
        let root = ServiceRoot::parse("https://graph.microsoft.com").unwrap();
        for link in [
            "http://graph.microsoft.com/v1.0/users",
            "http://graph.microsoft.com:443/v1.0/users",
            "https://graph.microsoft.com:80/x",
            "https://graph.microsoft.com:4430/x",
            "https://graph.microsoft.com./x",
            "https://graph.microsoft.com.example/x",
            "https://graph.microsoft.com@example.com/x",
            "https://user@graph.microsoft.com/x",
            "https://xgraph.microsoft.com/x",
            "https://graph.microsoft.us/x",
            "https://gr\u{430}ph.microsoft.com/x",
            "wss://graph.microsoft.com/x",
            "blob:https://graph.microsoft.com/x",
            "//graph.microsoft.com/x",
            "",
        ] {
            let error = root.check_link(link).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Link, "{link}");
        }
    }

    #[test]
    fn slashes_at_the_end_of_the_root_make_no_difference() {
        for base in ["https://gateway.example", "https://gateway.example/graph"] {
            for slashes in ["", "/", "//"] {
                let root = ServiceRoot::parse(&format!("{base}{slashes}")).unwrap();
                let url = root.join(ApiVersion::V1, "/users").unwrap();
                assert_eq!(url.as_str(), format!("{base}/v1.0/users"));
            }
        }
    }

    #[test]
    fn no_path_leads_outside_of_the_root() {
        let root = ServiceRoot::parse("https://gateway.example/graph").unwrap();
        for (path, url) in [
            (
                "/users/1",
                Some("https://gateway.example/graph/v1.0/users/1"),
            ),
            (
                "/users?$top=1",
                Some("https://gateway.example/graph/v1.0/users?$top=1"),
            ),
            ("/../../x", None),
            ("/a/../../x", None),
            ("/%2e%2e/x", None),
            ("/.%2E/x", None),
            ("/\\..\\..\\x", None),
            (".example/x", None),
            ("@example.com/x", None),
            ("", None),
        ] {
            let joined = root.join(ApiVersion::V1, path);
            assert_eq!(joined.ok().map(String::from).as_deref(), url, "{path}");
        }
    }

    #[test]
    fn http_is_allowed_on_this_machine_only() {
        for (host, here) in [
            ("127.0.0.1", true),
            ("127.255.255.254", true),
            ("0x7f.1", true),
            ("[::1]", true),
            ("localhost", true),
            ("a.localhost", true),
            ("128.0.0.1", false),
            ("0.0.0.0", false),
            ("[::2]", false),
            ("[::ffff:10.0.0.1]", false),
            ("localhost.", false),
            ("localhost.example", false),
            ("notlocalhost", false),
        ] {
            assert_eq!(
                ServiceRoot::parse(&format!("http://{host}:8080")).is_ok(),
                here,
                "{host}"
            );
        }
    }
}
