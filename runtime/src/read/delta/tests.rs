use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::Deserialize;

use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::read::delta::change::Change;
use crate::read::delta::round_page::decode_changes;
use crate::transport::full_response::FullResponse;

#[derive(Debug, PartialEq, Deserialize)]
struct Item {
    id: String,
}

fn json_response(body: impl Into<bytes::Bytes>) -> FullResponse {
    FullResponse {
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: body.into(),
        context: Context::of_get("/items/delta"),
    }
}

fn item(id: &str) -> Item {
    Item { id: id.to_owned() }
}

#[test]
fn a_page_of_changes_is_decoded_as_a_whole_or_not_at_all() {
    let body = r#"{"value":[{"id":"1"},{"id":"2","@removed":{"reason":"deleted"}}],"@odata.deltaLink":"d"}"#;
    let page = decode_changes::<Item>(&json_response(body)).unwrap();
    let read: Vec<_> = page.value.into_iter().map(Result::unwrap).collect();
    assert_eq!(read[0], Change::Updated(item("1")));
    assert!(matches!(&read[1], Change::Removed { id, .. } if id == "2"));
    let error =
        decode_changes::<Item>(&json_response(r#"{"value":[{"id":"1"},{"id":2}]}"#)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.to_string().starts_with("GET /items/delta: "),
        "{error}"
    );
    assert_eq!(error.json_path(), Some("value[1].id"));
}

#[test]
fn deeply_nested_changes_do_not_overflow_the_stack() {
    for deep in [
        "[".repeat(100_000),
        "{\"value\":".repeat(100_000),
        format!("{{\"value\":[{}", "{\"id\":".repeat(100_000)),
    ] {
        let response = json_response(deep);
        assert!(decode_changes::<Item>(&response).is_err());
    }
}
