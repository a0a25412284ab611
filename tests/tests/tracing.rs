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

#[tokio::test]
async fn requests_are_spans_and_attempts_are_events() {
    log::install();
    let service = Service::start().await;
    service.set_faults(Faults::script([
        (0, Fault::throttled(RetryAfter::Decimal("0.02"))),
        (1, Fault::Reset),
    ]));
    let policy = RetryPolicy::default().first_wait(Duration::from_millis(1));
    let builder = || {
        Client::builder()
            .credential(Service::TOKEN)
            .retry(policy.clone())
    };
    let client = builder().base_url(service.base_url()).build().unwrap();
    User::get(sample::ME).send(&client).await.unwrap();

    let lines = own_lines();
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
    let events: Vec<_> = lines
        .iter()
        .filter(|line| line.starts_with("event "))
        .collect();
    let requests = service.requests();
    assert_eq!((events.len(), requests.len()), (3, 3), "{events:#?}");
    for (number, (event, parts)) in events
        .iter()
        .zip([
            &[
                "failed, and is tried again",
                "error.type=429",
                "http.response.status_code=429",
                "wait=0.02",
                " request-id=",
            ][..],
            &["failed, and is tried again", "error.type=io", "wait="],
            &["answered", "http.response.status_code=200", " request-id="],
        ])
        .enumerate()
    {
        let id = requests[number].header("client-request-id").unwrap();
        let common = [
            format!("attempt={}", number + 1),
            format!("client-request-id={id:?}"),
        ];
        for part in parts
            .iter()
            .copied()
            .chain(common.iter().map(String::as_str))
        {
            assert!(event.contains(part), "{part} in {event}");
        }
    }
    let recorded = |field: &str| {
        lines
            .iter()
            .rev()
            .find(|line| line.starts_with("record:") && line.contains(field))
    };
    assert!(
        recorded("http.request.resend_count=2").is_some(),
        "{lines:#?}"
    );
    assert!(
        recorded("http.response.status_code=200").is_some(),
        "{lines:#?}"
    );

    let unreachable = builder()
        .base_url("http://127.0.0.1:1")
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    User::get("1").send(&unreachable).await.unwrap_err();
    User::get("nobody").send(&client).await.unwrap_err();
    let lines = own_lines();
    for recorded in ["error.type=connect", "error.type=404"] {
        assert!(
            lines
                .iter()
                .any(|line| line.starts_with("record:") && line.contains(recorded)),
            "{recorded}: {lines:#?}"
        );
    }
}
