//! The paths of values that do not fit.

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use crate::decode::reader::read_json;

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
struct User {
    job_title: Option<String>,
    #[serde(default)]
    phones: Vec<Phone>,
    #[serde(default)]
    by_name: HashMap<String, Phone>,
    shape: Option<Shape>,
}

#[derive(serde::Deserialize)]
#[allow(dead_code)]
struct Phone {
    number: String,
    #[serde(flatten)]
    rest: HashMap<String, serde_json::Value>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code)]
enum Shape {
    Circle(Circle),
    Square { side: u8 },
    Pair(u8, u8),
}

#[derive(serde::Deserialize)]
#[allow(dead_code)]
struct Circle {
    radius: u8,
}

fn path<T: DeserializeOwned>(json: &str) -> Option<String> {
    let misfit = read_json::<T>(json).err()?;
    Some(misfit.path(json))
}

#[track_caller]
fn check<T: DeserializeOwned>(json: &str, expected: &str) {
    assert_eq!(path::<T>(json).as_deref(), Some(expected));
}

#[test]
fn the_path_names_fields_items_and_variants() {
    check::<User>("5", "");
    check::<User>(r#"{"jobTitle":5}"#, "jobTitle");
    check::<User>(
        r#"{"phones":[{"number":"1"},{"number":2}]}"#,
        "phones[1].number",
    );
    check::<User>(r#"{"phones":[{"number":"1"},{}]}"#, "phones[1]");
    check::<User>(r#"{"phones":{}}"#, "phones");
    check::<User>(
        r#"{"shape":{"circle":{"radius":"x"}}}"#,
        "shape.circle.radius",
    );
    check::<User>(r#"{"shape":{"square":{"side":"x"}}}"#, "shape.square.side");
    check::<User>(r#"{"shape":{"pair":[1,"x"]}}"#, "shape.pair[1]");
    check::<User>(r#"{"shape":"cube"}"#, "shape");
    check::<Vec<u8>>(r#"[1,"x"]"#, "[1]");
    assert_eq!(path::<User>("{}"), None);
}

#[test]
fn the_path_does_not_show_the_keys_of_maps() {
    check::<User>(
        r#"{"byName":{"ada":{"number":"1"},"bob":{"number":5}}}"#,
        "byName[…].number",
    );
    check::<HashMap<String, Vec<u8>>>(r#"{"ada":[1,"x"]}"#, "[…][1]");
    check::<HashMap<u32, u8>>(r#"{"5":"x"}"#, "[…]");
    check::<serde_json::Value>(r#"{"ada":{"bob":tru}}"#, "[…][…]");
}

#[test]
fn the_path_does_not_show_unknown_properties() {
    check::<User>(r#"{"ada":{"bob":tru}}"#, "[…]");
    check::<User>(r#"{"phones":[{"ada":{"bob":tru}}]}"#, "phones[0][…][…]");
    check::<User>(r#"{"jobTitle":"a"#, "jobTitle");
}

/// A number that is read as a string first.
#[derive(serde::Deserialize)]
#[serde(try_from = "String")]
struct Parsed;

impl TryFrom<String> for Parsed {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse::<u8>().map(|_| Parsed)
    }
}

#[test]
fn the_path_is_that_of_the_value_which_a_type_refuses_once_it_is_read() {
    check::<Vec<Parsed>>(r#"["1","x","2"]"#, "[1]");
    check::<Vec<Option<Parsed>>>(r#"[ "x" , "2" ]"#, "[0]");
    check::<(Parsed, u8)>(r#"["x",2]"#, "[0]");
    check::<Vec<Vec<Parsed>>>(r#"[["1"],["x"],["2"]]"#, "[1][0]");
}

/// JSON in a string.
#[derive(Debug, serde::Deserialize)]
#[allow(dead_code)]
struct Embedding {
    #[serde(deserialize_with = "embedded")]
    text: u8,
    #[serde(flatten)]
    rest: HashMap<String, serde_json::Value>,
}

fn embedded<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let text = <String as serde::Deserialize>::deserialize(deserializer)?;
    serde_json::from_str(&text).map_err(serde::de::Error::custom)
}

#[test]
fn the_path_does_not_depend_on_the_position_in_a_message() {
    check::<Embedding>(r#"{"ada":1,"text":"x","bob":2}"#, "text");
    check::<Embedding>(r#"{"ada":{"a":1},"text":"\n\n\n\n     x","bob":2}"#, "text");
}

#[test]
fn the_offset_is_in_the_value_whatever_the_position_in_a_message() {
    for (value, position) in [(r#""x""#, "line 1 column 1"), (r#""\n\n\n x""#, "line 4")] {
        let start = r#"{"ada":1, "text": "#;
        let json = format!("{start}{value},\"bob\":2}}");
        let misfit = read_json::<Embedding>(&json).unwrap_err();
        assert!(misfit.error.to_string().contains(position));
        let end = start.len() + value.len();
        assert!((start.len()..=end).contains(&misfit.offset(&json)));
    }
}

/// A struct that goes without a value that does not fit.
#[derive(serde::Deserialize)]
#[allow(dead_code)]
struct Lossy {
    #[serde(deserialize_with = "or_none")]
    open: Option<Phone>,
    last: Checked,
}

#[derive(serde::Deserialize)]
#[serde(try_from = "HashMap<String, u8>")]
struct Checked;

impl TryFrom<HashMap<String, u8>> for Checked {
    type Error = &'static str;

    fn try_from(_: HashMap<String, u8>) -> Result<Self, Self::Error> {
        Err("refused")
    }
}

fn or_none<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Phone>, D::Error> {
    Ok(serde::Deserialize::deserialize(deserializer).ok())
}

#[test]
fn the_path_forgets_errors_that_a_type_ignores() {
    check::<Lossy>(r#"{"open":{"number":null},"last":{"ada":1}}"#, "last");
    check::<AllButFirst>(r#"["x",2,"y"]"#, "[2]");
    check::<AllButFirst>(r#"["x",2] "y""#, "");
}

/// A list whose first item may be anything.
struct AllButFirst;

impl<'de> serde::Deserialize<'de> for AllButFirst {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(AllButFirst)
    }
}

impl<'de> serde::de::Visitor<'de> for AllButFirst {
    type Value = Self;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Self, A::Error> {
        let _ = items.next_element::<u8>();
        while items.next_element::<u8>()?.is_some() {}
        Ok(self)
    }
}
