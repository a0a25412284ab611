//! Redirects of requests that are not reads.

use graph_resource::{Client, ErrorKind, Method};
use graph_resource_tests::{Canned, Service};
use serde_json::json;

fn client(service: &Service) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap()
}

fn redirect(status: u16, location: &str) -> Canned {
    Canned::new(status, "text/plain", "").header("Location", location)
}

fn mail() -> serde_json::Value {
    json!({"message": {"toRecipients": [{"emailAddress": {"address": "ada@contoso.com"}}]}})
}

#[tokio::test]
async fn a_redirect_to_the_same_origin_that_keeps_the_method_is_followed_with_the_body() {
    for status in [307, 308] {
        let service = Service::start().await;
        service.respond_with("/v1.0/me/moved", redirect(status, "/v1.0/me/sendMail"));
        let sent = client(&service)
            .request(Method::POST, "/me/moved")
            .json(&mail())
            .send_empty()
            .await;
        sent.unwrap();
        let writes = service.writes();
        assert_eq!(writes.len(), 1, "{status}");
        let body: serde_json::Value = serde_json::from_slice(&writes[0].body).unwrap();
        assert_eq!(body, mail());
    }
}

#[tokio::test]
async fn any_other_redirect_of_a_write_is_an_error() {
    let other = Service::start().await;
    let elsewhere = format!("{}/v1.0/me/sendMail", other.base_url());
    for (status, location) in [
        (301, "/v1.0/me/sendMail"),
        (302, "/v1.0/me/sendMail"),
        (303, "/v1.0/me/sendMail"),
        (307, elsewhere.as_str()),
        (308, elsewhere.as_str()),
    ] {
        let service = Service::start().await;
        service.respond_with("/v1.0/me/moved", redirect(status, location));
        let sent = client(&service)
            .request(Method::POST, "/me/moved")
            .json(&mail())
            .idempotent()
            .send_empty()
            .await;
        let error = sent.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Link, "{status} {error}");
        assert!(
            error.to_string().starts_with("POST /me/<path>: "),
            "{error}"
        );
        assert!(error.to_string().contains("redirected"), "{error}");
        assert!(!error.to_string().contains("sendMail"), "{error}");
        assert_eq!(service.requests().len(), 1, "{status}");
        assert_eq!((service.writes().len(), other.requests().len()), (0, 0));
    }
}

#[tokio::test]
async fn a_get_by_hand_follows_redirects_like_any_read() {
    let service = Service::start().await;
    let other = Service::start().await;
    other.respond_with("/file", Canned::json(200, r#"{"id": "1"}"#).public());
    let elsewhere = format!("{}/file", other.base_url());
    service.respond_with("/v1.0/me/moved", redirect(302, &elsewhere));
    let read = client(&service).request(Method::GET, "/me/moved").send();
    let value: serde_json::Value = read.await.unwrap();
    assert_eq!(value["id"], "1");
    assert_eq!(other.requests()[0].header("authorization"), None);
}
