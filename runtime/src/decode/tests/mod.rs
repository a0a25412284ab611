mod page;

use std::collections::BTreeMap;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Deserialize;

use crate::decode::entity::{decode_entity, decode_json};
use crate::decode::items::decode_lenient_page;
use crate::decode::page::decode_page;
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
    FullResponse {
        status: StatusCode::OK,
        headers: HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media_type))]),
        body: body.into(),
        context: Context::of_get("/items/<itemId>"),
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

/// Bodies, each with the JSON path and a part of the message that are expected.
type Mismatches<'a> = &'a [(&'static str, Option<&'a str>, &'a str)];

fn check_mismatches(mismatches: Mismatches<'_>) {
    for (body, place, reason) in mismatches {
        let (text, path) = message(decode_entity::<Item>(&json_response(*body), false));
        assert!(
            text.starts_with("the body does not fit the type: "),
            "{text}"
        );
        assert!(
            text.contains(reason) && !text.contains("s3cret"),
            "{body}: {text}"
        );
        if let Some(place) = place {
            assert_eq!(path.as_deref(), Some(*place), "{body}");
            assert!(text.contains(&format!("at `{place}`")), "{text}");
        }
    }
}

#[test]
fn a_mismatch_names_the_property_and_not_its_value() {
    check_mismatches(&[
        (
            r#"{"id":5}"#,
            Some("id"),
            "invalid type: integer, expected a string",
        ),
        (
            r#"{"id":"1","size":"s3cret"}"#,
            Some("size"),
            "invalid type: string, expected u8",
        ),
        (
            r#"{"id":"1","size":70000}"#,
            Some("size"),
            "invalid value: integer, expected u8",
        ),
        (
            r#"{"id":"1","size":1.5}"#,
            Some("size"),
            "invalid type: floating point, expected u8",
        ),
        (
            r#"{"id":"1","kind":"s3cret"}"#,
            Some("kind"),
            "unknown variant, expected `small` or `large`",
        ),
        (
            r#"{"id":null}"#,
            Some("id"),
            "invalid type: null, expected a string",
        ),
    ]);
}

#[test]
fn a_mismatch_within_lists_and_envelopes_names_the_whole_path() {
    check_mismatches(&[
        (
            r#"{"id":"1","parts":[{"name":"a"},{"name":{"s3cret":1}}]}"#,
            Some("parts[1].name"),
            "invalid type: map",
        ),
        (
            r#"{"id":"1","parts":[{"s3cret":"a"}]}"#,
            Some("parts[0]"),
            "missing field `name`",
        ),
        (
            r#"{"value":{"id":true}}"#,
            Some("value.id"),
            "invalid type: boolean, expected a string",
        ),
    ]);
}

#[test]
fn a_mismatch_at_the_top_names_the_expected_type() {
    check_mismatches(&[
        ("5", None, "invalid type: integer, expected struct Item"),
        ("null", None, "invalid type: null, expected struct Item"),
    ]);
}

#[test]
fn a_mismatch_lists_the_expected_variants_and_fields() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        #[serde(rename = "colour")]
        _colour: Option<Colour>,
        #[serde(rename = "b")]
        _b: Option<u8>,
        #[serde(rename = "c")]
        _c: Option<u8>,
    }
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Colour {
        Red,
        Green,
        Blue,
    }
    #[derive(Debug, Deserialize)]
    enum Never {}
    let read = |body: &'static str| message(decode_entity::<Strict>(&json_response(body), false)).0;
    for body in [
        r#"{"colour":"s3cret"}"#,
        r#"{"colour":"s3cret`, expected `x`, s3cret"}"#,
    ] {
        let text = read(body);
        assert!(
            text.contains("unknown variant, expected one of `red`, `green`, `blue`"),
            "{text}"
        );
        assert!(!text.contains("s3cret"), "{text}");
    }
    // An unknown property is not shown either.
    assert!(
        read(r#"{"other":"s3cret"}"#).contains("unknown field, expected one of `colour`, `b`, `c`")
    );
    let (text, path) = message(decode_entity::<Never>(&json_response(r#""s3cret""#), false));
    assert!(
        text.contains("unknown variant, there are no variants") && !text.contains("s3cret"),
        "{text}"
    );
    assert_eq!(path, None);
}

#[test]
fn a_mismatch_at_the_top_has_no_path() {
    for body in [r#"{"size":1}"#, "[]", "nonsense"] {
        let error = decode_entity::<Item>(&json_response(body), false).unwrap_err();
        assert_eq!(error.json_path(), None, "{body}");
    }
}

/// Media types and bodies, each with a part of the message that is expected.
type Bodies<'a> = &'a [(&'static str, &'static str, &'a str)];

fn check_bodies(bodies: Bodies<'_>) {
    for (media_type, body, reason) in bodies {
        let (text, path) = message(decode_entity::<Item>(
            &typed_response(media_type, *body),
            false,
        ));
        assert!(text.contains(reason), "{body:?}: {text}");
        assert!(path.is_none_or(|path| path == "id"), "{body:?}");
    }
}

#[test]
fn empty_bodies_and_markup_are_described() {
    check_bodies(&[
        (
            "application/json",
            "",
            "expected JSON, but the body is empty (status 200 OK)",
        ),
        ("application/json", "\u{feff} \n\t", "the body is empty"),
        (
            "text/html",
            "<html><title>Sign  in</title></html>",
            "the body is HTML, titled `Sign in`",
        ),
        ("application/json", "<!doctype html>", "the body is HTML"),
        ("application/xml", "<feed/>", "the body is XML"),
        ("application/xhtml+xml", "<html/>", "the body is HTML"),
    ]);
}

#[test]
fn invalid_and_cut_off_json_is_described() {
    check_bodies(&[
        (
            "application/json",
            "{\"id\":\"1\"",
            "the body ends in the middle of the JSON",
        ),
        (
            "application/json",
            "{\"id\":\"1",
            "the body ends in the middle of the JSON",
        ),
        (
            "application/json",
            "{\"id\":\"1\",}",
            "the body is not valid JSON",
        ),
        (
            "text/plain",
            "not json",
            "read a response of type `text/plain` with `Content`",
        ),
        (
            "application/json",
            "{\"id\":\"1\"} {}",
            "the body is not valid JSON: trailing characters",
        ),
        ("application/json", "NaN", "the body is not valid JSON"),
    ]);
}

#[test]
fn json_that_is_not_one_object_is_described() {
    check_bodies(&[
        (
            "application/json",
            " [\"1\"]",
            "expected one object, but found an array",
        ),
        (
            "application/json",
            "{\"@odata.context\":\"c\",\"value\":[]}",
            "expected one object, but found a collection",
        ),
    ]);
}

#[test]
fn a_body_that_is_not_utf8_is_described() {
    let (text, _) = message(decode_entity::<Item>(
        &json_response(&b"{\"id\":\"\xff\"}"[..]),
        false,
    ));
    assert!(text.contains("not UTF-8: invalid after byte 7"), "{text}");
}

#[test]
fn only_a_body_that_was_cut_off_is_retryable() {
    for (body, retryable) in [
        ("{\"id\":\"1\"", true),
        ("{\"value\":[{\"id\":\"1\"", true),
        ("{\"x\":-", true),
        ("{\"value\":[],\"@x\":1.5e+", true),
        ("{\"value\":[],\"@x\":\n1.", true),
        ("{\"x\":1e}", false),
        ("{\"x\":1.x,\"y\":1.", false),
        ("{\"x\":01", false),
        ("{\"id\":5}", false),
        ("{,}", false),
        ("", false),
        ("<html>", false),
    ] {
        assert_eq!(
            decode_entity::<Item>(&json_response(body), false)
                .unwrap_err()
                .is_retryable(),
            retryable,
            "{body}"
        );
        assert_eq!(
            decode_page::<Item>(&json_response(body))
                .unwrap_err()
                .is_retryable(),
            retryable,
            "{body}"
        );
    }
    // Cut off within a character, and not cut off.
    for (body, retryable) in [
        (&b"{\"id\":\"\xc3"[..], true),
        (b"{\"id\":\"\xc3\"}", false),
    ] {
        assert_eq!(
            decode_entity::<Item>(&json_response(body), false)
                .unwrap_err()
                .is_retryable(),
            retryable,
            "{body:?}"
        );
    }
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

#[test]
fn messages_of_other_types_are_shown_without_the_values_they_quote() {
    #[derive(Debug)]
    struct Picky;
    impl<'de> Deserialize<'de> for Picky {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(serde::de::Error::custom(format!(
                "`{text}` is not a date, nor is \"{text}\""
            )))
        }
    }
    let (text, _) = message(decode_json::<Picky>(&json_response("\"s3cret\"")));
    assert!(
        text.contains("`…` is not a date, nor is \"…\"") && !text.contains("s3cret"),
        "{text}"
    );
}
