//! Objects of several types in one collection: the members of a group.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use graph_resource_tests::sample;
use serde::Deserialize;

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    pub id: String,
    pub display_name: Option<String>,
}

/// The variant is chosen by `@odata.type`; an object of an unknown type is kept whole.
#[graph_resource(path = "/groups/<groupId>/members", collection)]
#[derive(Debug, Deserialize)]
pub enum Member {
    User(User),
    Group(Group),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    let members = Member::list(sample::GROUP);
    println!("GET {members}");
    for member in members.all(&setup.client).await? {
        match member {
            Member::User(user) => println!("  the user {:?}", user.display_name),
            Member::Group(group) => println!("  the group {:?}", group.display_name),
            Member::Unknown(other) => println!("  something else: {}", other["@odata.type"]),
        }
    }
    Ok(())
}
