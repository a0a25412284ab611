use super::entities::{Device, Message, User};
use super::{Case, case, group};

fn devices(query: &str) -> String {
    format!("/deviceManagement/managedDevices{query}")
}

pub fn cases() -> Vec<Case> {
    group(
        "paging options",
        [of_devices(), of_other_entities()].into_iter().flatten(),
    )
}

fn of_devices() -> Vec<Case> {
    let d = Device::FIELDS;
    let list = Device::list;
    vec![
        case("none", list(), &devices("")),
        case("$top", list().top(5), &devices("?$top=5")),
        case("$skip", list().skip(5), &devices("?$skip=5")),
        case(
            "$top and $skip",
            list().skip(5).top(10),
            &devices("?$top=10&$skip=5"),
        ),
        case("$top of zero", list().top(0), &devices("?$top=0")),
        case(
            "the largest $top",
            list().top(u64::MAX),
            &devices("?$top=18446744073709551615"),
        ),
        case(
            "the last $top wins",
            list().top(1).top(2),
            &devices("?$top=2"),
        ),
        case("$count", list().with_count(), &devices("?$count=true")),
        case(
            "$count, twice",
            list().with_count().with_count(),
            &devices("?$count=true"),
        ),
        case(
            "$count by name",
            list().param("$count", true),
            &devices("?$count=true"),
        ),
        case("$top by name", list().param("$top", 5), &devices("?$top=5")),
        case(
            "in OData's order, whatever the call order",
            list()
                .with_count()
                .skip(3)
                .top(2)
                .order_by(d.id.asc())
                .filter(d.id.eq("1"))
                .select([d.name]),
            &devices(
                "?$select=name,id&$filter=id%20eq%20'1'&$orderby=id&$top=2&$skip=3&$count=true",
            ),
        ),
    ]
}

fn of_other_entities() -> Vec<Case> {
    let m = Message::FIELDS;
    vec![
        case(
            "messages with $select",
            Message::list().select([m.subject, m.from]).top(1),
            "/me/messages?$select=subject,from,id&$top=1",
        ),
        case(
            "users",
            User::list().select([User::FIELDS.id]).top(5),
            "/users?$select=id&$top=5",
        ),
    ]
}
