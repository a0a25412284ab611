use serde::Deserialize;
use serde_json::Value;

use crate::decode::dynamic::decode_dynamic;
use crate::decode::entity::decode_entity;
use crate::decode::tests::{decode_lenient_page, decode_page, json_response};
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::full_response::FullResponse;

/// A type that any object fits.
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Lenient {
    id: Option<String>,
}

/// A type that has a property `error` of its own.
#[derive(Debug, Deserialize)]
struct Operation {
    error: Option<Value>,
}

const ERROR: &str =
    r#"{"error":{"code":"InternalServerError","message":"boom","innerError":{"request-id":"r"}}}"#;

fn response(body: &str) -> FullResponse {
    json_response(body.replace("ERROR", ERROR))
}

fn assert_reported<T: std::fmt::Debug>(outcome: Result<T, Error>, path: Option<&str>, body: &str) {
    let error = outcome.expect_err(body);
    assert_eq!(error.kind(), ErrorKind::Status, "{body}");
    assert_eq!(error.code(), Some("InternalServerError"), "{body}");
    assert_eq!(error.message(), Some("boom"), "{body}");
    assert_eq!(error.json_path(), path, "{body}");
    assert!(!error.is_retryable(), "{body}");
    assert!(error.continuation().is_none(), "{body}");
}

#[test]
fn an_object_that_is_an_error_is_reported() {
    for body in [
        "ERROR",
        r#"{"value":ERROR}"#,
        &ERROR.replace("{\"error", "{\"@odata.context\":\"c\",\"error"),
        // Cut off after the error.
        &ERROR[..ERROR.len() - 1],
    ] {
        let response = response(body);
        assert_reported(decode_entity::<Lenient>(&response, false), None, body);
        assert_reported(decode_dynamic::<Lenient>(&response), None, body);
    }
    for body in ["ERROR", &ERROR[..ERROR.len() - 1]] {
        let response = response(body);
        assert_reported(decode_entity::<Lenient>(&response, true), None, body);
        assert_reported(decode_dynamic::<Value>(&response), None, body);
        assert_reported(decode_dynamic::<Vec<Lenient>>(&response), None, body);
        assert_reported(decode_dynamic::<String>(&response), None, body);
        assert_reported(decode_page::<Lenient>(&response), None, body);
    }
}

#[test]
fn an_error_beside_the_items_of_a_page_is_reported() {
    for body in [
        r#"{"value":[{"id":"1"}],"error":{"code":"InternalServerError","message":"boom"}}"#,
        r#"{"error":{"code":"InternalServerError","message":"boom"},"value":[{"id":"1"}"#,
    ] {
        let response = json_response(body);
        assert_reported(decode_page::<Lenient>(&response), None, body);
        assert_reported(decode_page::<Operation>(&response), None, body);
        assert_reported(decode_lenient_page::<Lenient>(&response), None, body);
        assert_reported(decode_dynamic::<Vec<Lenient>>(&response), None, body);
    }
}

#[test]
fn an_error_instead_of_an_item_is_reported_with_its_place() {
    for body in [
        r#"{"value":[{"id":"1"},ERROR,{"id":"2"}],"@odata.nextLink":"n"}"#,
        r#"{"value":[{"id":"1"},ERROR"#,
    ] {
        let response = response(body);
        let path = Some("value[1]");
        assert_reported(decode_page::<Lenient>(&response), path, body);
        assert_reported(decode_dynamic::<Vec<Lenient>>(&response), path, body);
    }
}

#[test]
fn an_error_instead_of_an_item_of_a_lenient_page_is_that_items_error() {
    let body = r#"{"value":[{"id":"1"},ERROR,{"id":"2"}],"@odata.nextLink":"n"}"#;
    let page = decode_lenient_page::<Lenient>(&response(body)).unwrap();
    let [first, second, third] = <[_; 3]>::try_from(page.value).unwrap();
    assert!(first.is_ok() && third.is_ok());
    assert!(second.as_ref().is_err_and(Error::is_of_item));
    assert_reported(second, Some("value[1]"), body);
}

#[test]
fn a_type_with_a_property_error_reads_it_as_data() {
    let single = response("ERROR");
    assert!(
        decode_entity::<Operation>(&single, false)
            .unwrap()
            .error
            .is_some()
    );
    assert!(
        decode_dynamic::<Operation>(&single)
            .unwrap()
            .error
            .is_some()
    );
    let page = response(r#"{"value":[ERROR]}"#);
    let items = decode_page::<Operation>(&page).unwrap().value;
    assert!(items[0].error.is_some());
    let items = decode_lenient_page::<Operation>(&page).unwrap().value;
    assert!(items[0].as_ref().unwrap().error.is_some());
}
