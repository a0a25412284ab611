use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Employee {
    pub id: String,
    #[graph(expand)]
    pub manager: Option<Box<Employee>>,
    #[graph(expand = "microsoft.graph.user/directReports")]
    #[serde(default)]
    pub direct_reports: Vec<Employee>,
}
