//! An expanded map that serde requires, although a response may not contain it.
#![deny(deprecated)]
use std::collections::HashMap;

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/sites/<siteId>/lists/<listId>/items/<itemId>")]
#[derive(Deserialize)]
pub struct ListItem {
    pub id: String,
    #[graph(expand)]
    pub fields: HashMap<String, serde_json::Value>,
}

fn main() {}
