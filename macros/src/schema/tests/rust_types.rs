use super::{about_house, assert_one, compared};

/// For each property, the types that hold its values, and some that do not.
const TYPES: &[(&str, &[&str], &[&str])] = &[
    (
        "name",
        &["String", "Box<str>", "Cow<'static, str>", "Name", "Uuid"],
        &["bool", "i32", "f64", "Vec<u8>"],
    ),
    ("isOpen", &["bool", "Flag"], &["String", "i32", "Uuid"]),
    (
        "rooms",
        &["i32", "i64", "u32", "u64", "f64"],
        &["i16", "u8", "f32", "String", "bool"],
    ),
    (
        "small",
        &["i16", "i32", "u16", "f32"],
        &["i8", "u8", "String"],
    ),
    (
        "visitors",
        &["i64", "u64", "i128", "usize"],
        &["i32", "u32", "f64", "String"],
    ),
    ("area", &["f64", "Number"], &["f32", "i32", "i64", "String"]),
    ("price", &["f64", "Decimal"], &["i64", "String", "bool"]),
    (
        "code",
        &["String", "Uuid", "uuid::Uuid", "Code"],
        &["i64", "bool", "Vec<u8>"],
    ),
    (
        "builtDate",
        &["String", "NaiveDate", "jiff::civil::Date"],
        &["i64", "bool", "Uuid", "NaiveTime", "DateTime<Utc>"],
    ),
    (
        "createdDateTime",
        &["String", "DateTime<Utc>", "OffsetDateTime"],
        &[
            "i64",
            "bool",
            "f64",
            "NaiveDateTime",
            "NaiveDate",
            "Duration",
        ],
    ),
    (
        "opensAt",
        &["String", "NaiveTime"],
        &["i64", "bool", "NaiveDate"],
    ),
    (
        "stay",
        &["String", "std::time::Duration"],
        &["i64", "f64", "bool"],
    ),
    (
        "plan",
        &["String", "Base64"],
        &["Vec<u8>", "Bytes", "bool", "i64"],
    ),
    ("extra", &["String", "i64", "serde_json::Value"], &[]),
    (
        "weather",
        &["String", "Weather", "serde_json::Value"],
        &["bool", "i32"],
    ),
    (
        "services",
        &["String", "Flags<Services>", "Services"],
        &["i32", "bool"],
    ),
    (
        "address",
        &[
            "PostalAddress",
            "serde_json::Value",
            "HashMap<String, String>",
        ],
        &["String", "bool", "i64"],
    ),
];

#[test]
fn a_type_that_cannot_hold_the_values_is_reported() {
    for (name, right, wrong) in TYPES {
        for ty in *right {
            let messages = about_house(&format!("{name}: Option<{ty}>"));
            assert_eq!(messages, [""; 0], "{name}: {ty}");
        }
        for ty in *wrong {
            let messages = about_house(&format!("{name}: Option<{ty}>"));
            assert_one(&messages, &[&format!("`{name}` is ")]);
        }
    }
}

#[test]
fn bytes_are_read_by_a_function() {
    let field = "#[serde(default, deserialize_with = \"graph_resource::types::deserialize\")] plan: Option<Vec<u8>>";
    assert_eq!(about_house(field), [""; 0]);
    assert_one(
        &about_house("plan: Option<Vec<u8>>"),
        &["`Edm.Binary`", "deserialize_with"],
    );
}

#[test]
fn type_parameters_are_not_checked() {
    let house = compared("", "struct House<T> { name: Option<T>, rooms: T }");
    assert_eq!(house.messages, [""; 0]);
}

#[test]
fn values_are_written_as_the_schema_says() {
    let written = |field: &str, name: &str| {
        let house = compared("", &format!("struct House {{ {field} }}"));
        assert_eq!(house.messages, [""; 0]);
        house.property(name).edm_type.as_ref().map(|ty| ty.name)
    };
    assert_eq!(written("code: Option<String>", "code"), Some("Guid"));
    assert_eq!(
        written("builtDate: Option<String>", "builtDate"),
        Some("Date")
    );
    assert_eq!(
        written("createdDateTime: Option<String>", "createdDateTime"),
        Some("DateTimeOffset")
    );
    assert_eq!(written("appId: Option<Uuid>", "appId"), Some("String"));
    assert_eq!(written("code: Option<Uuid>", "code"), None);
    assert_eq!(written("name: Option<String>", "name"), None);
    assert_eq!(
        written("createdDateTime: Option<DateTime<Utc>>", "createdDateTime"),
        None
    );
}

#[test]
fn a_given_type_must_be_that_of_the_schema() {
    let given = |ty: &str| about_house(&format!("#[graph(type = \"{ty}\")] code: Option<String>"));
    assert_eq!(given("Edm.Guid"), [""; 0]);
    assert_one(&given("Edm.Date"), &["`code` is `Edm.Guid` in the schema"]);
}
