//! A report in CSV, returned by a function with an argument.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use serde::Deserialize;

/// A report is not an object but a file, so the struct has no fields, only methods.
#[graph_resource(content(
    by_period = "/reports/getEmailActivityUserDetail(period='<period>')",
    by_date = "/reports/getEmailActivityUserDetail(date=<date>)"
))]
#[derive(Deserialize)]
pub struct EmailActivity {}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    let report = EmailActivity::by_period("D7");
    println!("GET {report}");
    let csv = report.text(&setup.client).await?;
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    println!("  {:?}", lines.next().unwrap_or_default());
    for line in lines {
        println!("  {line:?}");
    }
    // A placeholder without quotes is sent without quotes, as a date must be.
    println!(
        "\nthe report of one day: GET {}",
        EmailActivity::by_date("2024-02-29")
    );
    Ok(())
}
