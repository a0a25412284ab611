//! Structs that use every serde attribute that affects a name.

#![allow(dead_code)]

use std::collections::HashMap;

use graph_resource::graph_resource;
use serde::{Deserialize, Deserializer};

#[graph_resource]
#[derive(Deserialize)]
pub struct Plain {
    pub id: String,
    pub mail: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Camel {
    pub display_name: String,
    pub user_principal_name: Option<String>,
    pub id: String,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all(deserialize = "camelCase", serialize = "snake_case"))]
pub struct Renamed {
    #[serde(rename = "hasMFA")]
    pub has_mfa: bool,
    #[serde(rename(deserialize = "given_name"))]
    pub given_name: String,
    #[serde(rename = "v10_0")]
    pub v10_0: Option<bool>,
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
    #[serde(rename = "members@delta")]
    pub members_delta: Option<Vec<String>>,
    pub display_name: String,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Skipped {
    pub id: String,
    #[serde(skip)]
    pub cached: Option<String>,
    #[serde(skip_deserializing)]
    pub own_state: u8,
    #[graph(skip)]
    pub unseen: Option<String>,
    #[serde(skip_serializing)]
    pub seen: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Expanding {
    pub id: String,
    #[graph(expand)]
    pub manager: Option<Box<Expanding>>,
    #[graph(expand)]
    #[serde(default)]
    pub direct_reports: Vec<Plain>,
}

#[graph_resource(path = "/things/<id>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", bound = "T: serde::de::DeserializeOwned")]
pub struct Generic<T> {
    pub id: String,
    pub first_item: T,
    pub further: Vec<T>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Aliased {
    #[serde(alias = "mailAddress")]
    pub mail: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub struct Deserialized {
    #[serde(deserialize_with = "text")]
    pub job_title: String,
    #[serde(with = "module")]
    pub office_location: String,
}

fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer)
}

mod module {
    pub fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<String, D::Error> {
        super::text(deserializer)
    }
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Keywords {
    pub r#type: Option<String>,
    pub r#final: Option<bool>,
    #[serde(rename = "self")]
    pub this: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Nested {
    pub plain: Plain,
    pub many: Vec<Plain>,
}

/// The attribute after serde's derive.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[graph_resource]
pub struct Below {
    pub display_name: String,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct Open {
    pub id: String,
    #[serde(flatten)]
    pub rest: HashMap<String, serde_json::Value>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Id {
    pub id: String,
}

#[graph_resource(path = "/users/<userId>", select = false)]
#[derive(Deserialize)]
pub struct OptingOut {
    pub id: String,
    #[graph(expand)]
    pub manager: Option<Id>,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct Configured {
    pub id: String,
    #[cfg(any())]
    pub never: NoSuchType,
    #[cfg_attr(all(), graph(skip))]
    pub skipped: Option<String>,
}

#[graph_resource(path = "/x/<id>")]
#[derive(Deserialize)]
pub struct Requiring {
    pub id: String,
    pub optional: Option<String>,
    pub aliased: Alias,
    #[serde(default)]
    pub defaulted: String,
    #[serde(deserialize_with = "text")]
    pub custom: String,
    pub phones: Vec<String>,
}

/// An option behind a type alias.
pub type Alias = Option<String>;
