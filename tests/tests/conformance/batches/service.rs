//! A service that responds to batches only.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A service that responds to each part of a batch with the requested id, in reverse order.
pub struct BatchService {
    pub base_url: String,
    pub sizes: Arc<Mutex<Vec<usize>>>,
}

impl BatchService {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let sizes = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&sizes);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve_batches(stream, Arc::clone(&seen)));
            }
        });
        BatchService { base_url, sizes }
    }
}

async fn serve_batches(mut stream: TcpStream, sizes: Arc<Mutex<Vec<usize>>>) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 16_384];
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((_, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let Ok(batch) = serde_json::from_str::<Value>(body) else {
            continue;
        };
        bytes.clear();
        let requests = batch["requests"].as_array().unwrap();
        sizes.lock().unwrap().push(requests.len());
        let parts: Vec<Value> = requests.iter().rev().map(requested_id).collect();
        let body = json!({"responses": parts}).to_string();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let _ = stream.write_all((head + &body).as_bytes()).await;
    }
}

/// The response to one part: an entity with the id at the end of the part's path.
fn requested_id(part: &Value) -> Value {
    let url = part["url"].as_str().unwrap();
    let path = url.split('?').next().unwrap();
    let id = path.rsplit('/').next().unwrap();
    json!({"id": part["id"], "status": 200, "body": {"id": id}})
}
