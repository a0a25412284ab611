//! The versions of HTTP that a client speaks.

/// The versions of HTTP that a client speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Versions {
    All,
    Http1,
}

impl Versions {
    /// Their names in the TLS handshake, the preferred one first ([RFC 7301]).
    ///
    /// [RFC 7301]: https://www.rfc-editor.org/rfc/rfc7301
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(super) fn protocols(self) -> &'static [&'static str] {
        match self {
            Versions::All => &["h2", "http/1.1"],
            Versions::Http1 => &["http/1.1"],
        }
    }
}
