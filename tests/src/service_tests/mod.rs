//! The service as a client sees it, over a plain socket.

mod queries;
mod resources;

use serde_json::json;

use crate::testing::{HEADERS, get, send};
use crate::{Canned, Data, Service};

#[tokio::test]
async fn tokens_are_checked() {
    let service = Service::start().await;
    for headers in ["", "Authorization: Bearer wrong\r\n"] {
        let reply = send(&service, "GET", "/v1.0/users", headers, "").await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (401, "InvalidAuthenticationToken")
        );
        assert!(
            reply
                .header("www-authenticate")
                .unwrap()
                .starts_with("Bearer ")
        );
        let inner = &reply.json()["error"]["innerError"];
        assert_eq!(inner["request-id"], reply.header("request-id").unwrap());
        assert!(inner["date"].is_string() && inner["client-request-id"].is_string());
    }
    let service = Service::builder().token("other").start().await;
    let headers = HEADERS.replace("local-token", "other");
    assert_eq!(
        send(&service, "GET", "/v1.0/users", &headers, "")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn requests_are_validated() {
    let service = Service::start().await;
    let body = format!("{HEADERS}Content-Length: 2\r\n");
    assert_eq!(
        send(&service, "GET", "/v1.0/users", &body, "{}")
            .await
            .status,
        400
    );
    assert_eq!(
        send(&service, "POST", "/v1.0/users", &body, "{}")
            .await
            .status,
        405
    );
    for missing in ["User-Agent: tests\r\n", "client-request-id: 1\r\n"] {
        let reply = send(
            &service,
            "GET",
            "/v1.0/users",
            &HEADERS.replace(missing, ""),
            "",
        )
        .await;
        assert_eq!(reply.status, 400);
        assert!(reply.body.contains("the request has no"), "{}", reply.body);
    }
    for target in [
        "/v1.0/users?$filter=a+b",
        "/v1.0/users?$top=-1",
        "/v1.0/users?top=1",
        "/v1.0/users?$x=1",
        "/v2/users",
    ] {
        assert_eq!(get(&service, target).await.code(), "BadRequest", "{target}");
    }
}

#[tokio::test]
async fn canned_responses_are_sent_verbatim() {
    let service = Service::start().await;
    service.respond_with("/v1.0/users", Canned::new(200, "text/html", "<html>"));
    service.respond_with(
        "/v1.0/users/1",
        Canned::json(503, "").header("Retry-After", "2.128"),
    );
    let reply = get(&service, "/v1.0/users?$top=1").await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "<html>"));
    let reply = get(&service, "/v1.0/users/1").await;
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (503, Some("2.128"))
    );
    assert!(reply.header("request-id").is_some());
    assert_eq!(get(&service, "/v1.0/users?x=1").await.status, 400);
}

#[tokio::test]
async fn requests_are_recorded_verbatim() {
    let service = Service::start().await;
    get(&service, "/v1.0/users?$filter=id%20eq%20'1'").await;
    send(&service, "POST", "/x", "", "").await;
    let requests = service.requests();
    assert_eq!(
        requests[0].path_and_query,
        "/v1.0/users?$filter=id%20eq%20'1'"
    );
    assert_eq!(
        (requests[0].path(), requests[0].query()),
        ("/v1.0/users", Some("$filter=id%20eq%20'1'"))
    );
    assert_eq!(requests[0].header("user-agent"), Some("tests"));
    assert_eq!(requests[1].method, "POST");
    let ended = requests[0].ended().unwrap();
    assert!(requests[0].received <= ended && ended <= requests[1].received);
    assert!(requests[0].peer.ip().is_loopback());
    service.clear_requests();
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn custom_data_is_served() {
    let data = Data::new()
        .entity_set(
            "/things",
            vec![json!({"id": "a/b", "n": 1}), json!({"id": "it's", "n": 2})],
        )
        .singleton("/settings/main", json!({"id": "main", "on": true}));
    let service = Service::builder().data(data).start().await;
    assert_eq!(get(&service, "/beta/things/a%2Fb").await.json()["n"], 1);
    assert_eq!(get(&service, "/beta/things('it''s')").await.json()["n"], 2);
    assert_eq!(
        get(&service, "/beta/settings/main?$select=on").await.json()["on"],
        true
    );
    assert_eq!(get(&service, "/v1.0/users").await.status, 400);
}

#[tokio::test]
async fn http_2_works_with_prior_knowledge() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let service = Service::start().await;
    let address = service.base_url().strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    // The preface and an empty SETTINGS frame, to which the server responds with its own SETTINGS (type 4).
    stream
        .write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0")
        .await
        .unwrap();
    let mut frame = [0; 9];
    stream.read_exact(&mut frame).await.unwrap();
    assert_eq!(frame[3], 4);
}

#[tokio::test]
async fn a_dropped_service_stops_listening() {
    let service = Service::start().await;
    let address = service
        .base_url()
        .strip_prefix("http://")
        .unwrap()
        .to_owned();
    get(&service, "/v1.0/me").await;
    drop(service);
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(&address).await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the service still listens");
}
