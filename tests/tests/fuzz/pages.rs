//! The page decoder, compared with serde_json: it reads exactly what a page contains.

use graph_resource::List;
use graph_resource::testing::Fake;
use proptest::prelude::*;
use proptest::sample::Index;
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

/// A thing with a further property of this name and value.
type Extended = (Thing, String, Value);

/// What varies in how a page is written.
#[derive(Debug, Clone)]
struct Style {
    nulls: bool,
    upper: bool,
    linked: bool,
    rotation: Index,
}

fn thing() -> impl Strategy<Value = Thing> {
    (
        any::<String>(),
        any::<Option<String>>(),
        any::<Option<Vec<Option<u8>>>>(),
    )
        .prop_map(|(id, display_name, value)| Thing {
            id,
            display_name,
            value,
        })
}

fn style() -> impl Strategy<Value = Style> {
    (any::<[bool; 3]>(), any::<Index>()).prop_map(|([nulls, upper, linked], rotation)| Style {
        nulls,
        upper,
        linked,
        rotation,
    })
}

fn page() -> impl Strategy<Value = Page> {
    let things = prop::collection::vec((thing(), "x[a-z@.]{1,8}", other()), 0..5);
    let others = prop::collection::vec(("@x[a-z.]{1,8}|x[a-z]{5,9}", other()), 0..3);
    (things, others, any::<Option<u64>>(), style()).prop_map(|(things, others, count, style)| {
        Page {
            text: page_text(&things, others, count, &style),
            things: things.into_iter().map(|(thing, ..)| thing).collect(),
            count,
        }
    })
}

fn page_text(
    things: &[Extended],
    others: Vec<(String, Value)>,
    count: Option<u64>,
    style: &Style,
) -> String {
    let items: Vec<_> = things
        .iter()
        .map(|extended| item_text(extended, style))
        .collect();
    let mut members: Vec<_> = others
        .into_iter()
        .map(|(name, value)| (name, value.to_string()))
        .collect();
    members.dedup_by(|one, other| one.0 == other.0);
    members.push(("value".to_owned(), format!("[{}]", items.join(", "))));
    if let Some(count) = count {
        let name = if style.upper {
            "@OData.Count"
        } else {
            "@odata.count"
        };
        members.push((name.to_owned(), count.to_string()));
    }
    if style.linked {
        members.push((
            "@odata.nextLink".to_owned(),
            "\"https:\\/\\/graph.fake/v1.0/next?$skip=1\"".to_owned(),
        ));
    }
    rotated_object(members, style)
}

fn item_text((thing, name, value): &Extended, style: &Style) -> String {
    let mut members = vec![
        ("id".to_owned(), json!(thing.id).to_string()),
        (name.clone(), value.to_string()),
    ];
    for (name, value) in [
        ("displayName", json!(thing.display_name)),
        ("value", json!(thing.value)),
    ] {
        if style.nulls || !value.is_null() {
            members.push((name.to_owned(), value.to_string()));
        }
    }
    rotated_object(members, style)
}

fn rotated_object(mut members: Vec<(String, String)>, style: &Style) -> String {
    let by = style.rotation.index(members.len());
    members.rotate_left(by);
    render_object(&members)
}

pub(crate) fn pages(long: bool) {
    fuzz(long, (page(), any::<Index>()), |(page, at)| {
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
        let error = run(List::<Thing>::at_path("/truncated").all(&client)).unwrap_err();
        prop_assert!(end == 0 || error.is_retryable(), "{}", error);
        check_error(&error)
    });
}
