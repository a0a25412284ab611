//! One object, bare or within `{"value": {…}}`: both read, and neither is taken for the other.

use graph_resource::graph_resource;
use graph_resource::testing::Fake;
use proptest::prelude::*;
use proptest::sample::Index;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::pages::{other, written};
use crate::{Thing, check_error, fuzz, run};

/// Without a `value` of its own.
#[graph_resource(path = "/plain/<plainId>")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Plain {
    id: String,
    text: Option<String>,
}

type Members = Vec<(String, String)>;

/// Annotations, which stand beside a value without being part of it.
fn annotations() -> impl Strategy<Value = Members> {
    let name = "@(odata\\.context|odata\\.etag|x[a-z.]{0,8})|x[a-z]{0,8}@[a-z.]{1,8}";
    prop::collection::vec((name, other()), 0..3).prop_map(|members| {
        members
            .into_iter()
            .map(|(name, value)| (name, value.to_string()))
            .collect()
    })
}

/// Properties that mean something elsewhere.
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

fn object(parts: impl IntoIterator<Item = Members>, turn: &Index) -> String {
    let mut members: Members = parts.into_iter().flatten().collect();
    let by = turn.index(members.len().max(1));
    members.rotate_left(by);
    written(&members)
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
        |((id, text, own), (inside, outside, others, turns), any)| {
            let fake = Fake::new();
            let client = fake.client();
            let (named, shown) = (member("id", &json!(id)), member("text", &json!(text)));
            let bare = object(
                [named.clone(), shown, inside.clone(), others.clone()],
                &turns[0],
            );
            let envelope = object(
                [vec![("value".to_owned(), bare.clone())], outside.clone()],
                &turns[1],
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
            // Whose own `value` is there is the object itself; around it, an envelope is one all the same.
            let own_value = member("value", &json!(own));
            let bare = object([named, own_value, inside, others.clone()], &turns[0]);
            let envelope = object(
                [vec![("value".to_owned(), bare.clone())], outside.clone()],
                &turns[1],
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
            // With anything else beside it, `value` is a property like others, and nothing is read of it.
            let beside = others.into_iter().chain(member("xbeside", &any)).collect();
            let mixed = object(
                [
                    vec![("value".to_owned(), r#"{"id":"within"}"#.to_owned())],
                    beside,
                    outside,
                ],
                &turns[1],
            );
            fake.on(Plain::get("2")).raw(200, &[], mixed);
            let error = run(Plain::get("2").send(&client)).unwrap_err();
            prop_assert!(error.to_string().contains("missing field"), "{}", error);
            check_error(&error)
        },
    );
}
