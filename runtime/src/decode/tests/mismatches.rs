//! Values that do not fit the type.

use serde::Deserialize;

use crate::decode::entity::{decode_entity, decode_json};
use crate::decode::tests::{Item, json_response, message};

/// Bodies, each with the JSON path and a part of the message that are expected.
type Misfits<'a> = &'a [(&'static str, Option<&'a str>, &'a str)];

fn check_misfits(misfits: Misfits<'_>) {
    for (body, place, reason) in misfits {
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
fn a_misfit_names_the_property_and_not_its_value() {
    check_misfits(&[
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
            "the integer is out of range of u8",
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
            r#"{"id":"1","kind":"small,s3cret"}"#,
            Some("kind"),
            "the value has several members: make `kind` the `types::Flags` of its enum",
        ),
        (
            r#"{"id":null}"#,
            Some("id"),
            "invalid type: null, expected a string",
        ),
    ]);
}

#[test]
fn a_misfit_within_lists_and_envelopes_names_the_whole_path() {
    check_misfits(&[
        (
            r#"{"id":"1","parts":[{"name":"a"},{"name":{"s3cret":1}}]}"#,
            Some("parts[1].name"),
            "invalid type: object, expected a string",
        ),
        (
            r#"{"id":"1","parts":{"s3cret":1}}"#,
            Some("parts"),
            "invalid type: object, expected an array",
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
fn a_misfit_at_the_top_names_the_expected_type() {
    check_misfits(&[
        ("5", None, "invalid type: integer, expected struct Item"),
        ("null", None, "invalid type: null, expected struct Item"),
    ]);
}

#[test]
fn a_misfit_lists_the_expected_variants_and_fields() {
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
        r#"{"colour":"x, at `s3cret"}"#,
        r#"{"colour":"x, at `s3cret`"}"#,
    ] {
        let text = read(body);
        assert!(text.contains("at `colour`"), "{text}");
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
fn a_misfit_at_the_top_has_no_path() {
    for body in [r#"{"size":1}"#, "[]", "nonsense"] {
        let error = decode_entity::<Item>(&json_response(body), false).unwrap_err();
        assert_eq!(error.json_path(), None, "{body}");
    }
}

#[test]
fn messages_of_other_types_are_not_shown() {
    #[derive(Debug)]
    struct Picky;
    impl<'de> Deserialize<'de> for Picky {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(serde::de::Error::custom(format!(
                "`{text}` is not a date, nor is {text}"
            )))
        }
    }
    #[derive(Debug)]
    struct Talkative;
    impl<'de> Deserialize<'de> for Talkative {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            let found = serde::de::Unexpected::Other(&text);
            Err(serde::de::Error::invalid_value(found, &"a date"))
        }
    }
    let (text, _) = message(decode_json::<Picky>(&json_response("\"s3cret\"")));
    assert!(text.contains("own `Deserialize`"), "{text}");
    assert!(!text.contains("s3cret"), "{text}");
    let (text, _) = message(decode_json::<Talkative>(&json_response("\"s3cret\"")));
    assert!(
        text.contains("invalid value: value, expected a date"),
        "{text}"
    );
    assert!(!text.contains("s3cret"), "{text}");
}

#[test]
fn the_keys_of_maps_are_not_shown() {
    type Quotas = std::collections::HashMap<String, u8>;
    let (text, path) = message(decode_json::<Vec<Quotas>>(&json_response(
        r#"[{"s3cret":"x"}]"#,
    )));
    assert_eq!(path.as_deref(), Some("[0][…]"));
    assert!(
        text.contains("at `[0][…]`") && !text.contains("s3cret"),
        "{text}"
    );
}

#[test]
fn a_null_or_a_missing_property_says_what_to_change() {
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct User {
        #[serde(rename = "id")]
        _id: String,
        #[serde(rename = "jobTitle", default)]
        _job_title: String,
        #[serde(rename = "phones", default)]
        _phones: Vec<String>,
    }
    for (body, expected) in [
        (
            r#"{"id":"1","jobTitle":null}"#,
            "at `jobTitle`: make `jobTitle` an `Option`",
        ),
        (
            r#"{"id":"1","phones":null}"#,
            "at `phones`: make `phones` an `Option`, or read it with `types::deserialize`",
        ),
        (
            r#"{"id":"1","phones":["a",null]}"#,
            "at `phones[1]`: make the items `Option`s",
        ),
        (
            r#"{"jobTitle":"a"}"#,
            "make `id` an `Option`, or add `#[serde(default)]`",
        ),
        (
            r#"{"value":{"id":null}}"#,
            "at `value.id`: make `id` an `Option`",
        ),
    ] {
        let (text, _) = message(decode_entity::<User>(&json_response(body), false));
        assert!(text.ends_with(expected), "{text}");
    }
    // At the top, and for other types, there is nothing to advise.
    for body in ["null", r#"{"id":5}"#] {
        let (text, _) = message(decode_entity::<User>(&json_response(body), false));
        assert!(!text.contains("Option"), "{text}");
    }
}
