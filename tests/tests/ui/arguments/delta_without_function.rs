//! Delta queries whose paths do not end in the function.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(
    delta(
        changes = "/users",
        of_key = "/groups/<groupId>",
        of_alternate_key = "/users('<upn>')",
        right = "/users/delta",
        qualified = "/users/microsoft.graph.delta",
        with_token = "/me/drive/root/delta(token='<token>')",
        of_quoted = "/users('<upn>')/messages/delta()"
    )
)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {}
