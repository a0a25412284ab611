//! Reads whose path and type are only known at run time.

use std::collections::HashMap;

use graph_resource::types::{Decimal, Flags, Int64};
use graph_resource::{Content, Get, List, graph_resource};
use graph_resource_tests::Canned;
use serde::Deserialize;
use serde_json::{Number, Value, json};

use super::{Group, Member, read, serving};

const JSON: &str = "application/json;odata.metadata=minimal";
const TEXT: &str = "text/plain; charset=utf-8";

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Level {
    Low,
    High,
}

/// An enum of Graph's as most programs declare it.
#[graph_resource]
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Growing {
    Low,
    High,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum NumberOrText {
    Number(u64),
    Text(String),
}

/// An open type.
#[derive(Debug, PartialEq, Deserialize)]
struct Open {
    id: String,
    #[serde(flatten)]
    rest: HashMap<String, u64>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wrapped(String);

/// A type with a property named `value`, as Graph has several.
#[derive(Debug, PartialEq, Deserialize)]
struct Named {
    name: Option<String>,
    value: Option<String>,
}

#[tokio::test]
async fn single_values_are_read_bare_from_the_envelope_and_from_plain_text() {
    assert_eq!(read::<u64>(TEXT, "\u{feff}42").await.unwrap(), 42);
    assert_eq!(read::<u64>(TEXT, " 42\n").await.unwrap(), 42);
    assert_eq!(read::<u64>(JSON, "42").await.unwrap(), 42);
    assert_eq!(
        read::<u64>(JSON, r#"{"@odata.context": "c", "value": 42}"#)
            .await
            .unwrap(),
        42
    );
    assert_eq!(read::<i32>(JSON, r#"{"value": 5}"#).await.unwrap(), 5);
    assert_eq!(read::<f64>(TEXT, "2.5").await.unwrap(), 2.5);
    assert_eq!(
        read::<Int64>(TEXT, "9007199254740993").await.unwrap(),
        Int64(9_007_199_254_740_993)
    );
    assert!(read::<bool>(JSON, r#"{"value": true}"#).await.unwrap());
    assert!(!read::<bool>(JSON, "false").await.unwrap());
    assert!(read::<bool>(TEXT, "true").await.unwrap());
    assert_eq!(
        read::<Option<u64>>(JSON, r#"{"value": null}"#)
            .await
            .unwrap(),
        None
    );
    assert_eq!(read::<Option<u64>>(TEXT, "7").await.unwrap(), Some(7));
    assert_eq!(read::<Level>(TEXT, "high").await.unwrap(), Level::High);
    assert_eq!(
        read::<Level>(JSON, r#"{"value": "low"}"#).await.unwrap(),
        Level::Low
    );
}

#[tokio::test]
async fn plain_text_is_read_verbatim() {
    assert_eq!(
        read::<String>(JSON, r#"{"value": "secret"}"#)
            .await
            .unwrap(),
        "secret"
    );
    assert_eq!(read::<String>(JSON, r#""secret""#).await.unwrap(), "secret");
    for text in [
        "a,b\n1,2\n",
        "\"quoted\"",
        "5",
        "null",
        " padded ",
        "",
        "{\"value\": 1}",
        "\u{e4}",
    ] {
        assert_eq!(read::<String>(TEXT, text).await.unwrap(), text);
        assert_eq!(
            read::<Option<String>>(TEXT, text).await.unwrap().as_deref(),
            Some(text)
        );
        assert_eq!(
            read::<Wrapped>(TEXT, text).await.unwrap(),
            Wrapped(text.to_owned())
        );
    }
    let (_service, client) = serving(Canned::new(200, "text/calendar", "BEGIN:VCALENDAR")).await;
    assert_eq!(
        Content::at_path("/x").text(&client).await.unwrap(),
        "BEGIN:VCALENDAR"
    );
}

#[tokio::test]
async fn lists_and_objects_are_read_bare_and_from_the_envelope() {
    assert_eq!(
        read::<Vec<String>>(JSON, r#"{"value": ["a", "b"]}"#)
            .await
            .unwrap(),
        ["a", "b"]
    );
    assert_eq!(
        read::<Vec<String>>(JSON, r#"["a", "b"]"#).await.unwrap(),
        ["a", "b"]
    );
    assert_eq!(
        read::<Vec<Member>>(JSON, r#"{"value": [{"id": "1"}]}"#)
            .await
            .unwrap()
            .len(),
        1
    );
    for body in [
        r#"{"id": "1"}"#,
        r#"{"value": {"id": "1"}}"#,
        r#"{"@odata.context": "c", "value": {"id": "1"}}"#,
    ] {
        assert_eq!(read::<Member>(JSON, body).await.unwrap().id, "1", "{body}");
        assert_eq!(
            read::<Option<Box<Member>>>(JSON, body)
                .await
                .unwrap()
                .unwrap()
                .id,
            "1",
            "{body}"
        );
    }
    let named = read::<Named>(JSON, r#"{"name": "n", "value": "v"}"#)
        .await
        .unwrap();
    assert_eq!(
        named,
        Named {
            name: Some("n".to_owned()),
            value: Some("v".to_owned())
        }
    );
    assert_eq!(
        read::<Named>(JSON, r#"{"value": "v"}"#)
            .await
            .unwrap()
            .value
            .as_deref(),
        Some("v")
    );
}

#[tokio::test]
async fn a_type_that_accepts_any_json_gets_the_body_unchanged() {
    for body in [
        json!({"value": {"id": 1}}),
        json!({"value": [1], "@odata.nextLink": "x"}),
        json!([1]),
        json!(5),
    ] {
        assert_eq!(read::<Value>(JSON, &body.to_string()).await.unwrap(), body);
    }
    let map: HashMap<String, Value> = read(JSON, r#"{"id": "1", "n": 2}"#).await.unwrap();
    assert_eq!(map.len(), 2);
    let (_service, client) = serving(Canned::json(200, r#"{"value": [{"id": "1"}, 5]}"#)).await;
    assert_eq!(
        List::<Value>::at_path("/x").all(&client).await.unwrap(),
        [json!({"id": "1"}), json!(5)]
    );
}

#[tokio::test]
async fn enums_and_untagged_enums_are_read_in_every_form() {
    for (content_type, body) in [
        (JSON, r#""high""#),
        (JSON, r#"{"value": "high"}"#),
        (TEXT, "high"),
    ] {
        assert_eq!(
            read::<Growing>(content_type, body).await.unwrap(),
            Growing::High,
            "{body}"
        );
        assert_eq!(
            read::<Option<Growing>>(content_type, body).await.unwrap(),
            Some(Growing::High),
            "{body}"
        );
        let text = read::<NumberOrText>(content_type, body).await.unwrap();
        assert_eq!(text, NumberOrText::Text("high".to_owned()), "{body}");
        assert_eq!(
            read::<Flags<Growing>>(content_type, body)
                .await
                .unwrap()
                .members,
            [Growing::High],
            "{body}"
        );
    }
    let unknown = read::<Growing>(JSON, r#"{"@odata.context": "c", "value": "new"}"#)
        .await
        .unwrap();
    assert_eq!(unknown, Growing::Unknown("new".to_owned()));
}

#[tokio::test]
async fn numbers_are_read_in_every_form() {
    for (content_type, body) in [
        (JSON, "42"),
        (JSON, r#"{"value": 42}"#),
        (JSON, r#"{"value": "42"}"#),
        (TEXT, "42"),
    ] {
        assert_eq!(
            read::<Int64>(content_type, body).await.unwrap(),
            Int64(42),
            "{body}"
        );
        assert_eq!(
            read::<Option<Int64>>(content_type, body).await.unwrap(),
            Some(Int64(42)),
            "{body}"
        );
        assert_eq!(
            read::<Decimal>(content_type, body).await.unwrap().as_str(),
            "42",
            "{body}"
        );
    }
    assert_eq!(
        read::<Number>(JSON, r#"{"value": 42}"#).await.unwrap(),
        Number::from(42)
    );
}

#[tokio::test]
async fn maps_and_open_types_are_read_in_every_form() {
    let map = HashMap::from([("a".to_owned(), 1)]);
    for body in [r#"{"a": 1}"#, r#"{"value": {"a": 1}}"#] {
        assert_eq!(
            read::<HashMap<String, u64>>(JSON, body).await.unwrap(),
            map,
            "{body}"
        );
    }
    for body in [
        r#"{"id": "1", "a": 1}"#,
        r#"{"value": {"id": "1", "a": 1}}"#,
    ] {
        assert_eq!(
            read::<Open>(JSON, body).await.unwrap(),
            Open {
                id: "1".to_owned(),
                rest: map.clone()
            },
            "{body}"
        );
    }
}

#[tokio::test]
async fn text_that_looks_like_a_number_stays_text() {
    assert_eq!(
        read::<Growing>(TEXT, "42").await.unwrap(),
        Growing::Unknown("42".to_owned())
    );
    assert_eq!(
        read::<NumberOrText>(TEXT, "4.2").await.unwrap(),
        NumberOrText::Text("4.2".to_owned())
    );
    assert_eq!(read::<Value>(TEXT, "hello").await.unwrap(), json!("hello"));
}

#[tokio::test]
async fn an_html_page_or_a_value_of_the_wrong_type_is_an_error() {
    assert!(
        read::<Growing>("text/html", "<html></html>")
            .await
            .unwrap_err()
            .to_string()
            .contains("HTML")
    );
    let error = read::<Int64>(JSON, r#"{"value": "s3cret"}"#)
        .await
        .unwrap_err();
    assert_eq!(error.json_path(), Some("value"), "{error}");
    assert!(!error.to_string().contains("s3cret"), "{error}");
}

#[tokio::test]
async fn an_option_is_none_for_an_empty_response() {
    let (_service, client) = serving(Canned::new(204, JSON, "")).await;
    assert_eq!(
        Get::<Option<String>>::at_path("/x")
            .send(&client)
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        Get::<Option<Member>>::at_path("/x")
            .send(&client)
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        Get::<Option<Vec<u8>>>::at_path("/x")
            .send(&client)
            .await
            .unwrap(),
        None
    );
    let error = Get::<Member>::at_path("/x")
        .send(&client)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("(204): `send_opt`"), "{error}");
    for body in ["null", r#"{"value": null}"#] {
        assert_eq!(
            read::<Option<Member>>(JSON, body).await.unwrap(),
            None,
            "{body}"
        );
        assert_eq!(
            read::<Option<u64>>(JSON, body).await.unwrap(),
            None,
            "{body}"
        );
    }
}

#[tokio::test]
async fn an_accepted_response_is_not_an_object_in_batches_and_conditional_reads() {
    for (status, words) in [
        (202, "not done yet (202)"),
        (204, "nothing to read here (204)"),
    ] {
        let (_service, client) = serving(Canned::json(status, r#"{"id": "job"}"#)).await;
        let get_path = || Get::<Member>::at_path("/groups/1");
        let (typed, untyped) = client.batch((Group::get("1"), get_path())).await.unwrap();
        for error in [
            typed.err(),
            untyped.err(),
            Group::get("1").if_none_match("e").send(&client).await.err(),
            get_path().if_none_match("e").send(&client).await.err(),
        ] {
            let error = error.unwrap_or_else(|| panic!("a {status} was read as an object"));
            assert!(error.to_string().contains(words), "{error}");
        }
    }
}
