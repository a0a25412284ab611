//! Reads an object only if it has changed, with the ETag of the read before.

use graph_resource::conditional::Fetched;
use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use graph_resource_tests::sample;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    let request = User::get(sample::ME);
    println!("GET {request}");

    let first = request.response(&setup.client).await?;
    println!("{:?}", first.value.display_name);
    println!("  status {}, ETag {:?}", first.status(), first.etag());
    println!("  request-id {:?}", first.request_id());

    let etags = [first.etag().unwrap_or("\"none\""), "\"outdated\""];
    for etag in etags {
        let conditional = request.clone().if_none_match(etag);
        match conditional.send(&setup.client).await? {
            Fetched::NotModified => println!("{etag}: not modified, so the copy is up to date"),
            Fetched::Modified { value, etag, .. } => {
                println!("modified: {:?}, now with the ETag {etag:?}", value.id);
            }
        }
    }
    Ok(())
}
