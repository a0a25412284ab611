//! Random JSON is read as serde_json reads it.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use fastrand::Rng;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::decode::items::{Lenient, ReadItem, Strict};
use crate::decode::page::decode_page;
use crate::decode::reader::{read_first, read_json};
use crate::decode::tests::{Item, Parsed, json_response};

/// A value of any form.
fn random_json(random: &mut Rng, depth: u32) -> String {
    let leaves = [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "7",
        "300",
        "1.5",
        "1e400",
        "-",
        "18446744073709551616",
        "\"\"",
        "\"a\"",
        "\"One\"",
        "\"\\u0061\"",
        "\"é😀\"",
        "\"\\ud83d\"",
        "\"7\"",
        "nul",
        "",
    ];
    let kind = if depth == 0 { 0 } else { random.u8(0..6) };
    let space = [" ", "", "\n", "\t\r\n"][random.usize(0..4)];
    let size = random.usize(0..4);
    match kind {
        0..=2 => {
            let likely = if random.u8(0..8) == 0 {
                leaves.len()
            } else {
                8
            };
            leaves[random.usize(0..likely)].to_owned()
        }
        3 => {
            let items: Vec<_> = (0..size).map(|_| random_json(random, depth - 1)).collect();
            format!("[{space}{}]", items.join(&format!("{space},")))
        }
        _ => {
            let entries: Vec<_> = (0..size)
                .map(|_| {
                    let name = random_name(random);
                    format!("\"{name}\"{space}:{}", random_json(random, depth - 1))
                })
                .collect();
            format!("{{{space}{}}}{space}", entries.join(","))
        }
    }
}

fn random_name(random: &mut Rng) -> &'static str {
    let names = [
        "a", "b", "c", "One", "Two", "t", "7", "\\u0061", "é", "", "x",
    ];
    names[random.usize(0..names.len())]
}

/// Some JSON with a byte changed, or cut off.
fn damaged(random: &mut Rng, json: &str) -> String {
    let mut bytes = json.as_bytes().to_vec();
    if bytes.is_empty() || random.bool() {
        return json.to_owned();
    }
    let at = random.usize(0..bytes.len());
    match random.u8(0..4) {
        0 => bytes.truncate(at),
        1 => bytes[at] = b"{}[],:\"\\ 1ne\n"[random.usize(0..13)],
        2 => drop(bytes.remove(at)),
        _ => bytes.insert(at, b"{}[],:\"\\ 1ne\n"[random.usize(0..13)]),
    }
    String::from_utf8(bytes).unwrap_or_else(|_| json.to_owned())
}

fn check<T: DeserializeOwned + Debug + 'static>(json: &str) -> bool {
    let expected = serde_json::from_str::<T>(json).map(|value| format!("{value:?}"));
    let read = read_json::<T>(json);
    let mut first = None;
    let followed = format!("{json},{{");
    let length = read_first::<T>(&followed, |value| first = Some(format!("{value:?}")));
    match (expected, read) {
        (Ok(expected), Ok(read)) => {
            assert_eq!(format!("{read:?}"), expected, "{json}");
            assert_eq!(first.as_ref(), Some(&expected), "{json}");
            assert_eq!(length, Some(json.trim_end().len()), "{json}");
            true
        }
        (Err(expected), Err(misfit)) => {
            assert_eq!(misfit.error.to_string(), expected.to_string(), "{json}");
            check_path(json, &misfit.path(json));
            false
        }
        (expected, read) => panic!("{json}: {expected:?}, but read {read:?}"),
    }
}

/// A path has indices and the names of variants: here, all other names are keys of maps.
fn check_path(json: &str, path: &str) {
    for step in path.split(['.', '[', ']']) {
        let is_index = step == "…" || step.bytes().all(|byte| byte.is_ascii_digit());
        let is_variant = ["One", "Two", "Three", "t", "a"].contains(&step);
        assert!(is_index || is_variant, "{json}: {path}");
    }
}

#[derive(Debug, serde::Deserialize)]
#[allow(dead_code)]
enum External {
    One,
    Two(u8),
    #[serde(alias = "t")]
    Three(u8, Option<String>),
    #[serde(rename = "a")]
    Newtype(Box<External>),
    #[serde(untagged)]
    Other(i128),
}

#[derive(Debug, serde::Deserialize)]
#[serde(tag = "t")]
#[allow(dead_code)]
enum Internal {
    One,
    Two(BTreeMap<String, Value>),
    #[serde(other)]
    Other,
}

#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
#[allow(dead_code)]
enum Untagged {
    Number(u8),
    Text(char),
    List(Vec<External>),
    Map(BTreeMap<u32, Option<Option<bool>>>),
    None(()),
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Key {
    A,
    B,
    One,
}

#[derive(Debug, serde::Deserialize)]
#[serde(transparent)]
#[allow(dead_code)]
struct Transparent(Vec<Option<f64>>);

#[derive(Debug, serde::Deserialize)]
#[allow(dead_code)]
struct Tuple(u8, Option<String>, External);

#[derive(Debug, serde::Deserialize)]
#[serde(try_from = "BTreeMap<Key, u8>")]
#[allow(dead_code)]
struct Small(BTreeMap<Key, u8>);

impl TryFrom<BTreeMap<Key, u8>> for Small {
    type Error = &'static str;

    fn try_from(map: BTreeMap<Key, u8>) -> Result<Self, Self::Error> {
        if map.len() < 2 {
            Ok(Small(map))
        } else {
            Err("too many")
        }
    }
}

#[test]
fn random_json_is_read_as_serde_json_reads_it() {
    let mut random = Rng::with_seed(7);
    let mut valid = 0;
    for _ in 0..10_000 {
        let json = random_json(&mut random, 4);
        let json = damaged(&mut random, &json);
        let read = [
            check::<Value>(&json),
            check::<Box<RawValue>>(&json),
            check::<External>(&json),
            check::<Internal>(&json),
            check::<Untagged>(&json),
            check::<Transparent>(&json),
            check::<Tuple>(&json),
            check::<Vec<Small>>(&json),
            check::<BTreeMap<Key, Untagged>>(&json),
            check::<BTreeMap<u32, External>>(&json),
            check::<Vec<BTreeMap<String, Internal>>>(&json),
            check::<[Option<u8>; 2]>(&json),
            check::<(u8, String)>(&json),
            check::<Option<Option<String>>>(&json),
            check::<i128>(&json),
            check::<u128>(&json),
            check::<f32>(&json),
            check::<char>(&json),
            check::<()>(&json),
            check::<std::ops::Bound<u8>>(&json),
            check::<HashMap<String, ()>>(&json).min(true),
        ];
        valid += read.iter().filter(|valid| **valid).count();
    }
    assert!(valid > 10_000, "{valid}");
}

/// A page, perhaps with other members than it should have.
fn random_page(random: &mut Rng) -> String {
    let names = [
        "value",
        "value",
        "@odata.nextLink",
        "@odata.nextlink",
        "@ODATA.deltaLink",
        "@odata.count",
        "@odata.context",
        "error",
        "v\\u0061lue",
        "x",
    ];
    let members: Vec<_> = (0..random.usize(1..4))
        .map(|_| {
            let name = names[random.usize(0..names.len())];
            let value = match name {
                "value" => random_items(random),
                "error" => r#"{"code":"X"}"#.to_owned(),
                _ => random_json(random, 1),
            };
            format!(r#""{name}":{value}"#)
        })
        .collect();
    format!("{{{}}}", members.join(","))
}

fn random_items(random: &mut Rng) -> String {
    let items = [
        r#"{"id":"1"}"#,
        r#"{"id":"2","size":7,"parts":[{"name":"é"}]}"#,
        r#"{"id":"3","size":300}"#,
        r#"{"id":5}"#,
        r#"["1",null,null,[]]"#,
        r#"{"error":{"code":"X"}}"#,
        r#"{"@odata.id":"x","error":{"code":"X"}}"#,
        r#"{"\u0065rror":{"code":"X"}}"#,
    ];
    let items: Vec<_> = (0..random.usize(0..4))
        .map(|_| match random.u8(0..6) {
            0 => random_json(random, 2),
            1 => items[random.usize(0..items.len())].to_owned(),
            _ => items[random.usize(0..2)].to_owned(),
        })
        .collect();
    format!("[{}]", items.join(","))
}

fn check_page<R: ReadItem<Item: Debug>>(json: &str) -> bool {
    let response = json_response(json.to_owned());
    let page = decode_page::<R>(&response);
    let parsed = decode_page::<Parsed<R>>(&response);
    assert_eq!(format!("{page:?}"), format!("{parsed:?}"), "{json}");
    page.is_ok()
}

#[test]
fn a_random_page_is_read_as_one_that_is_parsed() {
    let mut random = Rng::with_seed(7);
    let mut valid = 0;
    for _ in 0..10_000 {
        let json = random_page(&mut random);
        let json = damaged(&mut random, &json);
        let read = [
            check_page::<Strict<Item>>(&json),
            check_page::<Lenient<Item>>(&json),
            check_page::<Strict<Value>>(&json),
            check_page::<Strict<Box<RawValue>>>(&json),
            check_page::<Lenient<u8>>(&json),
        ];
        valid += read.iter().filter(|valid| **valid).count();
    }
    assert!(valid > 3_000, "{valid}");
}
