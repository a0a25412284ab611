//! Reads whose path and type are known at run time only.

use std::collections::HashMap;

use graph_resource::types::Int64;
use graph_resource::{Content, List};
use graph_resource_tests::Canned;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Member, read, with};

const JSON: &str = "application/json;odata.metadata=minimal";
const TEXT: &str = "text/plain; charset=utf-8";

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Level {
    Low,
    High,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wrapped(String);

/// Graph's own properties of that name.
#[derive(Debug, PartialEq, Deserialize)]
struct Named {
    name: Option<String>,
    value: Option<String>,
}

#[tokio::test]
async fn single_values_are_read_bare_in_value_and_from_text() {
    assert_eq!(read::<u64>(TEXT, "\u{feff}42").await.unwrap(), 42);
    assert_eq!(read::<u64>(TEXT, " 42\n").await.unwrap(), 42);
    assert_eq!(read::<u64>(JSON, "42").await.unwrap(), 42);
    assert_eq!(read::<u64>(JSON, r#"{"@odata.context": "c", "value": 42}"#).await.unwrap(), 42);
    assert_eq!(read::<i32>(JSON, r#"{"value": 5}"#).await.unwrap(), 5);
    assert_eq!(read::<f64>(TEXT, "2.5").await.unwrap(), 2.5);
    assert_eq!(read::<Int64>(TEXT, "9007199254740993").await.unwrap(), Int64(9_007_199_254_740_993));
    assert!(read::<bool>(JSON, r#"{"value": true}"#).await.unwrap());
    assert!(!read::<bool>(JSON, "false").await.unwrap());
    assert!(read::<bool>(TEXT, "true").await.unwrap());
    assert_eq!(read::<Option<u64>>(JSON, r#"{"value": null}"#).await.unwrap(), None);
    assert_eq!(read::<Option<u64>>(TEXT, "7").await.unwrap(), Some(7));
    assert_eq!(read::<Level>(TEXT, "high").await.unwrap(), Level::High);
    assert_eq!(read::<Level>(JSON, r#"{"value": "low"}"#).await.unwrap(), Level::Low);
}

#[tokio::test]
async fn text_is_read_as_it_stands() {
    assert_eq!(read::<String>(JSON, r#"{"value": "secret"}"#).await.unwrap(), "secret");
    assert_eq!(read::<String>(JSON, r#""secret""#).await.unwrap(), "secret");
    for text in ["a,b\n1,2\n", "\"quoted\"", "5", "null", " padded ", "", "{\"value\": 1}", "\u{e4}"] {
        assert_eq!(read::<String>(TEXT, text).await.unwrap(), text);
        assert_eq!(read::<Option<String>>(TEXT, text).await.unwrap().as_deref(), Some(text));
        assert_eq!(read::<Wrapped>(TEXT, text).await.unwrap(), Wrapped(text.to_owned()));
    }
    let (_service, client) = with(Canned::new(200, "text/calendar", "BEGIN:VCALENDAR")).await;
    assert_eq!(Content::path("/x").text(&client).await.unwrap(), "BEGIN:VCALENDAR");
}

#[tokio::test]
async fn lists_and_objects_are_read_bare_and_in_value() {
    assert_eq!(read::<Vec<String>>(JSON, r#"{"value": ["a", "b"]}"#).await.unwrap(), ["a", "b"]);
    assert_eq!(read::<Vec<String>>(JSON, r#"["a", "b"]"#).await.unwrap(), ["a", "b"]);
    assert_eq!(read::<Vec<Member>>(JSON, r#"{"value": [{"id": "1"}]}"#).await.unwrap().len(), 1);
    for body in [r#"{"id": "1"}"#, r#"{"value": {"id": "1"}}"#, r#"{"@odata.context": "c", "value": {"id": "1"}}"#] {
        assert_eq!(read::<Member>(JSON, body).await.unwrap().id, "1", "{body}");
        assert_eq!(read::<Option<Box<Member>>>(JSON, body).await.unwrap().unwrap().id, "1", "{body}");
    }
    let named = read::<Named>(JSON, r#"{"name": "n", "value": "v"}"#).await.unwrap();
    assert_eq!(named, Named { name: Some("n".to_owned()), value: Some("v".to_owned()) });
    assert_eq!(read::<Named>(JSON, r#"{"value": "v"}"#).await.unwrap().value.as_deref(), Some("v"));
}

#[tokio::test]
async fn what_takes_anything_gets_it_as_it_is() {
    for body in [json!({"value": {"id": 1}}), json!({"value": [1], "@odata.nextLink": "x"}), json!([1]), json!(5)] {
        assert_eq!(read::<Value>(JSON, &body.to_string()).await.unwrap(), body);
    }
    let map: HashMap<String, Value> = read(JSON, r#"{"id": "1", "n": 2}"#).await.unwrap();
    assert_eq!(map.len(), 2);
    let (_service, client) = with(Canned::json(200, r#"{"value": [{"id": "1"}, 5]}"#)).await;
    assert_eq!(List::<Value>::path("/x").all(&client).await.unwrap(), [json!({"id": "1"}), json!(5)]);
}
