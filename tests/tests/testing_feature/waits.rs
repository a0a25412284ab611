//! Waits: the fake records them without waiting, and everything else is as in production.

use std::time::{Duration, Instant};

use graph_resource::testing::Fake;
use graph_resource::{ErrorKind, RetryPolicy};
use serde_json::json;

use crate::{User, user};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn retries_take_no_real_time() {
    let started = Instant::now();
    let fake = Fake::new();
    fake.on(User::list())
        .reset()
        .timeout()
        .throttled(100)
        .error(503, "x", "y")
        .status(504)
        .pages([json!([user("1")]), json!([]), json!([user("2")])]);
    assert_eq!(User::list().all(&fake.client()).await.unwrap().len(), 2);
    fake.assert_sent_times(User::list(), 6);
    assert!(fake.waits().contains(&(100 * SECOND)));
    assert!(started.elapsed() < 20 * SECOND, "{:?}", started.elapsed());
}

#[tokio::test]
async fn the_retry_budget_is_the_same_as_in_production() {
    let fake = Fake::new();
    // The default budget is five minutes, and the third wait would exceed it.
    fake.on(User::get("1")).throttled(140);
    let error = User::get("1").send(&fake.client()).await.unwrap_err();
    assert!(error.is_throttled());
    assert_eq!(fake.waits(), [140 * SECOND; 2]);
    let fake = Fake::new();
    fake.on(User::get("1")).throttled(40);
    let client = fake.builder().total_timeout(100 * SECOND).build().unwrap();
    assert!(
        User::get("1")
            .send(&client)
            .await
            .unwrap_err()
            .is_throttled()
    );
    assert_eq!(fake.waits(), [40 * SECOND; 2]);
}

#[tokio::test]
async fn repeated_timeouts_and_resets_become_errors() {
    let fake = Fake::new();
    fake.on(User::get("1")).timeout();
    fake.on(User::get("2")).reset();
    let client = fake
        .builder()
        .retry(RetryPolicy::default().attempts(3))
        .build()
        .unwrap();
    assert_eq!(
        User::get("1").send(&client).await.unwrap_err().kind(),
        ErrorKind::Timeout
    );
    assert_eq!(
        User::get("2").send(&client).await.unwrap_err().kind(),
        ErrorKind::Io
    );
    fake.assert_sent_times(User::get("1"), 3);
}

#[tokio::test]
async fn batch_parts_wait_for_their_own_retry_after() {
    let fake = Fake::new();
    fake.on(User::get("1")).throttled("2.5").json(user("1"));
    fake.on(User::get("2")).throttled(60).json(user("2"));
    let started = Instant::now();
    let (one, two) = fake
        .client()
        .batch((User::get("1"), User::get("2")))
        .await
        .unwrap();
    assert!(one.is_ok() && two.is_ok());
    fake.assert_sent_times("/$batch", 3);
    assert_eq!(
        fake.waits().iter().map(Duration::as_millis).sum::<u128>() / 1_000,
        59,
        "{:?}",
        fake.waits()
    );
    assert!(started.elapsed() < 20 * SECOND);
}

#[tokio::test]
async fn the_waits_of_a_batch_and_of_its_parts_share_one_budget() {
    let fake = Fake::new();
    fake.on(User::get("1"))
        .throttled(140)
        .reset()
        .throttled(140)
        .throttled(140)
        .json(user("1"));
    let (one,) = fake.client().batch((User::get("1"),)).await.unwrap();
    assert!(one.unwrap_err().is_throttled());
    fake.assert_sent_times("/$batch", 4);
    let waited: Duration = fake.waits().into_iter().sum();
    assert!(waited < 300 * SECOND, "{waited:?}");
}

#[tokio::test]
async fn an_error_says_how_long_the_service_asked_to_wait_and_how_often_the_read_was_sent() {
    let fake = Fake::new();
    fake.on(User::get("1")).throttled(10);
    fake.on(User::get("2")).status(502);
    fake.on(User::get("3")).throttled(1000);
    for (id, shown) in [
        (
            "1",
            "429 Too Many Requests: TooManyRequests: too many requests (retry after 10s, 6 attempts)",
        ),
        ("2", "502 Bad Gateway (6 attempts)"),
        (
            "3",
            "429 Too Many Requests: TooManyRequests: too many requests (retry after 1000s)",
        ),
    ] {
        let own = User::get(id).send(&fake.client()).await;
        let results = fake.client().batch_all([User::get(id)]).await;
        let of_batch = results.unwrap().remove(0);
        for error in [own.unwrap_err(), of_batch.unwrap_err()] {
            assert!(error.to_string().contains(shown), "{error}");
        }
    }
}
