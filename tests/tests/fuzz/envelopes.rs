//! One object, bare or as `{"value": {…}}`: both are read, and neither is mistaken for the other.

use graph_resource::graph_resource;
use graph_resource::testing::Fake;
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::pages::{other, render_object};
use crate::{Thing, check_error, fuzz, run};

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

/// Properties whose names have a meaning elsewhere.
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

pub(crate) fn envelopes(long: bool) {
    let plain = (
        any::<String>(),
        any::<Option<String>>(),
        any::<Option<Vec<Option<u8>>>>(),
    );
    let around = (annotations(), annotations(), others(), any::<[Index; 2]>());
    fuzz(
        long,
        (plain, around, other()),
        |((id, text, own), (inside, outside, others, rotations), any)| {
            let fake = Fake::new();
            let client = fake.client();
            let id_member = member("id", &json!(id));
            let text_member = member("text", &json!(text));
            let bare = object(
                [
                    id_member.clone(),
                    text_member,
                    inside.clone(),
                    others.clone(),
                ],
                &rotations[0],
            );
            let envelope = object(
                [vec![("value".to_owned(), bare.clone())], outside.clone()],
                &rotations[1],
            );
            fake.on(Plain::get("1"))
                .raw(200, &[], bare)
                .raw(200, &[], envelope);
            let expected = Plain {
                id: id.clone(),
                text,
            };
            for _ in 0..2 {
                let read = run(Plain::get("1").send(&client));
                prop_assert!(
                    read.as_ref().is_ok_and(|read| *read == expected),
                    "{:?}",
                    read
                );
            }
            // A type with its own `value` is read as the object itself, and an envelope around it still works.
            let own_value = member("value", &json!(own));
            let bare = object(
                [id_member, own_value, inside, others.clone()],
                &rotations[0],
            );
            let envelope = object(
                [vec![("value".to_owned(), bare.clone())], outside.clone()],
                &rotations[1],
            );
            fake.on(Thing::get("1"))
                .raw(200, &[], bare)
                .raw(200, &[], envelope);
            let expected = Thing {
                id,
                display_name: None,
                value: own,
            };
            for _ in 0..2 {
                let read = run(Thing::get("1").send(&client));
                prop_assert!(
                    read.as_ref().is_ok_and(|read| *read == expected),
                    "{:?}",
                    read
                );
            }
            // With any other property beside it, `value` is an ordinary property and not an envelope.
            let other_members = others.into_iter().chain(member("xother", &any)).collect();
            let mixed = object(
                [
                    vec![("value".to_owned(), r#"{"id":"inner"}"#.to_owned())],
                    other_members,
                    outside,
                ],
                &rotations[1],
            );
            fake.on(Plain::get("2")).raw(200, &[], mixed);
            let error = run(Plain::get("2").send(&client)).unwrap_err();
            prop_assert!(error.to_string().contains("missing field"), "{}", error);
            check_error(&error)
        },
    );
}
