use super::{assert_one, compared};

fn messages(arguments: &str) -> Vec<String> {
    compared(arguments, "struct Thing { id: String }").messages
}

#[test]
fn a_misspelled_segment_is_reported_with_the_nearest_name_and_carets() {
    assert_one(
        &messages(r#"path = "/houses/<houseId>/reservatons""#),
        &[
            "`microsoft.graph.house` has no `reservatons`: there is a similar name, `reservations`",
            "    /houses/<houseId>/reservatons\n                      ^^^^^^^^^^^\n",
        ],
    );
}

#[test]
fn a_segment_like_a_declared_one_is_reported_although_the_type_is_open() {
    assert_one(
        &messages(r#"path = "/me/hous""#),
        &[
            "no `hous` here: did you mean `house`?",
            "add `schema = false`",
        ],
    );
}

#[test]
fn keys_are_only_where_keys_can_be() {
    assert_one(
        &messages(r#"path = "/me/<userId>/house""#),
        &["`<userId>` is a key, and this is a single `microsoft.graph.person`"],
    );
    assert_one(
        &messages(r#"path = "/houses/reservations""#),
        &["write a key before it"],
    );
}

#[test]
fn every_endpoint_leads_to_what_its_key_says() {
    assert_one(
        &messages(r#"get(reservations_of = "/houses/<houseId>/reservations")"#),
        &["write `list(reservations_of = \"/houses/<houseId>/reservations\")`"],
    );
    assert_one(
        &messages(r#"list(owner_of = "/houses/<houseId>/owner")"#),
        &[
            "one `microsoft.graph.person`",
            "write `get(owner_of = \"/houses/<houseId>/owner\")`",
        ],
    );
    assert_one(
        &messages(r#"content(all = "/houses")"#),
        &["which is JSON: write `list(all = \"/houses\")`"],
    );
    assert_one(
        &messages(r#"get(picture = "/houses/<houseId>/picture")"#),
        &[
            "a stream of bytes",
            "write `content(picture = \"/houses/<houseId>/picture\")`",
        ],
    );
    assert_one(
        &messages(r#"path = "/houses/<houseId>/picture/$value""#),
        &["leads to bytes", "write `content(content = "],
    );
    assert_one(
        &messages(r#"get(number = "/houses/$count")"#),
        &["leads to a number", "method `count`"],
    );
}

#[test]
fn right_endpoints_are_accepted() {
    let arguments = r#"path = "/houses/<houseId>", delta(changes = "/houses/delta"),
        list(visited = "/people/<personId>/house/guests"), get(mine = "/me/house"),
        content(picture = "/houses/<houseId>/picture")"#;
    assert_eq!(messages(arguments), [""; 0]);
}

#[test]
fn an_action_with_a_result_belongs_in_action() {
    assert_one(
        &messages(r#"path = "/houses/<houseId>/findGuests""#),
        &[
            "`findGuests` is an action, which is called with POST",
            "write `action(find_guests = \"/houses/<houseId>/findGuests\")`",
        ],
    );
    for key in ["get", "list", "content"] {
        assert_one(
            &messages(&format!(
                r#"{key}(guests = "/houses/<houseId>/findGuests")"#
            )),
            &["write `action(guests = \"/houses/<houseId>/findGuests\")`"],
        );
    }
}

#[test]
fn an_action_whose_result_is_not_read_into_a_struct_says_how_to_call_it() {
    for arguments in [
        r#"path = "/houses/<houseId>/close""#,
        r#"get(close = "/houses/<houseId>/close")"#,
        r#"action(close = "/houses/<houseId>/close")"#,
    ] {
        assert_one(
            &messages(arguments),
            &[
                "the action `close` returns no data",
                "`client.request(Method::POST, path)` and `send_empty`",
            ],
        );
    }
    for arguments in [
        r#"list(ids = "/houses/<houseId>/getGuestIds")"#,
        r#"action(ids = "/houses/<houseId>/getGuestIds")"#,
    ] {
        assert_one(
            &messages(arguments),
            &["returns `Collection(Edm.String)`", "`Action::<…>::at_path`"],
        );
    }
}

#[test]
fn an_action_leads_to_an_action() {
    assert_one(
        &messages(r#"action(all = "/houses")"#),
        &["not lead to an action: write `list(all = \"/houses\")`"],
    );
    assert_one(
        &messages(r#"action(mine = "/me/house")"#),
        &["not lead to an action: write `get(mine = \"/me/house\")`"],
    );
    assert_one(
        &messages(r#"action(changes = "/houses/delta")"#),
        &["`delta` is a function, which is called with GET: write `list("],
    );
}

#[test]
fn the_parameters_of_an_action_are_not_query_options() {
    let guests = compared(
        r#"action(found_in = "/houses/<houseId>/findGuests")"#,
        "struct Person { id: String }",
    );
    assert_eq!(guests.messages, [""; 0]);
    assert!(!guests.code.contains("with_required_options"));
}

#[test]
fn a_collection_needs_no_argument_and_one_object_must_not_have_it() {
    let listed = compared(
        r#"path = "/houses/<houseId>/reservations""#,
        "struct Reservation { id: String }",
    );
    assert_eq!(listed.messages, [""; 0]);
    assert_eq!(listed.item.arguments.methods_of_path(), ["list"]);
    let got = compared(r#"path = "/me/house""#, "struct House { id: String }");
    assert_eq!(got.item.arguments.methods_of_path(), ["get"]);
    assert_one(
        &messages(r#"path = "/me/house", collection"#),
        &["one `microsoft.graph.house`", "remove `collection`"],
    );
}

#[test]
fn options_that_the_service_requires_are_part_of_the_endpoint() {
    let view = compared(
        r#"path = "/houses/<houseId>/calendarView""#,
        "struct Event { id: String }",
    );
    assert_eq!(view.messages, [""; 0]);
    let expected = r#"with_required_options (& ["startDateTime" , "endDateTime"])"#;
    assert!(view.code.contains(expected), "{}", view.code);
    let changes = compared(
        r#"delta(changes = "/houses/<houseId>/reservations/delta")"#,
        "struct Reservation { id: String }",
    );
    let expected = r#"with_required_options (& ["since"])"#;
    assert!(changes.code.contains(expected), "{}", changes.code);
}

#[test]
fn arguments_that_are_strings_have_quotes() {
    let rooms = |path: &str| {
        let item = "struct Rooms { value: Vec<String> }";
        compared(&format!("get(free = {path:?})"), item).messages
    };
    assert_eq!(
        rooms("/houses/<houseId>/freeRooms(day=<day>,kind='<kind>')"),
        [""; 0]
    );
    assert_eq!(
        rooms("/houses/<houseId>/freeRooms(day=<day>,kind=null)"),
        [""; 0]
    );
    assert_one(
        &rooms("/houses/<houseId>/freeRooms(day=<day>,kind=<kind>)"),
        &["the argument `kind` is a string, which needs quotes: write `kind='<kind>'`"],
    );
}

#[test]
fn a_value_is_read_as_the_property_value() {
    let path = r#"path = "/me/house/name""#;
    let named = compared(path, "struct Name { value: Option<String> }");
    assert_eq!(named.messages, [""; 0]);
    assert_one(
        &compared(path, "struct Name { id: String }").messages,
        &[
            "the path leads to `Edm.String`",
            "the only property, `value`",
        ],
    );
    let values = compared(
        r#"path = "/me/house/tags""#,
        "struct Tags { value: Vec<String> }",
    );
    assert_eq!(values.item.arguments.methods_of_path(), ["get"]);
}

#[test]
fn a_path_with_a_mistake_gets_one_message() {
    assert_one(
        &messages(r#"delta(changes = "/houses/deltaa")"#),
        &["did you mean `delta`?"],
    );
}

#[test]
fn schema_false_leaves_the_type_unchecked() {
    assert_eq!(messages(r#"path = "/nowhere", schema = false"#), [""; 0]);
}

#[test]
fn a_version_that_the_schema_does_not_have_is_reported_with_the_command() {
    assert_one(
        &messages(r#"path = "/houses/<houseId>", version = "beta""#),
        &[
            "does not have the version `beta`",
            "`graph-resource schema --beta`",
        ],
    );
}

#[test]
fn two_dots_lead_nowhere() {
    assert!(!messages(r#"path = "/houses/../people""#).is_empty());
}
