//! Limits on size, depth, pages and time: exceeding one is a clear error and nothing worse.

mod depth;

#[path = "../samples/mod.rs"]
mod samples;

use std::io::Write;
use std::time::{Duration, Instant};

use graph_resource::testing::Fake;
use graph_resource::{Client, ClientBuilder, ErrorKind, RetryPolicy};
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service};
use samples::User;
use serde_json::json;

fn builder(service: &Service) -> ClientBuilder {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .retry(RetryPolicy::never())
}

fn zipped(plain: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

fn gzip(status: u16, plain: &[u8]) -> Canned {
    Canned::json(status, zipped(plain)).header("content-encoding", "gzip")
}

#[tokio::test]
async fn a_compressed_response_is_decoded() {
    let service = Service::start().await;
    service.respond_with("/v1.0/users/1", gzip(200, br#"{"id":"1"}"#));
    service.respond_with(
        "/v1.0/users/2",
        gzip(403, br#"{"error":{"code":"Forbidden"}}"#),
    );
    let client = builder(&service).build().unwrap();
    assert_eq!(User::get("1").send(&client).await.unwrap().id, "1");
    assert_eq!(
        User::get("2").send(&client).await.unwrap_err().code(),
        Some("Forbidden")
    );
    assert_eq!(
        service.requests()[0].header("accept-encoding"),
        Some("gzip")
    );
}

#[tokio::test]
async fn a_decompression_bomb_stops_at_the_limit() {
    let service = Service::start().await;
    let bomb = format!("{{\"id\":\"{}\"}}", " ".repeat(64 << 20));
    service.respond_with("/v1.0/users/1", gzip(200, bomb.as_bytes()));
    service.respond_with("/v1.0/users/2", gzip(500, bomb.as_bytes()));
    let client = builder(&service).max_body_bytes(1 << 20).build().unwrap();
    let error = User::get("1").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("1048576 bytes"), "{error}");
    assert_eq!(
        User::get("2").send(&client).await.unwrap_err().status(),
        Some(500)
    );
}

#[tokio::test]
async fn downloads_ask_for_identity_encoding() {
    let service = Service::start().await;
    service.respond_with(
        "/v1.0/users/1/photo",
        Canned::new(200, "image/png", "bytes"),
    );
    let client = builder(&service).build().unwrap();
    assert_eq!(User::photo("1").bytes(&client).await.unwrap(), "bytes");
    assert_eq!(
        service.requests()[0].header("accept-encoding"),
        Some("identity")
    );
}

#[tokio::test]
async fn bodies_are_limited_with_or_without_a_content_length() {
    let service = Service::start().await;
    let body = format!("{{\"id\":\"{}\"}}", "x".repeat(5000));
    service.respond_with("/v1.0/users/1", Canned::json(200, body.clone()));
    // The length of a compressed body is not known in advance.
    service.respond_with("/v1.0/users/2", gzip(200, body.as_bytes()));
    for (limit, fits) in [(5008, false), (5009, true)] {
        let client = builder(&service).max_body_bytes(limit).build().unwrap();
        for key in ["1", "2"] {
            let outcome = User::get(key).send(&client).await;
            assert_eq!(
                outcome
                    .as_ref()
                    .map_err(graph_resource::Error::kind)
                    .is_ok(),
                fits,
                "{limit} {key} {outcome:?}"
            );
            assert!(
                outcome.is_ok() || outcome.is_err_and(|error| error.kind() == ErrorKind::Limit)
            );
        }
    }
}

#[tokio::test]
async fn response_headers_are_limited() {
    let service = Service::start().await;
    service.respond_with(
        "/v1.0/users/1",
        Canned::json(200, "{}").header("x-much", &"x".repeat(1 << 20)),
    );
    let error = User::get("1")
        .send(&builder(&service).build().unwrap())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("head"), "{error}");
}

#[tokio::test]
async fn the_error_for_a_page_over_the_limit_has_a_continuation() {
    let service = Service::start().await;
    let client = builder(&service).build().unwrap();
    let all: Vec<User> = User::list().top(10).all(&client).await.unwrap();
    assert!(all.len() > 20);
    let list = User::list().top(10).max_pages(2);

    for prefetch in [0, 1, 5] {
        let mut stream = list.clone().prefetch(prefetch).stream(&client);
        let mut read = Vec::new();
        let error = loop {
            match stream.next().await {
                Ok(Some(user)) => read.push(user),
                Ok(None) => panic!("the stream ended at the limit"),
                Err(error) => break error,
            }
        };
        assert_eq!((error.kind(), read.len()), (ErrorKind::Limit, 20));
        assert!(error.to_string().contains("more than 2 pages"), "{error}");
        assert_eq!(error.continuation(), stream.continuation().as_ref());
        let mut rest = User::list()
            .top(10)
            .resume(&client, error.continuation().unwrap().clone());
        while let Some(user) = rest.next().await.unwrap() {
            read.push(user);
        }
        assert_eq!(read, all);
    }

    service.clear_requests();
    let error = list.all(&client).await.unwrap_err();
    assert_eq!(
        (error.kind(), service.requests().len()),
        (ErrorKind::Limit, 2)
    );
    assert_eq!(
        error.continuation(),
        None,
        "the caller has got none of the items before it"
    );
    assert!(error.to_string().contains("read a stream"), "{error}");
    assert_eq!(
        User::list()
            .top(999)
            .max_pages(1)
            .all(&client)
            .await
            .unwrap(),
        all,
        "a limit reached on the last page is not an error"
    );
}

#[tokio::test]
async fn the_first_item_is_not_looked_for_beyond_the_page_limit() {
    let fake = Fake::new();
    let list = User::list().top(1);
    fake.on(&list)
        .pages([json!([]), json!([]), json!([{"id": "1"}])]);
    let client = fake.client();
    assert_eq!(list.first(&client).await.unwrap().unwrap().id, "1");

    let error = list.max_pages(2).first(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("more than 2 pages"), "{error}");
    // It would belong to the listing of single items that `first` reads.
    assert_eq!(error.continuation(), None);
}

#[tokio::test]
async fn each_attempt_has_a_timeout() {
    let service = Service::builder()
        .faults(Faults::script([(0, Fault::Stall), (1, Fault::StallBody)]))
        .start()
        .await;
    let client = builder(&service)
        .timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    for _ in 0..2 {
        let error = User::list().page(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.to_string().contains("within 100ms"), "{error}");
    }
    let slow = async || {
        tokio::time::sleep(Duration::from_secs(60)).await;
        Service::TOKEN
    };
    let client = Client::builder()
        .credential(slow)
        .base_url(service.base_url())
        .retry(RetryPolicy::never());
    let error = User::list()
        .page(&client.timeout(Duration::from_millis(100)).build().unwrap())
        .await
        .unwrap_err();
    assert_eq!(
        error.kind(),
        ErrorKind::Timeout,
        "the timeout covers the credential too"
    );
}

#[tokio::test]
async fn all_attempts_share_the_total_timeout() {
    let stalls = (0..100).map(|number| (number, Fault::Stall));
    let service = Service::builder()
        .faults(Faults::script(stalls))
        .start()
        .await;
    let patient = RetryPolicy::default()
        .attempts(100)
        .initial_delay(Duration::from_millis(1));
    let client = builder(&service)
        .retry(patient.clone())
        .timeout(Duration::from_millis(100));
    let client = client
        .total_timeout(Duration::from_millis(350))
        .build()
        .unwrap();
    let started = Instant::now();
    let error = User::list().page(&client).await.unwrap_err();
    assert!(
        (350..2_000).contains(&started.elapsed().as_millis()),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        error
            .to_string()
            .contains("GET /users: no response within 350ms"),
        "{error}"
    );
    assert!((2..=4).contains(&service.requests().len()));

    // If there is no time left to wait for another attempt, the service's own error is returned at once.
    service.set_faults(Faults::script([(
        0,
        Fault::throttled(RetryAfter::Seconds(60)),
    )]));
    let client = builder(&service)
        .retry(patient)
        .total_timeout(Duration::from_secs(30))
        .build()
        .unwrap();
    let started = Instant::now();
    let error = User::list().page(&client).await.unwrap_err();
    assert!(
        error.is_throttled() && started.elapsed() < Duration::from_secs(5),
        "{error}"
    );
}

#[tokio::test]
async fn a_dropped_request_leaves_nothing_running() {
    let service = Service::builder()
        .faults(Faults::script([(0, Fault::Stall)]))
        .start()
        .await;
    let client = builder(&service)
        .max_concurrent_requests(1)
        .build()
        .unwrap();
    let dropped = tokio::time::timeout(Duration::from_millis(50), User::list().page(&client)).await;
    assert!(dropped.is_err());
    // Its permit is free again, and it is not sent a second time.
    User::list().page(&client).await.unwrap();
    assert_eq!(service.requests().len(), 2);
}
