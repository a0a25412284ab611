//! Reads a collection of operations: filtered, sorted and across all pages.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use graph_resource_tests::sample;
use serde::Deserialize;

#[graph_resource(path = "/external/connections/<connectionsId>/operations/<connectionOperationId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionOperation {
    pub id: String,
    pub status: Option<OperationStatus>,
}

#[graph_resource]
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OperationStatus {
    Unspecified,
    InProgress,
    Completed,
    Failed,
    #[serde(untagged)]
    Unknown(String),
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    let f = ConnectionOperation::FIELDS;

    let all = ConnectionOperation::list(sample::CONNECTION).top(2);
    println!("GET {all}");
    for operation in all.all(&setup.client).await? {
        println!("  {} {:?}", operation.id, operation.status);
    }

    let failed = ConnectionOperation::list(sample::CONNECTION)
        .filter(f.status.eq(OperationStatus::Failed))
        .order_by(f.id.desc())
        .top(50);
    println!("\nGET {failed}");
    println!("{:#?}", failed.all(&setup.client).await?);
    Ok(())
}
