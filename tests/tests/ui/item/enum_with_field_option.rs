//! A field option on a variant.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(closed)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    #[graph(skip)]
    Low,
}

fn main() {}
