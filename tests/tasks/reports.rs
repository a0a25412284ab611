use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

/// A report is a file, so the struct has no fields.
#[graph_resource(
    content(by_period = "/reports/getEmailActivityUserDetail(period='<period>')"),
    permissions(delegated = "Reports.Read.All", application = "Reports.Read.All")
)]
#[derive(Deserialize)]
pub struct EmailActivity {}

/// The report as rows of columns, the first of which has the names.
pub async fn email_activity(client: &Client, period: &str) -> Result<Vec<Vec<String>>, Error> {
    let csv = EmailActivity::by_period(period).text(client).await?;
    let rows = csv
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect());
    Ok(rows.collect())
}
