use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(
    path = "/users/<userId>",
    get(me = "/me"),
    list(members_of = "/groups/<groupId>/members/microsoft.graph.user"),
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo/$value"),
    version = "beta"
)]
#[derive(Debug, Deserialize)]
pub(crate) struct User {
    id: String,
}
