//! A server without TLS that counts its connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

pub struct PlainServer {
    address: String,
    connections: Arc<AtomicUsize>,
}

impl PlainServer {
    /// Starts a server that responds in plain HTTP to whatever it receives.
    pub async fn start() -> Self {
        Self::responding("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await
    }

    /// Starts a server that closes each connection after the first bytes.
    pub async fn closing() -> Self {
        Self::responding("").await
    }

    async fn responding(response: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let connections = Arc::new(AtomicUsize::new(0));
        let accepted = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                accepted.fetch_add(1, Ordering::SeqCst);
                let mut buffer = [0; 4096];
                let _ = stream.read(&mut buffer).await;
                let _ = stream.write_all(response.as_bytes()).await;
            }
        });
        PlainServer {
            address,
            connections,
        }
    }

    pub fn base_url(&self, scheme: &str) -> String {
        format!("{scheme}://{}", self.address)
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}
