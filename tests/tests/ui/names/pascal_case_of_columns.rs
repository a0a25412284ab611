//! Names in Pascal case in a struct without a path, which may be columns of SharePoint.
#![deny(warnings)]
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Columns {
    pub title: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(deprecated)]
pub struct MeantColumns {
    pub title: Option<String>,
}

fn main() {}
