//! Enums of structs, told apart by `@odata.type`.

use graph_resource::{Client, graph_resource};
use graph_resource_tests::{Canned, Service};
use serde::Deserialize;
use serde_json::{Value, json};

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

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

/// What a group can hold.
#[graph_resource(path = "/groups/<groupId>/members", collection, get(one = "/directoryObjects/<objectId>"))]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub enum Member {
    User(User),
    Team(Team),
    #[serde(rename = "#microsoft.graph.managedDevice")]
    Device(Box<Device>),
    #[serde(untagged)]
    Unknown(Value),
}

/// A struct that holds some.
#[graph_resource(path = "/groups/<groupId>")]
#[derive(Debug, Deserialize)]
pub struct Group {
    pub id: String,
    #[graph(expand)]
    pub members: Vec<Member>,
}

fn read(value: Value) -> Member {
    serde_json::from_str(&value.to_string()).unwrap()
}

fn user() -> Member {
    Member::User(User { id: "1".to_owned(), display_name: Some("Ada".to_owned()) })
}

#[test]
fn row_25_the_type_is_found_however_it_is_written() {
    for name in ["#microsoft.graph.user", "microsoft.graph.user", "#Microsoft.Graph.User", "MICROSOFT.GRAPH.USER"] {
        for annotation in ["@odata.type", "@Odata.type", "@odata.Type", "odata.type"] {
            let first = format!(r#"{{"{annotation}":"{name}","id":"1","displayName":"Ada"}}"#);
            let last = format!(r#"{{"id":"1","displayName":"Ada","{annotation}":"{name}"}}"#);
            assert_eq!(serde_json::from_str::<Member>(&first).unwrap(), user(), "{first}");
            assert_eq!(serde_json::from_str::<Member>(&last).unwrap(), user(), "{last}");
        }
    }
}

#[test]
fn row_25_a_type_that_is_missing_or_not_foreseen_is_kept_whole() {
    for value in [
        json!({"id": "1"}),
        json!({"@odata.type": "#microsoft.graph.orgContact", "id": "1"}),
        json!({"@odata.type": null, "id": "1"}),
        json!({"@odata.type": 5, "id": "1"}),
        json!("no object"),
    ] {
        assert_eq!(read(value.clone()), Member::Unknown(value));
    }
}

#[test]
fn a_variant_can_name_its_type() {
    assert_eq!(
        read(json!({"@odata.type": "#microsoft.graph.group", "id": "2", "mailEnabled": true})),
        Member::Team(Team { id: "2".to_owned(), mail_enabled: Some(true) })
    );
    assert!(matches!(read(json!({"@odata.type": "microsoft.graph.manageddevice", "id": "3"})), Member::Device(_)));
}

#[test]
fn what_does_not_fit_its_type_is_an_error() {
    let error = serde_json::from_str::<Member>(r##"{"@odata.type":"#microsoft.graph.user","id":5}"##).unwrap_err();
    assert!(error.to_string().contains("expected a string"), "{error}");
}

#[tokio::test]
async fn a_collection_of_several_types() {
    let service = Service::start().await;
    let page = json!({"value": [
        {"@odata.type": "#microsoft.graph.user", "id": "1", "displayName": "Ada"},
        {"@odata.type": "#microsoft.graph.group", "id": "2"},
        {"id": "3"},
    ]});
    service.answer_with("/v1.0/groups/g/members", Canned::json(200, page.to_string()));
    let client = Client::builder().credential(Service::TOKEN).base_url(service.base_url()).build().unwrap();
    let members = Member::list("g").all(&client).await.unwrap();
    assert_eq!(members[0], user());
    assert!(matches!(members[1], Member::Team(_)) && matches!(members[2], Member::Unknown(_)));
}

#[test]
fn properties_of_the_structs_are_behind_casts() {
    let f = Member::FIELDS;
    let ada = f.cast::<User>().display_name.eq("Ada");
    assert_eq!(
        Member::list("g").filter(ada).to_string(),
        "/groups/g/members?$filter=microsoft.graph.user/displayName%20eq%20'Ada'"
    );
    assert_eq!(Group::get("g").to_string(), "/groups/g?$select=id&$expand=members");
    assert_eq!(Member::one("1").to_string(), "/directoryObjects/1");
}
