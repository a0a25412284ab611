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
