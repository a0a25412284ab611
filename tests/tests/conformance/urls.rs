//! What is sent: rows 8 to 10.

use graph_resource::Filter;

use crate::entities::{ConnectionOperation, User};

#[test]
fn row_08_several_options_join_as_odata_says() {
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
}

#[test]
fn row_09_a_value_is_encoded_once() {
    let filter = Filter::<User>::raw("a eq 'b+c #d&e%20\"é'");
    assert_eq!(
        User::list().select_all().filter(filter).to_string(),
        "/users?$filter=a%20eq%20'b%2Bc%20%23d%26e%2520%22%C3%A9'"
    );
}

#[test]
fn row_10_a_key_of_any_content_stays_one_segment() {
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
        let path = ConnectionOperation::list(key).select_all().to_string();
        assert_eq!(path, format!("/external/connections/{segment}/operations"));
    }
}
