//! `$expand` of recursive types, and through a type cast.

#![allow(dead_code)]

use graph_resource::graph_resource;
use serde::Deserialize;

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
