use graph_resource::{Client, Error, Field, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/users/<userId>",
    permissions(
        delegated = "CustomSecAttributeAssignment.Read.All",
        application = "CustomSecAttributeAssignment.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub custom_security_attributes: Option<AttributeSets>,
}

#[graph_resource(type = "microsoft.graph.customSecurityAttributeValue")]
#[derive(Debug, Deserialize)]
pub struct AttributeSets {
    #[serde(rename = "Engineering")]
    pub engineering: Option<Engineering>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Engineering {
    #[serde(rename = "Project", default)]
    pub project: Vec<String>,
    #[serde(rename = "Level")]
    pub level: Option<i32>,
}

/// The users of a project from a level on.
pub async fn on_project(client: &Client, project: &str, level: i32) -> Result<Vec<User>, Error> {
    let f = User::FIELDS;
    let on_project = Field::named("customSecurityAttributes/Engineering/Project").eq(project);
    let from_level = f.custom_security_attributes.engineering.level.ge(level);
    User::list()
        .filter(on_project.and(from_level))
        .all(client)
        .await
}
