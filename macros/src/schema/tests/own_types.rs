use super::{assert_one, compared, compared_with};
use graph_resource_schema::Schema;

use crate::model::OwnType;

fn own_type(arguments: &str, item: &str) -> (OwnType, Option<String>) {
    let compared = compared(arguments, item);
    assert_eq!(compared.messages, [""; 0]);
    (
        compared.item.schema.own_type,
        compared.item.schema.odata_type,
    )
}

#[test]
fn the_path_says_the_type() {
    let (own_type, name) = own_type(r#"path = "/me/house""#, "struct Home { id: String }");
    assert_eq!(own_type, OwnType::Known);
    assert_eq!(name.as_deref(), Some("microsoft.graph.house"));
}

#[test]
fn a_struct_called_after_a_derived_type_is_of_that_type() {
    let path = r#"path = "/houses/<houseId>/reservations/microsoft.graph.groupReservation""#;
    let (_, name) = own_type(
        path,
        "struct GroupReservation { groupName: Option<String> }",
    );
    assert_eq!(name.as_deref(), Some("microsoft.graph.groupReservation"));
    let path = r#"path = "/houses/<houseId>/reservations""#;
    let (_, name) = own_type(
        path,
        "struct GroupReservation { groupName: Option<String> }",
    );
    assert_eq!(name.as_deref(), Some("microsoft.graph.groupReservation"));
}

#[test]
fn a_struct_without_a_path_has_the_type_of_its_name_if_there_is_one() {
    let (own_type_of_known, _) = own_type("", "struct PostalAddress { city: Option<String> }");
    assert_eq!(own_type_of_known, OwnType::Known);
    let (own_type_of_unknown, name) = own_type("", "struct Place { city: Option<String> }");
    assert_eq!((own_type_of_unknown, name), (OwnType::Unknown, None));
}

#[test]
fn a_type_that_does_not_exist_is_reported_with_the_nearest_one() {
    let messages = compared(
        r#"type = "microsoft.graph.hause""#,
        "struct A { id: String }",
    )
    .messages;
    assert_one(
        &messages,
        &["no type `microsoft.graph.hause`: did you mean `microsoft.graph.house`?"],
    );
    let messages = compared(
        r#"type = "microsoft.graph.alarm""#,
        "struct A { loud: Option<bool> }",
    )
    .messages;
    assert_one(
        &messages,
        &["did you mean `microsoft.graph.security.alarm`?"],
    );
}

#[test]
fn a_type_that_no_path_leads_to_is_reported() {
    let arguments = r#"path = "/me/house", type = "microsoft.graph.person""#;
    let messages = compared(arguments, "struct A { id: String }").messages;
    assert_one(
        &messages,
        &["a path leads to `microsoft.graph.house`", "remove `type`"],
    );
}

#[test]
fn a_type_of_another_version_is_found_unless_the_item_has_a_version() {
    let text = "graph-schema 1\nversion v1.0\nsource x\ndate x\nnamespace microsoft.graph\ncomplex a\n one\n\
                version beta\nsource x\ndate x\nnamespace microsoft.graph\ncomplex a\n one\n two\nend 14\n";
    let schema = Schema::parse(text).expect("the index can be read");
    let item = "struct A { two: Option<String> }";
    assert_eq!(compared_with(&schema, "", item).messages, [""; 0]);
    let messages = compared_with(&schema, r#"version = "v1.0""#, item).messages;
    assert_one(&messages, &["has no property `two`"]);
}
