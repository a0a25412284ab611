use super::{about_house, assert_one, compared};

fn weather(variants: &str) -> Vec<String> {
    let item = format!(
        "#[serde(rename_all = \"camelCase\")] enum Weather {{ {variants}, #[serde(untagged)] Unknown(String) }}"
    );
    compared("", &item).messages
}

#[test]
fn members_exist_in_the_same_letter_case() {
    assert_eq!(weather("Sunny"), [""; 0]);
    assert_one(
        &weather("Suny"),
        &["`suny` is no member of `microsoft.graph.weather`: the schema has `sunny`"],
    );
    assert_one(
        &weather("#[serde(rename = \"Sunny\")] Sunny"),
        &["`Sunny` is no member", "the schema has `sunny`"],
    );
    assert_one(
        &weather("Snowy, Foggy").split_off(1),
        &["`foggy` is no member"],
    );
}

#[test]
fn a_missing_rule_for_all_names_gets_one_message() {
    let item = "enum Weather { Sunny, Rainy, #[serde(untagged)] Unknown(String) }";
    assert_one(
        &compared("", item).messages,
        &["add `#[serde(rename_all = \"camelCase\")]`"],
    );
}

#[test]
fn the_variant_for_unknown_members_is_no_member() {
    let item =
        "#[serde(rename_all = \"camelCase\")] enum Weather { Sunny, #[serde(other)] Unknown }";
    assert_eq!(compared("", item).messages, [""; 0]);
}

#[test]
fn only_members_that_can_be_combined_are_flags() {
    assert_one(
        &about_house("weather: Option<Flags<Weather>>"),
        &["the members of `microsoft.graph.weather` cannot be combined"],
    );
}

#[test]
fn an_enum_of_structs_holds_types_that_are_derived_from_its_own() {
    let variants = |name: &str| {
        let item = format!(
            "#[derive(Deserialize)] enum Booking {{ #[serde(rename = \"#{name}\")] Group(Group),
            #[serde(untagged)] Unknown(serde_json::Value) }}"
        );
        compared(r#"path = "/houses/<houseId>/reservations""#, &item).messages
    };
    assert_eq!(variants("microsoft.graph.groupReservation"), [""; 0]);
    assert_eq!(variants("microsoft.graph.reservation"), [""; 0]);
    assert_one(
        &variants("microsoft.graph.groupReservatoin"),
        &["did you mean `microsoft.graph.groupReservation`?"],
    );
    assert_one(
        &variants("microsoft.graph.person"),
        &["`microsoft.graph.person` is not derived from `microsoft.graph.reservation`"],
    );
}

#[test]
fn a_type_that_is_no_enum_is_reported() {
    let item = "enum A { B, #[serde(untagged)] Unknown(String) }";
    let messages = compared(r#"type = "microsoft.graph.house""#, item).messages;
    assert_one(
        &messages,
        &["`microsoft.graph.house` is not an enum in the schema"],
    );
}
