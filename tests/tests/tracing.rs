//! The feature `tracing`: one span per request and one event per attempt.

#[path = "secrets/log.rs"]
mod log;

mod samples;

use std::time::Duration;

use graph_resource::{Client, RetryPolicy};
use graph_resource_tests::{Fault, Faults, RetryAfter, Service, sample};
use samples::User;

/// The lines that this library logged, without those of its dependencies.
fn own_lines() -> Vec<String> {
    log::lines()
        .into_iter()
        .filter(|line| line.starts_with("record:") || line.contains("graph_resource"))
        .collect()
}

/// A client of the service at this base URL.
fn client(base_url: &str, retry: RetryPolicy) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .retry(retry)
        .base_url(base_url)
        .build()
        .unwrap()
}

#[tokio::test]
async fn requests_are_spans_and_attempts_are_events() {
    log::install();
    let service = Service::start().await;
    service.set_faults(Faults::script([
        (0, Fault::throttled(RetryAfter::Decimal("0.02"))),
        (1, Fault::Reset),
    ]));
    let retry = RetryPolicy::default().initial_delay(Duration::from_millis(1));
    let client = client(service.base_url(), retry);
    User::get(sample::ME).send(&client).await.unwrap();

    let lines = own_lines();
    check_span(&lines, &service);
    check_events(&lines, &service);
    for field in [
        "http.request.resend_count=2",
        "http.response.status_code=200",
    ] {
        assert_recorded(&lines, field);
    }
    failures_are_recorded(&client).await;
}

fn check_span(lines: &[String], service: &Service) {
    let spans: Vec<_> = lines
        .iter()
        .filter(|line| line.starts_with("span "))
        .collect();
    let port = service.base_url().rsplit(':').next().unwrap();
    assert_eq!(
        spans,
        [&format!(
            "span graph_resource graph_request: otel.name=GET /users/<userId> otel.kind=\"client\" \
             http.request.method=\"GET\" url.template=\"/users/<userId>\" server.address=\"127.0.0.1\" server.port={port}"
        )]
    );
}

fn check_events(lines: &[String], service: &Service) {
    let events: Vec<_> = lines
        .iter()
        .filter(|line| line.starts_with("event "))
        .collect();
    let requests = service.requests();
    assert_eq!((events.len(), requests.len()), (3, 3), "{events:#?}");
    let expected = [
        &[
            "failed, and is tried again",
            "error.type=429",
            "http.response.status_code=429",
            "wait=0.02",
            " request-id=",
        ][..],
        &["failed, and is tried again", "error.type=io", "wait="],
        &["answered", "http.response.status_code=200", " request-id="],
    ];
    for (number, (event, fields)) in events.iter().zip(expected).enumerate() {
        let id = requests[number].header("client-request-id").unwrap();
        let attempt = format!("attempt={}", number + 1);
        let request_id = format!("client-request-id={id:?}");
        for field in fields.iter().copied().chain([&*attempt, &*request_id]) {
            assert!(event.contains(field), "{field} in {event}");
        }
    }
}

async fn failures_are_recorded(client: &Client) {
    let unreachable = self::client("http://127.0.0.1:1", RetryPolicy::never());
    User::get("1").send(&unreachable).await.unwrap_err();
    User::get("nobody").send(client).await.unwrap_err();
    let lines = own_lines();
    for field in ["error.type=connect", "error.type=404"] {
        assert_recorded(&lines, field);
    }
}

/// Checks that a span has recorded this field.
fn assert_recorded(lines: &[String], field: &str) {
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("record:") && line.contains(field)),
        "{field}: {lines:#?}"
    );
}
