//! Types whose `Deserialize` is not `#[derive(Deserialize)]`.

use graph_resource::graph_resource;
use serde::Deserialize as De;
use serde::Deserializer;
use serde_json::{Value, json};

/// Handwritten, with serde's attributes for the names in queries.
#[graph_resource(path = "/bookings/<id>")]
#[derive(Debug, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Booking {
    id: String,
    display_name: Option<String>,
    #[serde(rename = "webSiteUrl")]
    website: Option<String>,
}

impl<'de> De<'de> for Booking {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let object = Value::deserialize(deserializer)?;
        let text = |name: &str| object[name].as_str().map(str::to_owned);
        Ok(Booking {
            id: text("id").unwrap_or_default(),
            display_name: text("displayName"),
            website: text("webSiteUrl"),
        })
    }
}

macro_rules! deserialize_from_str {
    ($name:ident { $($variant:ident = $text:literal),* }) => {
        impl<'de> De<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Ok(match text.as_str() {
                    $($text => $name::$variant,)*
                    _ => $name::Unknown(text),
                })
            }
        }
    };
}

/// By another macro.
#[graph_resource]
#[derive(Debug, PartialEq)]
#[serde(rename_all = "camelCase")]
enum Role {
    Guest,
    #[serde(rename = "attendee")]
    Participant,
    #[serde(untagged)]
    Unknown(String),
}

deserialize_from_str!(Role { Guest = "guest", Participant = "attendee" });

/// By serde's derive, under another name.
#[graph_resource]
#[derive(Debug, PartialEq, De)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    display_name: Option<String>,
    role: Option<Role>,
}

#[graph_resource(path = "/groups/<groupId>/members", collection)]
#[derive(Debug, PartialEq, De)]
enum Member {
    User(User),
    #[serde(untagged)]
    Unknown(Value),
}

#[test]
fn a_handwritten_struct_is_selected_by_its_names_for_serde() {
    assert_eq!(
        Booking::get("1").to_string(),
        "/bookings/1?$select=id,displayName,webSiteUrl"
    );
    let read: Booking =
        serde_json::from_value(json!({"id": "1", "displayName": "Massage"})).unwrap();
    assert_eq!(read.id, "1");
    assert_eq!(read.display_name.as_deref(), Some("Massage"));
    assert_eq!(read.website, None);
}

#[test]
fn an_enum_that_a_macro_reads_is_compared_by_its_names_for_serde() {
    let user = User::FIELDS;
    let filter = user.role.eq(Role::Participant);
    assert_eq!(filter.to_string(), "role eq 'attendee'");
    let read: Role = serde_json::from_value(json!("attendee")).unwrap();
    assert_eq!(read, Role::Participant);
}

#[test]
fn an_enum_of_structs_is_told_apart_by_a_derive_under_another_name() {
    let user = json!({"@odata.type": "#Microsoft.Graph.User", "id": "1", "displayName": "Ada"});
    assert_eq!(
        serde_json::from_value::<Member>(user).unwrap(),
        Member::User(User {
            id: "1".to_owned(),
            display_name: Some("Ada".to_owned()),
            role: None,
        })
    );
    let device = json!({"@odata.type": "#microsoft.graph.device", "id": "2"});
    assert_eq!(
        serde_json::from_value::<Member>(device.clone()).unwrap(),
        Member::Unknown(device)
    );
}
