//! Expanded properties that serde requires, although a response may not contain them.
#![deny(deprecated)]
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    pub id: String,
    #[graph(expand)]
    pub members: Vec<Member>,
    #[graph(expand)]
    pub created_on_behalf_of: Box<Member>,
    #[graph(expand)]
    #[serde(default)]
    pub owners: Vec<Member>,
    #[graph(expand)]
    pub sponsors: Option<Vec<Member>>,
    #[graph(expand)]
    #[allow(deprecated)]
    pub settings: Vec<Member>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Member {
    pub id: String,
}

fn main() {}
