//! Mail and calendar entities, which are not directory objects.

use chrono::{DateTime, Utc};
use graph_resource::graph_resource;
use serde::Deserialize;

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

/// A message with extended properties, which are only sent when they are expanded with a filter.
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

#[graph_resource(path = "/me/events/<eventId>", select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TaggedEvent {
    pub subject: Option<String>,
    #[graph(expand)]
    #[serde(default)]
    pub multi_value_extended_properties: Vec<ExtendedProperty>,
}

#[graph_resource(select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    pub name: Option<String>,
    pub size: Option<i32>,
}

#[graph_resource(path = "/me/attachments/<attachmentId>", select = false)]
#[derive(Deserialize)]
pub struct SingleAttachment {
    pub name: Option<String>,
}

/// The derived type of [`Attachment`] that has a navigation property.
#[graph_resource(select = false)]
#[derive(Deserialize)]
pub struct ItemAttachment {
    #[graph(expand)]
    pub item: Option<Attachment>,
}

/// A message whose expansion goes through a cast.
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
