//! Error responses, decode errors and what they may show.

use graph_resource::{Client, ErrorKind};
use graph_resource_tests::{Canned, Service};
use serde_json::json;

use crate::entities::ConnectionOperation;
use crate::samples::User;
use crate::{client, json as canned, serving};

#[tokio::test]
async fn a_status_outside_2xx_is_an_error_with_the_code_and_the_message() {
    for status in [400, 401, 403, 404, 409, 429, 500, 501, 503] {
        let body = json!({"error": {"code": "SomeCode", "message": "what went wrong"}});
        let (_service, client) = serving("/v1.0/users/1", canned(status, &body)).await;
        let error = User::get("1").send(&client).await.unwrap_err();
        let text = error.to_string();
        assert_eq!(error.status(), Some(status));
        assert!(
            text.contains("SomeCode") && text.contains("what went wrong") && !text.contains('\n'),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_decode_error_names_the_json_path_and_the_type() {
    let page = json!({"value": [{"id": "1"}, {"id": "2", "displayName": 5}]});
    let (_service, client) = serving("/v1.0/users", canned(200, &page)).await;
    let error = User::list().all(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.json_path(), Some("value[1].displayName"));
    assert!(error.to_string().contains("expected a string"), "{error}");
    assert!(error.request_id().is_some());
}

#[tokio::test]
async fn the_services_own_error_is_never_replaced() {
    let (_service, client) = serving(
        "/v1.0/users",
        canned(403, &json!({"value": [], "error": {"code": "Forbidden"}})),
    )
    .await;
    let error = User::list().all(&client).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Status, Some("Forbidden"))
    );
}

#[tokio::test]
async fn no_error_body_fails_to_parse() {
    let deep = "[".repeat(100_000);
    let huge = format!(
        "{{\"error\":{{\"code\":\"Big\",\"message\":\"{}\"}}}}",
        "m".repeat(1 << 20)
    );
    let bodies: [(&str, &[u8], Option<&str>); 12] = [
        (
            "date without a zone",
            br#"{"error":{"code":"A","message":"m","innerError":{"date":"2020-01-01T00:00:00"}}}"#,
            Some("A"),
        ),
        ("html", b"<html><title>Bad Gateway</title></html>", None),
        ("empty", b"", None),
        ("array", b"[1,2]", None),
        (
            "string",
            br#"{"error":"invalid_grant","error_description":"expired"}"#,
            Some("invalid_grant"),
        ),
        (
            "number",
            br#"{"error":{"code":5,"message":null}}"#,
            Some("5"),
        ),
        ("null", b"null", None),
        (
            "without a code",
            br#"{"error":{"message":"only this"}}"#,
            None,
        ),
        ("truncated", br#"{"error":{"code":"A","mess"#, None),
        ("invalid UTF-8", b"{\"error\":\xff}", None),
        ("deep", deep.as_bytes(), None),
        ("a megabyte", huge.as_bytes(), Some("Big")),
    ];
    for (name, body, code) in bodies {
        let (_service, client) = serving("/v1.0/users/1", Canned::json(502, body)).await;
        let error = User::get("1").send(&client).await.unwrap_err();
        assert_eq!(
            (error.status(), error.kind()),
            (Some(502), ErrorKind::Status),
            "{name}"
        );
        assert!(code.is_none() || error.code() == code, "{name}: {error}");
        assert!(error.to_string().len() < 2_000, "{name}");
    }
}

#[tokio::test]
async fn secrets_are_never_shown() {
    let service = Service::start().await;
    let client = Client::builder()
        .credential("s3cret-token")
        .base_url(service.base_url())
        .build()
        .unwrap();
    let request = User::get("ada@contoso.com")
        .param("$search", "s3cret-query")
        .header("x-key", "s3cret-header");
    let error = request.send(&client).await.unwrap_err();
    for shown in [
        format!("{error} {error:?}"),
        format!("{client:?}"),
        format!("{request:?}"),
    ] {
        assert!(
            !shown.contains("s3cret") && !shown.contains("ada@"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn malformed_successes_are_clear_errors() {
    for (name, body, content_type, expected) in [
        ("empty", "", "application/json", "empty"),
        (
            "html",
            "<!doctype html><html>Sign in</html>",
            "text/html",
            "HTML",
        ),
        (
            "truncated",
            "{\"id\": \"1\", \"disp",
            "application/json",
            "ends",
        ),
    ] {
        let (_service, client) =
            serving("/v1.0/users/1", Canned::new(200, content_type, body)).await;
        let error = User::get("1").send(&client).await.unwrap_err();
        assert!(
            error.to_string().contains(expected) && error.request_id().is_some(),
            "{name}: {error}"
        );
    }
    let (_service, client) = serving(
        "/v1.0/users/1",
        Canned::json(200, vec![b'{', b'"', 0xff, b'"', b'}']),
    )
    .await;
    let error = User::get("1").send(&client).await.unwrap_err();
    assert!(error.to_string().contains("UTF-8"), "{error}");
}

#[tokio::test]
async fn a_body_over_the_limit_is_an_error_and_not_read() {
    let service = Service::start().await;
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .max_body_bytes(100)
        .build()
        .unwrap();
    let error = User::list().page(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("100"), "{error}");
}

#[tokio::test]
async fn an_invalid_key_is_an_error_before_sending() {
    let service = Service::start().await;
    let client = client(&service);
    for key in ["", ".", ".."] {
        let error = ConnectionOperation::get("contosohr", key)
            .send(&client)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(
            error.to_string().contains("`connectionOperationId`"),
            "{error}"
        );
    }
    let error = User::get("1")
        .header("x", "a\r\nb")
        .send(&client)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    let error = User::list()
        .param("$top", 1)
        .top(2)
        .all(&client)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("`$top`"), "{error}");
    assert_eq!(service.requests().len(), 0);
}

#[tokio::test]
async fn a_body_that_stays_compressed_says_so() {
    let compressed = b"\x1f\x8b\x08\x00".to_vec();
    for status in [503, 200] {
        let body = Canned::new(status, "application/json", compressed.clone());
        let body = body.header("content-encoding", "br");
        let (_service, client) = serving("/v1.0/users/1", body).await;
        let error = User::get("1").send(&client).await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert!(
            error.to_string().contains("the body is compressed"),
            "{error}"
        );
    }
}
