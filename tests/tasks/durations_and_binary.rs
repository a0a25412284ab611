use std::time::Duration;

use graph_resource::types::deserialize;
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/employeeExperience/learningProviders/<providerId>/learningContents/<contentId>",
    permissions(
        delegated = "LearningContent.Read.All",
        application = "LearningContent.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
pub struct LearningContent {
    pub title: Option<String>,
    /// `"PT1H"` in JSON.
    #[serde(default, deserialize_with = "deserialize")]
    pub duration: Option<Duration>,
}

#[graph_resource(
    path = "/applications/<applicationId>",
    permissions(
        delegated = "Application.Read.All",
        application = "Application.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    pub key_credentials: Vec<KeyCredential>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyCredential {
    /// The thumbprint of the certificate, in base64 in JSON.
    #[serde(default, deserialize_with = "deserialize")]
    pub custom_key_identifier: Option<Vec<u8>>,
}

pub async fn long_courses(client: &Client, provider: &str) -> Result<Vec<LearningContent>, Error> {
    let f = LearningContent::FIELDS;
    let long = f.duration.gt(Duration::from_secs(1800));
    LearningContent::list(provider)
        .filter(long)
        .all(client)
        .await
}

pub async fn thumbprints(client: &Client, application: &str) -> Result<Vec<Vec<u8>>, Error> {
    let application = Application::get(application).send(client).await?;
    let keys = application.key_credentials.into_iter();
    Ok(keys.filter_map(|key| key.custom_key_identifier).collect())
}
