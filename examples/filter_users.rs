//! A typed filter with a sort order and a count: which users match, and how many there are.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub job_title: Option<String>,
    pub account_enabled: Option<bool>,
    pub business_phones: Vec<String>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    let f = User::FIELDS;

    let enabled = f.account_enabled.eq(true);
    let reachable = f
        .business_phones
        .is_not_empty()
        .or(f.job_title.starts_with("Sales"));
    let request = User::list()
        .filter(enabled)
        .filter(reachable)
        .order_by(f.display_name.asc())
        .select([f.display_name, f.job_title])
        .top(5)
        .with_count();
    // The service requires `ConsistencyLevel: eventual` for this query; the header is sent automatically.
    println!("GET {request}");

    let page = request.page(&setup.client).await?;
    println!(
        "{} of {} users:",
        page.value.len(),
        page.count.unwrap_or_default()
    );
    for user in page {
        println!("  {:?}, {:?}", user.display_name, user.job_title);
    }

    let disabled = User::list().filter(f.account_enabled.eq(false));
    println!(
        "\n{} accounts are disabled",
        disabled.count(&setup.client).await?
    );
    Ok(())
}
