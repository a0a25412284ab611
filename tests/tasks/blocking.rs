use graph_resource::blocking::Client;
use graph_resource::{Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/users/<userId>",
    get(me = "/me"),
    permissions(delegated = "User.Read.All", application = "User.Read.All")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

/// The requests are the same as in asynchronous code. Only the client differs, which takes them.
pub fn me_and_others(client: &Client) -> Result<Vec<String>, Error> {
    let me = client.send(&User::me())?;
    let f = User::FIELDS;
    let others = User::list().filter(f.display_name.starts_with("A"));
    let mut names = Vec::from_iter(me.display_name);
    for user in client.iter(&others) {
        names.extend(user?.display_name);
    }
    Ok(names)
}
