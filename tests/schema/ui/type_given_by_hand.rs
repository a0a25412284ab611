use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
struct House {
    #[graph(type = "Edm.Date")]
    code: Option<String>,
}

fn main() {}
