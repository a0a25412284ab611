//! One credential for many requests: refused tokens, and credentials that are slow or never return.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use graph_resource::auth::{TokenFuture, TokenRequest};
use graph_resource::{AccessToken, Client, ErrorKind, RetryPolicy, TokenCredential};
use graph_resource_tests::Service;
use serde_json::json;
use tokio::sync::Semaphore;

use crate::samples::User;
use crate::script::{Script, ok, response};

/// A credential that numbers its tokens, which last for an hour.
#[derive(Clone)]
struct Numbered(Arc<State>);

struct State {
    calls: AtomicUsize,
    /// The calls whose futures are alive.
    running: AtomicUsize,
    hangs: AtomicBool,
    /// A call returns when it gets a permit.
    gate: Semaphore,
}

impl Numbered {
    fn new(permits: usize) -> Self {
        Self(Arc::new(State {
            calls: AtomicUsize::new(0),
            running: AtomicUsize::new(0),
            hangs: AtomicBool::new(false),
            gate: Semaphore::new(permits),
        }))
    }

    fn calls(&self) -> usize {
        self.0.calls.load(Ordering::SeqCst)
    }

    /// Waits until no call is alive.
    async fn all_ended(&self) {
        let ended = async {
            while self.0.running.load(Ordering::SeqCst) > 0 {
                tokio::task::yield_now().await;
            }
        };
        let limit = Duration::from_secs(10);
        tokio::time::timeout(limit, ended)
            .await
            .expect("a call is alive");
    }
}

/// Counts a call as alive until it is dropped.
struct Running(Arc<State>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
    }
}

impl TokenCredential for Numbered {
    fn get_token<'a>(&'a self, _request: &'a TokenRequest) -> TokenFuture<'a> {
        let number = self.0.calls.fetch_add(1, Ordering::SeqCst) + 1;
        self.0.running.fetch_add(1, Ordering::SeqCst);
        let running = Running(Arc::clone(&self.0));
        Box::pin(async move {
            if running.0.hangs.load(Ordering::SeqCst) {
                pending::<()>().await;
            }
            running.0.gate.acquire().await?.forget();
            // Other requests are refused meanwhile.
            tokio::time::sleep(Duration::from_millis(20)).await;
            let expiry = SystemTime::now() + Duration::from_secs(3600);
            let token = format!("{}.{number}", Service::TOKEN);
            Ok(AccessToken::new(token).with_expiry(expiry))
        })
    }
}

/// Reads users at the same time, and returns the failures.
async fn read_users(client: &Client, count: usize) -> Vec<graph_resource::Error> {
    let reads: Vec<_> = (0..count)
        .map(|_| tokio::spawn(User::list().top(1).first(client)))
        .collect();
    let mut failures = Vec::new();
    for read in reads {
        failures.extend(read.await.unwrap().err());
    }
    failures
}

#[tokio::test]
async fn forty_parallel_refusals_are_one_request_for_a_token() {
    for concurrent in [16, 40] {
        let service = Service::builder()
            .latency(Duration::from_millis(30))
            .start()
            .await;
        let credential = Numbered::new(100);
        let client = Client::builder()
            .credential(credential.clone())
            .base_url(service.base_url())
            .max_concurrent_requests(concurrent)
            .build()
            .unwrap();
        assert!(read_users(&client, 1).await.is_empty());
        service.revoke(&format!("{}.1", Service::TOKEN));
        service.clear_requests();
        assert!(read_users(&client, 40).await.is_empty());
        assert_eq!(credential.calls(), 2, "{concurrent}");
        assert!(
            service.requests().len() > 41,
            "{concurrent}: several requests were refused"
        );
    }
}

#[tokio::test]
async fn a_hung_credential_costs_a_read_its_timeout_and_the_client_nothing() {
    let service = Service::start().await;
    let credential = Numbered::new(100);
    credential.0.hangs.store(true, Ordering::SeqCst);
    let client = Client::builder()
        .credential(credential.clone())
        .base_url(service.base_url())
        .timeout(Duration::from_millis(300))
        .max_concurrent_requests(40)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let failures = read_users(&client, 40).await;
    assert_eq!(failures.len(), 40);
    for failure in failures {
        assert_eq!(failure.kind(), ErrorKind::Timeout, "{failure}");
    }
    assert_eq!(credential.calls(), 1, "all of them waited for one call");
    credential.all_ended().await;
    credential.0.hangs.store(false, Ordering::SeqCst);
    assert!(read_users(&client, 1).await.is_empty());
    assert_eq!(credential.calls(), 2);
}

#[tokio::test]
async fn a_credential_slower_than_an_attempt_is_called_once() {
    let service = Service::start().await;
    let credential = Numbered::new(0);
    let opened = credential.clone();
    let client = Client::builder()
        .credential(credential.clone())
        .base_url(service.base_url())
        .timeout(Duration::from_millis(300))
        .retry(RetryPolicy::default().initial_delay(Duration::from_millis(1)))
        .on_wait(move |_| opened.0.gate.add_permits(1))
        .build()
        .unwrap();
    assert!(read_users(&client, 1).await.is_empty());
    assert_eq!(credential.calls(), 1);
}

#[tokio::test]
async fn a_refusal_after_a_detour_without_the_token_keeps_the_token() {
    let script = Script::empty().await;
    let back = format!("{}/v1.0/back", script.base_url);
    let elsewhere = Script::play([response(302, &[("location", &back)], "")]).await;
    script.then([
        ok(&json!({"id": "1"})),
        response(302, &[("location", &elsewhere.base_url)], ""),
        response(401, &[], ""),
        ok(&json!({"id": "1"})),
    ]);
    let credential = Numbered::new(100);
    let client = Client::builder()
        .credential(credential.clone())
        .base_url(&script.base_url)
        .build()
        .unwrap();
    User::get("1").send(&client).await.unwrap();
    let error = User::get("1").send(&client).await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    User::get("1").send(&client).await.unwrap();
    assert_eq!((credential.calls(), script.requests().len()), (1, 4));
}
