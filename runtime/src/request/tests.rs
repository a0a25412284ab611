use serde::Deserialize;

use super::{CONSISTENCY_LEVEL, Request, Shape};
use crate::{Filter, graph_resource};

#[graph_resource(path = "/users/<userId>", list(groups = "/users/<userId>/memberOf/microsoft.graph.group"))]
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

/// Whether the header is sent, and whether the option is.
fn asks_for(request: &Request, shape: Shape) -> (bool, bool) {
    let prepared = request.prepare(shape).unwrap();
    (prepared.headers.contains_key(CONSISTENCY_LEVEL), prepared.url.contains("$count=true"))
}

#[test]
fn the_header_goes_with_what_directory_objects_need_it_for() {
    let f = User::FIELDS;
    let all = User::list;
    let (no, header, both) = ((false, false), (true, false), (true, true));
    for (rule, list, expected) in [
        ("nothing", all(), no),
        ("eq", all().filter(f.mail.eq("a")), no),
        ("an order alone", all().order_by(f.mail.asc()), no),
        ("ne", all().filter(f.mail.ne("a")), both),
        ("not", all().filter(f.mail.eq("a").not()), both),
        ("endswith", all().filter(f.mail.ends_with("a")), both),
        ("a count of a collection", all().filter(f.phones.count().gt(1)), both),
        ("an empty collection", all().filter(f.phones.is_empty()), both),
        ("$filter with $orderby", all().filter(f.mail.eq("a")).order_by(f.mail.asc()), both),
        ("$count", all().with_count(), both),
        ("$search", all().search("a"), header),
        ("$search with a count", all().search("a").with_count(), both),
        ("a cast", User::groups("1"), no),
        ("a cast with an option", User::groups("1").top(1), both),
        ("a cast with $search", User::groups("1").search("a"), both),
        ("$levels", all().expand(f.manager.expand().levels_max()), both),
        ("$levels, deeper", all().expand(f.manager.expand().expand(f.manager.expand().levels(2))), both),
        ("asked for", all().filter(Filter::raw("a ne b")).consistency_level_eventual(), both),
        ("forbidden", all().filter(f.mail.ne("a")).consistency_level_default(), no),
    ] {
        assert_eq!(asks_for(&list.request, Shape::Many), expected, "{rule}");
    }
}

#[test]
fn one_object_and_a_number_are_not_counted() {
    let f = User::FIELDS;
    let number = User::list().filter(f.mail.ne("a")).request.counted();
    assert_eq!(asks_for(&number, Shape::Many), (true, false));
    assert_eq!(asks_for(&User::list().request.counted(), Shape::Many), (true, false));
    let one = User::get("1").consistency_level_eventual();
    assert_eq!(asks_for(&one.request, Shape::One), (true, false));
    let chain = User::get("1").expand(f.manager.expand().levels_max());
    assert_eq!(asks_for(&chain.request, Shape::One), (true, true), "the option is documented for this read of one");
}

#[test]
fn what_is_no_directory_object_never_asks_by_itself() {
    let f = Message::FIELDS;
    let list = || Message::list("1").filter(f.id.ne("a")).order_by(f.id.asc());
    assert_eq!(asks_for(&list().request, Shape::Many), (false, false));
    assert_eq!(asks_for(&list().consistency_level_eventual().request, Shape::Many), (true, true));
}

#[test]
fn a_header_of_the_callers_own_stays() {
    let list = User::list().header("ConsistencyLevel", "session").with_count();
    let prepared = list.request.prepare(Shape::Many).unwrap();
    assert_eq!(prepared.headers[CONSISTENCY_LEVEL], "session");
}
