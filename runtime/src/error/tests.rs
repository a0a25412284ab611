use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::auth::challenge::claims;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::error::model::Error;

fn service_error(status: u16, headers: &[(&'static str, &str)], body: &[u8]) -> Error {
    let headers = headers.iter().map(|(name, value)| {
        (
            HeaderName::from_static(name),
            HeaderValue::from_str(value).unwrap(),
        )
    });
    let context = Context::of_request("GET", "/users/<userId>");
    Error::service(
        context.with_head(
            StatusCode::from_u16(status).unwrap(),
            &headers.collect::<HeaderMap>(),
        ),
        body,
    )
}

#[test]
fn an_error_is_one_pointer_wide() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}

#[test]
fn an_error_crosses_threads() {
    fn check<T: std::error::Error + Send + Sync + Unpin + 'static>() {}
    check::<Error>();
}

/// Bodies, each with the code and the message that are expected.
type Bodies<'a> = &'a [(&'a [u8], Option<&'a str>, Option<&'a str>)];

fn check_bodies(bodies: Bodies<'_>) {
    for (body, code, message) in bodies {
        let error = service_error(404, &[], body);
        let shown = String::from_utf8_lossy(body);
        assert_eq!(
            (error.code(), error.message()),
            (*code, *message),
            "{shown}"
        );
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Status, Some(404)),
            "{shown}"
        );
        assert!(!error.to_string().contains('\n'), "{error}");
    }
}

#[test]
fn errors_in_every_spelling_of_graph_are_parsed() {
    check_bodies(&[
        (
            br#"{"error":{"code":"A","message":"m"}}"#,
            Some("A"),
            Some("m"),
        ),
        (
            br#"{"error":{"code":"A","message":"m","innerError":{"date":"2020-01-01T00:00:00"}}}"#,
            Some("A"),
            Some("m"),
        ),
        (
            br#"{"error":{"code":"A","message":"m","innererror":{"code":"B"}}}"#,
            Some("A"),
            Some("m"),
        ),
        (
            br#"{"error":{"code":"A","message":"","innerError":{"message":"inner"}}}"#,
            Some("A"),
            Some("inner"),
        ),
        (br#"{"error":{"code":"A"}}"#, Some("A"), None),
        (br#"{"error":{"message":"m"}}"#, None, Some("m")),
        (br#"{"error":{"code":5,"message":null}}"#, Some("5"), None),
        (br#"{"error":{"code":null,"message":["m"]}}"#, None, None),
        (
            br#"{"error":{"code":{"value":"A"},"message":{"lang":"en","value":"m"}}}"#,
            Some("A"),
            Some("m"),
        ),
        (
            br#"{"odata.error":{"code":"A","message":{"lang":"en","value":"m"}}}"#,
            Some("A"),
            Some("m"),
        ),
        (
            br#"{"Error":{"Code":"A","Message":"m"}}"#,
            Some("A"),
            Some("m"),
        ),
    ]);
}

#[test]
fn errors_of_sign_in_endpoints_and_gateways_are_parsed() {
    check_bodies(&[
        (
            br#"{"error":"invalid_grant","error_description":"expired"}"#,
            Some("invalid_grant"),
            Some("expired"),
        ),
        (br#"{"error":"invalid_grant"}"#, Some("invalid_grant"), None),
        (br#"{"error":true,"message":"m"}"#, None, Some("m")),
        (
            br#"{"Message":"No HTTP resource was found"}"#,
            None,
            Some("No HTTP resource was found"),
        ),
        (br#"{"code":"A","message":"m"}"#, Some("A"), Some("m")),
        (
            br#"{"statusCode":404,"message":"gateway"}"#,
            None,
            Some("gateway"),
        ),
        (
            br#"[{"error":{"code":"A","message":"m"}}]"#,
            Some("A"),
            Some("m"),
        ),
    ]);
}

#[test]
fn errors_of_plain_text_and_html_are_parsed() {
    check_bodies(&[
        (b"\"just text\"", None, Some("just text")),
        (b"42", None, Some("42")),
        (
            b"Service Unavailable\r\n",
            None,
            Some("Service Unavailable"),
        ),
        (
            b"<html><head><title>502 Bad\nGateway</title></head></html>",
            None,
            Some("502 Bad Gateway"),
        ),
        (b"\xEF\xBB\xBF{\"error\":{\"code\":\"A\"}}", Some("A"), None),
    ]);
}

#[test]
fn error_bodies_without_an_error_are_harmless() {
    check_bodies(&[
        (br#"{"error":{}}"#, None, None),
        (br#"{"error":null}"#, None, None),
        (br#"{"error":[]}"#, None, None),
        (b"[]", None, None),
        (b"[1,2]", None, None),
        (b"[[{\"error\":{}}]]", None, None),
        (b"{}", None, None),
        (b"null", None, None),
        (b"", None, None),
        (b" \r\n", None, None),
        (b"{\"error\":{\"code\":\"A\",\"mess", None, None),
    ]);
}

#[test]
fn large_deep_and_broken_error_bodies_are_harmless() {
    let long = "x".repeat(1 << 20);
    for body in [
        "[".repeat(100_000).into_bytes(),
        format!("{{\"error\":{}", "{\"innerError\":".repeat(100_000)).into_bytes(),
        format!("{{\"error\":{{\"code\":\"{long}\",\"message\":\"{long}\"}}}}").into_bytes(),
        format!(
            "{{\"error\":{{\"details\":[{}]}}}}",
            vec!["{\"code\":\"a\"}"; 100_000].join(",")
        )
        .into_bytes(),
        format!("<title>{long}</title>").into_bytes(),
        long.into_bytes(),
        vec![0xff; 1 << 20],
        b"{\"error\":{\"code\":\"\xff\"}}".to_vec(),
    ] {
        let error = service_error(500, &[], &body);
        assert!(error.to_string().len() < 1_000 && format!("{error:?}").len() < 10_000);
        assert!(error.details().len() <= 32);
    }
}

#[test]
fn inner_codes_and_ids_are_found_at_any_depth() {
    let body = br#"{"error":{"code":"A","innerError":{"code":"B","requestId":"r","innererror":{"code":"C","date":"d",
        "client-request-id":"c"}},"details":[{"code":"D","message":"m","target":"t"},5,{}]}}"#;
    let error = service_error(422, &[], body);
    assert_eq!(error.inner_codes(), ["B", "C"]);
    assert_eq!(
        (error.request_id(), error.client_request_id(), error.date()),
        (Some("r"), Some("c"), Some("d"))
    );
    assert_eq!(error.details().len(), 2);
    assert_eq!(error.details()[0].target.as_deref(), Some("t"));
}

#[test]
fn headers_take_precedence_over_the_body() {
    let headers = [
        ("request-id", "head"),
        ("date", "today"),
        ("retry-after", "2.5"),
    ];
    let error = service_error(
        429,
        &headers,
        br#"{"error":{"innerError":{"request-id":"body","date":"then"}}}"#,
    );
    assert_eq!(
        (error.request_id(), error.date()),
        (Some("head"), Some("today"))
    );
    assert_eq!(error.retry_after(), Some(Duration::from_millis(2500)));
    assert_eq!(
        service_error(500, &[("x-ms-request-id", "x")], b"").request_id(),
        Some("x")
    );
}

#[test]
fn display_is_one_line_whatever_the_service_sends() {
    let odd = "a\r\nb\u{2028}c\u{202e}d\u{0}e\tf   g";
    let body = serde_json::json!({"error": {"code": odd, "message": odd}}).to_string();
    let error = service_error(400, &[("request-id", "r")], body.as_bytes());
    assert_eq!(
        error.to_string(),
        "GET /users/<userId>: 400 Bad Request: a b c d e f g: a b c d e f g (request-id r)"
    );
    assert_eq!(
        service_error(599, &[], b"").to_string(),
        "GET /users/<userId>: 599"
    );
    assert_eq!(
        Error::new(ErrorKind::Config, "no\nway").to_string(),
        "no way"
    );
}

#[test]
fn status_and_kind_decide_how_an_error_is_classified() {
    for (status, retryable, throttled, timeout) in [
        (400, false, false, false),
        (404, false, false, false),
        (408, true, false, true),
        (429, true, true, false),
        (500, true, false, false),
        (501, false, false, false),
        (503, true, false, false),
        (504, true, false, true),
        (509, true, true, false),
    ] {
        let error = service_error(status, &[], b"");
        let found = (
            error.is_retryable(),
            error.is_throttled(),
            error.is_timeout(),
        );
        assert_eq!(found, (retryable, throttled, timeout), "{status}");
        assert_eq!(
            (
                error.is_not_found(),
                error.is_unauthorized(),
                error.is_forbidden()
            ),
            (status == 404, status == 401, status == 403)
        );
    }
    // A failure of another kind is not classified by the status that came with it.
    let cut = Error::new(ErrorKind::Decode, "").with_context(
        Context::of_request("GET", "/x").with_head(StatusCode::NOT_FOUND, &HeaderMap::new()),
    );
    assert!(!cut.is_not_found() && cut.status() == Some(404));
}

#[test]
fn a_challenge_may_be_split_over_several_headers() {
    let mut headers = HeaderMap::new();
    headers.append("www-authenticate", HeaderValue::from_static("Negotiate"));
    headers.append(
        "www-authenticate",
        HeaderValue::from_static(r#"Bearer realm="", claims="eyJhIjoxfQ==""#),
    );
    let context = Context::of_request("GET", "/x").with_head(StatusCode::UNAUTHORIZED, &headers);
    assert_eq!(
        Error::service(context, b"")
            .challenge()
            .and_then(claims)
            .as_deref(),
        Some("{\"a\":1}")
    );
}

#[test]
fn debug_shows_the_display_of_the_cause_and_no_item_id() {
    let cause = std::io::Error::other("the message of\nthe cause");
    let error = Error::new(ErrorKind::Io, "broken")
        .with_source(cause)
        .for_item(Some("s3cret".to_owned()));
    let shown = format!("{error:?}");
    assert!(
        shown.contains("source: \"the message of the cause\"") && !shown.contains("s3cret"),
        "{shown}"
    );
    assert_eq!(error.item_id(), Some("s3cret"));
    assert!(
        std::error::Error::source(&error)
            .is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
    );
}

#[test]
fn a_failure_is_copied_for_another_request() {
    let error = service_error(503, &[("request-id", "r")], br#"{"error":{"code":"A"}}"#);
    let copy = error.copy_for(Context::of_request("GET", "/groups/<groupId>"));
    assert_eq!(
        (copy.template(), copy.status(), copy.code()),
        (Some("/groups/<groupId>"), Some(503), Some("A"))
    );
    assert!(copy.is_retryable());
}
