//! What goes to the compiler, which sees the other items.

use super::compared;
use crate::model::{ContentKind, ExpectedContent};

fn expected(arguments: &str, item: &str) -> ExpectedContent {
    let mut compared = compared(arguments, item);
    assert_eq!(compared.messages, [""; 0]);
    let check = compared.item.schema.content_checks.pop();
    check.expect("there is a check").expected
}

#[test]
fn a_nested_struct_has_the_type_of_the_property() {
    let expected = expected("", "struct House { address: Option<Place> }");
    assert_eq!(expected.kind, ContentKind::Structure);
    assert_eq!(expected.accepted, ["microsoft.graph.postalAddress"]);
    assert_eq!(expected.names, ["city"]);
}

#[test]
fn an_expanded_struct_may_be_of_a_derived_type() {
    let expected = expected(
        "",
        "struct House { #[graph(expand)] #[serde(default)] reservations: Vec<Booking> }",
    );
    let accepted = [
        "microsoft.graph.reservation",
        "microsoft.graph.entity",
        "microsoft.graph.groupReservation",
    ];
    assert_eq!(expected.accepted, accepted);
}

#[test]
fn a_plain_enum_holds_no_flags() {
    let plain = expected("", "struct House { services: Option<Services> }");
    assert_eq!(plain.kind, ContentKind::Flags);
    let flags = expected("", "struct House { services: Option<Flags<Services>> }");
    assert_eq!(flags.kind, ContentKind::Enum);
    assert_eq!(flags.names, ["meals", "laundry"]);
}

#[test]
fn a_value_is_neither_a_struct_nor_an_enum() {
    let open = expected("", "struct House { isOpen: Option<Flag> }");
    assert_eq!(open.kind, ContentKind::Value);
    let name = expected("", "struct House { name: Option<Name> }");
    assert_eq!(name.kind, ContentKind::Text);
}

#[test]
fn an_open_type_may_have_any_names() {
    let expected = expected("", "struct House { #[graph(expand)] owner: Option<Owner> }");
    assert_eq!(expected.accepted[0], "microsoft.graph.person");
    assert!(expected.names.is_empty());
}

#[test]
fn flattened_fields_are_properties_of_the_struct_itself() {
    let expected = expected("", "struct House { #[serde(flatten)] base: Base }");
    assert_eq!(expected.kind, ContentKind::Flattened);
    assert!(expected.names.iter().any(|name| name == "rooms"));
}

#[test]
fn a_variant_has_a_type_of_the_collection() {
    let item = "#[derive(Deserialize)] enum Booking { Group(Group), #[serde(untagged)] Unknown(serde_json::Value) }";
    let expected = expected(r#"path = "/houses/<houseId>/reservations""#, item);
    assert_eq!(expected.kind, ContentKind::Variant);
    assert_eq!(
        expected.accepted,
        [
            "microsoft.graph.reservation",
            "microsoft.graph.groupReservation"
        ]
    );
}
