use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/me/messages/<messageId>",
    permissions(delegated = "Mail.Read", application = "Mail.Read")
)]
#[derive(Debug, Deserialize)]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
}

/// The messages with a phrase such as `quarterly report`, in the order of the service.
pub async fn with_phrase(client: &Client, phrase: &str) -> Result<Vec<Message>, Error> {
    Message::list().search(phrase).top(25).all(client).await
}
