use chrono::{DateTime, Utc};
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/sites/<siteId>/lists/<listId>/items/<itemId>",
    permissions(delegated = "Sites.Read.All", application = "Sites.Read.All")
)]
#[derive(Debug, Deserialize)]
pub struct ListItem {
    pub id: String,
    #[graph(expand)]
    pub fields: Option<Columns>,
}

/// The columns of the list by their internal names.
#[graph_resource(type = "microsoft.graph.fieldValueSet")]
#[derive(Debug, Deserialize)]
pub struct Columns {
    #[serde(rename = "Title")]
    pub title: Option<String>,
    #[serde(rename = "Status")]
    pub status: Option<String>,
    #[serde(rename = "Budget")]
    pub budget: Option<f64>,
    #[serde(rename = "DueDate")]
    pub due_date: Option<DateTime<Utc>>,
}

pub async fn active_projects(client: &Client, site: &str) -> Result<Vec<ListItem>, Error> {
    let f = ListItem::FIELDS;
    ListItem::list(site, "Projects")
        .filter(f.fields.status.eq("Active").and(f.fields.budget.gt(5000.0)))
        // `Budget` has no index.
        .prefer("HonorNonIndexedQueriesWarningMayFailRandomly")
        .all(client)
        .await
}
