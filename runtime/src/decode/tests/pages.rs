use serde_json::Value;

use crate::decode::items::Strict;
use crate::decode::page::{self, PageParts};
use crate::decode::tests::{
    Item, Parsed, decode_lenient_page, decode_page, item, json_response, message,
};

/// A page with one item.
fn page(count: Option<u64>, next: Option<&str>, delta: Option<&str>) -> PageParts<Vec<Item>> {
    PageParts {
        value: vec![item("1")],
        count,
        next_link: next.map(str::to_owned),
        delta_link: delta.map(str::to_owned),
    }
}

fn check_pages(pages: impl IntoIterator<Item = (&'static str, PageParts<Vec<Item>>)>) {
    for (body, expected) in pages {
        assert_eq!(
            decode_page::<Item>(&json_response(body)).unwrap(),
            expected,
            "{body}"
        );
    }
}

#[test]
fn a_page_is_decoded_whatever_the_order_and_spelling_of_its_members() {
    check_pages([
        (r#"{"value":[{"id":"1"}]}"#, page(None, None, None)),
        (
            r#"{"@odata.nextLink":"n","value":[{"id":"1"}]}"#,
            page(None, Some("n"), None),
        ),
        (
            r#"{"value":[{"id":"1"}],"@odata.nextLink":"n"}"#,
            page(None, Some("n"), None),
        ),
        (
            r#"{"@odata.nextlink":"n","value":[{"id":"1"}],"@odata.context":{"x":[]}}"#,
            page(None, Some("n"), None),
        ),
        (
            r#"{"@odata.nextLink":null,"value":[{"id":"1"}]}"#,
            page(None, None, None),
        ),
        (
            r#"{"@odata.nextLink":"","value":[{"id":"1"}]}"#,
            page(None, None, None),
        ),
        (
            r#"{"\u0040odata.nextLink":"\u006e","v\u0061lue":[{"id":"1"}]}"#,
            page(None, Some("n"), None),
        ),
        (
            r#"{"error":null,"value":[{"id":"1"}]}"#,
            page(None, None, None),
        ),
    ]);
}

#[test]
fn a_member_that_occurs_twice_is_an_error() {
    for (body, name) in [
        (r#"{"value":[{"id":"1"}],"value":[{"id":"2"}]}"#, "value"),
        (r#"{"value":[],"v\u0061lue":[]}"#, "value"),
        (
            r#"{"@odata.nextLink":"a","value":[],"@odata.nextlink":"b"}"#,
            "@odata.nextLink",
        ),
        (
            r#"{"@odata.nextLink":null,"value":[],"@odata.nextLink":"b"}"#,
            "@odata.nextLink",
        ),
        (
            r#"{"@odata.deltaLink":"a","@odata.deltaLink":"a","value":[]}"#,
            "@odata.deltaLink",
        ),
        (
            r#"{"@odata.count":1,"value":[],"@odata.count":2}"#,
            "@odata.count",
        ),
    ] {
        for outcome in [
            decode_page::<Item>(&json_response(body)).map(drop),
            decode_lenient_page::<Item>(&json_response(body)).map(drop),
        ] {
            let (text, _) = message(outcome);
            let expected = format!("duplicate field `{name}`");
            assert!(text.contains(&expected), "{body}: {text}");
        }
    }
}

#[test]
fn the_count_of_a_page_is_a_number_or_a_string() {
    check_pages([
        (
            r#"{"value":[{"id":"1"}],"@odata.deltaLink":"d","@odata.count":7}"#,
            page(Some(7), None, Some("d")),
        ),
        (
            r#"{"@odata.count":"7","value":[{"id":"1"}]}"#,
            page(Some(7), None, None),
        ),
        (
            r#"{"@odata.count":"many","value":[{"id":"1"}]}"#,
            page(None, None, None),
        ),
        (
            r#"{"@odata.count":-1,"value":[{"id":"1"}]}"#,
            page(None, None, None),
        ),
    ]);
}

#[test]
fn bodies_that_are_not_a_page_are_described() {
    for (body, reason) in [
        ("[]", "but found an array"),
        ("5", "but found a single value"),
        ("null", "but found a single value"),
        (
            "{}",
            "but found an object without `value`, perhaps a single entity",
        ),
        (r#"{"id":"1"}"#, "perhaps a single entity"),
        (
            r#"{"value":{"id":"1"}}"#,
            "but found a single object in `value`",
        ),
        (r#"{"value":null}"#, "but found null in `value`"),
        (r#"{"value":"x"}"#, "but found a single value in `value`"),
        (r#"{"value":[{"id":"1"},{"id":2}]}"#, "at `value[1].id`"),
        (r#"{"value":[{"id":"1"},null]}"#, "at `value[1]`"),
        (
            r#"{"@odata.nextLink":5,"value":[]}"#,
            "invalid type: integer, expected a string",
        ),
        ("", "the body is empty"),
        ("<html>", "HTML"),
    ] {
        let (text, _) = message(decode_page::<Item>(&json_response(body)));
        assert!(text.contains(reason), "{body}: {text}");
    }
}

#[test]
fn a_lenient_page_gives_each_item_its_own_result() {
    let body = r#"{"value":[{"id":"1"},{"id":"s3cret","size":"x"},{"id":7,"size":1},{"size":1},5],"@odata.nextLink":"n"}"#;
    let page = decode_lenient_page::<Item>(&json_response(body)).unwrap();
    assert_eq!(
        (page.value.len(), page.next_link.as_deref()),
        (5, Some("n"))
    );
    let errors: Vec<_> = page.value.iter().map(|item| item.as_ref().err()).collect();
    assert!(errors[0].is_none());
    let places: Vec<_> = errors
        .iter()
        .flatten()
        .map(|error| (error.json_path(), error.item_id()))
        .collect();
    let expected = [
        (Some("value[1].size"), Some("s3cret")),
        (Some("value[2].id"), Some("7")),
        (Some("value[3]"), None),
        (Some("value[4]"), None),
    ];
    assert_eq!(places, expected);
    assert!(
        errors
            .iter()
            .flatten()
            .all(|error| !format!("{error} {error:?}").contains("s3cret"))
    );
    assert!(decode_page::<Item>(&json_response(body)).is_err());
}

#[test]
fn a_page_that_is_only_scanned_is_read_as_one_that_is_parsed() {
    for body in [
        r#"{"@odata.context":"c","value":[{"id":"1","a":[1,{"b":"]"}]},{"id":"2\""}],"@odata.nextLink":"n"}"#,
        r#" { "value" : [ 1 , true , "x" , null , [ ] , { } ] , "@odata.count" : 3 } "#,
        r#"{"value":[],"x":{"y":[1.5e3,"\u0061"]},"@odata.deltaLink":null}"#,
    ] {
        for at in 0..=body.len() {
            for insert in [
                "", "]", "}", ",", "\"", "{", "[", " ", "1", ":", "e", "\u{c}", "\\",
            ] {
                for removed in [0, 1] {
                    let Some(end) = body.get(at + removed..) else {
                        continue;
                    };
                    let body = [&body[..at], insert, end].concat();
                    let response = json_response(body.clone());
                    let scanned = page::decode_page::<Strict<Value>>(&response);
                    let parsed = page::decode_page::<Parsed<Strict<Value>>>(&response);
                    assert_eq!(
                        scanned.map_err(|error| error.to_string()),
                        parsed.map_err(|error| error.to_string()),
                        "{body}"
                    );
                }
            }
        }
    }
}
