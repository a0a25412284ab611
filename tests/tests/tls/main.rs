//! Reads over HTTPS: which certificates are trusted, and which redirects are followed.

#[cfg(target_os = "linux")]
#[path = "../corpus_paths/crates.rs"]
mod crates;
#[cfg(target_os = "linux")]
mod downloads;
#[cfg(target_os = "linux")]
mod http2;
#[cfg(target_os = "linux")]
mod http2_server;
#[cfg(target_os = "linux")]
mod native;
mod plain;
mod server;

#[path = "../samples/mod.rs"]
mod samples;

use std::error::Error as _;
use std::time::Duration;

use graph_resource::{Client, Error, ErrorKind, RetryPolicy};
use graph_resource_tests::{Canned, Service};
use plain::PlainServer;
use samples::User;
use server::{TlsServer, json, trusting};

async fn read(base_url: &str, http: Option<reqwest::Client>) -> Result<User, Error> {
    let client = Client::builder()
        .credential("token")
        .base_url(base_url)
        .retry(RetryPolicy::never());
    let client = match http {
        Some(http) => client.http_client(http),
        None => client,
    };
    User::get("1").send(&client.build()?).await
}

/// Reads with three attempts.
async fn read_with_retries(base_url: &str, http: reqwest::Client) -> Result<User, Error> {
    let policy = RetryPolicy::default()
        .attempts(3)
        .initial_delay(Duration::from_millis(1));
    let client = Client::builder()
        .credential("token")
        .base_url(base_url)
        .retry(policy)
        .http_client(http);
    User::get("1").send(&client.build()?).await
}

#[tokio::test]
async fn a_custom_http_client_uses_its_own_root_certificate() {
    let server = TlsServer::start(|_| json(200, "", r#"{"id":"1"}"#)).await;
    assert_eq!(
        read(&server.base_url, Some(trusting(&[&server])))
            .await
            .unwrap()
            .id,
        "1"
    );
    assert!(server.requests()[0].contains("authorization: Bearer token"));
}

#[tokio::test]
async fn an_untrusted_certificate_is_a_clear_error_and_nothing_is_sent() {
    let server = TlsServer::start(|_| json(200, "", r#"{"id":"1"}"#)).await;
    let other = TlsServer::start(|_| json(200, "", "{}")).await;
    // The platform's roots, and a client that trusts another certificate.
    for http in [None, Some(trusting(&[&other]))] {
        let http_is_none = http.is_none();
        let error = read(&server.base_url, http).await.unwrap_err();
        // A machine without root certificates cannot even build the client.
        let rootless = http_is_none && error.kind() == ErrorKind::Config;
        assert!(rootless || error.kind() == ErrorKind::Connect, "{error}");
        assert!(error.to_string().contains("certificate"), "{error}");
        assert!(rootless || error.source().is_some());
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_certificate_for_another_name_is_not_trusted() {
    let server = TlsServer::start(|_| json(200, "", r#"{"id":"1"}"#)).await;
    let by_address = server.base_url.replace("localhost", "127.0.0.1");
    let error = read(&by_address, Some(trusting(&[&server])))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.to_string().contains("certificate"), "{error}");
}

#[tokio::test]
async fn a_server_without_tls_is_a_clear_error() {
    let service = Service::start().await;
    let error = read(
        &service.base_url().replace("http:", "https:"),
        Some(trusting(&[])),
    )
    .await
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.to_string().contains("TLS"), "{error}");
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn a_handshake_that_cannot_succeed_is_not_repeated() {
    let server = TlsServer::start(|_| json(200, "", r#"{"id":"1"}"#)).await;
    let by_address = server.base_url.replace("localhost", "127.0.0.1");
    for (base_url, trusted) in [
        (&server.base_url, trusting(&[])),
        (&by_address, trusting(&[&server])),
    ] {
        let before = server.connections();
        let error = read_with_retries(base_url, trusted).await.unwrap_err();
        assert!(!error.is_retryable(), "{error}");
        assert_eq!(server.connections(), before + 1, "{error}");
    }
    let plain = PlainServer::start().await;
    let error = read_with_retries(&plain.base_url("https"), trusting(&[]))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("TLS"), "{error}");
    assert_eq!((error.is_retryable(), plain.connections()), (false, 1));
}

#[tokio::test]
async fn plain_http_to_a_tls_port_is_not_repeated() {
    let server = TlsServer::start(|_| json(200, "", r#"{"id":"1"}"#)).await;
    let base_url = server.base_url.replace("https:", "http:");
    let error = read_with_retries(&base_url, trusting(&[]))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("not valid HTTP"), "{error}");
    assert_eq!((error.is_retryable(), server.connections()), (false, 1));
}

#[tokio::test]
async fn a_connection_that_is_closed_during_the_handshake_is_retried() {
    let closing = PlainServer::closing().await;
    let error = read_with_retries(&closing.base_url("https"), trusting(&[]))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!((error.is_retryable(), closing.connections()), (true, 3));
}

#[tokio::test]
async fn a_redirect_from_https_to_http_is_not_followed() {
    let plain = Service::start().await;
    let location = format!("location: {}/v1.0/users/1\r\n", plain.base_url());
    let server = TlsServer::start(move |_| json(302, &location, "")).await;
    let error = read(&server.base_url, Some(trusting(&[&server])))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
    assert!(
        error
            .to_string()
            .contains("from https to the scheme `http`"),
        "{error}"
    );
    assert!(plain.requests().is_empty());
}

#[tokio::test]
async fn a_redirect_to_another_https_host_is_followed_without_the_token() {
    let other_host = TlsServer::start(|_| json(200, "", r#"{"id":"there"}"#)).await;
    let location = format!("location: {}/content?sig=1\r\n", other_host.base_url);
    let server = TlsServer::start(move |_| json(302, &location, "")).await;
    let user = read(&server.base_url, Some(trusting(&[&server, &other_host])))
        .await
        .unwrap();
    assert_eq!(user.id, "there");
    let request = &other_host.requests()[0];
    assert!(
        request.starts_with("GET /content?sig=1 ") && !request.contains("token"),
        "{request}"
    );
}

#[tokio::test]
async fn a_redirect_from_http_to_https_checks_the_certificate() {
    let untrusted = TlsServer::start(|_| json(200, "", r#"{"id":"there"}"#)).await;
    let service = Service::start().await;
    let location = format!("{}/content", untrusted.base_url);
    let redirect = Canned::json(302, "").header("location", &location);
    service.respond_with("/v1.0/users/1", redirect.public());
    for _ in 0..2 {
        let error = read(service.base_url(), None).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
        assert!(error.to_string().contains("certificate"), "{error}");
    }
    assert!(untrusted.requests().is_empty());
}
