//! TLS with rustls.

use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;

use crate::client::tls::lazy_verifier::LazyVerifier;
use crate::client::tls::versions::Versions;

/// The TLS configuration of a client. Its clones share the verifier, with the certificates that it has read.
pub(crate) struct Tls(rustls::ClientConfig);

impl Tls {
    pub(crate) fn new(plain: bool) -> Result<Self, String> {
        config(plain)
            .map(Self)
            .map_err(|error| format!("could not set up TLS: {error}"))
    }

    /// Whether [`prepare`](Self::prepare) has nothing to do.
    pub(crate) fn is_prepared(&self, _: Versions) -> bool {
        true
    }

    pub(crate) async fn prepare(&self, _: Versions) {}

    pub(crate) fn apply(
        &self,
        builder: reqwest::ClientBuilder,
        versions: Versions,
    ) -> Result<reqwest::ClientBuilder, String> {
        let mut config = self.0.clone();
        // reqwest sets ALPN only on configurations that it builds.
        let protocols = versions.protocols().iter();
        config.alpn_protocols = protocols.map(|protocol| (*protocol).into()).collect();
        Ok(builder.tls_backend_preconfigured(config))
    }
}

/// The platform's verifier. A machine without root certificates can still reach itself over http.
fn certificate_verifier(
    plain: bool,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, rustls::Error> {
    if plain {
        return Ok(Arc::new(LazyVerifier::new(provider)));
    }
    let verifier = rustls_platform_verifier::Verifier::new(provider)?;
    Ok(Arc::new(verifier))
}

fn config(plain: bool) -> Result<rustls::ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(certificate_verifier(plain, provider)?)
        .with_no_client_auth();
    Ok(config)
}
