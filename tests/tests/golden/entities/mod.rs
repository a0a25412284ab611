//! The structs that the cases read, as an application might declare them.

mod device;
mod mail;
mod paths;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use graph_resource::graph_resource;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

pub use device::*;
pub use mail::*;
pub use paths::*;

/// A directory object with properties of most kinds.
#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub mail: Option<String>,
    pub job_title: Option<String>,
    pub account_enabled: Option<bool>,
    pub created_date_time: Option<DateTime<Utc>>,
    #[serde(default)]
    pub business_phones: Vec<String>,
    #[serde(default)]
    pub assigned_licenses: Vec<AssignedLicense>,
    pub employee_org_data: Option<EmployeeOrgData>,
}

/// A directory object with a navigation property to its own type.
#[graph_resource(path = "/users/<employeeId>", type = "microsoft.graph.user")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Employee {
    pub id: String,
    pub display_name: Option<String>,
    #[graph(expand)]
    pub manager: Option<Box<Employee>>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssignedLicense {
    pub sku_id: Option<Uuid>,
    #[serde(default)]
    pub disabled_plans: Vec<Uuid>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EmployeeOrgData {
    pub division: Option<String>,
    pub cost_center: Option<String>,
}

/// A user as the target of a navigation property, without expansions.
#[graph_resource(type = "microsoft.graph.user")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    pub display_name: Option<String>,
    pub job_title: Option<String>,
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    pub id: String,
    pub display_name: Option<String>,
    #[serde(default)]
    pub group_types: Vec<String>,
}

/// A directory object with navigation properties to others.
#[graph_resource(path = "/groups/<teamId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Team {
    pub id: String,
    #[graph(expand)]
    #[serde(default)]
    pub members: Vec<Person>,
    #[graph(expand)]
    #[serde(default)]
    pub owners: Vec<Person>,
}

/// A navigation property that is cast to groups.
#[graph_resource(path = "/users/<userId>/memberOf/microsoft.graph.group", collection)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupOfUser {
    pub id: String,
    pub display_name: Option<String>,
}

/// Expansions several levels deep.
#[graph_resource(path = "/me/onenote/notebooks/<notebookId>", select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Notebook {
    pub id: String,
    #[graph(expand)]
    #[serde(default)]
    pub sections: Vec<Section>,
    #[graph(expand)]
    #[serde(default)]
    pub section_groups: Vec<SectionGroup>,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    pub display_name: Option<String>,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SectionGroup {
    #[graph(expand)]
    #[serde(default)]
    pub sections: Vec<Section>,
}

#[graph_resource(path = "/chats/<chatId>/tabs/<tabId>", select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tab {
    pub id: String,
    #[graph(expand)]
    pub teams_app: Option<TeamsApp>,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TeamsApp {
    pub id: String,
    pub external_id: Option<String>,
}

#[graph_resource(path = "/chats/<chatId>/installedApps/<installationId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InstalledApp {
    pub id: String,
    #[graph(expand)]
    pub teams_app_definition: Option<AppDefinition>,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
pub struct AppDefinition {
    #[graph(expand)]
    pub bot: Option<Bot>,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
pub struct Bot {
    pub id: String,
}

/// A list whose items have the list's custom columns.
#[graph_resource(path = "/sites/<siteId>/lists/<listId>")]
#[derive(Deserialize)]
pub struct SiteList {
    pub name: Option<String>,
    #[graph(expand)]
    #[serde(default)]
    pub columns: Vec<Column>,
    #[graph(expand)]
    #[serde(default)]
    pub items: Vec<ListItem>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Column {
    pub name: Option<String>,
    pub description: Option<String>,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
pub struct ListItem {
    #[graph(expand)]
    pub fields: Option<ListItemFields>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct ListItemFields {
    #[serde(rename = "Colour")]
    pub colour: Option<String>,
    #[serde(rename = "Quantity")]
    pub quantity: Option<f64>,
}

#[graph_resource(path = "/sites/<siteId>/lists/<listId>/items/<itemId>")]
#[derive(Deserialize)]
pub struct ItemWithColumns {
    pub id: String,
    #[graph(expand)]
    pub fields: Option<HashMap<String, Value>>,
    #[graph(expand)]
    #[serde(default)]
    pub versions: Vec<Value>,
}

#[graph_resource(path = "/external/connections/<connectionsId>/operations/<connectionOperationId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionOperation {
    pub id: String,
    pub status: Option<String>,
    pub error: Option<PublicError>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicError {
    pub code: Option<String>,
    pub target: Option<String>,
}

/// A struct that collects every property of the response.
#[graph_resource(path = "/schemaExtensions/<extensionId>")]
#[derive(Deserialize)]
pub struct Open {
    pub id: String,
    #[serde(flatten)]
    pub rest: std::collections::HashMap<String, serde_json::Value>,
}

/// Unusual names, and the serde attributes that affect them.
#[graph_resource(path = "/reports/<type>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Odd {
    pub r#type: String,
    pub has_mfa: Option<bool>,
    #[serde(rename = "sizeInGB")]
    pub size: Option<i64>,
    #[serde(alias = "oldName")]
    pub new_name: Option<String>,
    #[serde(skip)]
    pub cache: Option<String>,
    #[graph(skip)]
    #[serde(default)]
    pub unselected: Option<String>,
}

/// Custom columns with non-ASCII names.
#[graph_resource(path = "/columns/<columnId>")]
#[derive(Deserialize)]
pub struct Foreign {
    #[serde(rename = "maß")]
    pub measure: Option<i32>,
    #[graph(expand)]
    #[serde(rename = "größe")]
    pub size: Option<Vec<Column>>,
}

#[graph_resource(path = "/organization/branding")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Branding {
    pub sign_in_page_text: Option<String>,
}

#[graph_resource(path = "/identity/usage", version = "beta", collection)]
#[derive(Deserialize)]
pub struct Usage {
    pub id: String,
}

/// A struct that is read for its existence.
#[graph_resource(path = "/users/<userId>", select = false)]
#[derive(Deserialize)]
pub struct Existence {
    #[serde(skip)]
    pub checked: bool,
    #[graph(skip)]
    #[serde(default)]
    pub id: Option<String>,
}

/// Columns of a SharePoint list, whose names start with capitals.
#[graph_resource(path = "/sites/<siteId>/lists/<listId>/items/<itemId>/fields")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Columns {
    #[serde(rename = "Title")]
    pub title: Option<String>,
    #[serde(rename = "Status")]
    pub status: Option<NoMembers>,
}

/// An enumeration without members, of which the metadata has three.
#[graph_resource]
#[derive(Deserialize)]
pub enum NoMembers {
    #[serde(untagged)]
    Unknown(String),
}

/// The same, closed: nothing can be read.
#[graph_resource(closed)]
#[derive(Deserialize)]
pub enum Never {}

#[graph_resource(path = "/things/<thingId>")]
#[derive(Deserialize)]
pub struct OfNever {
    pub never: Option<Never>,
}
