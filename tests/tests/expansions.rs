//! `$expand` of recursive types, and through a type cast.

#![allow(dead_code)]

use graph_resource::testing::Fake;
use graph_resource::{Client, ErrorKind, Field, graph_resource};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(path = "/me/messages/<messageId>")]
#[derive(Deserialize)]
pub struct Message {
    pub id: String,
    /// Only set for invitations.
    #[graph(expand = "microsoft.graph.eventMessage/event")]
    pub event: Option<Event>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Event {
    pub subject: Option<String>,
}

#[test]
fn a_property_of_a_derived_type_is_expanded_with_a_type_cast() {
    let f = Message::FIELDS;
    assert_eq!(
        Message::get("1").to_string(),
        "/me/messages/1?$select=id&$expand=microsoft.graph.eventMessage/event($select=subject)"
    );
    assert_eq!(
        Message::get("1")
            .expand(f.event.expand().without_select())
            .to_string(),
        "/me/messages/1?$select=id&$expand=microsoft.graph.eventMessage/event"
    );
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[graph(expand)]
    pub manager: Option<Box<User>>,
}

#[graph_resource(path = "/teams/<teamId>")]
#[derive(Deserialize)]
pub struct Team {
    pub name: String,
    #[graph(expand)]
    #[serde(default)]
    pub members: Vec<Member>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Member {
    pub id: String,
    #[graph(expand)]
    pub team: Option<Box<Team>>,
}

#[test]
fn a_recursive_type_is_expanded_once() {
    assert_eq!(
        User::get("1").to_string(),
        "/users/1?$select=id&$expand=manager($select=id)"
    );
    assert_eq!(
        Team::get("1").to_string(),
        "/teams/1?$select=name&$expand=members($select=id;$expand=team($select=name))"
    );
}

#[test]
fn the_call_site_can_expand_further() {
    let f = User::FIELDS;
    let three = f
        .manager
        .expand()
        .expand(f.manager.expand().expand(f.manager.expand()));
    assert_eq!(
        User::get("1").expand(three).to_string(),
        "/users/1?$select=id&$expand=manager($select=id;$expand=manager($select=id;$expand=manager($select=id)))"
    );
    assert_eq!(
        User::list()
            .expand(f.manager.expand().levels_max())
            .to_string(),
        "/users?$select=id&$expand=manager($select=id;$levels=max)&$count=true"
    );
}

/// Structs that all lead to each other.
macro_rules! web {
    ($($ty:ident = $path:literal,)*) => {
        web!(@each [$($ty = $path,)*] [$($ty,)*]);
    };
    (@each [$($ty:ident = $path:literal,)*] $all:tt) => {
        $(web!(@struct $ty $path $all);)*
    };
    (@struct $ty:ident $path:literal [$a:ident, $b:ident, $c:ident, $d:ident, $e:ident, $f:ident, $g:ident, $h:ident,]) => {
        #[graph_resource(path = $path)]
        #[derive(Deserialize)]
        pub struct $ty {
            pub id: String,
            #[graph(expand)]
            pub a: Option<Box<$a>>,
            #[graph(expand)]
            pub b: Option<Box<$b>>,
            #[graph(expand)]
            pub c: Option<Box<$c>>,
            #[graph(expand)]
            pub d: Option<Box<$d>>,
            #[graph(expand)]
            pub e: Option<Box<$e>>,
            #[graph(expand)]
            pub f: Option<Box<$f>>,
            #[graph(expand)]
            pub g: Option<Box<$g>>,
            #[graph(expand)]
            pub h: Option<Box<$h>>,
        }
    };
}

web! {
    A = "/a/<id>",
    B = "/b/<id>",
    C = "/c/<id>",
    D = "/d/<id>",
    E = "/e/<id>",
    F = "/f/<id>",
    G = "/g/<id>",
    H = "/h/<id>",
}

#[test]
fn types_that_lead_to_each_other_are_expanded_nearest_to_the_root() {
    let url = A::get("1").to_string();
    let selected: Vec<String> = "abcdefgh"
        .chars()
        .map(|name| format!("{name}($select=id)"))
        .collect();
    let selected = selected.join(",");
    // The root's own type is selected below `a`, and each other type is expanded once.
    let mut expanded = vec!["a($select=id)".to_owned()];
    for name in "bcdefgh".chars() {
        expanded.push(format!("{name}($select=id;$expand={selected})"));
    }
    let expected = format!("/a/1?$select=id&$expand={}", expanded.join(","));
    assert_eq!(url, expected);
    assert!(url.len() < 1000, "{} bytes", url.len());
}

#[graph_resource(path = "/sites/<siteId>")]
#[derive(Deserialize)]
pub struct Site {
    pub id: String,
    #[graph(expand)]
    pub owner: Option<Employee>,
    #[graph(expand)]
    pub drive: Option<Drive>,
    #[graph(expand)]
    pub editor: Option<Employee>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Drive {
    pub id: String,
    #[graph(expand)]
    pub owner: Option<Employee>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Employee {
    pub mail: String,
    #[graph(expand)]
    pub photo: Option<Photo>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Photo {
    pub height: u32,
}

#[test]
fn a_type_is_expanded_wherever_it_is_nearest_to_the_root() {
    let employee = "($select=mail;$expand=photo($select=height))";
    assert_eq!(
        Site::get("1").to_string(),
        format!(
            "/sites/1?$select=id&$expand=owner{employee},drive($select=id;$expand=owner($select=mail)),editor{employee}"
        )
    );
}

#[test]
fn the_call_site_expands_what_is_left_out() {
    let (site, drive, employee) = (Site::FIELDS, Drive::FIELDS, Employee::FIELDS);
    let owner = drive.owner.expand().expand(employee.photo.expand());
    assert_eq!(
        Site::get("1")
            .without_expand()
            .expand(site.drive.expand().expand(owner))
            .to_string(),
        "/sites/1?$select=id&$expand=drive($select=id;$expand=owner($select=mail;$expand=photo($select=height)))"
    );
    // Without the site's own expansions, the drive's owner is nearest to the root.
    assert_eq!(
        Site::get("1")
            .without_expand()
            .expand(site.drive.expand())
            .to_string(),
        "/sites/1?$select=id&$expand=drive($select=id;$expand=owner($select=mail;$expand=photo($select=height)))"
    );
}

/// Ten properties with long names: `$select` with them has 927 bytes.
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Wide {
    #[serde(
        rename = "a012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub a: Option<String>,
    #[serde(
        rename = "b012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub b: Option<String>,
    #[serde(
        rename = "c012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub c: Option<String>,
    #[serde(
        rename = "d012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub d: Option<String>,
    #[serde(
        rename = "e012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub e: Option<String>,
    #[serde(
        rename = "f012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub f: Option<String>,
    #[serde(
        rename = "g012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub g: Option<String>,
    #[serde(
        rename = "h012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub h: Option<String>,
    #[serde(
        rename = "i012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub i: Option<String>,
    #[serde(
        rename = "j012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
    )]
    pub j: Option<String>,
}

/// Nine expansions of 942 bytes each.
#[graph_resource(path = "/things/<id>", delta(changes = "/things/delta"))]
#[derive(Debug, Deserialize)]
pub struct Large {
    pub id: String,
    #[graph(expand)]
    pub part1: Option<Vec<Wide>>,
    #[graph(expand)]
    pub part2: Option<Vec<Wide>>,
    #[graph(expand)]
    pub part3: Option<Wide>,
    #[graph(expand)]
    pub part4: Option<Wide>,
    #[graph(expand)]
    pub part5: Option<Wide>,
    #[graph(expand)]
    pub part6: Option<Wide>,
    #[graph(expand)]
    pub part7: Option<Wide>,
    #[graph(expand)]
    pub part8: Option<Wide>,
    #[graph(expand)]
    pub part9: Option<Wide>,
}

#[tokio::test]
async fn a_derived_url_over_the_limit_is_an_error_that_names_the_fields() {
    let client = Client::new("token");
    let request = Large::get("1");
    let length = request.to_string().len();
    assert!(length > 8192);
    let errors = [
        request.send(&client).await.unwrap_err(),
        Large::list().all(&client).await.unwrap_err(),
        Large::changes().all(&client).await.unwrap_err(),
    ];
    for error in &errors {
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
        let text = error.to_string();
        for part in [
            "8192",
            "`part1` (",
            "`part5` (",
            "and 5 more",
            "without_expand",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    let first = errors[0].to_string();
    assert!(first.contains(&format!("{length} bytes")), "{first}");
}

#[tokio::test]
async fn a_url_that_the_call_site_makes_long_is_sent() {
    let fake = Fake::new();
    let client = fake.client();
    let wide = Wide::FIELDS;
    let part = Large::FIELDS.part1.expand();
    let explicit = part.filter(wide.a.eq("a".repeat(9000)));
    let long = Large::get("1").without_expand().expand(explicit);
    // The expansions with options are the caller's, and the other seven are below the limit.
    let mixed = Large::get("1")
        .expand(Large::FIELDS.part1.expand().top(1))
        .expand(Large::FIELDS.part2.expand().top(1));
    for request in [long, mixed] {
        assert!(request.to_string().len() > 8192);
        fake.on(request.clone()).json(json!({"id": "1"}));
        assert_eq!(request.send(&client).await.unwrap().id, "1");
    }
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Deserialize)]
pub struct Group {
    pub id: String,
    #[graph(expand = "members/microsoft.graph.user")]
    #[serde(default)]
    pub members: Vec<User>,
    #[graph(expand = "sponsor/microsoft.graph.user")]
    pub sponsor: Option<Box<User>>,
}

#[test]
fn a_cast_is_kept_wherever_the_property_is_used() {
    let f = Group::FIELDS;
    let filters = [
        (
            f.members.any(|member| member.id.eq("1")),
            "members/microsoft.graph.user/any(x:x/id eq '1')",
        ),
        (
            f.members.count().gt(0),
            "members/microsoft.graph.user/$count gt 0",
        ),
        (
            f.sponsor.id.eq("1"),
            "sponsor/microsoft.graph.user/id eq '1'",
        ),
        (
            f.sponsor.manager.id.eq("1"),
            "sponsor/microsoft.graph.user/manager/id eq '1'",
        ),
    ];
    for (filter, expected) in filters {
        assert_eq!(filter.to_string(), expected);
    }
    assert_eq!(
        f.sponsor.id.desc().to_string(),
        "sponsor/microsoft.graph.user/id desc"
    );
    assert_eq!(f.members.path(), "members/microsoft.graph.user");
}

#[graph_resource(path = "/managers/<userId>")]
#[derive(Deserialize)]
pub struct Manager {
    pub id: String,
    pub name: Option<String>,
    #[graph(expand)]
    #[serde(default)]
    pub reports: Vec<Manager>,
}

#[test]
fn a_second_expansion_of_a_property_adds_to_the_first() {
    let f = Manager::FIELDS;
    let request = Manager::get("1")
        .select([f.id])
        .expand(f.reports.expand().select([f.id]).filter(f.id.gt("1")))
        .expand(f.reports.expand().order_by(f.id.asc()).top(5).skip(1))
        .expand(f.reports.expand().filter(f.id.lt("9")).top(3).with_count())
        .expand(f.reports.expand().select([f.name]).order_by(f.name.desc()))
        .expand(f.reports.expand().search("a"))
        .expand(f.reports.expand().search("b"));
    assert_eq!(
        request.to_string(),
        "/managers/1?$select=id&$expand=reports($select=id,name;\
         $filter=id%20gt%20'1'%20and%20id%20lt%20'9';$search=%22a%22%20AND%20%22b%22;\
         $orderby=id,name%20desc;$top=3;$skip=1;$count=true)"
    );
}

#[test]
fn nested_expansions_of_a_property_are_added_too() {
    let f = Manager::FIELDS;
    let below = |expand| f.reports.expand().without_select().expand(expand);
    let request = Manager::get("1")
        .select([f.id])
        .expand(below(f.reports.expand().without_select().top(1)))
        .expand(below(f.reports.expand().filter(f.id.eq("1"))));
    assert_eq!(
        request.to_string(),
        "/managers/1?$select=id&$expand=reports($expand=reports($filter=id%20eq%20'1';$top=1))"
    );
    let recursive = Manager::get("1")
        .select([f.id])
        .expand(f.reports.expand().select([f.id]).levels(2))
        .expand(f.reports.expand().levels_max());
    assert!(
        recursive
            .to_string()
            .contains("reports($select=id;$levels=max)"),
        "{recursive}"
    );
}

#[tokio::test]
async fn no_levels_are_an_error_before_sending() {
    let f = Manager::FIELDS;
    let client = graph_resource::Client::new("token");
    let request = Manager::get("1").expand(f.reports.expand().levels(0));
    let error = request.send(&client).await.err().unwrap();
    assert_eq!(error.kind(), graph_resource::ErrorKind::Request);
    assert!(error.to_string().contains("levels(0)"), "{error}");
}

#[tokio::test]
async fn a_navigation_property_is_not_selected_by_its_name_either() {
    let f = User::FIELDS;
    let named = Field::named;
    let get = || User::get("1");
    for request in [
        get().select([&named("manager")]),
        get().select([&named("manager/id")]),
        get().select([&f.manager.named("extra")]),
        get().select_each(["id", "manager/id"].map(Field::named)),
        get().expand(f.manager.expand().select([&named("manager/id")])),
    ] {
        let error = request.send(&Fake::new().client()).await.err().unwrap();
        let message = error.to_string();
        assert!(message.contains("selected in its expansion"), "{message}");
    }
    let extra = f.manager.expand().select([&named("extra")]);
    assert_eq!(
        get().expand(extra).to_string(),
        "/users/1?$select=id&$expand=manager($select=extra,id)"
    );
}
