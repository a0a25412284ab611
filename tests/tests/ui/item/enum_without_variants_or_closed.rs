//! An enum without variants.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(closed)]
#[derive(Deserialize)]
pub enum Importance {}

fn main() {}
