//! Nested lambdas: each item gets its own range variable, however the closures are composed.

use graph_resource::query::{Literal, Order, Search, Value, edm};
use graph_resource::testing::Fake;
use graph_resource::{Client, ErrorKind, Field, Filter, List, graph_resource};
use serde::Deserialize;

#[graph_resource(path = "/things/<thingId>")]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
#[allow(deprecated, reason = "a nested thing is not a navigation property")]
pub struct Thing {
    pub id: String,
    pub name: Option<String>,
    pub tags: Vec<String>,
    pub parts: Vec<Thing>,
    pub gaps: Vec<Option<String>>,
    pub spares: Option<Vec<Option<Thing>>>,
    #[allow(clippy::vec_box, reason = "a user might choose it")]
    pub boxes: Vec<Box<Thing>>,
}

fn text(filter: Filter<Thing>) -> String {
    filter.to_string()
}

#[test]
fn a_lambda_nests_inside_another() {
    let f = Thing::FIELDS;
    assert_eq!(
        text(
            f.parts
                .any(|part| part.parts.all(|inner| inner.name.eq(part.name)))
        ),
        "parts/any(x:x/parts/all(x2:x2/name eq x/name))"
    );
}

#[test]
fn two_collections_of_one_entity_combine() {
    let f = Thing::FIELDS;
    assert_eq!(
        text(f.parts.any(|part| f.tags.any(|tag| tag.eq(part.name)))),
        "parts/any(x:tags/any(x2:x2 eq x/name))"
    );
}

#[test]
fn lambda_items_may_be_optional_or_boxed() {
    let f = Thing::FIELDS;
    assert_eq!(
        text(f.gaps.any(|gap| gap.starts_with("a") | gap.is_null())),
        "gaps/any(x:startswith(x,'a') or x eq null)"
    );
    assert_eq!(
        text(
            f.spares
                .all(|spare| spare.tags.any(|tag| tag.eq(spare.name)))
        ),
        "spares/all(x:x/tags/any(x2:x2 eq x/name))"
    );
    assert_eq!(
        text(f.boxes.any(|part| part.id.eq("1"))),
        "boxes/any(x:x/id eq '1')"
    );
}

#[test]
fn a_condition_made_outside_the_lambda_can_be_used_inside() {
    let f = Thing::FIELDS;
    let tagged = f.tags.any(|tag| tag.eq("a"));
    assert_eq!(
        text(
            f.parts
                .any(|part| part.id.eq("1").and(tagged.clone()))
                .or(tagged.clone())
        ),
        "parts/any(x:x/id eq '1' and tags/any(x2:x2 eq 'a')) or tags/any(x:x eq 'a')"
    );
}

#[tokio::test]
async fn an_ambiguous_range_variable_is_an_error_before_sending() {
    let client = Client::new("token");
    let f = Thing::FIELDS;
    let twice = f
        .parts
        .any(|outer| f.parts.any(|inner| inner.id.eq(outer.id)));
    let mut leaked = None;
    let _ = f.tags.any(|tag| {
        leaked = Some(tag);
        tag.eq("a")
    });
    for filter in [
        twice,
        leaked.unwrap().eq("b"),
        f.name.in_(Vec::<String>::new()),
    ] {
        let error = Thing::list().filter(filter).all(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
    }
}

async fn fault(request: List<Thing>) -> String {
    let error = request.all(&Fake::new().client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request, "{error}");
    error.to_string()
}

#[test]
fn a_path_and_a_filter_that_are_shown_in_a_closure_name_the_variable_of_the_whole_filter() {
    let f = Thing::FIELDS;
    let mut shown = Vec::new();
    let whole = f.parts.any(|part| {
        f.tags.any(|tag| {
            let condition = tag.eq(part.name);
            shown.push(condition.to_string());
            shown.push(tag.path());
            shown.push(tag.to_lower().to_string());
            shown.push(tag.asc().to_string());
            condition & Filter::raw(format!("{} ne {}", tag.path(), part.id.path()))
        })
    });
    assert_eq!(shown, ["x2 eq x/name", "x2", "tolower(x2)", "x2"]);
    assert_eq!(
        text(whole),
        "parts/any(x:tags/any(x2:x2 eq x/name and (x2 ne x/id)))"
    );
    assert_eq!(f.name.path(), "name");
    assert_eq!(text(f.tags.any(|tag| tag.eq("a"))), "tags/any(x:x eq 'a')");
}

#[tokio::test]
async fn a_property_with_the_name_of_a_variable_is_not_captured() {
    let f = Thing::FIELDS;
    let x = f.named("x");
    assert_eq!(text(f.tags.any(|tag| tag.eq(&x))), "tags/any(x2:x2 eq x)");
    assert_eq!(
        text(
            f.parts
                .any(|part| part.tags.any(|tag| tag.eq(&x) & tag.eq(&f.named("X3/a"))))
        ),
        "parts/any(x2:x2/tags/any(x4:x4 eq x and x4 eq X3/a))"
    );
    assert_eq!(
        text(f.parts.any(|part| part.named("x").eq(1))),
        "parts/any(x:x/x eq 1)"
    );
    let raw = f.tags.any(|_| x.eq(1) & Filter::raw("x eq 2"));
    let fault = fault(Thing::list().filter(raw)).await;
    assert!(fault.contains("raw text"), "{fault}");
}

#[tokio::test]
async fn a_named_property_in_a_lambda_says_whose_it_is() {
    let f = Thing::FIELDS;
    let both = f
        .parts
        .any(|part| part.named("extra").eq(1) & f.named("extra").eq(2));
    assert_eq!(text(both), "parts/any(x:x/extra eq 1 and extra eq 2)");
    let unclear = f.parts.any(|_| Field::named("extra").eq(1));
    let fault = fault(Thing::list().filter(unclear)).await;
    assert!(fault.contains("item.named"), "{fault}");
}

#[tokio::test]
async fn a_variable_that_leaks_into_a_search_is_an_error_before_sending() {
    let f = Thing::FIELDS;
    let mut leaked = None;
    let _ = f.parts.any(|part| {
        leaked = Some(part.name.search("a").or(part.named("b").search("c")));
        part.id.eq("1")
    });
    let fault = fault(Thing::list().search(leaked.unwrap().and("d".into()))).await;
    assert!(fault.contains("outside of its lambda"), "{fault}");
}

#[test]
fn lambdas_over_one_collection_nest_under_an_alias() {
    let f = Thing::FIELDS;
    let twice = f.parts.any(|outer| {
        f.parts
            .alias()
            .any(|inner| inner.name.eq(outer.name) & inner.id.ne(outer.id))
    });
    assert_eq!(
        text(twice),
        "parts/any(x:parts/any(x2:x2/name eq x/name and x2/id ne x/id))"
    );
    let tags = f.tags;
    let thrice = tags.any(|a| {
        tags.alias()
            .any(|b| tags.alias().alias().all(|c| a.eq(b) & b.eq(c)))
    });
    assert_eq!(
        text(thrice),
        "tags/any(x:tags/any(x2:tags/all(x3:x eq x2 and x2 eq x3)))"
    );
}

#[test]
fn a_lambda_that_was_built_before_nests_in_another_one_over_the_collection() {
    let f = Thing::FIELDS;
    let named = f
        .parts
        .any(|part| part.name.eq("a") & part.tags.any(|tag| tag.eq("b")));
    let both = f
        .parts
        .all(|part| part.id.ne("1") & named.clone() & part.id.ne("2"));
    assert_eq!(
        text(both),
        "parts/all(x:x/id ne '1' and \
         parts/any(x2:x2/name eq 'a' and x2/tags/any(x3:x3 eq 'b')) and x/id ne '2')"
    );
    let tag = f.tags.any(|tag| tag.eq("a"));
    let thrice = f.tags.any(|other| {
        let inner = tag.clone();
        other.eq("b") & f.tags.alias().any(|third| third.eq(other) & inner)
    });
    assert_eq!(
        text(thrice),
        "tags/any(x:x eq 'b' and tags/any(x2:x2 eq x and tags/any(x3:x3 eq 'a')))"
    );
}

#[tokio::test]
async fn a_nested_lambda_over_the_collection_says_what_to_do() {
    let f = Thing::FIELDS;
    let unclear = f.parts.any(|_| f.parts.any(|inner| inner.id.eq("1")));
    let fault = fault(Thing::list().filter(unclear)).await;
    assert!(fault.contains("call `alias()`"), "{fault}");
    assert!(fault.contains("build the inner filter before"), "{fault}");
}

#[tokio::test]
async fn a_name_that_is_no_property_is_an_error_before_sending() {
    let f = Thing::FIELDS;
    for name in [
        "",
        "name eq 'a' or true or name",
        "name,secret",
        "name&$top=1",
        "name)",
        "a//b",
        "na me",
    ] {
        let named = Field::named(name);
        let list = Thing::list;
        for (request, option, advice) in [
            (list().filter(named.eq("a")), "$filter", "Filter::raw"),
            (
                list().filter(f.id.eq("1") & named.is_null()),
                "$filter",
                "Filter::raw",
            ),
            (
                list().filter(named.any(|item| item.eq("a"))),
                "$filter",
                "Filter::raw",
            ),
            (list().filter(named.is_empty()), "$filter", "Filter::raw"),
            (
                list().filter(f.parts.any(|part| part.named(name).eq(1))),
                "$filter",
                "Filter::raw",
            ),
            (list().filter(f.id.eq(&named)), "$filter", "Filter::raw"),
            (list().order_by(named.desc()), "$orderby", "Order::raw"),
            (list().select([&named]), "$select", "select_each"),
            (
                list().select_each([name].map(Field::named)),
                "$select",
                "select_each",
            ),
            (list().search(named.search("a")), "$search", "Search::raw"),
        ] {
            let url = request.to_string();
            let fault = fault(request).await;
            assert!(
                fault.contains("not the name of a property"),
                "{fault}: {url}"
            );
            assert!(!fault.contains("secret"), "{fault}");
            assert!(fault.contains(&format!("`{option}`")), "{fault}");
            assert!(fault.contains(advice), "{fault}");
        }
    }
}

#[tokio::test]
async fn a_name_that_is_a_literal_is_an_error_before_sending() {
    let f = Thing::FIELDS;
    for name in [
        "null",
        "true",
        "False",
        "NaN",
        "4711",
        "-1",
        "2024-02-29",
        "2f6b1a3e-0000-4000-8000-00805f9b34fb",
        "1/a",
    ] {
        let named = Field::named(name);
        for request in [
            Thing::list().filter(named.eq(name)),
            Thing::list().filter(f.id.eq(&named)),
            Thing::list().filter(f.named(name).is_not_null()),
            Thing::list().filter(named.any(|item| item.eq("a"))),
            Thing::list().order_by(named.desc()),
        ] {
            let url = request.to_string();
            let fault = fault(request).await;
            assert!(fault.contains("a value in OData"), "{fault}: {url}");
        }
    }
    // After a property or a variable it cannot be a literal.
    for filter in [
        Field::named("customSecurityAttributes/Engineering/2024").eq("a"),
        f.parts.any(|part| part.named("null").eq(1)),
    ] {
        let url = filter.to_string();
        let sent = fault(Thing::list().filter(filter)).await;
        assert!(sent.contains("no response is registered"), "{sent}: {url}");
    }
}

#[tokio::test]
async fn a_repeated_sort_key_is_an_error_before_sending() {
    let f = Thing::FIELDS;
    let by_name = || Thing::list().order_by(f.name.asc());
    for request in [
        by_name().order_by(f.name.asc()),
        by_name().order_by(f.id.asc()).order_by(f.name.desc()),
        by_name().order_by(Field::named("name").desc()),
        by_name().order_by(Order::raw("name  desc")),
    ] {
        let url = request.to_string();
        let fault = fault(request).await;
        assert!(
            fault.contains("`order_by` was called twice"),
            "{url}: {fault}"
        );
    }
    for request in [
        by_name().order_by(f.id.asc()),
        by_name().order_by(f.name.to_lower().asc()),
    ] {
        let fake = Fake::new();
        fake.on(&request).json(serde_json::json!({"value": []}));
        request.all(&fake.client()).await.unwrap();
    }
}

#[tokio::test]
async fn a_search_without_text_is_an_error_before_sending() {
    let f = Thing::FIELDS;
    let searches = [
        Search::phrase(""),
        Search::phrase(" "),
        Search::raw(""),
        f.name.search(""),
        f.name.search("a").and(Search::phrase("")),
        Search::phrase("").not(),
    ];
    for search in searches {
        let text = search.to_string();
        let fault = fault(Thing::list().search(search)).await;
        assert!(fault.contains("at least one word"), "{text}: {fault}");
    }
}

#[test]
fn ten_thousand_joined_conditions_are_not_a_deep_tree() {
    let f = Thing::FIELDS;
    let many = (0..10_000)
        .map(|n| f.id.eq(n.to_string()))
        .reduce(Filter::or)
        .unwrap();
    assert_eq!(text(many).matches(" or ").count(), 9_999);
}

/// Runs on a stack of 64 KiB, on which a recursion of a few thousand levels fails.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 * 1024);
    thread.spawn(test).unwrap().join().unwrap();
}

const DEPTH: usize = 100_000;

#[test]
fn a_deep_tree_is_built_shown_copied_and_dropped_on_a_small_stack() {
    on_a_small_stack(|| {
        let f = Thing::FIELDS;
        let right_nested = (0..DEPTH)
            .map(|n| f.id.eq(n.to_string()))
            .reduce(|all, one| one.or(all))
            .unwrap();
        let alternating = (0..DEPTH).fold(f.id.eq("1"), |all, n| {
            let one = f.id.eq("2");
            if n % 2 == 0 { one & all } else { all | one }
        });
        let negated = (0..DEPTH).fold(f.id.eq("1"), |all, _| !all);
        let called = (0..DEPTH).fold(f.name.trim(), |all, _| all.trim()).eq("a");
        let quantified = (0..DEPTH).fold(f.id.eq("1"), |all, _| f.tags.any(|_| all));
        for filter in [right_nested, alternating, negated, called, quantified] {
            let copy = filter.clone();
            assert!(copy.to_string().len() > DEPTH);
            let request = Thing::list().filter(copy);
            assert_eq!(request.clone().to_string(), request.to_string());
            drop(request);
            assert!(filter.to_string().len() > DEPTH);
        }
    });
}

#[test]
fn a_copy_of_a_filter_is_independent() {
    let f = Thing::FIELDS;
    let first = f.id.eq("1").or(f.id.eq("2"));
    let longer = first.clone().or(f.id.eq("3"));
    assert_eq!(text(first), "id eq '1' or id eq '2'");
    assert_eq!(text(longer), "id eq '1' or id eq '2' or id eq '3'");
}

#[tokio::test]
async fn a_duration_that_is_none_is_an_error_before_sending() {
    struct Span(&'static str);

    impl Value for Span {
        type Kind = edm::Duration;

        fn literal(&self) -> Literal {
            Literal::duration(self.0)
        }
    }

    let length = Field::named("length");
    let fault = fault(Thing::list().filter(length.gt(Span("PT1H' or '1' eq '1")))).await;
    assert!(fault.contains("ISO 8601"), "{fault}");
    let valid: Filter<Thing> = length.gt(Span("-P1DT2H"));
    assert_eq!(text(valid), "length gt duration'-P1DT2H'");
}
