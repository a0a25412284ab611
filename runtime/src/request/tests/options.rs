use serde_json::Value;

use crate::read::list::List;
use crate::request::cardinality::Cardinality;
use crate::request::tests::User;

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
        ("$top", List::at_path("/users?$top=1&$top=2")),
        ("$Top", List::at_path("/users?a=b&$top=1&$Top=1")),
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
        List::at_path("/users?a=1&a=2&$top=1"),
    ] {
        assert!(list.request.prepare(Cardinality::Many).is_ok(), "{list}");
    }
}

#[test]
fn options_are_appended_to_a_url_without_its_fragment() {
    let url = "https://graph.microsoft.com/v1.0/users?a=b#top";
    let list = List::<Value>::at_url(url);
    assert_eq!(
        list.to_string(),
        "https://graph.microsoft.com/v1.0/users?a=b"
    );
    assert_eq!(
        list.top(5).to_string(),
        "https://graph.microsoft.com/v1.0/users?a=b&$top=5"
    );
}
