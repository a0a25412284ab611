use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;
use serde_json::Value;

#[graph_resource(
    path = "/me/messages/<messageId>",
    permissions(delegated = "Mail.Read", application = "Mail.Read")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
    pub is_read: Option<bool>,
    pub has_attachments: Option<bool>,
}

#[graph_resource(path = "/me/messages/<messageId>/attachments", collection)]
#[derive(Debug, Deserialize)]
pub enum Attachment {
    File(FileAttachment),
    Item(ItemAttachment),
    #[serde(untagged)]
    Unknown(Value),
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileAttachment {
    pub name: Option<String>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub content_bytes: Option<Vec<u8>>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct ItemAttachment {
    pub name: Option<String>,
}

pub async fn unread(client: &Client) -> Result<Vec<(Message, Vec<Attachment>)>, Error> {
    let f = Message::FIELDS;
    let filter = f.is_read.eq(false).and(f.has_attachments.eq(true));
    let messages = Message::list().filter(filter).all(client).await?;
    let requests = messages.iter().map(|message| Attachment::list(&message.id));
    let attachments = client.batch_all(requests).await?;
    let attachments = attachments
        .into_iter()
        .map(|page| page.map(|page| page.value));
    let attachments = attachments.collect::<Result<Vec<_>, _>>()?;
    Ok(messages.into_iter().zip(attachments).collect())
}
