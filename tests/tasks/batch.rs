use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/users/<userId>",
    get(me = "/me"),
    content(photo = "/users/<userId>/photo/$value")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Debug, Deserialize)]
pub struct Group {
    pub id: String,
}

/// The name of the user, the number of all users, the first groups, and the length of the photo.
pub async fn overview(
    client: &Client,
    id: &str,
) -> Result<(Option<String>, u64, Vec<Group>, usize), Error> {
    let requests = (
        User::me(),
        User::list().count_request(),
        Group::list().top(3),
        User::photo(id),
    );
    let (me, count, groups, photo) = client.batch(requests).await?;
    Ok((me?.display_name, count?, groups?.value, photo?.len()))
}
