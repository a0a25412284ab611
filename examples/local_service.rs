//! Runs the local service until it is stopped, for experiments with any client.

use graph_resource_tests::{Service, sample};

#[tokio::main]
async fn main() {
    let service = Service::start().await;
    println!("export GRAPH_BASE_URL={}", service.base_url());
    println!("export GRAPH_ACCESS_TOKEN={}", Service::TOKEN);
    println!("export GRAPH_CONNECTION_ID={}", sample::CONNECTION);
    println!("export GRAPH_OPERATION_ID={}", sample::FAILED_OPERATION);
    std::future::pending::<()>().await;
}
