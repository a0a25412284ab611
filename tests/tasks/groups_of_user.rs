use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    list(
        of = "/users/<userId>/memberOf/microsoft.graph.group",
        all_of = "/users/<userId>/transitiveMemberOf/microsoft.graph.group"
    ),
    permissions(
        delegated = "GroupMember.Read.All",
        application = "GroupMember.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    pub id: String,
    pub display_name: Option<String>,
}

/// The groups that a user is a member of.
pub async fn groups(client: &Client, user: &str) -> Result<Vec<Group>, Error> {
    Group::of(user).all(client).await
}

/// These groups, and the groups that they are members of.
pub async fn all_groups(client: &Client, user: &str) -> Result<Vec<Group>, Error> {
    Group::all_of(user).all(client).await
}
