//! Batches beyond rows 22 and 23: what becomes of the parts when something is wrong with the whole, and the reverse.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use graph_resource::testing::Fake;
use graph_resource::{Client, ClientBuilder, ErrorKind, Get, RetryPolicy, graph_resource};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entities::User;
use crate::script::{Script, Step, answer, ok};

#[graph_resource(path = "/reports/<reportId>", version = "beta")]
#[derive(Debug, Deserialize)]
struct Report {
    id: String,
}

fn builder(script: &Script) -> ClientBuilder {
    let policy = RetryPolicy::default().initial_delay(Duration::from_millis(1));
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

/// The ids of the parts of a batch that was sent.
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
fn outside_of_a_runtime_a_batch_is_an_error_and_no_panic() {
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
async fn what_was_answered_stays_when_sending_the_rest_again_fails() {
    for last in [Step::Reset, answer(403, &[], "")] {
        let script = Script::play([batch(&[user(0), throttled(1, "0")]), last]).await;
        let (one, two) = client(&script)
            .batch((User::get("0"), User::get("1")))
            .await
            .unwrap();
        assert_eq!(one.unwrap().id, "0");
        assert!(two.is_err());
    }
    // Nothing was answered: then the batch as a whole has failed.
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
async fn an_answer_that_cannot_be_read_takes_no_other_with_it() {
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
async fn a_wait_that_is_longer_than_the_time_for_all_is_not_waited_for() {
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
async fn the_time_for_all_holds_over_everything_that_is_sent_again() {
    // A stall would last for 5 seconds, and each batch by itself for 2.
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
        "what the service said, not that time is over"
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
async fn a_batch_has_the_time_of_its_most_patient_part() {
    let (short, long) = (Duration::from_millis(100), Duration::from_secs(60));
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
async fn parts_that_are_never_to_be_tried_again_are_not() {
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
async fn every_wait_of_a_part_is_told_and_holds_for_its_area() {
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
    let hook = move |wait: &graph_resource::retry::Wait<'_>| {
        seen.lock().unwrap().push((
            wait.template.to_owned(),
            wait.attempt,
            wait.status,
            wait.delay.as_millis(),
        ));
    };
    let client = builder(&script).on_wait(hook).build().unwrap();
    let started = Instant::now();
    let requests = (User::get("0"), Get::<Value>::at_path("/reports/1"));
    let sent = tokio::spawn(client.batch(requests));
    while waits.lock().unwrap().len() < 2 {
        tokio::task::yield_now().await;
    }
    // Another request to the part of the service that was throttled waits with it, also one in another batch.
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
async fn parts_without_a_time_of_their_own_are_sent_together_again() {
    let failed = |id| part(id, 503, json!({}), json!({}));
    let script = Script::play([
        batch(&(0..20).map(failed).collect::<Vec<_>>()),
        batch(&(0..20).map(user).collect::<Vec<_>>()),
    ])
    .await;
    let policy = RetryPolicy::default().initial_delay(Duration::from_millis(200));
    let client = builder(&script).retry(policy).build().unwrap();
    let users = client
        .batch_all((0..20).map(|id| User::get(id.to_string())))
        .await
        .unwrap();
    assert!(users.iter().all(Result::is_ok));
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn what_failed_with_a_throttled_part_is_sent_again_with_it() {
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
    // Alone it is an answer like any other, of a part and of the whole.
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
async fn a_part_that_is_elsewhere_or_empty_says_what_to_do() {
    let moved = part(
        0,
        302,
        json!({"Location": "https://elsewhere.example/secret"}),
        Value::Null,
    );
    let (accepted, nothing) = (
        part(1, 202, json!({}), Value::Null),
        part(2, 204, json!({}), Value::Null),
    );
    let script = Script::play([batch(&[moved, accepted, nothing])]).await;
    let (moved, accepted, nothing) = client(&script)
        .batch((User::get("0"), User::get("1"), User::get("2")))
        .await
        .unwrap();
    let moved = moved.unwrap_err();
    assert_eq!(moved.status(), Some(302));
    assert!(
        moved.to_string().contains("on its own") && !moved.to_string().contains("secret"),
        "{moved}"
    );
    assert!(accepted.unwrap_err().to_string().contains("send_accepted"));
    assert!(nothing.unwrap_err().to_string().contains("send_opt"));
}

#[tokio::test]
async fn versions_are_sent_apart_and_come_back_in_order() {
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
async fn several_values_of_a_header_are_one_list() {
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
async fn a_part_cannot_send_what_is_the_clients_own() {
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
async fn a_hook_that_panics_takes_no_other_batch_with_it() {
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
        .on_wait(|_| panic!("the mistake"))
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
async fn every_request_has_its_own_answer_whatever_fails_on_the_way() {
    for seed in 0..150 {
        let mut random = fastrand::Rng::with_seed(seed);
        let fake = Fake::new();
        let count = random.usize(1..70);
        let is_there: Vec<bool> = (0..count).map(|_| random.u8(0..5) > 0).collect();
        let failures: Vec<usize> = (0..count).map(|_| random.usize(0..4)).collect();
        for (id, is_there) in is_there.iter().enumerate() {
            let mut answers = fake.on(User::get(id.to_string()));
            for _ in 0..failures[id] {
                answers = match random.u8(0..5) {
                    // The whole batch breaks, for some collections.
                    0 if seed % 2 == 0 => answers.reset(),
                    0 | 1 => answers.error(503, "Busy", "later"),
                    _ => answers.throttled(["0", "0.5", "2", "40"][random.usize(0..4)]),
                };
            }
            match is_there {
                true => answers.json(json!({"id": id.to_string()})),
                false => answers.error(404, "NotFound", &id.to_string()),
            };
        }
        let patient = RetryPolicy::default()
            .attempts(1_000)
            .max_elapsed(Duration::from_secs(1_000_000));
        let client = fake.builder().retry(patient).build().unwrap();
        let users = client
            .batch_all((0..count).map(|id| User::get(id.to_string())))
            .await
            .unwrap();
        assert_eq!(users.len(), count);
        for (id, user) in users.into_iter().enumerate() {
            match user {
                Ok(user) => assert!(
                    is_there[id] && user.id == id.to_string(),
                    "seed {seed}, {id}: {user:?}"
                ),
                Err(error) => {
                    assert!(
                        !is_there[id] && error.message() == Some(&id.to_string()),
                        "seed {seed}, {id}: {error}"
                    );
                }
            }
        }
        // What has its last answer is not sent again, unless that was lost with the others.
        for (id, failures) in failures.iter().enumerate().filter(|_| seed % 2 == 1) {
            fake.assert_sent_times(User::get(id.to_string()), failures + 1);
        }
    }
}

#[tokio::test]
async fn a_batch_that_waited_for_a_place_does_not_go_into_a_pause_that_began_meanwhile() {
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
