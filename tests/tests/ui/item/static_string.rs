//! Fields that borrow for `'static`.
use std::borrow::Cow;

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: &'static str,
    pub tags: Option<Vec<&'static str>>,
    pub mail: Cow<'static, str>,
    #[serde(skip)]
    pub note: &'static str,
}

fn main() {
    println!("{}", User::get("1"));
}
