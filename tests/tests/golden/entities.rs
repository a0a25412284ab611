//! The structs that the cases read: what an application of Graph's might declare.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use graph_resource::{Literal, Primitive, Value, edm, graph_resource};
use serde::Deserialize;
use uuid::Uuid;

/// A directory object with most of what one has.
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

/// A directory object that leads to another of its kind.
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

/// A user as something that others lead to: without expansions of its own.
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

/// A directory object that leads to others.
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

/// A relation that is cast to groups.
#[graph_resource(path = "/users/<userId>/memberOf/microsoft.graph.group", collection)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupOfUser {
    pub id: String,
    pub display_name: Option<String>,
}

/// What is no directory object, though it is under one.
#[graph_resource(path = "/me/messages/<messageId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
    pub is_read: Option<bool>,
    pub importance: Option<Importance>,
    pub received_date_time: Option<DateTime<Utc>>,
    pub from: Option<Recipient>,
    #[serde(default)]
    pub to_recipients: Vec<Recipient>,
    #[serde(default)]
    pub categories: Vec<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    pub email_address: Option<EmailAddress>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EmailAddress {
    pub name: Option<String>,
    pub address: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    Normal,
    High,
    #[serde(untagged)]
    Unknown(String),
}

/// A message with extended properties, which are only sent when they are asked for by name.
#[graph_resource(path = "/me/mailFolders/<folderId>/messages/<messageId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TaggedMessage {
    pub subject: Option<String>,
    #[graph(expand)]
    #[serde(default)]
    pub single_value_extended_properties: Vec<ExtendedProperty>,
    #[graph(expand)]
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExtendedProperty {
    pub id: String,
    pub value: Option<String>,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    pub name: Option<String>,
    pub size: Option<i32>,
}

/// The derived type of [`Attachment`] that leads further.
#[graph_resource(select = false)]
#[derive(Deserialize)]
pub struct ItemAttachment {
    #[graph(expand)]
    pub item: Option<Attachment>,
}

/// A message that is cast where it is expanded.
#[graph_resource(path = "/me/invitations/<messageId>", select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    pub id: String,
    #[graph(expand = "microsoft.graph.eventMessage/event")]
    pub event: Option<Event>,
}

#[graph_resource(path = "/me/events/<eventId>", select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    pub subject: Option<String>,
    pub start: Option<DateTimeTimeZone>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DateTimeTimeZone {
    pub date_time: Option<String>,
    pub time_zone: Option<String>,
}

#[graph_resource(path = "/me/calendarView", collection)]
#[derive(Deserialize)]
pub struct CalendarView {
    pub subject: Option<String>,
}

/// One property of each kind.
#[graph_resource(path = "/deviceManagement/managedDevices/<deviceId>", select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    pub id: String,
    pub name: Option<String>,
    pub model: Option<String>,
    pub managed: Option<bool>,
    pub total_storage: Option<i64>,
    pub free_storage: Option<i64>,
    pub battery: Option<f64>,
    pub price: Option<Price>,
    pub tenant_id: Option<Uuid>,
    pub purchased: Option<NaiveDate>,
    pub enrolled: Option<DateTime<Utc>>,
    pub last_sync: Option<DateTime<Utc>>,
    pub backup_at: Option<NaiveTime>,
    #[serde(default, deserialize_with = "duration")]
    pub uptime: Option<TimeDelta>,
    pub certificate: Option<Bytes>,
    pub capabilities: Option<Capability>,
    pub risk: Option<Risk>,
    pub hardware: Option<Hardware>,
    pub parent: Option<Box<Device>>,
    #[serde(default)]
    pub children: Vec<Device>,
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub ports: Vec<i32>,
    #[serde(default)]
    pub risks: Vec<Risk>,
    #[serde(default)]
    pub disks: Vec<Disk>,
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
    #[serde(rename = "v10_0")]
    pub version_10: Option<bool>,
}

fn duration<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<TimeDelta>, D::Error> {
    serde::de::IgnoredAny::deserialize(deserializer).map(|_| None)
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hardware {
    pub serial: Option<String>,
    pub cores: Option<u8>,
    pub maker: Option<Maker>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Maker {
    pub name: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Disk {
    pub label: Option<String>,
    pub size: Option<i64>,
    #[serde(default)]
    pub volumes: Vec<Volume>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Volume {
    pub letter: Option<String>,
    pub size: Option<i64>,
}

/// A derived type of [`Device`].
#[graph_resource(type = "#microsoft.graph.windows.phone")]
#[derive(Deserialize)]
pub struct Phone {
    pub imei: Option<String>,
    pub hardware: Option<Hardware>,
}

/// A derived type of [`Hardware`].
#[graph_resource]
#[derive(Deserialize)]
pub struct Board {
    pub chipset: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Capability {
    Wipe,
    Locate,
    #[serde(untagged)]
    Unknown(String),
}

#[graph_resource(type = "microsoft.graph.riskLevel")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Risk {
    Low,
    Medium,
    #[serde(untagged)]
    Unknown(String),
}

/// A decimal, by the digits that it was written with.
#[derive(Deserialize)]
pub struct Price(pub String);

impl Value for Price {
    type Kind = edm::Number;

    fn literal(&self) -> Literal {
        Literal::bare(&self.0)
    }
}

impl Primitive for Price {
    const EDM_TYPE: &'static str = "Edm.Decimal";
}

#[derive(Deserialize)]
pub struct Bytes(pub Vec<u8>);

impl Value for Bytes {
    type Kind = edm::Binary;

    fn literal(&self) -> Literal {
        Literal::binary(&self.0)
    }
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

/// A list whose items hold columns of the list's own.
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
    pub fields: Option<ItemFields>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct ItemFields {
    #[serde(rename = "Colour")]
    pub colour: Option<String>,
    #[serde(rename = "Quantity")]
    pub quantity: Option<f64>,
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

/// A struct that collects everything that the service sends.
#[graph_resource(path = "/schemaExtensions/<extensionId>")]
#[derive(Deserialize)]
pub struct Open {
    pub id: String,
    #[serde(flatten)]
    pub rest: std::collections::HashMap<String, serde_json::Value>,
}

/// Names that need care, and the ways in which serde is told of them.
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
    pub unasked: Option<String>,
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
