//! Reads one `connectionOperation`, in both of its documented forms.
//!
//! `cargo run --example get_operation` reads from a local service. To read from Microsoft Graph, set
//! `GRAPH_ACCESS_TOKEN`, `GRAPH_CONNECTION_ID` and `GRAPH_OPERATION_ID`.

use std::env;

use graph_resource::{Client, Error, graph_resource};
use graph_resource_examples::{client, setup};
use graph_resource_tests::{Service, sample};
use serde::Deserialize;

/// A long-running operation of a Microsoft Graph connector.
#[graph_resource(
    path = "/external/connections/<connectionsId>/operations/<connectionOperationId>",
    permissions(
        delegated = "ExternalConnection.Read.All",
        application = "ExternalConnection.Read.All"
    )
)]
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionOperation {
    pub id: String,
    pub status: Option<OperationStatus>,
    pub error: Option<PublicError>,
}

#[graph_resource]
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicError {
    pub code: Option<String>,
    pub message: Option<String>,
    pub target: Option<String>,
}

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OperationStatus {
    Unspecified,
    InProgress,
    Completed,
    Failed,
    #[serde(untagged)]
    Unknown(String),
}

async fn read(client: &Client) -> Result<(), Error> {
    let connection =
        env::var("GRAPH_CONNECTION_ID").unwrap_or_else(|_| sample::CONNECTION.to_owned());
    let operation =
        env::var("GRAPH_OPERATION_ID").unwrap_or_else(|_| sample::FAILED_OPERATION.to_owned());
    let request = ConnectionOperation::get(connection, operation);
    println!("GET {request}");
    println!("{:#?}\n", request.send(client).await?);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let local = setup().await?;
    read(&local.client).await?;
    if local.service.is_some() {
        println!(
            "the same operation wrapped in {{\"value\": {{…}}}}, as the reference page shows it:\n"
        );
        let service = Service::builder().envelope(true).start().await;
        read(&client(
            Service::TOKEN.to_owned(),
            Some(service.base_url().to_owned()),
        )?)
        .await?;
    }
    Ok(())
}
