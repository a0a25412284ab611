//! Waits for a place: they are limited, and a read that got none says so.

use std::time::Duration;

use graph_resource::{Client, ErrorKind, RetryPolicy, Workload};
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service};
use tokio::time::Instant;

use crate::{get, mail, photo, send_all};

const SECOND: Duration = Duration::from_secs(1);

/// A service that takes a minute for each request, and a client with a longer timeout.
async fn slow() -> (Service, Client) {
    let service = Service::builder().latency(60 * SECOND).start().await;
    service.respond_with("/v1.0/", Canned::json(200, r#"{"id":"1"}"#));
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .timeout(100 * SECOND)
        .max_concurrent_requests_to(Workload::Outlook, 1)
        .max_concurrent_requests(2)
        .build()
        .unwrap();
    (service, client)
}

/// Sends reads that take all places of Outlook, or all places of the client, and waits until they are in flight.
async fn occupy(service: &Service, client: &Client, is_outlook: bool) {
    let reads = if is_outlook {
        vec![mail(1)]
    } else {
        vec![get("/users/1"), get("/users/2")]
    };
    let count = reads.len();
    let client = client.clone();
    tokio::spawn(async move { send_all(&client, reads).await });
    while service.requests().len() < count {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_that_gets_no_place_in_time_says_which_limit_was_reached() {
    for (is_outlook, setting) in [
        (true, "`ClientBuilder::max_concurrent_requests_to`"),
        (false, "`ClientBuilder::max_concurrent_requests`"),
    ] {
        let (service, client) = slow().await;
        occupy(&service, &client, is_outlook).await;
        let sent = service.requests().len();
        let started = Instant::now();
        // The policy allows further attempts, but none was made.
        let error = mail(2).timeout(SECOND).send(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.is_timeout() && error.is_retryable() && !error.is_throttled());
        let message = error.to_string();
        assert!(message.starts_with("GET <path>: not sent: "), "{message}");
        assert!(message.contains(setting), "{message}");
        assert!(message.contains("1s (`timeout`)"), "{message}");
        assert_eq!(message.contains("`Workload::Outlook`"), is_outlook);
        let elapsed = started.elapsed();
        assert!(elapsed >= SECOND && elapsed < 2 * SECOND, "{elapsed:?}");
        assert_eq!(service.requests().len(), sent);
    }
}

#[tokio::test(start_paused = true)]
async fn a_download_that_gets_no_place_in_time_fails() {
    let (service, client) = slow().await;
    occupy(&service, &client, true).await;
    let error = photo().timeout(SECOND).bytes(&client).await.unwrap_err();
    assert!(error.to_string().contains("not sent"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_batch_that_gets_no_place_in_time_fails() {
    for is_outlook in [true, false] {
        let (service, client) = slow().await;
        occupy(&service, &client, is_outlook).await;
        let sent = service.requests().len();
        let started = Instant::now();
        // The longest timeout of its requests counts.
        let batch = client.batch((mail(2).timeout(SECOND), mail(3).timeout(2 * SECOND)));
        let error = batch.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.to_string().contains("not sent"), "{error}");
        assert_eq!(error.template(), Some("/$batch"));
        let elapsed = started.elapsed();
        assert!(elapsed >= 2 * SECOND && elapsed < 3 * SECOND, "{elapsed:?}");
        assert_eq!(service.requests().len(), sent);
    }
}

#[tokio::test(start_paused = true)]
async fn the_wait_for_a_place_and_the_attempt_have_the_timeout_each() {
    let (service, client) = slow().await;
    occupy(&service, &client, true).await;
    // The place is free after 60 seconds, and the attempt takes another 60 seconds.
    mail(2).timeout(70 * SECOND).send(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_gets_no_place_in_time_reports_the_failure_before_it() {
    let (service, client) = slow().await;
    let busy = Fault::Status(503, RetryAfter::Absent);
    service.set_faults(Faults::none().on("/v1.0/users/1/messages/1", [busy]));
    // Both of the others are served before the retry, for 60 seconds each.
    let reads = [
        mail(1).timeout(70 * SECOND),
        mail(2).timeout(1_000 * SECOND),
        mail(3).timeout(1_000 * SECOND),
    ];
    let mut tasks = Vec::new();
    for read in reads {
        let client = client.clone();
        tasks.push(tokio::spawn(async move { read.send(&client).await }));
        tokio::task::yield_now().await;
    }
    let error = tasks.remove(0).await.unwrap().unwrap_err();
    assert!(error.to_string().contains("not sent"), "{error}");
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("503"), "{source}");
}

/// A batch that has its place loses it when batches are paused, since it would keep others waiting.
#[tokio::test(start_paused = true)]
async fn a_paused_batch_that_gets_no_place_afterwards_is_not_retried() {
    let service = Service::builder().latency(60 * SECOND).start().await;
    service.respond_with("/v1.0/", Canned::json(200, r#"{"id":"1"}"#));
    let throttled = Fault::Status(429, RetryAfter::Seconds(5));
    service.set_faults(Faults::none().on("/v1.0/$batch", [throttled]));
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .timeout(100 * SECOND)
        .max_concurrent_requests(1)
        .build()
        .unwrap();
    let once = || get("/users/1").retry(RetryPolicy::never());
    let error = client.batch((once(),)).await.unwrap_err();
    assert!(error.is_throttled(), "{error}");

    let sent = service.requests().len();
    let started = Instant::now();
    let patient = || get("/users/2").timeout(SECOND);
    let paused = client.clone();
    let batch = tokio::spawn(async move { paused.batch((patient(), patient())).await });
    tokio::time::sleep(SECOND / 10).await;
    // It takes the place while the batch waits for the end of the pause.
    let other = client.clone();
    let read = tokio::spawn(async move { get("/users/3").send(&other).await });
    let error = batch.await.unwrap().unwrap_err();
    assert!(error.is_timeout() && !error.is_throttled(), "{error}");
    assert!(error.to_string().contains("not sent"), "{error}");
    let elapsed = started.elapsed();
    // The pause and one timeout: a failed attempt would be followed by another.
    let expected = 6 * SECOND..6 * SECOND + SECOND / 2;
    assert!(expected.contains(&elapsed), "{elapsed:?}");
    assert_eq!(service.requests().len(), sent + 1);
    read.await.unwrap().unwrap();
}

#[tokio::test(start_paused = true)]
async fn batches_that_are_sent_together_may_wait_for_each_other_longer_than_the_timeout() {
    let service = Service::builder().limit_concurrency(SECOND).start().await;
    service.respond_with("/v1.0/", Canned::json(200, r#"{"id":"1"}"#));
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .timeout(20 * SECOND)
        .build()
        .unwrap();
    let started = Instant::now();
    let results = client.batch_all((0..1_000).map(mail)).await.unwrap();
    crate::assert_all_succeed(results);
    assert!(started.elapsed() >= 250 * SECOND, "{:?}", started.elapsed());
}

#[tokio::test(start_paused = true)]
async fn the_total_timeout_ends_the_wait_of_a_batch_for_its_places() {
    for is_outlook in [true, false] {
        let (service, client) = slow().await;
        occupy(&service, &client, is_outlook).await;
        let sent = service.requests().len();
        let hasty = client.with(|settings| settings.total_timeout(SECOND));
        let started = Instant::now();
        let error = hasty.batch_all([mail(2), mail(3)]).await.unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("`ClientBuilder::total_timeout`"),
            "{message}"
        );
        let elapsed = started.elapsed();
        assert!(elapsed >= SECOND && elapsed < 2 * SECOND, "{elapsed:?}");
        assert_eq!(service.requests().len(), sent);
    }
}

#[tokio::test(start_paused = true)]
async fn the_total_timeout_ends_the_wait_for_a_place() {
    let service = Service::builder().latency(60 * SECOND).start().await;
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .total_timeout(SECOND)
        .max_concurrent_requests(1)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let results = send_all(&client, (0..3).map(mail)).await;
    for result in results {
        let error = result.unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("`ClientBuilder::total_timeout`"),
            "{message}"
        );
    }
}
