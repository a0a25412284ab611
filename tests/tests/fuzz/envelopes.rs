//! One object, bare or as `{"value": {…}}`: both are read, and neither is mistaken for the other.

use std::fmt::Debug;

use graph_resource::testing::Fake;
use graph_resource::{Get, graph_resource};
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::pages::{other, render_object};
use crate::{Outcome, Thing, check_error, fuzz, run};

/// A type without a property named `value`.
#[graph_resource(path = "/plain/<plainId>")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Plain {
    id: String,
    text: Option<String>,
}

type Members = Vec<(String, String)>;

/// Annotations, which may accompany a value without being part of it.
fn annotations() -> impl Strategy<Value = Members> {
    let name = "@(odata\\.context|odata\\.etag|x[a-z.]{0,8})|x[a-z]{0,8}@[a-z.]{1,8}";
    prop::collection::vec((name, other()), 0..3).prop_map(|members| {
        members
            .into_iter()
            .map(|(name, value)| (name, value.to_string()))
            .collect()
    })
}

/// Properties whose names have a meaning in other responses.
fn others() -> impl Strategy<Value = Members> {
    let name = prop_oneof![
        Just("error".to_owned()),
        Just("Value".to_owned()),
        Just("values".to_owned()),
        "x[a-z]{0,8}"
    ];
    prop::collection::vec((name, other()), 0..3).prop_map(|members| {
        members
            .into_iter()
            .map(|(name, value)| (name, value.to_string()))
            .collect()
    })
}

fn object(parts: impl IntoIterator<Item = Members>, rotation: &Index) -> String {
    let mut members: Members = parts.into_iter().flatten().collect();
    let by = rotation.index(members.len().max(1));
    members.rotate_left(by);
    render_object(&members)
}

fn member(name: &str, value: &Value) -> Members {
    vec![(name.to_owned(), value.to_string())]
}

/// What surrounds the properties that a type has.
#[derive(Debug, Clone)]
struct Around {
    inside: Members,
    outside: Members,
    others: Members,
    rotations: [Index; 2],
}

impl Around {
    /// An object of these properties with annotations and other properties.
    fn bare(&self, properties: [Members; 2]) -> String {
        let around = [self.inside.clone(), self.others.clone()];
        object(properties.into_iter().chain(around), &self.rotations[0])
    }

    /// The envelope around this value, with other properties beside the annotations.
    fn envelope(&self, value: &str, others: Members) -> String {
        let value = vec![("value".to_owned(), value.to_owned())];
        object([value, others, self.outside.clone()], &self.rotations[1])
    }
}

fn around() -> impl Strategy<Value = Around> {
    (annotations(), annotations(), others(), any::<[Index; 2]>()).prop_map(
        |(inside, outside, others, rotations)| Around {
            inside,
            outside,
            others,
            rotations,
        },
    )
}

pub(crate) fn envelopes(long: bool) {
    let thing = (
        any::<String>(),
        any::<Option<String>>(),
        any::<Option<Vec<Option<u8>>>>(),
    );
    fuzz(
        long,
        (thing, around(), other()),
        |((id, text, own), around, any)| {
            let id_member = member("id", &json!(id));
            let bare = around.bare([id_member.clone(), member("text", &json!(text))]);
            let id_of_thing = id.clone();
            check_both(Plain::get("1"), &around, bare, &Plain { id, text })?;
            // A type with its own `value` is read as the object itself, and an envelope around it still works.
            let bare = around.bare([id_member, member("value", &json!(own))]);
            let expected = Thing {
                id: id_of_thing,
                display_name: None,
                value: own,
            };
            check_both(Thing::get("1"), &around, bare, &expected)?;
            check_ordinary_value(&around, &any)
        },
    );
}

/// Checks that a type is read from the bare object and from the envelope around it.
fn check_both<T>(get: Get<T>, around: &Around, bare: String, expected: &T) -> Outcome
where
    T: DeserializeOwned + PartialEq + Debug,
{
    let envelope = around.envelope(&bare, Members::new());
    let fake = Fake::new();
    fake.on(get.clone())
        .raw(200, &[], bare)
        .raw(200, &[], envelope);
    let client = fake.client();
    for _ in 0..2 {
        let read = run(get.send(&client));
        prop_assert!(
            read.as_ref().is_ok_and(|read| read == expected),
            "{:?}",
            read
        );
    }
    Ok(())
}

/// With any other property beside it, `value` is an ordinary property and not an envelope.
fn check_ordinary_value(around: &Around, any: &Value) -> Outcome {
    let mut others = around.others.clone();
    others.extend(member("xother", any));
    let mixed = around.envelope(r#"{"id":"inner"}"#, others);
    let fake = Fake::new();
    fake.on(Plain::get("2")).raw(200, &[], mixed);
    let error = run(Plain::get("2").send(&fake.client())).unwrap_err();
    prop_assert!(error.to_string().contains("missing field"), "{}", error);
    check_error(&error)
}
