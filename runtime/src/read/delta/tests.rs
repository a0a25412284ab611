use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::Deserialize;

use crate::decode::page::decode_page;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::read::delta::change::Change;
use crate::read::delta::round_page::{LenientChanges, StrictChanges};
use crate::transport::full_response::FullResponse;

#[derive(Debug, PartialEq, Deserialize)]
struct Item {
    id: String,
}

fn json_response(body: impl Into<bytes::Bytes>) -> FullResponse {
    FullResponse::new(
        StatusCode::OK,
        HeaderMap::new(),
        body.into(),
        Context::of_request("GET", "/items/delta"),
    )
}

fn item(id: &str) -> Item {
    Item { id: id.to_owned() }
}

#[test]
fn a_page_of_changes_is_decoded_as_a_whole_or_not_at_all() {
    let body = r#"{"value":[{"id":"1"},{"id":"2","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"d"}"#;
    let page = decode_page::<StrictChanges<Item>>(&json_response(body)).unwrap();
    let read: Vec<_> = page.value.into_iter().map(Result::unwrap).collect();
    assert_eq!(read[0], Change::Updated(item("1")));
    assert!(matches!(&read[1], Change::Removed { id, .. } if id == "2"));
    let error =
        decode_page::<StrictChanges<Item>>(&json_response(r#"{"value":[{"id":"1"},{"id":2}]}"#))
            .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.to_string().starts_with("GET /items/delta: "),
        "{error}"
    );
    assert_eq!(error.json_path(), Some("value[1].id"));
    assert_eq!(error.item_id(), Some("2"));
    assert!(!error.is_of_item(), "the page fails, not only the item");
}

#[test]
fn a_lenient_page_of_changes_has_an_error_for_each_item_that_does_not_fit() {
    let body = r#"{"value":[{"id":2},{"@removed":{}},{"id":3,"@removed":{}}]}"#;
    let page = decode_page::<LenientChanges<Item>>(&json_response(body)).unwrap();
    let errors: Vec<_> = page
        .value
        .iter()
        .filter_map(|change| change.as_ref().err())
        .map(|error| (error.is_of_item(), error.json_path(), error.item_id()))
        .collect();
    assert_eq!(
        errors,
        [
            (true, Some("value[0].id"), Some("2")),
            (true, Some("value[1]"), None)
        ]
    );
    assert!(matches!(&page.value[2], Ok(Change::Removed { id, .. }) if id == "3"));
}

#[test]
fn a_removal_of_an_unknown_item_is_an_error() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Lax {
        id: Option<String>,
        name: Option<String>,
    }
    for removed in [
        r#"{"@removed":{}}"#,
        r#"{"id":null,"@removed":{},"name":5}"#,
        r#"{"id":[],"deleted":{}}"#,
    ] {
        let body = format!(r#"{{"value":[{{"id":"1"}},{removed}],"@odata.deltaLink":"d"}}"#);
        let error = decode_page::<StrictChanges<Lax>>(&json_response(body)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.json_path(), Some("value[1]"), "{removed}");
        assert!(error.to_string().contains("was removed"), "{error}");
    }
}

#[test]
fn a_type_that_declares_the_facet_deleted_has_removals_too() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct File {
        id: String,
        deleted: Option<bool>,
    }
    let body = r#"{"value":[{"id":"1","deleted":false},{"id":"2","deleted":true}]}"#;
    let page = decode_page::<StrictChanges<File>>(&json_response(body)).unwrap();
    let kept = File {
        id: "1".to_owned(),
        deleted: Some(false),
    };
    assert_eq!(page.value[0].as_ref().unwrap(), &Change::Updated(kept));
    assert!(matches!(&page.value[1], Ok(Change::Removed { id, .. }) if id == "2"));
}

#[test]
fn deeply_nested_changes_do_not_overflow_the_stack() {
    for deep in [
        "[".repeat(100_000),
        "{\"value\":".repeat(100_000),
        format!("{{\"value\":[{}", "{\"id\":".repeat(100_000)),
    ] {
        let response = json_response(deep);
        assert!(decode_page::<StrictChanges<Item>>(&response).is_err());
    }
}
