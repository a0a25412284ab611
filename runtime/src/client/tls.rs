//! The HTTP client of this crate's own, and its TLS.
//!
//! With `rustls`: the ring provider and the platform's verifier, handed over ready-made, so that nothing is installed for the
//! whole process and no C library but ring's is built. With `native-tls` alone: the operating system's. With neither: http.

use std::time::Duration;

use reqwest::redirect::Policy;

/// The time for name, TCP and TLS: a connection that takes longer is not worth the wait.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(30);

/// A client that follows no redirect by itself: that is done where the token can be kept back.
///
/// `plain` says that the service is on this machine over http; then no proxy gets to see the token.
#[cfg(any(feature = "azure-identity", test))]
pub(crate) fn http_client(plain: bool) -> Result<reqwest::Client, String> {
    built(builder(&Tls::new(plain)?, plain))
}

/// Such a client, and one that has a new connection for every request.
pub(crate) fn http_clients(plain: bool) -> Result<(reqwest::Client, reqwest::Client), String> {
    let tls = Tls::new(plain)?;
    Ok((
        built(builder(&tls, plain))?,
        built(builder(&tls, plain).pool_max_idle_per_host(0))?,
    ))
}

fn builder(tls: &Tls, plain: bool) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        .referer(false);
    tls.apply(if plain { builder.no_proxy() } else { builder })
}

fn built(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, String> {
    builder.build().map_err(|error| {
        format!(
            "the HTTP client cannot be set up: {}",
            crate::error::text::error_chain(&error)
        )
    })
}

/// What clients know of TLS.
#[cfg(feature = "rustls")]
struct Tls(rustls::ClientConfig);

#[cfg(feature = "rustls")]
impl Tls {
    fn new(plain: bool) -> Result<Self, String> {
        rustls_config(plain)
            .map(Self)
            .map_err(|error| format!("TLS cannot be set up: {error}"))
    }

    fn apply(&self, builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        builder.tls_backend_preconfigured(self.0.clone())
    }
}

#[cfg(feature = "rustls")]
fn rustls_config(plain: bool) -> Result<rustls::ClientConfig, rustls::Error> {
    use std::sync::Arc;

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = rustls::ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()?;
    let verified = match rustls_platform_verifier::Verifier::new(provider) {
        Ok(verifier) => versions
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier)),
        // A machine without root certificates can still speak to itself; no other certificate is trusted then.
        Err(_) if plain => versions.with_root_certificates(rustls::RootCertStore::empty()),
        Err(error) => return Err(error),
    };
    let mut config = verified.with_no_client_auth();
    // reqwest sets ALPN on a configuration of its own only.
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

#[cfg(not(feature = "rustls"))]
struct Tls;

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
impl Tls {
    fn new(_plain: bool) -> Result<Self, String> {
        Ok(Self)
    }

    fn apply(&self, builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        builder.tls_backend_native()
    }
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
impl Tls {
    fn new(plain: bool) -> Result<Self, String> {
        if plain { Ok(Self) } else { Err(NO_TLS.into()) }
    }

    fn apply(&self, builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        builder
    }
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
const NO_TLS: &str = "https needs TLS, and graph-resource was built without: switch on its feature `rustls` or `native-tls`, or \
                      bring a client by `.http_client(…)`";
