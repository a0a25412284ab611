//! A trailing slash, which is dropped.
#![deny(deprecated)]
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/me/settings/", list(all = "/users/<userId>/settings/"))]
#[derive(Deserialize)]
pub struct Settings {
    pub id: String,
}

fn main() {}
