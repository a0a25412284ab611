//! Requests are spaced out when the service reports that its limit is nearly used up.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_resource::testing::Fake;
use graph_resource::{Client, Content, Error, Get, RetryPolicy};
use graph_resource_tests::{Canned, Service};
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::{assert_all_succeed, get, send_all};

const MILLISECOND: Duration = Duration::from_millis(1);
const SHARE: &str = "x-ms-throttle-limit-percentage";
const SCOPE: &str = "x-ms-throttle-scope";

/// Registers a response with these headers.
fn reply(fake: &Fake, path: &str, headers: &[(&str, &str)]) {
    let mut all = vec![("content-type", "application/json")];
    all.extend(headers);
    let request: Get<Value> = Get::at_path(path.to_owned());
    fake.on(&request).raw(200, &all, r#"{"id":"1"}"#);
}

/// The waits so far, to the nearest millisecond.
fn waits(fake: &Fake) -> Vec<u128> {
    let rounded = |wait: Duration| (wait + MILLISECOND / 2).as_millis();
    fake.waits().into_iter().map(rounded).collect()
}

/// The wait of a read of `other` after a response to a read of `path` with these headers, in milliseconds.
async fn delay(path: &str, headers: &[(&str, &str)], other: &str) -> u128 {
    let fake = Fake::new();
    let client = fake.client();
    reply(&fake, path, headers);
    if path != other {
        reply(&fake, other, &[]);
    }
    get(path).send(&client).await.unwrap();
    get(other).send(&client).await.unwrap();
    waits(&fake).iter().sum()
}

#[tokio::test(start_paused = true)]
async fn the_delay_grows_with_the_used_share_of_the_limit() {
    for (share, expected) in [
        ("0.5", 0),
        ("0.79", 0),
        ("0.8", 50),
        ("0.9", 150),
        ("1.0", 250),
        ("1.8", 1000),
        ("much", 0),
        ("NaN", 0),
    ] {
        let delay = delay("/users/1", &[(SHARE, share)], "/users/1").await;
        assert_eq!(delay, expected, "{share}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_delay_has_the_scope_that_the_service_reports_or_else_that_of_the_table() {
    let mailbox = "/users/a/messages";
    for (scope, other, expected) in [
        ("", "/users/a/events", 1000),
        ("", "/users/b/messages", 0),
        ("Tenant_Application/Read/a/b", "/users/b/messages", 1000),
        ("Tenant_Application/Read/a/b", "/users/b", 0),
    ] {
        let delay = delay(mailbox, &[(SHARE, "1.8"), (SCOPE, scope)], other).await;
        assert_eq!(delay, expected, "{scope} {other}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_failed_response_slows_down_too() {
    let fake = Fake::new();
    let client = fake.client();
    let headers = [(SHARE, "1.0")];
    fake.on(get("/users/1")).raw(404, &headers, "{}");
    get("/users/1").send(&client).await.unwrap_err();
    get("/users/1").send(&client).await.unwrap_err();
    assert_eq!(waits(&fake), [250]);
}

#[tokio::test(start_paused = true)]
async fn a_throttled_response_slows_down_unless_it_says_how_long_to_wait() {
    let policy = RetryPolicy::default()
        .initial_delay(Duration::ZERO)
        .max_delay(Duration::ZERO);
    for (retry_after, expected) in [(None, vec![250]), (Some("2"), vec![2000])] {
        let fake = Fake::new();
        let client = fake.builder().retry(policy.clone()).build().unwrap();
        let mut headers = vec![(SHARE, "1.0")];
        headers.extend(retry_after.map(|delay| ("retry-after", delay)));
        let mailbox = get("/users/1/messages");
        let throttled = fake.on(mailbox.clone()).raw(429, &headers, "{}");
        throttled.json(json!({}));
        mailbox.send(&client).await.unwrap();
        assert_eq!(waits(&fake), expected, "{retry_after:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_delay_ends_when_responses_no_longer_report_the_limit() {
    for recovered in [&[][..], &[(SHARE, "0.5")], &[(SHARE, "much")]] {
        let fake = Fake::new();
        let client = fake.client();
        reply(&fake, "/users/1", &[(SHARE, "1.0")]);
        reply(&fake, "/users/2", recovered);
        get("/users/1").send(&client).await.unwrap();
        for _ in 0..10 {
            get("/users/2").send(&client).await.unwrap();
        }
        assert_eq!(waits(&fake), [250, 125, 63, 31]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_throttled_response_is_no_sign_that_the_service_has_recovered() {
    let fake = Fake::new();
    let client = fake.client();
    reply(&fake, "/users/1", &[(SHARE, "1.0")]);
    fake.on(get("/users/2")).throttled(0).json(json!({}));
    get("/users/1").send(&client).await.unwrap();
    get("/users/2").send(&client).await.unwrap();
    assert_eq!(waits(&fake), [250, 250]);
}

#[tokio::test(start_paused = true)]
async fn the_delay_is_reported_and_skipped_where_the_budget_does_not_allow_it() {
    let fake = Fake::new();
    reply(&fake, "/users/1", &[(SHARE, "1.8")]);
    let reported = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&reported);
    let client = fake
        .builder()
        .on_wait(move |wait| hook.lock().unwrap().push((wait.attempt, wait.status)))
        .build()
        .unwrap();
    get("/users/1").send(&client).await.unwrap();
    let hasty = RetryPolicy::default().max_elapsed(Duration::from_millis(500));
    get("/users/1").retry(hasty).send(&client).await.unwrap();
    assert_eq!(waits(&fake), [0; 0]);
    get("/users/1").send(&client).await.unwrap();
    assert_eq!(*reported.lock().unwrap(), [(0, None)]);
    assert_eq!(waits(&fake).len(), 1);

    let client = fake
        .builder()
        .total_timeout(Duration::from_millis(500))
        .build()
        .unwrap();
    for _ in 0..2 {
        get("/users/1").send(&client).await.unwrap();
    }
    assert_eq!(waits(&fake).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_batch_waits_once_and_the_next_request_waits_for_all_of_its_parts() {
    let fake = Fake::new();
    let client = fake.client();
    reply(&fake, "/users/1", &[(SHARE, "0.9")]);
    let users = || (0..10).map(|_| get("/users/1"));
    assert_all_succeed(client.batch_all(users()).await.unwrap());
    assert_eq!(waits(&fake), [0; 0]);
    assert_all_succeed(client.batch_all(users()).await.unwrap());
    get("/users/1").send(&client).await.unwrap();
    assert_eq!(waits(&fake), [150, 1500]);
}

#[tokio::test(start_paused = true)]
async fn concurrent_reads_start_one_after_the_other_until_the_service_has_recovered() {
    let service = Service::start().await;
    let nearly_full = Canned::json(200, r#"{"id":"1"}"#).header(SHARE, "1.0");
    let recovered = Canned::json(200, r#"{"id":"1"}"#);
    service.respond_with("/v1.0/users/", nearly_full);
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    get("/users/1").send(&client).await.unwrap();

    let started = Instant::now();
    let users = |count: usize| (0..count).map(|number| get(format!("/users/{number}")));
    assert_all_succeed(send_all(&client, users(20)).await);
    let elapsed = started.elapsed();
    assert!(elapsed >= 20 * 245 * MILLISECOND, "{elapsed:?}");

    service.respond_with("/v1.0/users/", recovered);
    let started = Instant::now();
    assert_all_succeed(send_all(&client, users(200)).await);
    let elapsed = started.elapsed();
    assert!(elapsed < 4 * 250 * MILLISECOND, "{elapsed:?}");
}

#[tokio::test(start_paused = true)]
async fn dropping_a_read_that_waits_for_its_turn_lets_the_next_one_go() {
    let service = Service::start().await;
    let nearly_full = Canned::json(200, r#"{"id":"1"}"#).header(SHARE, "1.8");
    service.respond_with("/v1.0/users/", nearly_full);
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    get("/users/1").send(&client).await.unwrap();
    for _ in 0..3 {
        let reads = send_all(&client, (0..10).map(|_| get("/users/1")));
        let dropped = tokio::time::timeout(100 * MILLISECOND, reads).await;
        assert!(dropped.is_err());
    }
    let started = Instant::now();
    get("/users/1").send(&client).await.unwrap();
    assert!(started.elapsed() <= 1000 * MILLISECOND);
    assert_eq!(service.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_parts_of_a_batch_are_one_sign_that_the_service_has_recovered() {
    let fake = Fake::new();
    let client = fake.client();
    reply(&fake, "/users/1", &[(SHARE, "1.0")]);
    reply(&fake, "/users/2", &[]);
    get("/users/1").send(&client).await.unwrap();
    let users = (0..20).map(|_| get("/users/2"));
    assert_all_succeed(client.batch_all(users).await.unwrap());
    get("/users/2").send(&client).await.unwrap();
    // The interval is halved once, and twenty requests have started.
    assert_eq!(waits(&fake), [250, 20 * 125]);
}

#[tokio::test(start_paused = true)]
async fn a_part_of_a_batch_that_reports_the_limit_outweighs_those_that_do_not() {
    for reporting in [0, 1, 2] {
        let fake = Fake::new();
        let client = fake.client();
        let mailbox = |part| format!("/users/a/messages/{part}");
        for part in 0..3 {
            let headers = [(SHARE, "1.0")];
            let reported = if part == reporting { &headers[..] } else { &[] };
            reply(&fake, &mailbox(part), reported);
        }
        let parts = (0..3).map(|part| get(mailbox(part)));
        assert_all_succeed(client.batch_all(parts).await.unwrap());
        get(mailbox(0)).send(&client).await.unwrap();
        assert_eq!(waits(&fake), [250], "{reporting}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_largest_share_that_a_batch_reports_counts() {
    for shares in [["1.0", "0.8"], ["0.8", "1.0"]] {
        let fake = Fake::new();
        let client = fake.client();
        reply(&fake, "/users/1", &[(SHARE, shares[0])]);
        reply(&fake, "/users/2", &[(SHARE, shares[1])]);
        let users = [get("/users/1"), get("/users/2")];
        assert_all_succeed(client.batch_all(users).await.unwrap());
        get("/users/1").send(&client).await.unwrap();
        assert_eq!(waits(&fake), [250], "{shares:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_redirect_reports_the_limit_for_the_response_that_it_leads_to() {
    let fake = Fake::new();
    let client = fake.client();
    let file = Content::at_path("/me/drive/items/1/content");
    let location = ("location", "https://files.example/1");
    fake.on(&file)
        .raw(302, &[location, (SHARE, "1.0"), (SCOPE, "a")], "");
    fake.on("https://files.example/1").bytes("text/plain", "x");
    let response = file.response(&client).await.unwrap();
    assert_eq!(response.request_id(), Some("fake"));
    let throttle = response.throttle().unwrap();
    assert_eq!(throttle.limit_percentage.as_deref(), Some("1.0"));
    assert_eq!(throttle.scope.as_deref(), Some("a"));
    let download = file.send(&client).await.unwrap();
    assert_eq!(download.throttle(), response.throttle());
    assert_eq!(waits(&fake), [250]);

    let fake = Fake::new();
    let client = fake.client();
    fake.on(&file).raw(302, &[location, (SHARE, "1.0")], "");
    let last = fake.on("https://files.example/1").bytes("text/plain", "x");
    last.with_header(SHARE, "0.9");
    let response = file.response(&client).await.unwrap();
    let throttle = response.throttle().unwrap();
    assert_eq!(throttle.limit_percentage.as_deref(), Some("0.9"));
}

/// A service whose limits are exceeded by far, and a client that has learned this.
async fn nearly_full(path: &str) -> (Service, Client) {
    let service = Service::start().await;
    let nearly_full = Canned::json(200, r#"{"id":"1"}"#).header(SHARE, "1.8");
    service.respond_with("/v1.0/", nearly_full);
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    get(path).send(&client).await.unwrap();
    (service, client)
}

fn assert_had_no_turn(error: &Error, workload: &str, limit: &str) {
    assert!(error.is_timeout(), "{error}");
    let message = error.to_string();
    for part in ["not sent", "spaced out", workload, limit] {
        assert!(message.contains(part), "{message}");
    }
    assert!(message.contains("start fewer reads at once"), "{message}");
}

#[tokio::test(start_paused = true)]
async fn a_read_whose_turn_does_not_come_in_time_says_so() {
    for (path, workload) in [
        ("/users/1", "`Workload::Directory`"),
        ("/x/1", "this workload"),
        ("/users/1/messages/1", "`Workload::Outlook`"),
    ] {
        let (service, client) = nearly_full(path).await;
        let started = Instant::now();
        let results = send_all(&client, (0..30).map(|_| get(path))).await;
        let elapsed = started.elapsed();
        assert!(elapsed < 12 * 1000 * MILLISECOND, "{elapsed:?}");
        let errors: Vec<_> = results.into_iter().filter_map(Result::err).collect();
        assert!(errors.len() >= 15, "{}", errors.len());
        assert_eq!(service.requests().len(), 1 + 30 - errors.len());
        for error in errors {
            assert_had_no_turn(&error, workload, "within 10s (`timeout`)");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_download_and_a_batch_whose_turn_does_not_come_in_time_say_so() {
    let (_service, client) = nearly_full("/users/1").await;
    let others = client.clone();
    let queue =
        tokio::spawn(async move { send_all(&others, (0..30).map(|_| get("/users/1"))).await });
    tokio::time::sleep(MILLISECOND).await;
    let limit = Duration::from_secs(5);
    let file = Content::at_path("/users/1").timeout(limit);
    let (download, batch) = tokio::join!(
        file.bytes(&client),
        client.batch_all(["/users/1", "/users/2"].map(|path| get(path).timeout(limit)))
    );
    for error in [download.unwrap_err(), batch.unwrap_err()] {
        assert_had_no_turn(&error, "`Workload::Directory`", "within 5s (`timeout`)");
    }
    queue.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_total_timeout_ends_the_wait_for_a_turn() {
    let (service, client) = nearly_full("/users/1").await;
    let others = client.clone();
    let queue = (0..30).map(|_| get("/users/1").timeout(Duration::from_secs(60)));
    let queue = tokio::spawn(async move { send_all(&others, queue).await });
    tokio::time::sleep(MILLISECOND).await;
    let sent = service.requests().len();
    let limit = Duration::from_millis(500);
    let hasty = client.with(|settings| settings.total_timeout(limit));
    let started = Instant::now();
    let (user, file) = (get("/users/1"), Content::at_path("/users/1"));
    let (read, download, batch) = tokio::join!(
        user.send(&hasty),
        file.bytes(&hasty),
        hasty.batch_all([user.clone(), user.clone()])
    );
    let elapsed = started.elapsed();
    assert!(elapsed < 2 * limit, "{elapsed:?}");
    for error in [read.unwrap_err(), download.unwrap_err(), batch.unwrap_err()] {
        let message = error.to_string();
        assert!(
            message.contains("`ClientBuilder::total_timeout`"),
            "{message}"
        );
    }
    assert_eq!(service.requests().len(), sent);
    queue.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_part_whose_turn_does_not_come_again_keeps_its_own_failure() {
    let (service, client) = nearly_full("/x/1").await;
    let unavailable = Canned::json(503, "{}").header(SHARE, "1.8");
    service.respond_with("/v1.0/users/1", unavailable);
    let has_failed = Arc::new(Notify::new());
    let hook = Arc::clone(&has_failed);
    let client = client.with(|settings| settings.on_wait(move |_| hook.notify_one()));
    let parts = client.batch_all([get("/users/1")]);
    let others = async {
        has_failed.notified().await;
        let patient = |_| get("/users/2").timeout(Duration::from_secs(100));
        send_all(&client, (0..30).map(patient)).await
    };
    let (parts, _) = tokio::join!(parts, others);
    let error = parts.unwrap().remove(0).unwrap_err();
    assert_had_no_turn(&error, "`Workload::Directory`", "10s");
    let failure = std::error::Error::source(&error).unwrap();
    assert!(failure.to_string().contains("503"), "{failure}");
}
