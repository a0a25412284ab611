//! A number as the credential.
use graph_resource::Client;

fn main() {
    let _ = Client::new(5);
}
