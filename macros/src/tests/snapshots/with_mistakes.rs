use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "users/{user-id}/messages/<", pth = 5)]
#[derive(Deserialize)]
pub struct Message<'a> {
    pub id: &'a str,
    #[graph(expnd)]
    pub is_read: Option<bool>,
}
