//! The attribute on a union.
use graph_resource::graph_resource;

#[graph_resource]
pub union Number {
    pub integer: i64,
    pub float: f64,
}

fn main() {}
