//! A local service, and a client of it.

use graph_resource::Client;
use graph_resource_tests::Service;

pub struct Running {
    pub service: Service,
    pub client: Client,
}

pub async fn start() -> Running {
    let service = Service::start().await;
    let client = Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .build()
        .unwrap();
    Running { service, client }
}

/// The id of a sample user.
pub fn user(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}
