use graph_resource::types::Flags;
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/identityGovernance/lifecycleWorkflows/taskDefinitions/<taskDefinitionId>",
    type = "microsoft.graph.identityGovernance.taskDefinition",
    permissions(
        delegated = "LifecycleWorkflows.Read.All",
        application = "LifecycleWorkflows.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskDefinition {
    pub id: String,
    pub display_name: Option<String>,
    /// The service sends several members in one string: `"joiner,leaver"`.
    pub category: Flags<Category>,
}

#[graph_resource(type = "microsoft.graph.identityGovernance.lifecycleTaskCategory")]
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Category {
    Joiner,
    Leaver,
    Mover,
    #[serde(untagged)]
    Unknown(String),
}

pub async fn tasks_for_leavers(client: &Client) -> Result<Vec<TaskDefinition>, Error> {
    let f = TaskDefinition::FIELDS;
    let for_leavers = f.category.has(Category::Leaver);
    TaskDefinition::list().filter(for_leavers).all(client).await
}
