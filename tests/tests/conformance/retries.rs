//! Retries, throttling and the limit on concurrent requests.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use graph_resource::auth::{TokenFuture, TokenRequest};
use graph_resource::{AccessToken, Client, ErrorKind, RetryPolicy, TokenCredential};
use graph_resource_tests::{Fault, Faults, RetryAfter, Service, sample};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::deltas::Group;
use crate::samples::User;
use crate::script::{Script, Step, cut_off, ok, response};

/// A client with a very short delay between attempts.
fn client(script: &Script) -> Client {
    builder(script).build().unwrap()
}

fn builder(script: &Script) -> graph_resource::ClientBuilder {
    let policy = RetryPolicy::default().initial_delay(Duration::from_millis(1));
    Client::builder()
        .credential("token")
        .base_url(&script.base_url)
        .retry(policy)
        .timeout(Duration::from_secs(5))
}

fn user() -> Step {
    ok(&json!({"id": "1"}))
}

#[tokio::test]
async fn pages_are_retried_like_the_first_request() {
    let script = Script::empty().await;
    let link = format!("{}/v1.0/users?$skiptoken=1", script.base_url);
    script.then([
        ok(&json!({"value": [{"id": "1"}], "@odata.nextLink": link})),
        response(503, &[], ""),
        response(429, &[("retry-after", "0")], ""),
        Step::Reset,
        ok(&json!({"value": [{"id": "2"}]})),
    ]);
    let users = User::list().all(&client(&script)).await.unwrap();
    assert_eq!((users.len(), script.requests().len()), (2, 5));
}

/// The failures before each successful response.
fn failures() -> [Step; 3] {
    [
        response(503, &[], ""),
        response(429, &[("retry-after", "0")], ""),
        Step::Reset,
    ]
}

#[tokio::test]
async fn delta_rounds_and_batches_are_retried_like_the_first_request() {
    let script = Script::empty().await;
    let link = format!("{}/v1.0/groups/delta?$skiptoken=1", script.base_url);
    script.then(failures());
    script.then([ok(
        &json!({"value": [{"id": "1"}], "@odata.nextLink": link}),
    )]);
    script.then(failures());
    script.then([ok(
        &json!({"value": [{"id": "2"}], "@odata.deltaLink": link}),
    )]);
    let round = Group::changes().all(&client(&script)).await.unwrap();
    assert_eq!((round.changes.len(), script.requests().len()), (2, 8));

    let script = Script::play(failures()).await;
    let parts =
        ["0", "1"].map(|id| json!({"id": id, "status": 200, "headers": {}, "body": {"id": id}}));
    script.then([ok(&json!({"responses": parts}))]);
    let users = client(&script)
        .batch_all([User::get("0"), User::get("1")])
        .await
        .unwrap();
    assert!(users.into_iter().all(|user| user.is_ok()));
    assert_eq!(script.requests().len(), 4);
}

/// The requests being served, and the most there have been at once.
#[derive(Default)]
struct Concurrency {
    current: AtomicUsize,
    peak: AtomicUsize,
}

async fn serve_slowly(mut stream: TcpStream, concurrency: Arc<Concurrency>) {
    let mut buffer = [0; 8192];
    while stream.read(&mut buffer).await.is_ok_and(|count| count > 0) {
        let current = concurrency.current.fetch_add(1, Ordering::SeqCst) + 1;
        concurrency.peak.fetch_max(current, Ordering::SeqCst);
        // Long enough for other requests to arrive, if they could.
        tokio::time::sleep(Duration::from_millis(10)).await;
        concurrency.current.fetch_sub(1, Ordering::SeqCst);
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"1\"}")
            .await;
    }
}

#[tokio::test]
async fn the_concurrency_limit_covers_all_clones_of_a_client() {
    let concurrency = Arc::new(Concurrency::default());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let shared = Arc::clone(&concurrency);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve_slowly(stream, Arc::clone(&shared)));
        }
    });
    let client = Client::builder()
        .credential("token")
        .base_url(base_url)
        .max_concurrent_requests(3)
        .build()
        .unwrap();
    let tasks: Vec<_> = (0..30)
        .map(|_| tokio::spawn(User::get("1").send(&client.clone())))
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(concurrency.peak.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn every_form_of_retry_after_is_honored() {
    for (value, at_least, at_most) in [
        (Some("0.2"), 200, 2_000),
        (Some("0"), 0, 1_000),
        (Some("Wed, 21 Oct 2015 07:28:00 GMT"), 0, 1_000),
        (Some("soon"), 0, 1_000),
        (None, 0, 1_000),
    ] {
        let headers: Vec<_> = value
            .map(|value| ("retry-after", value))
            .into_iter()
            .collect();
        let script = Script::play([response(429, &headers, ""), user()]).await;
        let started = Instant::now();
        User::get("1").send(&client(&script)).await.unwrap();
        let waited = started.elapsed().as_millis();
        assert!(
            (at_least..at_most).contains(&waited),
            "{value:?}: {waited} ms"
        );
    }
    // An absurd delay exceeds the budget, so the error is returned at once.
    let script = Script::play([response(429, &[("retry-after", "99999999999")], "")]).await;
    let error = User::get("1").send(&client(&script)).await.unwrap_err();
    assert!(error.is_throttled() && script.requests().len() == 1);
}

#[tokio::test]
async fn the_last_attempt_returns_the_services_own_error() {
    let body = json!({"error": {"code": "TooManyRequests", "message": "slow down"}}).to_string();
    let script = Script::play([
        response(503, &[], ""),
        response(429, &[("retry-after", "0")], &body),
    ])
    .await;
    let error = User::get("1").send(&client(&script)).await.unwrap_err();
    assert_eq!(
        (error.status(), error.code()),
        (Some(429), Some("TooManyRequests"))
    );
    assert!(error.to_string().contains("slow down"), "{error}");
    assert_eq!(script.requests().len(), 6);
}

#[tokio::test]
async fn broken_connections_and_truncated_bodies_are_retried() {
    let steps = [
        Step::Reset,
        cut_off(&[], "{\"id\":", 60),
        response(200, &[], "{\"id\": \"1\""),
        Step::Stall,
        user(),
    ];
    let script = Script::play(steps).await;
    let client = builder(&script)
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    assert_eq!(User::get("1").send(&client).await.unwrap().id, "1");
    assert_eq!(script.requests().len(), 5);
}

#[tokio::test]
async fn a_503_is_retried_on_a_new_connection() {
    for (status, reconnects) in [(503, true), (500, false)] {
        let service = Service::start().await;
        let client = Client::builder()
            .credential(Service::TOKEN)
            .base_url(service.base_url())
            .build()
            .unwrap();
        User::get(sample::ME).send(&client).await.unwrap();
        service.set_faults(Faults::script([(
            0,
            Fault::Status(status, RetryAfter::Seconds(0)),
        )]));
        User::get(sample::ME).send(&client).await.unwrap();
        let peers: Vec<_> = service
            .requests()
            .iter()
            .map(|request| request.peer)
            .collect();
        assert_eq!(peers.len(), 3);
        assert!(
            peers[0] == peers[1] && (peers[1] != peers[2]) == reconnects,
            "{status}: {peers:?}"
        );
    }
}

#[tokio::test]
async fn a_policy_of_never_does_not_retry() {
    let script = Script::play([Step::Reset, user()]).await;
    let error = User::get("1")
        .retry(RetryPolicy::never())
        .send(&client(&script))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn a_pause_covers_the_whole_workload_and_the_hook_sees_it() {
    let script = Script::play([
        response(
            429,
            &[("retry-after", "0.3"), ("x-ms-throttle-scope", "Tenant")],
            "",
        ),
        user(),
    ])
    .await;
    let waits = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&waits);
    let client = builder(&script)
        .on_wait(move |wait| {
            let scope = wait
                .throttle
                .and_then(|info| info.scope.as_deref().map(str::to_owned));
            seen.lock()
                .unwrap()
                .push((wait.attempt, wait.status, scope));
        })
        .build()
        .unwrap();
    let started = Instant::now();
    let first = tokio::spawn(User::get("1").send(&client));
    while waits.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    // Another request to the same workload waits too.
    User::get("2").send(&client).await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(300));
    first.await.unwrap().unwrap();
    let waits = waits.lock().unwrap();
    assert_eq!(waits[0], (1, Some(429), Some("Tenant".to_owned())));
    assert!(
        waits[1..]
            .iter()
            .any(|(attempt, status, _)| *attempt == 0 && status.is_none()),
        "{waits:?}"
    );
}

/// A credential that numbers its tokens and records the claims of each request.
struct NumberedTokens {
    claims: Arc<Mutex<Vec<Option<String>>>>,
}

impl TokenCredential for NumberedTokens {
    fn get_token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
        let mut claims = self.claims.lock().unwrap();
        claims.push(request.claims().map(str::to_owned));
        let token = format!("token-{}", claims.len());
        Box::pin(async move { Ok(AccessToken::new(token)) })
    }
}

#[tokio::test]
async fn a_challenge_is_answered_once_with_its_claims() {
    let challenge = r#"Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ==""#;
    for (header, claims) in [(challenge, Some("{\"a\":1}")), ("Bearer", None)] {
        let script =
            Script::play([response(401, &[("www-authenticate", header)], ""), user()]).await;
        let recorded = Arc::new(Mutex::new(Vec::new()));
        let credential = NumberedTokens {
            claims: Arc::clone(&recorded),
        };
        let client = Client::builder()
            .credential(credential)
            .base_url(&script.base_url)
            .build()
            .unwrap();
        User::get("1").send(&client).await.unwrap();
        assert_eq!(*recorded.lock().unwrap(), [None, claims.map(str::to_owned)]);
        assert!(script.requests()[1].contains("authorization: Bearer token-2"));
    }
    let script = Script::play([response(401, &[], "")]).await;
    let error = User::get("1").send(&client(&script)).await.unwrap_err();
    assert_eq!((error.status(), script.requests().len()), (Some(401), 2));
}
