use super::{about_house, assert_one, compared};

#[test]
fn a_misspelled_property_is_reported_with_the_nearest_name() {
    assert_one(
        &about_house("nmae: Option<String>"),
        &[
            "`microsoft.graph.house` has no property `nmae`: did you mean `name`?",
            "`#[graph(unchecked)]`",
        ],
    );
    assert_one(
        &about_house("isopen: Option<bool>"),
        &["no property `isopen`: did you mean `isOpen`?"],
    );
    assert_one(
        &about_house("garden: Option<bool>"),
        &["no property `garden`: correct the name, or remove the field (if the service has it"],
    );
}

#[test]
fn a_name_of_the_schema_needs_no_rename() {
    assert_eq!(about_house("version_1_0: Option<String>"), [""; 0]);
    let messages = about_house("is_open: Option<bool>");
    assert_one(&messages, &["add `#[serde(rename_all = \"camelCase\")]`"]);
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let messages = about_house("nmae: Option<String>, isOpen: String, owner: Option<String>");
    assert_eq!(messages.len(), 3, "{messages:#?}");
}

#[test]
fn unchecked_fields_and_extensions_are_accepted() {
    let fields = "#[graph(unchecked)] garden: Option<bool>, #[serde(rename = \"extension_0a1b_badge\")] badge: Option<String>";
    assert_eq!(about_house(fields), [""; 0]);
}

#[test]
fn an_open_type_has_other_properties_but_none_that_look_misspelled() {
    let person = |fields: &str| compared("", &format!("struct Person {{ {fields} }}")).messages;
    assert_eq!(
        person("#[serde(rename = \"contoso_badge\")] badge: Option<String>"),
        [""; 0]
    );
    assert_one(
        &person("displayNmae: Option<String>"),
        &[
            "did you mean `displayName`?",
            "if this struct is another type",
        ],
    );
}

#[test]
fn properties_of_base_types_and_derived_types_are_known() {
    let reservation =
        |fields: &str| compared("", &format!("struct Reservation {{ {fields} }}")).messages;
    assert_eq!(
        reservation("id: String, groupName: Option<String>"),
        [""; 0]
    );
    assert_one(
        &reservation("groupNmae: Option<String>"),
        &[
            "did you mean `groupName` of `microsoft.graph.groupReservation`, which is derived from it?",
        ],
    );
}

#[test]
fn navigation_properties_are_expanded_and_others_are_not() {
    assert_one(
        &about_house("owner: Option<Person>"),
        &["`owner` is a navigation property", "add `#[graph(expand)]`"],
    );
    assert_one(
        &about_house("#[graph(expand)] name: Option<String>"),
        &[
            "`name` is a property of the object itself (`Edm.String`)",
            "remove `#[graph(expand)]`",
        ],
    );
    assert_eq!(
        about_house("#[graph(expand)] owner: Option<Person>"),
        [""; 0]
    );
}

#[test]
fn an_expansion_with_a_cast_is_a_property_of_the_derived_type() {
    let expand = |path: &str| {
        let item = format!(
            "struct Reservation {{ #[graph(expand = \"{path}\")] #[serde(default)] members: Vec<Person> }}"
        );
        compared("", &item).messages
    };
    assert_eq!(expand("microsoft.graph.groupReservation/members"), [""; 0]);
    assert_one(
        &expand("microsoft.graph.person/members"),
        &["`microsoft.graph.person` is not derived from `microsoft.graph.reservation`"],
    );
    assert_one(
        &expand("microsoft.graph.no/members"),
        &["the schema has no type `microsoft.graph.no`"],
    );
}

#[test]
fn one_and_many_are_told_apart() {
    assert_one(
        &about_house("tags: Option<String>"),
        &["`tags` is a collection of `Edm.String`"],
    );
    assert_one(
        &about_house("name: Vec<String>"),
        &["`name` is one `Edm.String`, not a collection"],
    );
    assert_one(
        &about_house("#[graph(expand)] guests: Option<Person>"),
        &["`guests` is a collection of `microsoft.graph.person`"],
    );
    assert_one(
        &about_house("#[graph(expand)] #[serde(default)] owner: Vec<Person>"),
        &["`owner` is one `microsoft.graph.person`"],
    );
    assert_eq!(
        about_house("tags: Tags, addresses: serde_json::Value"),
        [""; 0]
    );
}

#[test]
fn the_documentation_of_a_field_says_its_type() {
    let house = compared(
        "",
        "struct House { rooms: i32, createdDateTime: Option<String> }",
    );
    assert!(
        house
            .code
            .contains("The OData property `rooms` of `microsoft.graph.house`: `Edm.Int32`.")
    );
    assert!(house.code.contains(
        "The OData property `createdDateTime` of `microsoft.graph.house`: `Edm.DateTimeOffset`, may be `null`."
    ));
}

#[test]
fn a_nullable_property_in_a_field_without_null_is_a_warning() {
    let lacks_null = |fields: &str, name: &str| {
        let house = compared("", &format!("struct House {{ {fields} }}"));
        assert_eq!(house.messages, [""; 0]);
        let facts = house.property(name).schema.as_ref();
        let lacks_null = facts.expect("the schema has it").lacks_null;
        assert_eq!(house.code.contains("NULLABLE_PROPERTY"), lacks_null);
        lacks_null
    };
    assert!(lacks_null("name: String", "name"));
    assert!(lacks_null("address: PostalAddress", "address"));
    assert!(!lacks_null("name: Option<String>", "name"));
    assert!(!lacks_null(
        "#[serde(default)] name: MaybeSent<String>",
        "name"
    ));
    assert!(!lacks_null("#[serde(default)] name: String", "name"));
    assert!(!lacks_null("rooms: i32", "rooms"));
    assert!(!lacks_null("tags: Vec<String>", "tags"));
    assert!(!lacks_null("extra: serde_json::Value", "extra"));
}
