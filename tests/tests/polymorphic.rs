//! Enums whose variants are chosen by `@odata.type`.

mod samples;

use std::cell::Cell;
use std::collections::BTreeMap;

use graph_resource::testing::Fake;
use graph_resource::{Client, Field, List, graph_resource};
use graph_resource_tests::{Canned, Service};
use samples::User;
use serde::Deserialize;
use serde_json::{Value, json};

#[graph_resource(type = "microsoft.graph.group")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Team {
    pub id: String,
    pub mail_enabled: Option<bool>,
}

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Device {
    pub id: String,
}

/// A member of a group.
#[graph_resource(
    path = "/groups/<groupId>/members",
    collection,
    get(one = "/directoryObjects/<objectId>")
)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Member {
    User(User),
    Team(Team),
    #[serde(rename = "#microsoft.graph.managedDevice")]
    Device(Box<Device>),
    #[serde(untagged)]
    Unknown(Value),
}

/// A struct with a polymorphic collection.
#[graph_resource(path = "/groups/<groupId>")]
#[derive(Debug, Deserialize)]
pub struct Group {
    pub id: String,
    #[graph(expand)]
    #[serde(default)]
    pub members: Vec<Member>,
}

fn read(value: Value) -> Member {
    serde_json::from_str(&value.to_string()).unwrap()
}

fn user() -> Member {
    Member::User(User {
        id: "1".to_owned(),
        display_name: Some("Ada".to_owned()),
    })
}

#[test]
fn the_odata_type_is_recognized_in_every_spelling() {
    for name in [
        "#microsoft.graph.user",
        "microsoft.graph.user",
        "#Microsoft.Graph.User",
        "MICROSOFT.GRAPH.USER",
    ] {
        for annotation in ["@odata.type", "@Odata.type", "@odata.Type", "odata.type"] {
            let first = format!(r#"{{"{annotation}":"{name}","id":"1","displayName":"Ada"}}"#);
            let last = format!(r#"{{"id":"1","displayName":"Ada","{annotation}":"{name}"}}"#);
            assert_eq!(
                serde_json::from_str::<Member>(&first).unwrap(),
                user(),
                "{first}"
            );
            assert_eq!(
                serde_json::from_str::<Member>(&last).unwrap(),
                user(),
                "{last}"
            );
        }
    }
}

#[test]
fn an_item_with_a_missing_or_unknown_type_is_kept_whole() {
    for value in [
        json!({"id": "1"}),
        json!({"@odata.type": "#microsoft.graph.orgContact", "id": "1"}),
        json!({"@odata.type": null, "id": "1"}),
        json!({"@odata.type": 5, "id": "1"}),
        json!("not an object"),
    ] {
        assert_eq!(read(value.clone()), Member::Unknown(value));
    }
}

#[test]
fn a_variant_can_name_its_type() {
    assert_eq!(
        read(json!({"@odata.type": "#microsoft.graph.group", "id": "2", "mailEnabled": true})),
        Member::Team(Team {
            id: "2".to_owned(),
            mail_enabled: Some(true)
        })
    );
    assert!(matches!(
        read(json!({"@odata.type": "microsoft.graph.manageddevice", "id": "3"})),
        Member::Device(_)
    ));
}

/// An open type whose dynamic properties are polymorphic, such as an identity set.
#[derive(Debug, Deserialize)]
struct ByRole {
    first: Member,
    #[serde(flatten)]
    others: std::collections::BTreeMap<String, Member>,
}

#[derive(Debug, Deserialize)]
struct Flattened {
    #[serde(flatten)]
    inner: Holder,
}

#[derive(Debug, Deserialize)]
struct Holder {
    members: Vec<Option<Member>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum NameOrMember {
    Name(String),
    Member(Member),
}

#[test]
fn a_polymorphic_item_is_read_inside_flattened_and_untagged_types() {
    let ada = json!({"displayName": "Ada", "id": "1", "@odata.type": "#microsoft.graph.user"});
    let other = json!({"@odata.type": "#microsoft.graph.other", "deep": [{"a": 1.5}]});
    let text = json!({"first": ada, "second": ada, "third": other}).to_string();
    let read: ByRole = serde_json::from_str(&text).unwrap();
    assert_eq!((&read.first, &read.others["second"]), (&user(), &user()));
    assert_eq!(read.others["third"], Member::Unknown(other));
    let read: Flattened =
        serde_json::from_str(&json!({"members": [ada, null]}).to_string()).unwrap();
    assert_eq!(read.inner.members, [Some(user()), None]);
    let read: Vec<NameOrMember> = serde_json::from_str(&json!(["Ada", ada]).to_string()).unwrap();
    assert!(
        matches!(&read[..], [NameOrMember::Name(name), NameOrMember::Member(Member::User(_))] if name == "Ada"),
        "{read:?}"
    );
    let wrong = json!({"first": ada, "second": {"@odata.type": "#microsoft.graph.user", "id": 5}})
        .to_string();
    assert!(
        serde_json::from_str::<ByRole>(&wrong)
            .unwrap_err()
            .to_string()
            .contains("expected a string")
    );
    // From a `Value`, which is not text either.
    assert_eq!(serde_json::from_value::<Member>(ada).unwrap(), user());
}

#[test]
fn an_item_that_does_not_match_its_type_is_an_error() {
    let error =
        serde_json::from_str::<Member>(r##"{"@odata.type":"#microsoft.graph.user","id":5}"##)
            .unwrap_err();
    assert!(error.to_string().contains("expected a string"), "{error}");
}

#[tokio::test]
async fn a_value_in_an_object_within_another_has_its_whole_path() {
    /// A type that contains a member.
    #[graph_resource]
    #[derive(Debug, PartialEq, Deserialize)]
    pub struct Owner {
        pub of: Member,
    }
    #[graph_resource(path = "/owners/<ownerId>")]
    #[derive(Debug, PartialEq, Deserialize)]
    pub enum Owned {
        Owner(Owner),
        #[serde(untagged)]
        Unknown(Value),
    }
    let fake = Fake::new();
    let inner = json!({"@odata.type": "#microsoft.graph.user", "id": null});
    fake.on(Owned::get("1"))
        .json(json!({"@odata.type": "#microsoft.graph.owner", "of": inner}));
    let error = Owned::get("1").send(&fake.client()).await.unwrap_err();
    assert_eq!(error.json_path(), Some("of.id"));
    let message = error.to_string();
    assert!(message.contains("null, expected a string"), "{message}");
    assert!(
        message.contains("at `of.id`: make `id` an `Option`"),
        "{message}"
    );
}

#[tokio::test]
async fn a_collection_of_several_types_is_read() {
    let service = Service::start().await;
    let page = json!({"value": [
        {"@odata.type": "#microsoft.graph.user", "id": "1", "displayName": "Ada"},
        {"@odata.type": "#microsoft.graph.group", "id": "2"},
        {"id": "3"},
    ]});
    service.respond_with(
        "/v1.0/groups/g/members",
        Canned::json(200, page.to_string()),
    );
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    let members = Member::list("g").all(&client).await.unwrap();
    assert_eq!(members[0], user());
    assert!(matches!(members[1], Member::Team(_)) && matches!(members[2], Member::Unknown(_)));
}

#[tokio::test]
async fn a_decode_error_inside_an_item_has_the_whole_path() {
    let service = Service::start().await;
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    let wrong =
        json!({"@odata.type": "#microsoft.graph.user", "id": "1", "displayName": [7, "s3cret"]});
    let missing = json!({"@odata.type": "#microsoft.graph.user", "displayName": "s3cret"});
    let valid = json!({"@odata.type": "#microsoft.graph.group", "id": "2"});
    for (item, path, words) in [
        (
            &wrong,
            ".displayName",
            "invalid type: array, expected a string",
        ),
        (&missing, "", "missing field `id`"),
    ] {
        let page = json!({"value": [valid, item, valid]}).to_string();
        service.respond_with("/v1.0/groups/g/members", Canned::json(200, page));
        let group = json!({"id": "g", "members": [valid, item, valid]}).to_string();
        service.respond_with("/v1.0/groups/g", Canned::json(200, group));
        for (error, item_path) in [
            (
                Member::list("g").all(&client).await.unwrap_err(),
                "value[1]",
            ),
            (
                Group::get("g").send(&client).await.unwrap_err(),
                "members[1]",
            ),
        ] {
            let path = format!("{item_path}{path}");
            assert_eq!(error.json_path(), Some(path.as_str()), "{error}");
            let message = error.to_string();
            assert!(
                message.contains(words) && message.contains(&format!(", at `{path}`")),
                "{message}"
            );
            assert!(
                !message.contains("s3cret") && message.matches(", at `").count() == 1,
                "{message}"
            );
        }
    }
}

#[test]
fn properties_of_derived_types_are_reached_through_casts() {
    let f = Member::FIELDS;
    let ada = f.cast::<User>().display_name.eq("Ada");
    assert_eq!(
        Member::list("g").filter(ada).to_string(),
        "/groups/g/members?$filter=microsoft.graph.user/displayName%20eq%20'Ada'"
    );
    assert_eq!(
        Group::get("g").to_string(),
        "/groups/g?$select=id&$expand=members"
    );
    assert_eq!(Member::one("1").to_string(), "/directoryObjects/1");
}

#[graph_resource(path = "/groups/<groupId>/owners", collection, select = true)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Owner {
    User(User),
    Team(Team),
    #[serde(untagged)]
    Unknown(Value),
}

#[graph_resource(path = "/teams/<teamId>")]
#[derive(Debug, Deserialize)]
pub struct OwnedTeam {
    pub id: String,
    #[graph(expand)]
    pub owners: Option<Vec<Owner>>,
}

/// A type that takes all properties, so that it sends no `$select`.
#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Open {
    #[serde(flatten)]
    pub properties: BTreeMap<String, Value>,
}

/// A variant need not have the attribute, if it names its type.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Plain {
    pub id: String,
}

#[graph_resource(path = "/a", collection, select = true)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Mixed {
    User(User),
    Open(Open),
    #[serde(untagged)]
    Unknown(Value),
}

#[graph_resource(path = "/b", collection)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum PartlyPlain {
    User(User),
    #[serde(rename = "microsoft.graph.device")]
    Plain(Plain),
    #[serde(untagged)]
    Unknown(Value),
}

#[test]
fn an_enum_selects_the_properties_of_its_variants_on_request() {
    assert_eq!(Member::list("1").to_string(), "/groups/1/members");
    let select = "$select=id,displayName,mailEnabled";
    assert_eq!(
        Owner::list("1").to_string(),
        format!("/groups/1/owners?{select}")
    );
    assert_eq!(
        OwnedTeam::get("1").to_string(),
        format!("/teams/1?$select=id&$expand=owners({select})")
    );
    // One variant needs properties that no `$select` could name.
    assert_eq!(Mixed::list().to_string(), "/a");
    assert_eq!(
        Owner::list("1").without_select().to_string(),
        "/groups/1/owners"
    );
}

#[test]
fn a_narrower_select_keeps_what_each_variant_needs() {
    let f = Member::FIELDS;
    assert_eq!(
        Member::list("1")
            .select([f.cast::<Team>().mail_enabled])
            .to_string(),
        "/groups/1/members?$select=microsoft.graph.group/mailEnabled,id"
    );
    let f = PartlyPlain::FIELDS;
    assert_eq!(
        PartlyPlain::list()
            .select([f.cast::<User>().display_name])
            .to_string(),
        "/b?$select=microsoft.graph.user/displayName,id"
    );
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
pub struct Employee {
    id: String,
    #[graph(expand)]
    manager: Option<Box<Employee>>,
}

#[test]
fn an_expansion_through_a_cast_ends_where_the_one_of_the_type_itself_ends() {
    let f = Employee::FIELDS;
    let of_user = Employee::get("1").expand(f.manager.expand()).to_string();
    assert_eq!(of_user, "/users/1?$select=id&$expand=manager($select=id)");
    let f = Member::FIELDS;
    assert_eq!(
        Member::list("g")
            .expand(f.cast::<Employee>().manager.expand())
            .to_string(),
        "/groups/g/members?$expand=microsoft.graph.employee/manager($select=id)"
    );
}

#[test]
fn a_property_is_selected_either_with_a_cast_or_without() {
    let f = Member::FIELDS;
    let select = |list: List<Member>| list.to_string();
    assert_eq!(
        select(Member::list("1").select([f.cast::<Team>().id, f.cast::<Team>().mail_enabled])),
        "/groups/1/members?$select=id,microsoft.graph.group/mailEnabled"
    );
    let name = Field::named("mailEnabled");
    assert_eq!(
        select(Member::list("1").select([f.cast::<Team>().mail_enabled, &name])),
        "/groups/1/members?$select=mailEnabled,id"
    );
}

thread_local! {
    /// How many nodes have been decoded, also in vain.
    static DECODED: Cell<usize> = const { Cell::new(0) };
}

/// Counts how often it is decoded.
#[derive(Debug)]
struct Counted;

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        DECODED.set(DECODED.get() + 1);
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Counted)
    }
}

#[graph_resource(path = "/nodes/<nodeId>")]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
struct Node {
    id: Option<String>,
    #[graph(skip)]
    mark: Counted,
    #[graph(skip)]
    child: Option<Box<AnyNode>>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[allow(dead_code)]
enum AnyNode {
    Node(Node),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

#[tokio::test]
async fn the_work_for_nested_objects_that_do_not_fit_grows_with_their_number() {
    for levels in [5, 10, 20, 40] {
        let mut node = json!({"@odata.type": "#microsoft.graph.node"});
        for _ in 1..levels {
            node = json!({"@odata.type": "#microsoft.graph.node", "mark": 1, "child": node});
        }
        let fake = Fake::new();
        fake.on(Node::get("1")).json(node);
        DECODED.set(0);
        let decoded = Node::get("1").send(&fake.client()).await;
        let error = decoded.unwrap_err().to_string();
        assert!(
            error.contains("missing field `mark`") && error.contains("at `child"),
            "{error}"
        );
        assert!(
            DECODED.get() <= 4 * levels,
            "{} for {levels}",
            DECODED.get()
        );
    }
}
