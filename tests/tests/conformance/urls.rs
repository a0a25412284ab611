//! The URL of a request: joined options, encoding and keys.

use graph_resource::{Filter, graph_resource};
use serde::Deserialize;

use crate::entities::ConnectionOperation;
use crate::samples::User;

#[graph_resource(path = "/groups('<groupId>')")]
#[derive(Deserialize)]
#[allow(dead_code)]
struct Group {
    id: String,
    #[graph(expand)]
    #[serde(default)]
    members: Vec<User>,
    #[graph(expand)]
    #[serde(default)]
    owners: Vec<User>,
}

#[test]
fn repeated_options_are_joined_as_odata_requires() {
    let f = User::FIELDS;
    let request = User::list()
        .filter(f.id.eq("1").or(f.id.eq("2")))
        .filter(f.display_name.starts_with("A"))
        .order_by(f.display_name.asc())
        .order_by(f.id.desc());
    assert_eq!(
        request.to_string(),
        "/users?$select=id,displayName\
         &$filter=(id%20eq%20'1'%20or%20id%20eq%20'2')%20and%20startswith(displayName,'A')\
         &$orderby=displayName,id%20desc&$count=true"
    );

    let g = Group::FIELDS;
    let request = Group::get("1")
        .expand(g.members.expand().order_by(f.display_name.asc()).top(5))
        .expand(
            g.owners
                .expand()
                .filter(f.id.eq("1"))
                .filter(f.display_name.eq("A"))
                .select([f.id]),
        );
    assert_eq!(
        request.to_string(),
        "/groups('1')?$select=id\
         &$expand=members($select=id,displayName;$orderby=displayName;$top=5),\
         owners($select=id;$filter=id%20eq%20'1'%20and%20displayName%20eq%20'A')"
    );
}

#[test]
fn values_are_encoded_exactly_once() {
    let filter = Filter::<User>::raw("a eq 'b+c #d&e%20\"é'");
    assert_eq!(
        User::list().without_select().filter(filter).to_string(),
        "/users?$filter=a%20eq%20'b%2Bc%20%23d%26e%2520%22%C3%A9'"
    );
}

#[test]
fn any_key_stays_a_single_path_segment() {
    for (key, segment) in [
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("100%", "100%25"),
        ("a b", "a%20b"),
        ("é", "%C3%A9"),
        ("o'neil", "o'neil"),
        ("%2F", "%252F"),
    ] {
        let path = ConnectionOperation::list(key).without_select().to_string();
        assert_eq!(path, format!("/external/connections/{segment}/operations"));
    }
    for (key, quoted) in [
        ("o'neil", "o''neil"),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("'", "''"),
    ] {
        let path = Group::get(key)
            .without_select()
            .without_expand()
            .to_string();
        assert_eq!(path, format!("/groups('{quoted}')"));
    }
}
