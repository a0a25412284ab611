//! HTTP clients around another one: a `reqwest::Client`, or the fake.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::stream;
use graph_resource::testing::Fake;
use graph_resource::transport::{HttpBody, HttpClient, HttpFuture, HttpRequest, StaleConnections};
use graph_resource::{Client, ErrorKind};
use graph_resource_tests::{Canned, Service};
use serde_json::json;

use crate::client;
use crate::samples::{DriveItem, User};

/// Counts the requests and the bytes of the responses.
#[derive(Clone)]
struct Counting<C> {
    inner: C,
    requests: Arc<AtomicUsize>,
    bytes: Arc<AtomicUsize>,
}

impl<C> Counting<C> {
    fn new(inner: C) -> Self {
        Counting {
            inner,
            requests: Arc::default(),
            bytes: Arc::default(),
        }
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }
}

impl<C: HttpClient> HttpClient for Counting<C> {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            let mut response = self.inner.send(request).await?;
            let body = std::mem::take(&mut response.body);
            response.body = counted(body, Arc::clone(&self.bytes));
            Ok(response)
        })
    }

    fn discard_connections(&self, stale: StaleConnections<'_>) {
        self.inner.discard_connections(stale);
    }
}

fn counted(body: HttpBody, bytes: Arc<AtomicUsize>) -> HttpBody {
    let chunks = stream::unfold((body, bytes), |(mut body, bytes)| async move {
        let chunk = body.chunk().await.transpose()?;
        if let Ok(chunk) = &chunk {
            bytes.fetch_add(chunk.len(), Ordering::Relaxed);
        }
        Some((chunk, (body, bytes)))
    });
    HttpBody::from_stream(chunks)
}

/// A `reqwest::Client` for http, whose TLS trusts nothing.
fn reqwest_client(redirect: reqwest::redirect::Policy) -> reqwest::Client {
    let provider = rustls::crypto::ring::default_provider();
    let tls = rustls::ClientConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder()
        .redirect(redirect)
        .no_proxy()
        .tls_backend_preconfigured(tls)
        .build()
        .unwrap()
}

fn client_of(service: &Service, http: impl HttpClient) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .http_client(http)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_wrapper_around_reqwest_sees_every_request_and_byte() {
    let service = Service::start().await;
    let body = r#"{"id": "1"}"#;
    service.respond_with("/v1.0/users/1", Canned::json(200, body));
    service.respond_with(
        "/v1.0/drives/d/items/i/content",
        Canned::new(200, "text/plain", "content".to_owned()),
    );
    let http = Counting::new(reqwest_client(reqwest::redirect::Policy::none()));
    let client = client_of(&service, http.clone());
    User::get("1").send(&client).await.unwrap();
    let content = DriveItem::file("d", "i").bytes(&client).await.unwrap();
    assert_eq!(content, "content");
    assert_eq!(http.requests(), 2);
    assert_eq!(http.bytes(), body.len() + "content".len());
}

#[tokio::test]
async fn a_wrapped_reqwest_client_that_follows_redirects_is_an_error() {
    let service = Service::start().await;
    let redirect = Canned::json(302, "").header("location", "/v1.0/users/2");
    service.respond_with("/v1.0/users/1", redirect);
    service.respond_with("/v1.0/users/2", Canned::json(200, r#"{"id": "2"}"#));
    let following = reqwest_client(reqwest::redirect::Policy::default());
    let client = client_of(&service, Counting::new(following));
    let error = User::get("1").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn a_shared_client_can_be_passed() {
    let http: Arc<dyn HttpClient> = Arc::new(Fake::new());
    let error = User::get("1").send(&client(http)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(
        error.to_string().contains("no response is registered"),
        "{error}"
    );
}

#[tokio::test]
async fn the_waits_of_a_wrapped_fake_are_skipped() {
    let fake = Fake::new();
    fake.on(User::get("1"))
        .throttled(60)
        .json(json!({"id": "1"}));
    let http = Counting::new(fake.clone());
    let client = fake.builder().http_client(http.clone()).build().unwrap();
    let started = Instant::now();
    User::get("1").send(&client).await.unwrap();
    assert_eq!(fake.waits(), [Duration::from_secs(60)]);
    assert!(started.elapsed() < Duration::from_secs(30));
    assert_eq!(http.requests(), 2);
}

#[tokio::test]
async fn the_fake_is_an_http_client_of_any_client() {
    let fake = Fake::new();
    fake.on(User::get("1")).reset().json(json!({"id": "1"}));
    let builder = Client::builder()
        .credential("token")
        .base_url("https://graph.fake");
    let client = builder.http_client(fake.clone()).build().unwrap();
    User::get("1").send(&client).await.unwrap();
    fake.assert_sent_times(User::get("1"), 2);
    // The wait was a real one.
    assert!(fake.waits().is_empty());
}
