//! Retries, throttling and the limit on concurrent requests.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use graph_resource::{
    AccessToken, Client, ErrorKind, RetryPolicy, TokenCredential, TokenFuture, TokenRequest,
};
use graph_resource_tests::{Fault, Faults, RetryAfter, Service, sample};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::deltas::Group;
use crate::samples::User;
use crate::script::{Script, Step, answer, cut_off, ok};

/// A client with a very short delay between attempts.
fn client(script: &Script) -> Client {
    builder(script).build().unwrap()
}

fn builder(script: &Script) -> graph_resource::ClientBuilder {
    let policy = RetryPolicy::default().first_wait(Duration::from_millis(1));
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
        answer(503, &[], ""),
        answer(429, &[("retry-after", "0")], ""),
        Step::Reset,
        ok(&json!({"value": [{"id": "2"}]})),
    ]);
    let users = User::list().all(&client(&script)).await.unwrap();
    assert_eq!((users.len(), script.requests().len()), (2, 5));
}

/// The failures before each successful response.
fn failures() -> [Step; 3] {
    [
        answer(503, &[], ""),
        answer(429, &[("retry-after", "0")], ""),
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
        let script = Script::play([answer(429, &headers, ""), user()]).await;
        let started = Instant::now();
        User::get("1").send(&client(&script)).await.unwrap();
        let waited = started.elapsed().as_millis();
        assert!(
            (at_least..at_most).contains(&waited),
            "{value:?}: {waited} ms"
        );
    }
    // An absurd delay exceeds the budget, so the error is returned at once.
    let script = Script::play([answer(429, &[("retry-after", "99999999999")], "")]).await;
    let error = User::get("1").send(&client(&script)).await.unwrap_err();
    assert!(error.is_throttled() && script.requests().len() == 1);
}

#[tokio::test]
async fn the_last_attempt_returns_the_services_own_error() {
    let body = json!({"error": {"code": "TooManyRequests", "message": "slow down"}}).to_string();
    let script = Script::play([
        answer(503, &[], ""),
        answer(429, &[("retry-after", "0")], &body),
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
        answer(200, &[], "{\"id\": \"1\""),
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
        answer(
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

#[tokio::test]
async fn throttled_batch_parts_are_retried_automatically() {
    let part = |id: &str, status: u16, headers: Value, body: Value| json!({"id": id, "status": status, "headers": headers, "body": body});
    let first = json!({"responses": [
        part("2", 404, json!({}), json!({"error": {"code": "NotFound"}})),
        part("1", 429, json!({"Retry-After": "0"}), json!({"error": {"code": "TooManyRequests"}})),
        part("0", 200, json!({}), json!({"id": "a"})),
    ]});
    let second = json!({"responses": [part("1", 200, json!({}), json!({"value": [{"id": "b"}]}))]});
    let script = Script::play([ok(&first), ok(&second)]).await;
    let requests = (User::get("a"), User::list(), User::get("c"));
    let (one, page, none) = client(&script).batch(requests).await.unwrap();
    assert_eq!(one.unwrap().id, "a");
    assert_eq!(page.unwrap().value[0].id, "b");
    assert_eq!(none.unwrap_err().code(), Some("NotFound"));
    let requests = script.requests();
    assert_eq!(requests.len(), 2);
    assert!(
        requests[0].starts_with("POST /v1.0/$batch ")
            && requests[0].matches("\"url\"").count() == 3
    );
    assert!(
        requests[1].contains("\"id\":\"1\"") && requests[1].matches("\"url\"").count() == 1,
        "{}",
        requests[1]
    );
}

#[tokio::test]
async fn more_than_twenty_requests_are_split_and_returned_in_order() {
    let service = BatchService::start().await;
    let client = Client::builder()
        .credential("token")
        .base_url(&service.base_url)
        .build()
        .unwrap();
    let ids: Vec<String> = (0..47).map(|id| id.to_string()).collect();
    let users = client.batch_all(ids.iter().map(User::get)).await.unwrap();
    let read: Vec<String> = users.into_iter().map(|user| user.unwrap().id).collect();
    assert_eq!(read, ids);
    let mut sizes = service.sizes.lock().unwrap().clone();
    sizes.sort_unstable();
    assert_eq!(sizes, [7, 20, 20]);
}

#[tokio::test]
async fn a_part_that_cannot_be_sent_yields_its_own_error() {
    let service = BatchService::start().await;
    let client = Client::builder()
        .credential("token")
        .base_url(&service.base_url)
        .build()
        .unwrap();
    let (good, bad) = client
        .batch((User::get("1"), User::get("..")))
        .await
        .unwrap();
    assert_eq!(good.unwrap().id, "1");
    assert_eq!(bad.unwrap_err().kind(), ErrorKind::Request);
}

/// A service that responds to each part of a batch with the requested id, in reverse order.
struct BatchService {
    base_url: String,
    sizes: Arc<Mutex<Vec<usize>>>,
}

impl BatchService {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let sizes = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&sizes);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve_batches(stream, Arc::clone(&seen)));
            }
        });
        BatchService { base_url, sizes }
    }
}

async fn serve_batches(mut stream: TcpStream, sizes: Arc<Mutex<Vec<usize>>>) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 16_384];
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((_, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let Ok(batch) = serde_json::from_str::<Value>(body) else {
            continue;
        };
        bytes.clear();
        let requests = batch["requests"].as_array().unwrap();
        sizes.lock().unwrap().push(requests.len());
        let parts: Vec<Value> = requests.iter().rev().map(requested_id).collect();
        let body = json!({"responses": parts}).to_string();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let _ = stream.write_all((head + &body).as_bytes()).await;
    }
}

/// The response to one part: an entity with the id at the end of the part's path.
fn requested_id(part: &Value) -> Value {
    let url = part["url"].as_str().unwrap();
    let path = url.split('?').next().unwrap();
    let id = path.rsplit('/').next().unwrap();
    json!({"id": part["id"], "status": 200, "body": {"id": id}})
}

/// A credential that numbers its tokens and records the claims of each request.
struct NumberedTokens {
    claims: Arc<Mutex<Vec<Option<String>>>>,
}

impl TokenCredential for NumberedTokens {
    fn token<'a>(&'a self, request: &'a TokenRequest) -> TokenFuture<'a> {
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
        let script = Script::play([answer(401, &[("www-authenticate", header)], ""), user()]).await;
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
    let script = Script::play([answer(401, &[], "")]).await;
    let error = User::get("1").send(&client(&script)).await.unwrap_err();
    assert_eq!((error.status(), script.requests().len()), (Some(401), 2));
}
