mod bodies;
mod differential;
mod in_stream_errors;
mod mismatches;
mod pages;

use std::collections::BTreeMap;
use std::marker::PhantomData;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::decode::entity::{decode_entity, decode_json};
use crate::decode::items::{Lenient, RawItem, ReadItem, Strict};
use crate::decode::page::{self, PageParts};
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::transport::full_response::FullResponse;

#[derive(Debug, PartialEq, Deserialize)]
struct Item {
    id: String,
    #[serde(default)]
    size: Option<u8>,
    #[serde(default)]
    kind: Option<Kind>,
    #[serde(default)]
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Part {
    name: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Small,
    Large,
}

fn json_response(body: impl Into<Bytes>) -> FullResponse {
    typed_response("application/json;odata.metadata=minimal", body)
}

fn typed_response(media_type: &'static str, body: impl Into<Bytes>) -> FullResponse {
    FullResponse::new(
        StatusCode::OK,
        HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media_type))]),
        body.into(),
        Context::of_request("GET", "/items/<itemId>"),
    )
}

fn decode_page<T: DeserializeOwned>(response: &FullResponse) -> Result<PageParts<Vec<T>>, Error> {
    page::decode_page::<Strict<T>>(response)
}

fn decode_lenient_page<T: DeserializeOwned>(
    response: &FullResponse,
) -> Result<PageParts<Vec<Result<T, Error>>>, Error> {
    page::decode_page::<Lenient<T>>(response)
}

/// Reads the items of a page as `R` does, once the page has been parsed.
struct Parsed<R>(PhantomData<R>);

impl<R: ReadItem> ReadItem for Parsed<R> {
    type Item = R::Item;

    fn add_first(_: &str, _: &mut Vec<R::Item>) -> Option<usize> {
        None
    }

    fn read(item: &RawItem<'_>) -> Result<R::Item, Error> {
        R::read(item)
    }

    fn keeps_errors() -> bool {
        R::keeps_errors()
    }
}

fn item(id: &str) -> Item {
    Item {
        id: id.to_owned(),
        size: None,
        kind: None,
        parts: Vec::new(),
    }
}

/// The message without the template, and the JSON path.
fn message<T>(outcome: Result<T, Error>) -> (String, Option<String>) {
    let Err(error) = outcome else {
        panic!("it was decoded")
    };
    assert_eq!(error.kind(), ErrorKind::Decode);
    let text = error.to_string();
    let text = text
        .strip_prefix("GET /items/<itemId>: ")
        .unwrap_or_else(|| panic!("{text}"));
    (text.to_owned(), error.json_path().map(str::to_owned))
}

#[test]
fn an_entity_is_decoded_bare_and_from_an_envelope() {
    for (body, own_value, id) in [
        (r#"{"id":"1"}"#, false, "1"),
        ("\u{feff}{\"id\":\"1\"}", false, "1"),
        (" \r\n{\"id\":\"1\"}\n", false, "1"),
        (r#"{"value":{"id":"1"}}"#, false, "1"),
        (
            r#"{"@odata.context":"c","value":{"id":"1","value":{"id":"2"}}}"#,
            false,
            "1",
        ),
        (r#"{"id":"1","value":{"id":"2"}}"#, false, "1"),
        (r#"{"id":"1","error":{"code":"x"}}"#, false, "1"),
        // A type with its own `value`: an envelope only if the object does not fit and the one in `value` has a `value`.
        (r#"{"id":"1","value":{"id":"2"}}"#, true, "1"),
        (
            r##"{"value":{"@odata.type":"#x.y","id":"1","value":5}}"##,
            true,
            "1",
        ),
    ] {
        assert_eq!(
            decode_entity::<Item>(&json_response(body), own_value).unwrap(),
            item(id),
            "{body}"
        );
    }
    let (text, _) = message(decode_entity::<Item>(
        &json_response(r#"{"value":{"id":"1"}}"#),
        true,
    ));
    assert!(text.contains("missing field `id`"), "{text}");
}

#[test]
fn decode_json_ignores_envelopes() {
    let read = decode_json::<BTreeMap<String, u8>>(&json_response(r#"{"value":1}"#)).unwrap();
    assert_eq!(read, BTreeMap::from([("value".to_owned(), 1)]));
}

#[test]
fn deeply_nested_bodies_do_not_overflow_the_stack() {
    for deep in [
        "[".repeat(100_000),
        "{\"value\":".repeat(100_000),
        format!("{{\"value\":[{}", "{\"id\":".repeat(100_000)),
    ] {
        let response = json_response(deep);
        assert!(decode_entity::<Item>(&response, false).is_err());
        assert!(decode_entity::<serde_json::Value>(&response, false).is_err());
        assert!(decode_page::<serde_json::Value>(&response).is_err());
        assert!(decode_lenient_page::<Item>(&response).is_err());
    }
}
