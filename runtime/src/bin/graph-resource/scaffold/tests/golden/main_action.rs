#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Action, Client, graph_resource};
use serde::{Deserialize, Serialize};

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(action(get_by_ids = "/people/getByIds"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    #[graph(type = "Edm.DateTimeOffset")]
    pub deleted_date_time: Option<String>,
    pub age: Option<i32>,
    pub display_name: Option<String>,
    #[serde(rename = "hasMFA")]
    pub has_mfa: Option<bool>,
    #[graph(type = "Edm.Date")]
    pub hired_on: Option<String>,
    pub home: Option<Place>,
    pub is_active: Option<bool>,
    pub mail: Option<String>,
    #[serde(default)]
    pub phones: Vec<String>,
    pub places: Option<Vec<Place>>,
    pub skills: Option<Vec<String>>,
    #[graph(type = "Edm.Guid")]
    pub tenant_id: Option<String>,
}

/// The complex type [`place`](https://learn.microsoft.com/graph/api/resources/place).
#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    pub city: Option<String>,
    pub country_or_region: Option<String>,
}

/// The parameters of the action `getByIds`.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GetByIdsParameters {
    pub ids: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_active: Option<bool>,
    #[serde(rename = "HiredAfter", skip_serializing_if = "Option::is_none")]
    pub hired_after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home: Option<serde_json::Value>,
}

/// `POST /people/getByIds`
///
/// If the action only reads, write `action(idempotent, …)`, and it is retried like a GET.
///
/// `main` sends the body without values: fill them in.
pub fn request(body: &GetByIdsParameters) -> Action<Person> {
    Person::get_by_ids(body)
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    match run().await {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("GRAPH_ACCESS_TOKEN")
        .map_err(|_| "set GRAPH_ACCESS_TOKEN to an access token")?;
    let mut client = Client::builder().credential(token);
    if let Ok(url) = std::env::var("GRAPH_BASE_URL") {
        client = client.base_url(url);
    }
    let client = client.build()?;
    let body = GetByIdsParameters::default();
    let request = request(&body);
    println!("POST {request}");
    let mut items = request.stream(&client);
    while let Some(item) = items.next().await? {
        println!("{item:#?}");
    }
    Ok(())
}
