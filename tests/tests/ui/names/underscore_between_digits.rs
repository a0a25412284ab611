//! An underscore between digits.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/deviceManagement/minimums/<minimumId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Minimum {
    pub v10_0: Option<bool>,
}

fn main() {}
