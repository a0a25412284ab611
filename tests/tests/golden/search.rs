use graph_resource::query::Search;

use super::entities::{Device, User};
use super::{Case, case, group};

/// A search for devices and the text after `$search=`.
fn find(name: &'static str, search: Search<Device>, expected: &str) -> Case {
    let expected = format!("/deviceManagement/managedDevices?$search={expected}");
    case(name, Device::list().search(search), &expected)
}

fn name(text: &str) -> Search<Device> {
    Device::FIELDS.name.search(text)
}

pub fn cases() -> Vec<Case> {
    group(
        "search",
        [
            words_and_properties(),
            combinations(),
            special_characters(),
            in_requests(),
        ]
        .into_iter()
        .flatten(),
    )
}

fn words_and_properties() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        find("a word", "lunch".into(), "%22lunch%22"),
        find(
            "a phrase",
            Search::phrase("Ada Lovelace"),
            "%22Ada%20Lovelace%22",
        ),
        find(
            "an owned string",
            String::from("lunch").into(),
            "%22lunch%22",
        ),
        find("a property", name("video"), "%22name:video%22"),
        find(
            "a nested property",
            f.hardware.maker.name.search("a"),
            "%22hardware/maker/name:a%22",
        ),
    ]
}

fn combinations() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        find(
            "and",
            name("a").and(f.model.search("b")),
            "%22name:a%22%20AND%20%22model:b%22",
        ),
        find(
            "or",
            name("a").or(f.model.search("b")),
            "%22name:a%22%20OR%20%22model:b%22",
        ),
        find("not", name("a").not(), "NOT%20%22name:a%22"),
        find(
            "and not",
            name("a").and(name("b").not()),
            "%22name:a%22%20AND%20NOT%20%22name:b%22",
        ),
        find(
            "or inside and",
            name("a").or(name("b")).and(name("c")),
            "(%22name:a%22%20OR%20%22name:b%22)%20AND%20%22name:c%22",
        ),
        find(
            "and inside or",
            name("a").and(name("b")).or(name("c")),
            "%22name:a%22%20AND%20%22name:b%22%20OR%20%22name:c%22",
        ),
        find(
            "not of or",
            name("a").or(name("b")).not(),
            "NOT%20(%22name:a%22%20OR%20%22name:b%22)",
        ),
    ]
}

fn special_characters() -> Vec<Case> {
    vec![
        find(
            "a quotation mark and a backslash",
            name(r#"a"b\c"#),
            "%22name:a%5C%22b%5C%5Cc%22",
        ),
        find(
            "an ampersand and a number sign",
            name("R&D #1"),
            "%22name:R%26D%20%231%22",
        ),
        find(
            "KQL properties",
            "from:ada AND subject:lunch".into(),
            "%22from:ada%20AND%20subject:lunch%22",
        ),
        find("a KQL range", "size:1..9000".into(), "%22size:1..9000%22"),
        find("raw", Search::raw("lunch"), "lunch"),
        find(
            "raw inside others",
            Search::raw("a OR b").and(name("c")),
            "(a%20OR%20b)%20AND%20%22name:c%22",
        ),
    ]
}

fn in_requests() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        case(
            "a second call is joined with and",
            Device::list().search("a").search("b"),
            "/deviceManagement/managedDevices?$search=%22a%22%20AND%20%22b%22",
        ),
        case(
            "a second call after or",
            Device::list().search(name("a").or(name("b"))).search("c"),
            "/deviceManagement/managedDevices?$search=(%22name:a%22%20OR%20%22name:b%22)%20AND%20%22c%22",
        ),
        case(
            "with all other options",
            Device::list()
                .with_count()
                .skip(2)
                .top(1)
                .order_by(f.id.asc())
                .search("a")
                .filter(f.id.eq("1"))
                .select([f.id]),
            "/deviceManagement/managedDevices?$select=id&$filter=id%20eq%20'1'&$search=%22a%22&$orderby=id&$top=1&$skip=2\
                 &$count=true",
        ),
        case(
            "on directory objects, without a count",
            User::list()
                .select([User::FIELDS.id])
                .search(User::FIELDS.display_name.search("a")),
            "/users?$select=id&$search=%22displayName:a%22",
        ),
    ]
}
