//! Pauses: a request waits because others were throttled, but never longer than its budget and timeouts allow.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use graph_resource::retry::Wait;
use graph_resource::{Client, ClientBuilder, ErrorKind, Get, RetryPolicy};
use serde_json::{Value, json};

use crate::samples::User;
use crate::script::{Script, Step, ok, response};

fn builder(script: &Script) -> ClientBuilder {
    Client::builder()
        .credential("token")
        .base_url(&script.base_url)
}

fn throttled(retry_after: &str) -> Step {
    response(
        429,
        &[("retry-after", retry_after)],
        &json!({"error": {"code": "TooManyRequests"}}).to_string(),
    )
}

fn user() -> Step {
    ok(&json!({"id": "1"}))
}

/// The delays of all waits, and the hook that records them.
fn recorded_waits() -> (
    Arc<Mutex<Vec<Duration>>>,
    impl Fn(&Wait<'_>) + Send + Sync + 'static,
) {
    let waits = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&waits);
    (waits, move |wait| seen.lock().unwrap().push(wait.delay))
}

async fn wait_until_waiting(waits: &Mutex<Vec<Duration>>, delay: Duration) {
    while !waits.lock().unwrap().contains(&delay) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_pause_longer_than_the_budget_is_skipped() {
    let responses = json!({"responses": [{"id": "1", "status": 200, "body": {"id": "1"}}]});
    let script = Script::play([throttled("60"), ok(&responses)]).await;
    let (waits, hook) = recorded_waits();
    let client = builder(&script).on_wait(hook).build().unwrap();
    let patient = tokio::spawn(User::get("patient").send(&client));
    wait_until_waiting(&waits, Duration::from_secs(60)).await;

    let started = Instant::now();
    let impatient =
        User::get("1").retry(RetryPolicy::default().max_elapsed(Duration::from_secs(1)));
    let error = impatient.send(&client).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.template()),
        (ErrorKind::Timeout, Some("/users/<userId>"))
    );
    assert!(
        error.to_string().contains("another request was throttled"),
        "{error}"
    );
    // The same holds for a part of a batch, and the other parts are sent.
    let (one, two) = client
        .batch((impatient, Get::<Value>::at_path("/sites/1")))
        .await
        .unwrap();
    assert_eq!(one.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(two.unwrap()["id"], "1");
    assert!(started.elapsed() < Duration::from_secs(5));
    patient.abort();
}

#[tokio::test]
async fn a_request_that_gives_up_still_pauses_others() {
    let throttled_part = json!({"responses": [{"id": "0", "status": 429, "headers": {"Retry-After": "0.2"}, "body": {}}]});
    let script = Script::play([
        throttled("0.2"),
        user(),
        ok(&throttled_part),
        user(),
        throttled("86400"),
        user(),
    ])
    .await;
    let (waits, hook) = recorded_waits();
    let client = builder(&script).on_wait(hook).build().unwrap();
    let hasty = || User::get("hasty").retry(RetryPolicy::never());

    assert!(hasty().send(&client).await.unwrap_err().is_throttled());
    User::get("1").send(&client).await.unwrap();
    assert_eq!(waits.lock().unwrap().len(), 1);
    assert!(
        client
            .batch_all([hasty()])
            .await
            .unwrap()
            .remove(0)
            .unwrap_err()
            .is_throttled()
    );
    User::get("1").send(&client).await.unwrap();
    assert_eq!(waits.lock().unwrap().len(), 2);

    // A read that may not wait that long is not sent.
    assert!(hasty().send(&client).await.unwrap_err().is_throttled());
    let sent = script.requests().len();
    let error = User::get("1").send(&client).await.unwrap_err();
    assert!(error.is_throttled() && error.status().is_none(), "{error}");
    assert_eq!(
        (waits.lock().unwrap().len(), script.requests().len()),
        (2, sent)
    );
}

#[tokio::test]
async fn a_pause_longer_than_the_remaining_time_is_skipped() {
    let busy = response(503, &[("retry-after", "0.8")], "");
    let script = Script::play([busy, throttled("0.9"), user()]).await;
    let (waits, hook) = recorded_waits();
    let client = builder(&script)
        .total_timeout(Duration::from_secs(1))
        .on_wait(hook)
        .build()
        .unwrap();
    let first = tokio::spawn(User::get("1").send(&client));
    wait_until_waiting(&waits, Duration::from_millis(800)).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let second = tokio::spawn(User::get("2").send(&client));
    // The first request wakes after 0.8 seconds, and the second one's pause lasts at least 0.2 seconds longer.
    assert_eq!(
        first.await.unwrap().unwrap_err().status(),
        Some(503),
        "the service's error, and not a timeout"
    );
    second.abort();
}

#[tokio::test]
async fn a_requests_own_failure_is_reported_when_a_pause_exceeds_its_budget() {
    let busy = response(
        503,
        &[("retry-after", "0.6")],
        &json!({"error": {"code": "Busy"}}).to_string(),
    );
    let script = Script::play([busy, throttled("60"), user()]).await;
    let (waits, hook) = recorded_waits();
    let client = builder(&script).on_wait(hook).build().unwrap();
    let started = Instant::now();
    let one = tokio::spawn(
        User::get("1")
            .retry(RetryPolicy::default().max_elapsed(Duration::from_secs(5)))
            .send(&client),
    );
    wait_until_waiting(&waits, Duration::from_millis(600)).await;
    let two = tokio::spawn(User::get("2").send(&client));
    let error = one.await.unwrap().unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(503), Some("Busy")));
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{:?}",
        started.elapsed()
    );
    assert!(
        waits.lock().unwrap().contains(&Duration::from_secs(60)),
        "{waits:?}"
    );
    two.abort();
}

#[tokio::test]
async fn a_queued_request_waits_for_a_pause_that_began_meanwhile() {
    let script = Script::play([throttled("0.5"), user()]).await;
    let client = builder(&script).max_concurrent_requests(1).build().unwrap();
    let started = Instant::now();
    let tasks: Vec<_> = (0..10)
        .map(|id| tokio::spawn(User::get(id.to_string()).send(&client)))
        .collect();
    while script.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    loop {
        tokio::time::sleep(Duration::from_millis(10)).await;
        let sent = script.requests().len();
        if started.elapsed() >= Duration::from_millis(500) {
            break;
        }
        assert_eq!(sent, 1, "after {:?}", started.elapsed());
    }
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(script.requests().len(), 11);
}

#[tokio::test]
async fn a_total_timeout_reports_the_previous_failure() {
    let script = Script::play([response(503, &[("retry-after", "0")], ""), Step::Stall]).await;
    let client = builder(&script)
        .total_timeout(Duration::from_millis(300))
        .build()
        .unwrap();
    let error = User::get("1").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("503"), "{source}");
}

#[tokio::test]
async fn delays_beyond_any_clock_do_not_panic() {
    let endless = Duration::MAX;
    let policy = RetryPolicy::default()
        .initial_delay(endless)
        .max_delay(endless)
        .max_elapsed(endless);
    let failed = json!({"responses": [{"id": "0", "status": 503}]});
    for (step, in_batch) in [(throttled("soon"), false), (ok(&failed), true)] {
        let script = Script::play([step]).await;
        let (waits, hook) = recorded_waits();
        let client = builder(&script)
            .retry(policy.clone())
            .timeout(endless)
            .on_wait(hook)
            .build()
            .unwrap();
        let read = tokio::spawn(async move {
            if in_batch {
                client.batch((User::get("1"),)).await.map(drop)
            } else {
                User::get("1").send(&client).await.map(drop)
            }
        });
        while waits.lock().unwrap().is_empty() {
            assert!(!read.is_finished(), "{:?}", read.await);
            tokio::task::yield_now().await;
        }
        assert!(
            tokio::time::timeout(Duration::from_millis(50), read)
                .await
                .is_err()
        );
    }
}
