//! Batches: the outcome of each part when the whole batch fails, and of the batch when a part fails.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use graph_resource::testing::Fake;
use graph_resource::{Client, ClientBuilder, ErrorKind, Get, RetryPolicy};

use serde_json::{Value, json};

use crate::samples::{Report, User};
use crate::script::{Script, Step, answer, ok};

fn builder(script: &Script) -> ClientBuilder {
    let policy = RetryPolicy::default().first_wait(Duration::from_millis(1));
    Client::builder()
        .credential("token")
        .base_url(&script.base_url)
        .retry(policy)
        .timeout(Duration::from_secs(5))
}

fn client(script: &Script) -> Client {
    builder(script).build().unwrap()
}

fn part(id: usize, status: u16, headers: Value, body: Value) -> Value {
    json!({"id": id.to_string(), "status": status, "headers": headers, "body": body})
}

fn user(id: usize) -> Value {
    part(id, 200, json!({}), json!({"id": id.to_string()}))
}

fn throttled(id: usize, retry_after: &str) -> Value {
    part(
        id,
        429,
        json!({"Retry-After": retry_after}),
        json!({"error": {"code": "TooManyRequests"}}),
    )
}

fn batch(parts: &[Value]) -> Step {
    ok(&json!({"responses": parts}))
}

/// The ids of the parts in a batch request.
fn ids(request: &str) -> Vec<String> {
    let (_, body) = request.split_once("\r\n\r\n").unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    body["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_batch_outside_a_runtime_is_an_error_and_not_a_panic() {
    let client = Client::new("token");
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let mut batch = Box::pin(client.batch((User::get("1"),)));
    let mut all = Box::pin(client.batch_all([User::get("1")]));
    for error in [
        match batch.as_mut().poll(&mut context) {
            std::task::Poll::Ready(Err(error)) => error,
            other => panic!("{other:?}"),
        },
        match all.as_mut().poll(&mut context) {
            std::task::Poll::Ready(Err(error)) => error,
            other => panic!("{other:?}"),
        },
    ] {
        assert_eq!(
            (error.kind(), error.method()),
            (ErrorKind::Config, Some("POST"))
        );
        assert!(
            error.to_string().contains("outside of a Tokio runtime"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn completed_parts_survive_a_failed_retry_of_the_rest() {
    for last in [Step::Reset, answer(403, &[], "")] {
        let script = Script::play([batch(&[user(0), throttled(1, "0")]), last]).await;
        let (one, two) = client(&script)
            .batch((User::get("0"), User::get("1")))
            .await
            .unwrap();
        assert_eq!(one.unwrap().id, "0");
        assert!(two.is_err());
    }
    // If no part was completed, the batch as a whole has failed.
    let script = Script::play([answer(403, &[], "")]).await;
    assert_eq!(
        client(&script)
            .batch((User::get("0"),))
            .await
            .unwrap_err()
            .status(),
        Some(403)
    );
}

#[tokio::test]
async fn an_unreadable_part_does_not_affect_the_others() {
    let number = json!({"id": 2, "status": 200, "headers": null, "body": {"id": "2"}});
    for bad in [
        json!(null),
        json!({"id": "1"}),
        json!({"id": "1", "status": "fine"}),
        json!({"status": 200}),
        json!([]),
    ] {
        let script = Script::play([batch(&[user(0), bad.clone(), number.clone()])]).await;
        let (one, two, three) = client(&script)
            .batch((User::get("0"), User::get("1"), User::get("2")))
            .await
            .unwrap();
        assert!(one.is_ok() && three.is_ok(), "{bad}: {one:?} {three:?}");
        assert_eq!(two.unwrap_err().kind(), ErrorKind::Decode, "{bad}");
    }
}

#[tokio::test]
async fn a_wait_longer_than_the_total_timeout_is_skipped() {
    let script = Script::play([batch(&[throttled(0, "30"), user(1)]), batch(&[user(0)])]).await;
    let client = builder(&script)
        .total_timeout(Duration::from_secs(2))
        .build()
        .unwrap();
    let started = Instant::now();
    let (one, two) = client
        .batch((User::get("0"), User::get("1")))
        .await
        .unwrap();
    assert_eq!(one.unwrap_err().code(), Some("TooManyRequests"));
    assert_eq!(two.unwrap().id, "1");
    assert!(started.elapsed() < Duration::from_secs(2) && script.requests().len() == 1);
}

#[tokio::test]
async fn the_total_timeout_covers_every_retry() {
    // A stall would last 5 seconds, and each batch on its own 2.
    let script = Script::play([batch(&[throttled(0, "1.2"), user(1)]), Step::Stall]).await;
    let client = builder(&script)
        .total_timeout(Duration::from_secs(2))
        .build()
        .unwrap();
    let started = Instant::now();
    let (one, two) = client
        .batch((User::get("0"), User::get("1")))
        .await
        .unwrap();
    assert_eq!(
        one.unwrap_err().code(),
        Some("TooManyRequests"),
        "the service's error, and not a timeout"
    );
    assert!(two.is_ok());
    assert!(
        started.elapsed() < Duration::from_millis(2900),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn a_batch_takes_the_longest_timeout_of_its_parts() {
    let short = Duration::from_millis(100);
    let long = Duration::from_secs(60);
    let script = Script::play([Step::Stall]).await;
    let client = builder(&script)
        .retry(RetryPolicy::never())
        .timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    for (other, is_short) in [
        (User::get("1").timeout(short), true),
        (User::get("1"), false),
    ] {
        let started = Instant::now();
        let error = client
            .batch((User::get("0").timeout(short), other))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!(
            started.elapsed() < Duration::from_secs(1),
            is_short,
            "{:?}",
            started.elapsed()
        );
    }
    let patient = client.batch((User::get("0"), User::get("1").timeout(long)));
    assert!(
        tokio::time::timeout(Duration::from_millis(1200), patient)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn parts_without_retries_are_not_retried() {
    let script = Script::play([answer(503, &[], "")]).await;
    let never = |id| User::get(id).retry(RetryPolicy::never());
    client(&script)
        .batch((never("0"), never("1")))
        .await
        .unwrap_err();
    assert_eq!(script.requests().len(), 1);
    let script = Script::play([
        batch(&[throttled(0, "0"), throttled(1, "0")]),
        batch(&[user(1)]),
    ])
    .await;
    let (one, two) = client(&script)
        .batch((never("0"), User::get("1")))
        .await
        .unwrap();
    assert!(one.unwrap_err().is_throttled() && two.is_ok());
    assert_eq!(ids(&script.requests()[1]), ["1"]);
}

#[tokio::test]
async fn every_wait_of_a_part_is_reported_and_pauses_its_workload() {
    let first = batch(&[
        throttled(0, "0.3"),
        part(1, 503, json!({"Retry-After": "0.1"}), json!({})),
    ]);
    let script = Script::play([
        first,
        batch(&[user(1)]),
        ok(&json!({"id": "2"})),
        batch(&[user(0)]),
    ])
    .await;
    let waits = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&waits);
    let hook = move |wait: &graph_resource::Wait<'_>| {
        seen.lock().unwrap().push((
            wait.template.to_owned(),
            wait.attempt,
            wait.status,
            wait.delay.as_millis(),
        ));
    };
    let client = builder(&script).on_wait(hook).build().unwrap();
    let started = Instant::now();
    let requests = (User::get("0"), Get::<Value>::path("/reports/1"));
    let sent = tokio::spawn(client.batch(requests));
    while waits.lock().unwrap().len() < 2 {
        tokio::task::yield_now().await;
    }
    // Another request to the throttled workload waits too, also inside another batch.
    let (other, in_batch) = tokio::join!(
        User::get("2").send(&client),
        client.batch((User::get("0"),))
    );
    assert!(started.elapsed() >= Duration::from_millis(300));
    assert!(other.is_ok() && in_batch.is_ok());
    let (one, two) = sent.await.unwrap().unwrap();
    assert!(one.is_ok() && two.is_ok());
    let waits = waits.lock().unwrap();
    assert_eq!(waits[0], ("/users/<userId>".to_owned(), 1, Some(429), 300));
    assert_eq!(waits[1], ("<path>".to_owned(), 1, Some(503), 100));
    let others: Vec<_> = waits[2..]
        .iter()
        .map(|wait| (wait.0.as_str(), wait.1, wait.2))
        .collect();
    assert_eq!(others, [("/users/<userId>", 0, None); 2]);
}

#[tokio::test]
async fn parts_without_a_retry_after_are_retried_together() {
    let failed = |id| part(id, 503, json!({}), json!({}));
    let script = Script::play([
        batch(&(0..20).map(failed).collect::<Vec<_>>()),
        batch(&(0..20).map(user).collect::<Vec<_>>()),
    ])
    .await;
    let policy = RetryPolicy::default().first_wait(Duration::from_millis(200));
    let client = builder(&script).retry(policy).build().unwrap();
    let users = client
        .batch_all((0..20).map(|id| User::get(id.to_string())))
        .await
        .unwrap();
    assert!(users.iter().all(Result::is_ok));
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn dependents_of_a_throttled_part_are_retried_with_it() {
    let failed = |id| {
        part(
            id,
            424,
            json!({}),
            json!({"error": {"code": "FailedDependency"}}),
        )
    };
    let parts = json!({"responses": [throttled(0, "0"), failed(1), user(2)]}).to_string();
    for status in [200, 424] {
        let script = Script::play([answer(status, &[], &parts), batch(&[user(0), user(1)])]).await;
        let (one, two, three) = client(&script)
            .batch((User::get("0"), User::get("1"), User::get("2")))
            .await
            .unwrap();
        assert!(
            one.is_ok() && two.is_ok() && three.is_ok(),
            "{status}: {one:?} {two:?} {three:?}"
        );
        assert_eq!(ids(&script.requests()[1]), ["0", "1"]);
    }
    // Without a throttled part, a 424 is an ordinary error, of a part and of the whole batch.
    let script = Script::play([batch(&[failed(0)])]).await;
    let (one,) = client(&script).batch((User::get("0"),)).await.unwrap();
    assert_eq!(
        (one.unwrap_err().code(), script.requests().len()),
        (Some("FailedDependency"), 1)
    );
    let body = json!({"error": {"code": "FailedDependency"}}).to_string();
    let script = Script::play([answer(424, &[], &body)]).await;
    assert_eq!(
        client(&script)
            .batch((User::get("0"),))
            .await
            .unwrap_err()
            .code(),
        Some("FailedDependency")
    );
}

#[tokio::test]
async fn a_redirected_or_empty_part_says_what_to_do() {
    let moved = part(
        0,
        302,
        json!({"Location": "https://other.example/secret"}),
        Value::Null,
    );
    let accepted = part(1, 202, json!({}), Value::Null);
    let nothing = part(2, 204, json!({}), Value::Null);
    let script = Script::play([batch(&[moved, accepted, nothing])]).await;
    let (moved, accepted, nothing) = client(&script)
        .batch((User::get("0"), User::get("1"), User::get("2")))
        .await
        .unwrap();
    let moved = moved.unwrap_err();
    assert_eq!(moved.status(), Some(302));
    assert!(
        moved.to_string().contains("by itself") && !moved.to_string().contains("secret"),
        "{moved}"
    );
    assert!(accepted.unwrap_err().to_string().contains("send_accepted"));
    assert!(nothing.unwrap_err().to_string().contains("send_opt"));
}

#[tokio::test]
async fn versions_are_batched_separately_and_returned_in_order() {
    let script = Script::play([batch(&[user(0), user(1), user(2), user(3)])]).await;
    let requests = (
        User::get("0"),
        Report::get("1"),
        User::get("2"),
        Report::get("3"),
    );
    let (a, b, c, d) = client(&script).batch(requests).await.unwrap();
    let read = (a.unwrap().id, b.unwrap().id, c.unwrap().id, d.unwrap().id);
    assert_eq!(
        read,
        (
            "0".to_owned(),
            "1".to_owned(),
            "2".to_owned(),
            "3".to_owned()
        )
    );
    let mut sent: Vec<_> = script
        .requests()
        .iter()
        .map(|request| (request[..20].to_owned(), ids(request).join(" ")))
        .collect();
    sent.sort();
    let expected = [
        ("POST /beta/$batch HT", "1 3"),
        ("POST /v1.0/$batch HT", "0 2"),
    ];
    assert_eq!(
        sent,
        expected.map(|(line, ids)| (line.to_owned(), ids.to_owned()))
    );
}

#[tokio::test]
async fn repeated_header_values_are_joined() {
    let fake = Fake::new();
    let twice = || {
        User::get("1")
            .header("Prefer", "a")
            .header("Prefer", "b")
            .header("x-own", "c")
            .header("x-own", "d")
    };
    fake.on(twice().prefer("e")).json(json!({"id": "1"}));
    fake.client()
        .batch((twice().prefer("e"),))
        .await
        .unwrap()
        .0
        .unwrap();
    twice().prefer("e").send(&fake.client()).await.unwrap();
    let sent: Vec<_> = fake
        .requests()
        .into_iter()
        .filter(|sent| sent.method == "GET")
        .collect();
    assert_eq!(sent.len(), 2);
    for sent in sent {
        for header in [("prefer", "a, b, e"), ("x-own", "c, d")] {
            assert!(
                sent.headers
                    .contains(&(header.0.to_owned(), header.1.to_owned())),
                "{sent:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_part_cannot_set_headers_that_the_client_owns() {
    let fake = Fake::new();
    fake.on(User::get("1")).json(json!({"id": "1"}));
    for name in ["Cookie", "host", "connection"] {
        let (good, bad) = fake
            .client()
            .batch((User::get("1"), User::get("2").header(name, "x")))
            .await
            .unwrap();
        assert!(good.is_ok());
        assert_eq!(bad.unwrap_err().kind(), ErrorKind::Request, "{name}");
    }
}

#[tokio::test]
async fn a_panicking_hook_does_not_affect_other_batches() {
    let parts: Vec<_> = (0..20)
        .map(|id| {
            if id == 7 {
                throttled(id, "0")
            } else {
                user(id)
            }
        })
        .collect();
    let script = Script::play([batch(&parts)]).await;
    let client = builder(&script)
        .on_wait(|_| panic!("this hook panics"))
        .build()
        .unwrap();
    let users = client
        .batch_all((0..20).map(|id| User::get(id.to_string())))
        .await
        .unwrap();
    assert_eq!(users.len(), 20);
    assert!(
        users.iter().all(|user| user
            .as_ref()
            .is_err_and(|error| error.kind() == ErrorKind::Config)),
        "{users:?}"
    );
}

#[tokio::test]
async fn every_request_gets_its_own_response_amid_faults() {
    for seed in 0..150 {
        let mut random = fastrand::Rng::with_seed(seed);
        let fake = Fake::new();
        let count = random.usize(1..70);
        let exists: Vec<bool> = (0..count).map(|_| random.u8(0..5) > 0).collect();
        let failures: Vec<usize> = (0..count).map(|_| random.usize(0..4)).collect();
        for (id, exists) in exists.iter().enumerate() {
            let mut replies = fake.on(User::get(id.to_string()));
            for _ in 0..failures[id] {
                replies = match random.u8(0..5) {
                    // For some seeds, whole batches are reset.
                    0 if seed % 2 == 0 => replies.reset(),
                    0 | 1 => replies.error(503, "Busy", "later"),
                    _ => replies.throttled(["0", "0.5", "2", "40"][random.usize(0..4)]),
                };
            }
            if *exists {
                replies.json(json!({"id": id.to_string()}));
            } else {
                replies.error(404, "NotFound", &id.to_string());
            }
        }
        let patient = RetryPolicy::default()
            .attempts(1_000)
            .budget(Duration::from_secs(1_000_000));
        let client = fake.builder().retry(patient).build().unwrap();
        let users = client
            .batch_all((0..count).map(|id| User::get(id.to_string())))
            .await
            .unwrap();
        assert_eq!(users.len(), count);
        for (id, user) in users.into_iter().enumerate() {
            match user {
                Ok(user) => assert!(
                    exists[id] && user.id == id.to_string(),
                    "seed {seed}, {id}: {user:?}"
                ),
                Err(error) => {
                    assert!(
                        !exists[id] && error.message() == Some(&id.to_string()),
                        "seed {seed}, {id}: {error}"
                    );
                }
            }
        }
        // A request with its final response is not sent again, unless that was lost with the whole batch.
        for (id, failures) in failures.iter().enumerate().filter(|_| seed % 2 == 1) {
            fake.assert_sent_times(User::get(id.to_string()), failures + 1);
        }
    }
}

#[tokio::test]
async fn a_queued_batch_waits_for_a_pause_that_began_meanwhile() {
    let all: Vec<_> = (0..60).map(user).collect();
    let script = Script::play([
        batch(&(0..20).map(|id| throttled(id, "0.5")).collect::<Vec<_>>()),
        batch(&all),
    ])
    .await;
    let client = builder(&script).max_concurrent_requests(1).build().unwrap();
    let users = tokio::spawn(client.batch_all((0..60).map(|id| User::get(id.to_string()))));
    while script.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    let first = Instant::now();
    loop {
        tokio::time::sleep(Duration::from_millis(10)).await;
        let sent = script.requests().len();
        if first.elapsed() >= Duration::from_millis(500) {
            break;
        }
        assert_eq!(sent, 1, "after {:?}", first.elapsed());
    }
    assert!(users.await.unwrap().unwrap().iter().all(Result::is_ok));
    assert_eq!(script.requests().len(), 4);
}
