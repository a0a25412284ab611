//! Bodies that are not the expected JSON.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::decode::dynamic::decode_dynamic;
use crate::decode::entity::decode_entity;
use crate::decode::tests::{Item, decode_page, json_response, message, typed_response};

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
fn a_struct_with_a_flattened_field_is_one_object() {
    #[derive(Debug, Deserialize)]
    struct Base {
        id: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    struct Derived {
        #[serde(flatten)]
        base: Base,
        size: Option<u8>,
    }

    for body in [r#"{"id":"1","size":2}"#, r#"{"value":{"id":"1","size":2}}"#] {
        let read: Derived = decode_dynamic(&json_response(body)).unwrap();
        assert_eq!((read.base.id.as_deref(), read.size), (Some("1"), Some(2)));
    }
    let page = json_response(r#"{"value":[{"id":"1"}],"@odata.nextLink":"n"}"#);
    let (text, _) = message(decode_dynamic::<Derived>(&page));
    assert!(text.contains("found a collection"), "{text}");
    // A map takes the whole body.
    let map: BTreeMap<String, serde_json::Value> = decode_dynamic(&page).unwrap();
    assert_eq!(map.len(), 2);
}
