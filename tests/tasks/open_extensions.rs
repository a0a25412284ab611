use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/me/extensions/<extensionName>",
    type = "microsoft.graph.openTypeExtension",
    select = false,
    permissions(delegated = "User.Read", application = "User.Read.All")
)]
#[derive(Debug, Deserialize)]
pub struct RoamingSettings {
    pub theme: Option<String>,
    pub lang: Option<String>,
}

pub async fn roaming_settings(client: &Client) -> Result<Option<RoamingSettings>, Error> {
    RoamingSettings::get("com.contoso.roamingSettings")
        .send_opt(client)
        .await
}
