use chrono::{DateTime, Utc};
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/teams/<teamId>/channels/<channelId>/messages",
    collection,
    select = false,
    permissions(
        delegated = "ChannelMessage.Read.All",
        application = "ChannelMessage.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChatMessage {
    pub id: String,
    pub created_date_time: Option<DateTime<Utc>>,
    pub body: Option<ItemBody>,
    #[graph(expand)]
    #[serde(default)]
    pub replies: Vec<Reply>,
}

#[graph_resource(select = false)]
#[derive(Debug, Deserialize)]
pub struct Reply {
    pub id: String,
    pub body: Option<ItemBody>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct ItemBody {
    pub content: Option<String>,
}

pub async fn messages(
    client: &Client,
    team: &str,
    channel: &str,
) -> Result<Vec<ChatMessage>, Error> {
    ChatMessage::list(team, channel).top(50).all(client).await
}
