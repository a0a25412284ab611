//! No TLS: a client of a service on this machine needs none.

use crate::client::tls::versions::Versions;

/// The TLS configuration of a client without TLS.
pub(crate) struct Tls;

impl Tls {
    pub(crate) fn new(plain: bool) -> Result<Self, String> {
        if plain { Ok(Self) } else { Err(NO_TLS.into()) }
    }

    /// Whether [`prepare`](Self::prepare) has nothing to do.
    pub(crate) fn is_prepared(&self, _: Versions) -> bool {
        true
    }

    pub(crate) async fn prepare(&self, _: Versions) {}

    pub(crate) fn apply(
        &self,
        builder: reqwest::ClientBuilder,
        _: Versions,
    ) -> Result<reqwest::ClientBuilder, String> {
        Ok(builder)
    }
}

const NO_TLS: &str = "https needs TLS, but graph-resource was built without it: enable its feature `rustls` or `native-tls`, or \
                      pass a client to `.http_client(…)`";
