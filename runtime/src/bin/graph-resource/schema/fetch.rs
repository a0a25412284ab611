//! Fetching the metadata from the service.

use std::error::Error;

use graph_resource::{ApiVersion, Client, Cloud, Content, RetryPolicy};
use reqwest::redirect::Policy;

use super::arguments::Arguments;
use super::metadata::Metadata;
use super::progress::Progress;
use super::without_token::WithoutToken;

/// Somebody waits for the command, so it gives up earlier than a program does.
const ATTEMPTS: u32 = 3;

const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

const PATH: &str = "/$metadata";

pub(super) fn metadata(
    arguments: &Arguments,
    progress: &Progress,
) -> Result<Metadata, Box<dyn Error>> {
    let root = match &arguments.base_url {
        Some(url) => url.trim_end_matches('/'),
        None => Cloud::from(arguments.cloud).root(),
    };
    let version = if arguments.beta {
        ApiVersion::Beta
    } else {
        ApiVersion::V1
    };
    let source = format!("{root}/{version}{PATH}");
    let client = client(root, version)?;
    let csdl = download(&client, progress).map_err(|error| {
        let remedy =
            "try again, or save the metadata in a browser and name it with `--from FILE.xml`";
        format!("cannot fetch {source}: {error}: {remedy}")
    })?;
    Ok(Metadata { csdl, source })
}

fn client(root: &str, version: ApiVersion) -> Result<Client, Box<dyn Error>> {
    let client = Client::builder()
        // It is never sent: the service publishes its metadata.
        .credential("none")
        .http_client(WithoutToken(http_client(root)?))
        .base_url(root)
        .version(version)
        .retry(RetryPolicy::default().attempts(ATTEMPTS))
        .build()?;
    Ok(client)
}

fn download(client: &Client, progress: &Progress) -> Result<Vec<u8>, Box<dyn Error>> {
    let progress = progress.clone();
    let request = Content::at_path(PATH)
        .header("Accept", "application/xml")
        .on_progress(move |state| progress.received(state.received));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let bytes = runtime.block_on(request.bytes(client))?;
    Ok(bytes.into())
}

/// Redirects are left to the client.
fn http_client(root: &str) -> Result<reqwest::Client, Box<dyn Error>> {
    if root.starts_with("https:") && !HAS_TLS {
        return Err(
            "this command was built without TLS: build it with the feature `rustls` or `native-tls`, or save the metadata in a browser and name it with `--from FILE.xml`"
                .into(),
        );
    }
    #[cfg(feature = "rustls")]
    install_crypto();
    let mut builder = reqwest::Client::builder().redirect(Policy::none());
    if root.starts_with("http:") {
        // The service is on this machine. It is reached without a proxy, and without certificates.
        builder = without_certificates(builder.no_proxy());
    }
    Ok(builder.build()?)
}

/// The HTTP library uses the cryptography that the process has chosen.
#[cfg(feature = "rustls")]
fn install_crypto() {
    // It fails if there is one already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A machine without root certificates can still reach itself over http.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn without_certificates(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder.tls_certs_only([])
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn without_certificates(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder
}
