//! An asynchronous closure whose error cannot be sent between threads.
use graph_resource::Client;

async fn sign_in() -> Result<String, Box<dyn std::error::Error>> {
    Ok("token".into())
}

fn main() {
    let _ = Client::builder().credential(|| sign_in());
    let _ = graph_resource::blocking::Client::new(|| async { sign_in().await });
}
