use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/users/<userId>",
    permissions(delegated = "User.Read.All", application = "User.Read.All")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    #[graph(expand)]
    pub manager: Option<Box<User>>,
}

/// The names of a user's manager, of the manager's manager, and so on.
pub async fn managers(client: &Client, user: &str) -> Result<Vec<String>, Error> {
    let chain = User::FIELDS.manager.expand().levels_max();
    let user = User::get(user).expand(chain).send(client).await?;
    let mut names = Vec::new();
    let mut next = user.manager;
    while let Some(manager) = next {
        names.extend(manager.display_name);
        next = manager.manager;
    }
    Ok(names)
}
