use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/sites/<siteId>",
    get(at = "/sites/<host>:/<sitePath..>", root = "/sites/root"),
    permissions(delegated = "Sites.Read.All", application = "Sites.Read.All")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Site {
    pub id: String,
    pub display_name: Option<String>,
    pub web_url: Option<String>,
}

pub async fn site(client: &Client, host: &str, path: &str) -> Result<Site, Error> {
    Site::at(host, path).send(client).await
}
