//! A closure whose error cannot be sent between threads.
use graph_resource::Client;

fn main() {
    let _ = Client::new(|| -> Result<String, Box<dyn std::error::Error>> { Ok("token".into()) });
}
