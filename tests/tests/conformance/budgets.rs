//! Budgets: how often a read is sent, and what the total timeout bounds.

use std::time::{Duration, Instant};

use graph_resource::{Client, ClientBuilder, Content, ErrorKind, Get, RetryPolicy};
use serde_json::{Value, json};

use crate::samples::User;
use crate::script::{Script, Step, cut_off, ok, response};

const ETAG: (&str, &str) = ("etag", "\"one\"");

/// A client that makes three attempts, with a very short delay between them.
fn builder(script: &Script) -> ClientBuilder {
    let policy = RetryPolicy::default()
        .attempts(3)
        .initial_delay(Duration::from_millis(1));
    Client::builder()
        .credential("token")
        .base_url(&script.base_url)
        .retry(policy)
}

fn client(script: &Script) -> Client {
    builder(script).build().unwrap()
}

fn file() -> Content {
    Content::at_path("/drives/d/items/i/content")
}

fn failed_part(status: u16) -> Step {
    ok(&json!({"responses": [{"id": "0", "status": status, "body": {}}]}))
}

#[tokio::test]
async fn a_part_of_a_batch_is_sent_as_often_as_its_policy_says() {
    let whole = response(503, &[], "");
    for steps in [
        vec![whole.clone()],
        vec![failed_part(503)],
        vec![failed_part(503), whole.clone(), failed_part(503)],
        vec![whole.clone(), failed_part(429), Step::Reset],
    ] {
        let script = Script::play(steps.clone()).await;
        let results = client(&script).batch_all([User::get("1")]).await;
        assert!(results.is_err() || results.unwrap()[0].is_err());
        assert_eq!(script.requests().len(), 3, "{steps:?}");
    }
}

#[tokio::test]
async fn parts_keep_their_own_policies_when_their_batch_fails_as_a_whole() {
    let responses = json!({"responses": [{"id": "1", "status": 200, "body": {"id": "1"}}]});
    let script = Script::play([response(503, &[], ""), ok(&responses)]).await;
    let never = User::get("0").retry(RetryPolicy::never());
    let (one, two) = client(&script)
        .batch((never, User::get("1")))
        .await
        .unwrap();
    assert_eq!(one.unwrap_err().status(), Some(503));
    assert_eq!(two.unwrap().id, "1");
    assert!(!script.requests()[1].contains("\"id\":\"0\""));
}

#[tokio::test]
async fn a_download_without_progress_is_sent_as_often_as_its_policy_says() {
    let broken = cut_off(&[ETAG], "", 36);
    let busy = response(503, &[], "");
    for steps in [
        vec![broken.clone()],
        vec![busy.clone()],
        vec![broken.clone(), busy.clone()],
        vec![cut_off(&[ETAG], "0123456789", 36), busy.clone()],
    ] {
        let script = Script::play(steps.clone()).await;
        file().bytes(&client(&script)).await.unwrap_err();
        assert_eq!(script.requests().len(), 3, "{steps:?}");
    }
}

#[tokio::test]
async fn the_waits_of_a_download_share_one_budget() {
    let wait = response(503, &[("retry-after", "0.4")], "");
    let script = Script::play([wait.clone(), cut_off(&[ETAG], "", 36), wait]).await;
    let policy = RetryPolicy::default()
        .attempts(100)
        .initial_delay(Duration::from_millis(1))
        .max_elapsed(Duration::from_secs(1));
    let client = builder(&script).retry(policy).build().unwrap();
    let started = Instant::now();
    let error = file().bytes(&client).await.unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert_eq!(script.requests().len(), 4);
    assert!(started.elapsed() < Duration::from_millis(1400));
}

#[tokio::test]
async fn the_total_timeout_bounds_the_body_of_a_download() {
    let script = Script::play([Step::Drip]).await;
    let client = builder(&script)
        .total_timeout(Duration::from_millis(600))
        .timeout(Duration::from_millis(400))
        .build()
        .unwrap();
    for in_pieces in [false, true] {
        let started = Instant::now();
        let error = if in_pieces {
            let mut download = file().send(&client).await.unwrap();
            loop {
                match download.next().await {
                    Ok(Some(_)) => {}
                    Ok(None) => panic!("the download is endless"),
                    Err(error) => break error,
                }
            }
        } else {
            file().bytes(&client).await.unwrap_err()
        };
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
        assert!(
            error.to_string().contains("`ClientBuilder::total_timeout`"),
            "{error}"
        );
        let elapsed = started.elapsed();
        assert!(elapsed < Duration::from_millis(1500), "{elapsed:?}");
    }
}

#[tokio::test]
async fn the_total_timeout_ends_a_download_that_is_read_slowly() {
    let script = Script::play([Step::Drip]).await;
    let client = builder(&script)
        .total_timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let mut download = file().send(&client).await.unwrap();
    download.next().await.unwrap();
    tokio::time::sleep(Duration::from_millis(250)).await;
    // Bytes have arrived meanwhile, but too late.
    assert_eq!(
        download.next().await.unwrap_err().kind(),
        ErrorKind::Timeout
    );
}

#[tokio::test]
async fn a_response_that_is_not_http_is_requested_once() {
    for garbage in [
        "\u{15}\u{3}\u{1}\0\u{2}\u{2}P",
        "HTTP/1.1 200 OK\r\nbad header: 1\r\n\r\n",
    ] {
        let script = Script::play([Step::Raw(garbage.to_owned())]).await;
        let error = Get::<Value>::at_path("/users/1")
            .send(&client(&script))
            .await
            .unwrap_err();
        assert!(error.to_string().contains("not valid HTTP"), "{error}");
        assert!(!error.is_retryable());
        assert_eq!(script.requests().len(), 1, "{garbage:?}");
    }
}
