//! The HTTP client of this crate, and its TLS.
//!
//! With `rustls` it uses the ring provider and the platform's verifier. The configuration is passed to reqwest
//! ready-made, so that nothing is installed for the whole process and ring is the only C code. With `native-tls` alone
//! it uses the operating system's TLS, and with neither feature only http.

#[cfg(feature = "rustls")]
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
#[cfg(feature = "rustls")]
use rustls::{client::danger::ServerCertVerifier, crypto::CryptoProvider};

#[cfg(feature = "rustls")]
use crate::client::lazy_verifier::LazyVerifier;
use crate::error::text::error_chain;

/// The timeout for name resolution, TCP and TLS.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// The largest head that is read over HTTP/2, in bytes. It is above the transport's limit, so that a head which is too
/// large is reported as such: the HTTP library would only reset the stream.
const MAX_HTTP2_HEAD: u32 = 1024 * 1024;

/// A client that does not follow redirects: the transport does, since it can withhold the token.
///
/// `plain` means that the service is on this machine, over http. The client then uses no proxy, which would see the token.
#[cfg(any(feature = "azure-identity", test))]
pub(crate) fn http_client(plain: bool) -> Result<reqwest::Client, String> {
    build(&Tls::new(plain)?, plain, Versions::All)
}

/// Builds a client with this TLS.
pub(super) fn build(tls: &Tls, plain: bool, versions: Versions) -> Result<reqwest::Client, String> {
    let mut builder = reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        .http2_max_header_list_size(MAX_HTTP2_HEAD)
        .referer(false);
    if plain {
        builder = builder.no_proxy();
    }
    if versions == Versions::Http1 {
        builder = builder.http1_only();
    }
    tls.apply(builder, versions)
        .build()
        .map_err(|error| format!("could not build the HTTP client: {}", error_chain(&error)))
}

/// The versions of HTTP that a client speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Versions {
    All,
    Http1,
}

/// The TLS configuration of a client.
#[cfg(feature = "rustls")]
pub(super) struct Tls(rustls::ClientConfig);

#[cfg(feature = "rustls")]
impl Tls {
    pub(super) fn new(plain: bool) -> Result<Self, String> {
        rustls_config(plain)
            .map(Self)
            .map_err(|error| format!("could not set up TLS: {error}"))
    }

    /// The clones share the verifier, with the certificates that it has read.
    fn apply(&self, builder: reqwest::ClientBuilder, versions: Versions) -> reqwest::ClientBuilder {
        let mut config = self.0.clone();
        // reqwest sets ALPN only on configurations that it builds.
        config.alpn_protocols = match versions {
            Versions::All => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
            Versions::Http1 => vec![b"http/1.1".to_vec()],
        };
        builder.tls_backend_preconfigured(config)
    }
}

/// The platform's verifier. A machine without root certificates can still reach itself over http.
#[cfg(feature = "rustls")]
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

#[cfg(feature = "rustls")]
fn rustls_config(plain: bool) -> Result<rustls::ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(certificate_verifier(plain, provider)?)
        .with_no_client_auth();
    Ok(config)
}

#[cfg(not(feature = "rustls"))]
pub(super) struct Tls;

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
impl Tls {
    pub(super) fn new(_plain: bool) -> Result<Self, String> {
        Ok(Self)
    }

    fn apply(&self, builder: reqwest::ClientBuilder, _: Versions) -> reqwest::ClientBuilder {
        builder.tls_backend_native()
    }
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
impl Tls {
    pub(super) fn new(plain: bool) -> Result<Self, String> {
        if plain { Ok(Self) } else { Err(NO_TLS.into()) }
    }

    fn apply(&self, builder: reqwest::ClientBuilder, _: Versions) -> reqwest::ClientBuilder {
        builder
    }
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
const NO_TLS: &str = "https needs TLS, but graph-resource was built without it: enable its feature `rustls` or `native-tls`, or \
                      pass a client to `.http_client(…)`";
