mod options;

use serde::Deserialize;
use serde_json::Value;

use crate::graph_resource;
use crate::query::field::Field;
use crate::query::filter::Filter;
use crate::read::get::Get;
use crate::read::list::List;
use crate::request::cardinality::Cardinality;
use crate::request::{CONSISTENCY_LEVEL, Request};

#[graph_resource(
    path = "/users/<userId>",
    list(groups = "/users/<userId>/memberOf/microsoft.graph.group")
)]
#[derive(Deserialize)]
#[allow(dead_code)]
struct User {
    id: String,
    mail: Option<String>,
    phones: Vec<String>,
    #[graph(expand)]
    manager: Option<Box<User>>,
}

#[graph_resource(path = "/users/<userId>/messages/<messageId>")]
#[derive(Deserialize)]
#[allow(dead_code)]
struct Message {
    id: String,
}

/// Whether the header `ConsistencyLevel` is sent, and whether `$count=true` is.
fn consistency_and_count(request: &Request, cardinality: Cardinality) -> (bool, bool) {
    let prepared = request.prepare(cardinality).unwrap();
    (
        prepared.headers.contains_key(CONSISTENCY_LEVEL),
        prepared.url.contains("$count=true"),
    )
}

/// Neither the header nor the option.
const NEITHER: (bool, bool) = (false, false);
/// The header alone.
const HEADER: (bool, bool) = (true, false);
/// The option alone.
const COUNT: (bool, bool) = (false, true);
const BOTH: (bool, bool) = (true, true);

fn check_list<T>(rule: &str, list: &List<T>, expected: (bool, bool)) {
    assert_eq!(
        consistency_and_count(&list.request, Cardinality::Many),
        expected,
        "{rule}"
    );
}

fn check_lists<T>(lists: impl IntoIterator<Item = (&'static str, List<T>, (bool, bool))>) {
    for (rule, list, expected) in lists {
        check_list(rule, &list, expected);
    }
}

/// Also checks that `$count` is not sent twice.
fn check_runtime_paths(lists: impl IntoIterator<Item = (&'static str, List<Value>, (bool, bool))>) {
    for (rule, list, expected) in lists {
        check_list(rule, &list, expected);
        assert!(list.to_string().matches("$count").count() <= 1, "{list}");
    }
}

#[test]
fn filters_orders_and_counts_of_directory_objects_may_need_header_and_count() {
    let f = User::FIELDS;
    let all = User::list;
    check_lists([
        ("no option", all(), NEITHER),
        ("eq", all().filter(f.mail.eq("a")), NEITHER),
        ("an order alone", all().order_by(f.mail.asc()), BOTH),
        (
            "an order by the name of a user",
            all().order_by(Field::named("displayName").desc()),
            NEITHER,
        ),
        ("ne", all().filter(f.mail.ne("a")), BOTH),
        ("not", all().filter(f.mail.eq("a").not()), BOTH),
        ("endswith", all().filter(f.mail.ends_with("a")), BOTH),
        (
            "a count of a collection",
            all().filter(f.phones.count().gt(1)),
            BOTH,
        ),
        (
            "an empty collection",
            all().filter(f.phones.is_empty()),
            BOTH,
        ),
        (
            "$filter with $orderby",
            all().filter(f.mail.eq("a")).order_by(f.mail.asc()),
            BOTH,
        ),
        ("$count", all().with_count(), BOTH),
    ]);
}

#[test]
fn searches_and_casts_of_directory_objects_may_need_the_header() {
    let all = User::list;
    check_lists([
        ("$search", all().search("a"), HEADER),
        ("$search with a count", all().search("a").with_count(), BOTH),
        ("a cast", User::groups("1"), NEITHER),
        ("a cast with an option", User::groups("1").top(1), BOTH),
        ("a cast with $search", User::groups("1").search("a"), BOTH),
    ]);
}

#[test]
fn levels_need_header_and_count() {
    let f = User::FIELDS;
    let all = User::list;
    check_lists([
        (
            "$levels",
            all().expand(f.manager.expand().levels_max()),
            BOTH,
        ),
        (
            "$levels, deeper",
            all().expand(f.manager.expand().expand(f.manager.expand().levels(2))),
            BOTH,
        ),
    ]);
}

#[test]
fn the_caller_can_set_the_consistency_level() {
    let f = User::FIELDS;
    let all = User::list;
    check_lists([
        (
            "set by the caller",
            all()
                .filter(Filter::raw("a ne b"))
                .consistency_level_eventual(),
            BOTH,
        ),
        (
            "forbidden",
            all().filter(f.mail.ne("a")).consistency_level_default(),
            NEITHER,
        ),
    ]);
}

#[test]
fn a_single_object_and_a_count_do_not_send_the_count_option() {
    let f = User::FIELDS;
    let number = User::list().filter(f.mail.ne("a")).request.counted();
    assert_eq!(
        consistency_and_count(&number, Cardinality::Many),
        (true, false)
    );
    assert_eq!(
        consistency_and_count(&User::list().request.counted(), Cardinality::Many),
        (true, false)
    );
    let one = User::get("1").consistency_level_eventual();
    assert_eq!(
        consistency_and_count(&one.request, Cardinality::One),
        (true, false)
    );
    let chain = User::get("1").expand(f.manager.expand().levels_max());
    assert_eq!(
        consistency_and_count(&chain.request, Cardinality::One),
        (true, true),
        "the reference documents the option for this read of one object"
    );
}

#[test]
fn other_resources_get_header_and_count_only_when_the_caller_asks() {
    let f = Message::FIELDS;
    let list = || Message::list("1").filter(f.id.ne("a")).order_by(f.id.asc());
    assert_eq!(
        consistency_and_count(&list().request, Cardinality::Many),
        (false, false)
    );
    assert_eq!(
        consistency_and_count(
            &list().consistency_level_eventual().request,
            Cardinality::Many
        ),
        (true, true)
    );
}

#[test]
fn a_consistency_level_of_the_caller_is_kept() {
    let list = User::list()
        .header("ConsistencyLevel", "session")
        .with_count();
    let prepared = list.request.prepare(Cardinality::Many).unwrap();
    assert_eq!(prepared.headers[CONSISTENCY_LEVEL], "session");
}

#[test]
fn options_in_runtime_paths_follow_the_rules_of_advanced_queries() {
    let many = |path: &str| List::<Value>::at_path(path);
    check_runtime_paths([
        ("no option", many("/users"), NEITHER),
        ("$count in the path", many("/users?$count=true"), BOTH),
        (
            "$search in the path",
            many("/users?$search=%22a%22"),
            HEADER,
        ),
        (
            "$filter and $orderby in the path",
            many("/groups/1/members?$filter=a%20eq%201&$orderby=b"),
            BOTH,
        ),
        (
            "$filter in the path, order_by",
            many("/users?$filter=a").order_by(Field::named("b").asc()),
            BOTH,
        ),
        ("with_count", many("/users").with_count(), BOTH),
        (
            "$count as a parameter",
            many("/users").param("$count", true),
            BOTH,
        ),
    ]);
}

#[test]
fn casts_in_runtime_paths_follow_the_rules_of_advanced_queries() {
    let many = |path: &str| List::<Value>::at_path(path);
    check_runtime_paths([
        (
            "a cast",
            many("/groups/1/members/microsoft.graph.user?$select=id"),
            NEITHER,
        ),
        (
            "a cast with an option",
            many("/groups/1/members/microsoft.graph.user").top(1),
            BOTH,
        ),
        (
            "a cast with an option in the path",
            many("/groups/1/members/microsoft.graph.user?$filter=a"),
            BOTH,
        ),
        (
            "a cast with an option as a parameter",
            many("/groups/1/members/microsoft.graph.user").param("$top", 1),
            BOTH,
        ),
        (
            "a cast in another letter case",
            many("/groups/1/members/Microsoft.Graph.User").top(1),
            BOTH,
        ),
    ]);
}

#[test]
fn runtime_paths_of_other_resources_do_not_get_the_header() {
    let many = |path: &str| List::<Value>::at_path(path);
    check_runtime_paths([
        (
            "not a directory object",
            many("/me/messages?$count=true"),
            COUNT,
        ),
        (
            "forbidden",
            many("/users").with_count().consistency_level_default(),
            COUNT,
        ),
    ]);
}

#[test]
fn whole_urls_get_the_header_and_stay_as_they_are() {
    check_runtime_paths([
        (
            "a whole URL",
            List::<Value>::at_url(
                "https://graph.microsoft.com/v1.0/users?$count=true&$skiptoken=a",
            ),
            BOTH,
        ),
        (
            "a whole URL stays as it is",
            List::at_url("https://graph.microsoft.com/v1.0/users").consistency_level_eventual(),
            HEADER,
        ),
    ]);
}

#[test]
fn counts_of_runtime_paths_get_the_header() {
    let many = |path: &str| List::<Value>::at_path(path);
    let count = Get::<u64>::at_path("/groups/1/members/$count");
    assert_eq!(
        consistency_and_count(&count.request, Cardinality::One),
        HEADER
    );
    assert_eq!(
        consistency_and_count(&many("/users").request.counted(), Cardinality::Many),
        HEADER
    );
}
