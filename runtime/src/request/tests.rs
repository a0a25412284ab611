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

#[test]
fn advanced_queries_on_directory_objects_get_header_and_count() {
    let f = User::FIELDS;
    let all = User::list;
    let (no, header, both) = ((false, false), (true, false), (true, true));
    for (rule, list, expected) in [
        ("no option", all(), no),
        ("eq", all().filter(f.mail.eq("a")), no),
        ("an order alone", all().order_by(f.mail.asc()), no),
        ("ne", all().filter(f.mail.ne("a")), both),
        ("not", all().filter(f.mail.eq("a").not()), both),
        ("endswith", all().filter(f.mail.ends_with("a")), both),
        (
            "a count of a collection",
            all().filter(f.phones.count().gt(1)),
            both,
        ),
        (
            "an empty collection",
            all().filter(f.phones.is_empty()),
            both,
        ),
        (
            "$filter with $orderby",
            all().filter(f.mail.eq("a")).order_by(f.mail.asc()),
            both,
        ),
        ("$count", all().with_count(), both),
        ("$search", all().search("a"), header),
        ("$search with a count", all().search("a").with_count(), both),
        ("a cast", User::groups("1"), no),
        ("a cast with an option", User::groups("1").top(1), both),
        ("a cast with $search", User::groups("1").search("a"), both),
        (
            "$levels",
            all().expand(f.manager.expand().levels_max()),
            both,
        ),
        (
            "$levels, deeper",
            all().expand(f.manager.expand().expand(f.manager.expand().levels(2))),
            both,
        ),
        (
            "set by the caller",
            all()
                .filter(Filter::raw("a ne b"))
                .consistency_level_eventual(),
            both,
        ),
        (
            "forbidden",
            all().filter(f.mail.ne("a")).consistency_level_default(),
            no,
        ),
    ] {
        assert_eq!(
            consistency_and_count(&list.request, Cardinality::Many),
            expected,
            "{rule}"
        );
    }
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
fn runtime_paths_follow_the_rules_of_advanced_queries() {
    let (no, header, both) = ((false, false), (true, false), (true, true));
    let many = |path: &str| List::<Value>::at_path(path);
    for (path, list, expected) in [
        ("no option", many("/users"), no),
        ("$count in the path", many("/users?$count=true"), both),
        (
            "$search in the path",
            many("/users?$search=%22a%22"),
            header,
        ),
        (
            "$filter and $orderby in the path",
            many("/groups/1/members?$filter=a%20eq%201&$orderby=b"),
            both,
        ),
        (
            "$filter in the path, order_by",
            many("/users?$filter=a").order_by(Field::named("b").asc()),
            both,
        ),
        ("with_count", many("/users").with_count(), both),
        (
            "$count as a parameter",
            many("/users").param("$count", true),
            both,
        ),
        (
            "a cast",
            many("/groups/1/members/microsoft.graph.user?$select=id"),
            no,
        ),
        (
            "a cast with an option",
            many("/groups/1/members/microsoft.graph.user").top(1),
            both,
        ),
        (
            "a cast with an option in the path",
            many("/groups/1/members/microsoft.graph.user?$filter=a"),
            both,
        ),
        (
            "a cast with an option as a parameter",
            many("/groups/1/members/microsoft.graph.user").param("$top", 1),
            both,
        ),
        (
            "a cast in another letter case",
            many("/groups/1/members/Microsoft.Graph.User").top(1),
            both,
        ),
        (
            "not a directory object",
            many("/me/messages?$count=true"),
            (false, true),
        ),
        (
            "forbidden",
            many("/users").with_count().consistency_level_default(),
            (false, true),
        ),
        (
            "a whole URL",
            List::at_url("https://graph.microsoft.com/v1.0/users?$count=true&$skiptoken=a"),
            both,
        ),
        (
            "a whole URL stays as it is",
            List::at_url("https://graph.microsoft.com/v1.0/users").consistency_level_eventual(),
            header,
        ),
    ] {
        assert_eq!(
            consistency_and_count(&list.request, Cardinality::Many),
            expected,
            "{path}"
        );
        assert!(list.to_string().matches("$count").count() <= 1, "{list}");
    }
    let count = Get::<u64>::at_path("/groups/1/members/$count");
    assert_eq!(
        consistency_and_count(&count.request, Cardinality::One),
        header
    );
    assert_eq!(
        consistency_and_count(&many("/users").request.counted(), Cardinality::Many),
        header
    );
}

#[test]
fn count_and_first_keep_the_query_of_the_path() {
    let list = || List::<Value>::at_path("/users?$filter=a&$top=5&$select=id");
    assert_eq!(
        list().request.counted().url(Cardinality::Many),
        "/users/$count?$filter=a"
    );
    assert_eq!(
        list().request.first_of_many().url(Cardinality::Many),
        "/users?$filter=a&$top=5&$select=id"
    );
    let named = User::list()
        .without_select()
        .without_expand()
        .param("$top", 5)
        .param("a", 1);
    assert_eq!(
        named.request.clone().counted().url(Cardinality::Many),
        "/users/$count?a=1"
    );
    assert_eq!(
        named.request.first_of_many().url(Cardinality::Many),
        "/users?$top=5&a=1"
    );
    let plain = List::<Value>::at_path("/users?$filter=a");
    assert_eq!(
        plain.request.first_of_many().url(Cardinality::Many),
        "/users?$filter=a&$top=1"
    );
    let link = List::<Value>::at_url("https://graph.microsoft.com/v1.0/users?$skiptoken=a");
    assert_eq!(
        link.request.clone().first_of_many().url(Cardinality::Many),
        link.to_string()
    );
}

#[test]
fn options_are_separated_correctly_whatever_the_path_ends_in() {
    for (path, alone, with_option) in [
        ("/users", "/users", "/users?$top=1"),
        ("/users?", "/users?", "/users?$top=1"),
        ("/users?a=b", "/users?a=b", "/users?a=b&$top=1"),
        ("/users?a=b&", "/users?a=b&", "/users?a=b&$top=1"),
    ] {
        assert_eq!(List::<Value>::at_path(path).to_string(), alone);
        assert_eq!(List::<Value>::at_path(path).top(1).to_string(), with_option);
    }
}

#[test]
fn an_option_given_twice_is_an_error() {
    let f = User::FIELDS;
    for (option, list) in [
        (
            "$filter",
            User::list().filter(f.mail.eq("a")).param("$filter", "b"),
        ),
        (
            "$filter",
            User::list().filter(f.mail.eq("a")).param("$Filter", "b"),
        ),
        ("$top", User::list().top(1).param("$top", 2)),
        ("$skip", User::list().param("$skip", 1).param("$skip", 2)),
        (
            "$filter",
            List::at_path("/users?$filter=a").filter(f.mail.eq("a")),
        ),
        (
            "$expand",
            List::at_path("/users?%24expand=a").param("$expand", "b"),
        ),
    ] {
        let error = list
            .request
            .prepare(Cardinality::Many)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(&format!(
                "the query option `{option}` is given twice: keep one"
            )),
            "{error}"
        );
    }
    for list in [
        User::list().param("$select", "id"),
        User::list().param("a", 1).param("a", 2),
    ] {
        assert!(list.request.prepare(Cardinality::Many).is_ok(), "{list}");
    }
}
