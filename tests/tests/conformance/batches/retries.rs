//! Retries and waits of a batch and its parts.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use graph_resource::testing::Fake;
use graph_resource::{ErrorKind, Get, RetryPolicy};
use serde_json::{Value, json};

use super::{batch, builder, client, ids, part, throttled, user};
use crate::samples::User;
use crate::script::{Script, Step, ok, response};

#[tokio::test]
async fn throttled_batch_parts_are_retried_automatically() {
    let first = json!({"responses": [
        part(2, 404, json!({}), json!({"error": {"code": "NotFound"}})),
        part(1, 429, json!({"Retry-After": "0"}), json!({"error": {"code": "TooManyRequests"}})),
        part(0, 200, json!({}), json!({"id": "a"})),
    ]});
    let second = json!({"responses": [part(1, 200, json!({}), json!({"value": [{"id": "b"}]}))]});
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
async fn completed_parts_survive_a_failed_retry_of_the_rest() {
    for last in [Step::Reset, response(403, &[], "")] {
        let script = Script::play([batch(&[user(0), throttled(1, "0")]), last]).await;
        let (one, two) = client(&script)
            .batch((User::get("0"), User::get("1")))
            .await
            .unwrap();
        assert_eq!(one.unwrap().id, "0");
        assert!(two.is_err());
    }
    // If no part was completed, the batch as a whole has failed.
    let script = Script::play([response(403, &[], "")]).await;
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
    let script = Script::play([response(503, &[], "")]).await;
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
        let script =
            Script::play([response(status, &[], &parts), batch(&[user(0), user(1)])]).await;
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
    let script = Script::play([response(424, &[], &body)]).await;
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
