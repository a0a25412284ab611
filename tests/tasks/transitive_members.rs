use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    list(all_in = "/groups/<groupId>/transitiveMembers/microsoft.graph.user"),
    permissions(
        delegated = "GroupMember.Read.All",
        application = "GroupMember.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

/// The number of all users in a group and in the groups in it, and the first ten of them.
pub async fn members(client: &Client, group: &str) -> Result<(Option<u64>, Vec<User>), Error> {
    let page = User::all_in(group)
        .with_count()
        .top(10)
        .page(client)
        .await?;
    Ok((page.count, page.value))
}

/// Only the number.
pub async fn count_members(client: &Client, group: &str) -> Result<u64, Error> {
    User::all_in(group).count(client).await
}
