//! Queries on directory objects that require `ConsistencyLevel: eventual` and `$count=true`. These cases cover the
//! option; the header is not part of a URL.

use graph_resource::List;

use super::entities::{ConnectionOperation, Device, Group, GroupOfUser, Message, User};
use super::{Case, case, group};

fn users() -> List<User> {
    User::list().select([User::FIELDS.id])
}

fn user(query: &str) -> String {
    format!("/users?$select=id{query}")
}

fn groups() -> List<GroupOfUser> {
    GroupOfUser::list("1").select([GroupOfUser::FIELDS.id])
}

fn member_of(query: &str) -> String {
    format!("/users/1/memberOf/microsoft.graph.group?$select=id{query}")
}

pub fn cases() -> Vec<Case> {
    group(
        "advanced queries",
        [
            simple_queries(),
            conditions(),
            options(),
            after_casts(),
            of_other_types(),
        ]
        .into_iter()
        .flatten(),
    )
}

fn simple_queries() -> Vec<Case> {
    let u = User::FIELDS;
    vec![
        case(
            "none for eq",
            users().filter(u.account_enabled.eq(false)),
            &user("&$filter=accountEnabled%20eq%20false"),
        ),
        case(
            "none for startswith",
            users().filter(u.mail.starts_with("a")),
            &user("&$filter=startswith(mail,'a')"),
        ),
        case(
            "none for ge",
            users().filter(u.id.ge("1")),
            &user("&$filter=id%20ge%20'1'"),
        ),
        case(
            "none for in",
            users().filter(u.mail.in_(["a"])),
            &user("&$filter=mail%20in%20('a')"),
        ),
        case(
            "none for $orderby alone",
            users().order_by(u.display_name.asc()),
            &user("&$orderby=displayName"),
        ),
        case("none for $top", users().top(5), &user("&$top=5")),
        case(
            "none for null",
            users().filter(u.mail.is_null()),
            &user("&$filter=mail%20eq%20null"),
        ),
    ]
}

fn conditions() -> Vec<Case> {
    let u = User::FIELDS;
    vec![
        case(
            "ne",
            users().filter(u.account_enabled.ne(true)),
            &user("&$filter=accountEnabled%20ne%20true&$count=true"),
        ),
        case(
            "not",
            users().filter(!u.mail.starts_with("a")),
            &user("&$filter=not%20startswith(mail,'a')&$count=true"),
        ),
        case(
            "not null",
            users().filter(u.mail.is_not_null()),
            &user("&$filter=mail%20ne%20null&$count=true"),
        ),
        case(
            "endswith",
            users().filter(u.mail.ends_with("@a.com")),
            &user("&$filter=endswith(mail,'@a.com')&$count=true"),
        ),
        case(
            "endswith, deeply nested",
            users().filter(u.id.eq("1").or(u.id.eq("2").and(u.mail.ends_with("a")))),
            &user(
                "&$filter=id%20eq%20'1'%20or%20id%20eq%20'2'%20and%20endswith(mail,'a')&$count=true",
            ),
        ),
        case(
            "ne inside a lambda",
            users().filter(u.business_phones.any(|phone| phone.ne("1"))),
            &user("&$filter=businessPhones/any(x:x%20ne%20'1')&$count=true"),
        ),
        case(
            "an empty collection",
            users().filter(u.assigned_licenses.is_empty()),
            &user("&$filter=not%20assignedLicenses/any()&$count=true"),
        ),
        case(
            "the count of a collection",
            users().filter(u.assigned_licenses.count().eq(0)),
            &user("&$filter=assignedLicenses/$count%20eq%200&$count=true"),
        ),
    ]
}

fn options() -> Vec<Case> {
    let u = User::FIELDS;
    vec![
        case("$count", users().with_count(), &user("&$count=true")),
        case(
            "$filter with $orderby",
            users()
                .filter(u.display_name.starts_with("a"))
                .order_by(u.display_name.asc())
                .top(1),
            &user("&$filter=startswith(displayName,'a')&$orderby=displayName&$top=1&$count=true"),
        ),
        case(
            "$search only needs the header",
            users().search("a"),
            &user("&$search=%22a%22"),
        ),
        case(
            "$search with a count",
            users().search("a").with_count(),
            &user("&$search=%22a%22&$count=true"),
        ),
        case(
            "a raw filter",
            users()
                .filter(graph_resource::Filter::raw("a ne b"))
                .consistency_level_eventual(),
            &user("&$filter=a%20ne%20b&$count=true"),
        ),
        case(
            "disabled",
            users().filter(u.mail.ne("a")).consistency_level_default(),
            &user("&$filter=mail%20ne%20'a'"),
        ),
        case(
            "$count given by name, not repeated",
            users().filter(u.mail.ne("a")).param("$count", "true"),
            "/users?$select=id&$filter=mail%20ne%20'a'&$count=true",
        ),
    ]
}

fn after_casts() -> Vec<Case> {
    let g = Group::FIELDS;
    let r = GroupOfUser::FIELDS;
    vec![
        case("a cast navigation property alone", groups(), &member_of("")),
        case(
            "a cast navigation property with $filter",
            groups().filter(r.display_name.starts_with("a")),
            &member_of("&$filter=startswith(displayName,'a')&$count=true"),
        ),
        case(
            "a cast navigation property with $filter and $orderby",
            groups()
                .filter(r.display_name.starts_with("a"))
                .order_by(r.display_name.asc()),
            &member_of("&$filter=startswith(displayName,'a')&$orderby=displayName&$count=true"),
        ),
        case(
            "a cast navigation property with $search and $orderby",
            groups()
                .search(r.display_name.search("north"))
                .order_by(r.display_name.asc()),
            &member_of("&$search=%22displayName:north%22&$orderby=displayName&$count=true"),
        ),
        case(
            "groups by type",
            Group::list()
                .select([g.id])
                .filter(g.group_types.any(|kind| kind.eq("Unified")).not()),
            "/groups?$select=id&$filter=not%20groupTypes/any(x:x%20eq%20'Unified')&$count=true",
        ),
    ]
}

fn of_other_types() -> Vec<Case> {
    let u = User::FIELDS;
    let d = Device::FIELDS;
    let m = Message::FIELDS;
    let o = ConnectionOperation::FIELDS;
    vec![
        case(
            "no $count for a single entity",
            User::get("1").select([u.id]).consistency_level_eventual(),
            "/users/1?$select=id",
        ),
        case(
            "none for messages",
            Message::list().without_select().filter(m.subject.ne("a")),
            "/me/messages?$filter=subject%20ne%20'a'",
        ),
        case(
            "none for connection operations",
            ConnectionOperation::list("hr")
                .select([o.id])
                .filter(o.status.ne("failed"))
                .order_by(o.id.desc()),
            "/external/connections/hr/operations?$select=id&$filter=status%20ne%20'failed'&$orderby=id%20desc",
        ),
        case(
            "requested explicitly",
            Device::list()
                .filter(d.name.ne("a"))
                .consistency_level_eventual(),
            "/deviceManagement/managedDevices?$filter=name%20ne%20'a'&$count=true",
        ),
    ]
}
