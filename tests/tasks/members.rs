use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;
use serde_json::Value;

/// An object of one of several types. On such an enum, the attribute must be above the derive.
#[graph_resource(
    path = "/groups/<groupId>/members",
    collection,
    permissions(
        delegated = "GroupMember.Read.All",
        application = "GroupMember.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
pub enum Member {
    User(User),
    Group(Group),
    #[serde(untagged)]
    Unknown(Value),
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub user_principal_name: Option<String>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    pub id: String,
    pub display_name: Option<String>,
}

pub async fn members(client: &Client, group: &str) -> Result<Vec<Member>, Error> {
    Member::list(group).all(client).await
}
