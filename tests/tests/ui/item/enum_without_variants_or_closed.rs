//! An enum without variants that is not closed.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
pub enum Importance {}

fn main() {}
