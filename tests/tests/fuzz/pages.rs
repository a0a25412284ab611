//! The page decoder, compared with serde_json: it reads exactly what a page contains.

use graph_resource::testing::Fake;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{Thing, check_error, fuzz, run};

/// A value that is not a `Thing`.
pub(crate) fn other() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// An object of these members, with spaces and escapes as a service may write them.
pub(crate) fn render_object(members: &[(String, String)]) -> String {
    let members = members
        .iter()
        .map(|(name, value)| format!(" {} :\n{value}", json!(name)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

#[derive(Debug, Clone)]
struct Page {
    things: Vec<Thing>,
    text: String,
    count: Option<u64>,
}

fn page() -> impl Strategy<Value = Page> {
    let thing = (
        any::<String>(),
        any::<Option<String>>(),
        any::<Option<Vec<Option<u8>>>>(),
    );
    let thing = thing.prop_map(|(id, display_name, value)| Thing {
        id,
        display_name,
        value,
    });
    let things = prop::collection::vec((thing, "x[a-z@.]{1,8}", other()), 0..5);
    let others = prop::collection::vec(("@x[a-z.]{1,8}|x[a-z]{5,9}", other()), 0..3);
    (
        things,
        others,
        any::<Option<u64>>(),
        any::<[bool; 3]>(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(things, others, count, [nulls, upper, linked], at)| {
            let mut items = Vec::new();
            for (thing, name, value) in &things {
                let Thing {
                    id,
                    display_name,
                    value: own,
                } = thing;
                let mut members = vec![
                    ("id".to_owned(), json!(id).to_string()),
                    (name.clone(), value.to_string()),
                ];
                for (name, value) in [("displayName", json!(display_name)), ("value", json!(own))] {
                    if nulls || !value.is_null() {
                        members.push((name.to_owned(), value.to_string()));
                    }
                }
                let by = at.index(members.len());
                members.rotate_left(by);
                items.push(render_object(&members));
            }
            let mut members: Vec<_> = others
                .into_iter()
                .map(|(name, value)| (name, value.to_string()))
                .collect();
            members.dedup_by(|one, other| one.0 == other.0);
            members.push(("value".to_owned(), format!("[{}]", items.join(", "))));
            if let Some(count) = count {
                members.push((
                    if upper {
                        "@OData.Count"
                    } else {
                        "@odata.count"
                    }
                    .to_owned(),
                    count.to_string(),
                ));
            }
            if linked {
                members.push((
                    "@odata.nextLink".to_owned(),
                    "\"https:\\/\\/graph.fake/v1.0/next?$skip=1\"".to_owned(),
                ));
            }
            let by = at.index(members.len());
            members.rotate_left(by);
            let text = render_object(&members);
            Page {
                things: things.into_iter().map(|(thing, ..)| thing).collect(),
                text,
                count,
            }
        })
}

pub(crate) fn pages(long: bool) {
    fuzz(
        long,
        (page(), any::<prop::sample::Index>()),
        |(page, at)| {
            let fake = Fake::new();
            let json = [("content-type", "application/json")];
            fake.on(Thing::list()).raw(200, &json, page.text.clone());
            fake.on("/next?$skip=1").pages([json!([])]);
            let client = fake.client();
            let read = match run(Thing::list().page(&client)) {
                Ok(read) => read,
                Err(error) => return Err(TestCaseError::fail(format!("{error}: {}", page.text))),
            };
            prop_assert_eq!(&read.value, &page.things);
            prop_assert_eq!(read.count, page.count);
            prop_assert_eq!(run(Thing::list().all(&client)).unwrap(), page.things);
            prop_assert_eq!(
                fake.requests().len(),
                2 + usize::from(read.next_link.is_some())
            );
            // A page that is truncated anywhere is a retryable error, unless nothing is left of it.
            let end = (0..at.index(page.text.len()))
                .rev()
                .find(|end| page.text.is_char_boundary(*end))
                .unwrap_or(0);
            fake.on("/truncated")
                .raw(200, &json, &page.text.as_bytes()[..end]);
            let error = run(client.list_path::<Thing>("/truncated")).unwrap_err();
            prop_assert!(end == 0 || error.is_retryable(), "{}", error);
            check_error(&error)
        },
    );
}
