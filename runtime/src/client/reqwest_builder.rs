//! The HTTP client of this crate.

use std::time::Duration;

use reqwest::redirect::Policy;

use crate::client::tls::backend::Tls;
use crate::client::tls::versions::Versions;
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
    tls.apply(builder, versions)?
        .build()
        .map_err(|error| format!("could not build the HTTP client: {}", error_chain(&error)))
}
