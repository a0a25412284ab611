//! Fetching the metadata from the service.

use std::error::Error;

use graph_resource::{ApiVersion, Client, Cloud, Content, RetryPolicy};
use reqwest::redirect::Policy;

use super::arguments::Arguments;
use super::progress::Progress;
use super::without_token::WithoutToken;

/// Somebody waits for the command, so it gives up earlier than a program does.
const ATTEMPTS: u32 = 3;

const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

const PATH: &str = "/$metadata";

/// Returns the document, and the URL that it comes from.
pub(super) fn metadata(
    arguments: &Arguments,
    progress: &Progress,
) -> Result<(Vec<u8>, String), Box<dyn Error>> {
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
        let error = reason(error.as_ref());
        let remedy =
            "try again, or save the metadata in a browser and name it with `--from FILE.xml`";
        format!("cannot fetch {source}: {error}: {remedy}")
    })?;
    Ok((csdl, source))
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

/// Why the metadata cannot be fetched. The message of the command has its URL already, and the identifiers of a request are
/// for programs that log them.
fn reason(error: &(dyn Error + 'static)) -> String {
    let message = error.to_string();
    let Some(error) = error.downcast_ref::<graph_resource::Error>() else {
        return message;
    };
    let mut reason = message.as_str();
    if let (Some(method), Some(template)) = (error.method(), error.template()) {
        let request = format!("{method} {template}: ");
        reason = reason.strip_prefix(&request).unwrap_or(reason);
    }
    for id in [error.request_id(), error.client_request_id()] {
        let id = id.map(|id| {
            (
                format!(" (request-id {id})"),
                format!(" (client-request-id {id})"),
            )
        });
        if let Some((service, client)) = &id {
            reason = reason.strip_suffix(service).unwrap_or(reason);
            reason = reason.strip_suffix(client).unwrap_or(reason);
        }
    }
    // What the standard library calls an error that it has no kind for.
    reason.replace(" (uncategorized error)", "")
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
