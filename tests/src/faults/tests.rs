//! Faults as a client sees them, over a plain socket.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::testing::{HEADERS, get, send};
use crate::{Fault, Faults, RetryAfter, Service};

async fn service(faults: Faults) -> Service {
    Service::builder()
        .page_size(15)
        .faults(faults)
        .start()
        .await
}

/// Everything that is received, and the error at the end, if any.
async fn read(service: &Service, target: &str) -> (String, Option<std::io::ErrorKind>) {
    let address = service.base_url().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: h\r\n{HEADERS}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut all = Vec::new();
    let result = stream.read_to_end(&mut all).await;
    (
        String::from_utf8_lossy(&all).into_owned(),
        result.err().map(|error| error.kind()),
    )
}

fn content_length(head: &str) -> usize {
    let line = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    line.unwrap().parse().unwrap()
}

#[tokio::test]
async fn every_status_has_its_retry_after() {
    let date = RetryAfter::Date(Duration::from_secs(5));
    let faults = [
        Fault::throttled(RetryAfter::Decimal("0.02")),
        Fault::throttled(date),
        Fault::Status(502, RetryAfter::Absent),
        Fault::Status(503, RetryAfter::Seconds(0)),
    ];
    let service = service(Faults::none().on("/v1.0/me", faults)).await;
    let reply = get(&service, "/v1.0/me").await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (429, "TooManyRequests")
    );
    assert_eq!(reply.header("retry-after"), Some("0.02"));
    assert!(
        reply.header("x-ms-throttle-limit-percentage").is_some()
            && reply.header("request-id").is_some()
    );
    assert!(
        get(&service, "/v1.0/me")
            .await
            .header("retry-after")
            .unwrap()
            .ends_with(" GMT")
    );
    let reply = get(&service, "/v1.0/me").await;
    assert_eq!(
        (reply.status, reply.header("content-type")),
        (502, Some("text/html"))
    );
    assert_eq!(
        get(&service, "/v1.0/me").await.header("retry-after"),
        Some("0")
    );
    assert_eq!(get(&service, "/v1.0/me").await.status, 200);
    assert_eq!(service.fault_counts().values().sum::<usize>(), 4);
    assert_eq!(service.fault_counts()["429 date"], 1);
    assert!(service.early_retries() >= 1);
}

#[tokio::test]
async fn a_connection_is_reset_before_the_first_byte() {
    let service = service(Faults::script([(0, Fault::Reset)])).await;
    let (text, error) = read(&service, "/v1.0/users").await;
    assert_eq!(
        (text.as_str(), error),
        ("", Some(std::io::ErrorKind::ConnectionReset))
    );
    assert_eq!(get(&service, "/v1.0/users").await.status, 200);
}

#[tokio::test]
async fn bodies_are_cut_short() {
    let faults = [(0, Fault::ResetBody), (1, Fault::CloseBody)];
    let service = service(Faults::script(faults)).await;
    for expected in [Some(std::io::ErrorKind::ConnectionReset), None] {
        let (text, error) = read(&service, "/v1.0/users").await;
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
        assert_eq!(content_length(head) / 2, body.len());
        assert_eq!(error, expected);
    }
}

#[tokio::test]
async fn json_is_cut_with_a_matching_content_length() {
    let service = service(Faults::script([(0, Fault::Truncated)])).await;
    let reply = get(&service, "/v1.0/users").await;
    assert_eq!(
        reply.header("content-length").unwrap().parse(),
        Ok(reply.body.len())
    );
    assert!(serde_json::from_str::<serde_json::Value>(&reply.body).is_err());
}

#[tokio::test]
async fn a_stall_lasts_as_long_as_the_client_waits() {
    let service = service(Faults::script([(0, Fault::Stall), (1, Fault::StallBody)])).await;
    for _ in 0..2 {
        let waited =
            tokio::time::timeout(Duration::from_millis(50), read(&service, "/v1.0/users")).await;
        assert!(waited.is_err());
    }
    assert_eq!(get(&service, "/v1.0/users").await.status, 200);
}

#[tokio::test]
async fn damaged_pages_are_sent_whole_the_next_time() {
    let foreign_link = Fault::ForeignLink("http://127.0.0.9:1".to_owned());
    let service = service(Faults::script([
        (0, Fault::EmptyPage),
        (2, Fault::RepeatedLink),
        (3, foreign_link),
    ]))
    .await;
    let link = |reply: &crate::testing::Reply| {
        reply.json()["@odata.nextLink"].as_str().unwrap().to_owned()
    };
    let local = |link: String| link.strip_prefix(service.base_url()).unwrap().to_owned();
    let empty = get(&service, "/v1.0/users?$select=id").await;
    assert!(empty.ids().is_empty());
    let first = get(&service, &local(link(&empty))).await;
    assert_eq!(first.ids().len(), 15);
    let second = local(link(&first));
    assert_eq!(local(link(&get(&service, &second).await)), second);
    assert!(
        link(&get(&service, &second).await)
            .starts_with("http://127.0.0.9:1/v1.0/users?$select=id&$skiptoken=")
    );
    let third = get(&service, &local(link(&get(&service, &second).await))).await;
    assert_eq!(third.ids().len(), 10);
    // An empty page does not apply to a single entity.
    service.set_faults(Faults::script([(0, Fault::EmptyPage)]));
    assert!(get(&service, "/v1.0/me").await.json()["id"].is_string());
}

#[tokio::test]
async fn a_token_stays_expired_until_another_arrives() {
    let faults = [
        (0, Fault::Expired { claims: false }),
        (3, Fault::Expired { claims: true }),
    ];
    let service = service(Faults::script(faults)).await;
    let first = get(&service, "/v1.0/me").await;
    assert_eq!(
        (first.status, first.code().as_str()),
        (401, "InvalidAuthenticationToken")
    );
    assert!(!first.header("www-authenticate").unwrap().contains("claims"));
    assert_eq!(get(&service, "/v1.0/me").await.status, 401);
    let renewed = HEADERS.replace("local-token", "local-token.1");
    assert_eq!(
        send(&service, "GET", "/v1.0/me", &renewed, "").await.status,
        200
    );
    let challenged = send(&service, "GET", "/v1.0/me", &renewed, "").await;
    assert!(
        challenged
            .header("www-authenticate")
            .unwrap()
            .contains(Service::CLAIMS)
    );
}

#[tokio::test]
async fn an_invalid_request_is_rejected_whatever_the_fault_plan_says() {
    let service = service(
        Faults::seeded(1)
            .rate(1.0)
            .with(Fault::Status(500, RetryAfter::Absent)),
    )
    .await;
    assert_eq!(get(&service, "/v1.0/users?top=1").await.status, 400);
    assert_eq!(get(&service, "/v1.0/users").await.status, 500);
    assert_eq!(get(&service, "/v1.0/users/nobody").await.status, 500);
}

#[tokio::test]
async fn responses_are_delayed() {
    let latency = Duration::from_millis(30);
    let service = Service::builder().latency(latency).start().await;
    let start = Instant::now();
    get(&service, "/v1.0/me").await;
    assert!(start.elapsed() >= latency);
}
