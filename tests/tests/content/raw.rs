//! A server that sends given bytes, and then closes the connection or stalls.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does after it has sent all bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    Close,
    Stall,
}

pub struct Raw {
    pub base_url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Raw {
    /// Sends one of the responses per connection, and the last one on all further connections.
    pub async fn play<B: Into<Vec<u8>>, const N: usize>(responses: [(B, Then); N]) -> Self {
        let responses: Vec<(Vec<u8>, Then)> = responses
            .into_iter()
            .map(|(bytes, then)| (bytes.into(), then))
            .collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            let mut connection = 0;
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(
                    stream,
                    responses[connection.min(N - 1)].clone(),
                    Arc::clone(&seen),
                ));
                connection += 1;
            }
        });
        Raw { base_url, requests }
    }

    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

async fn serve(
    mut stream: TcpStream,
    (bytes, then): (Vec<u8>, Then),
    seen: Arc<Mutex<Vec<String>>>,
) {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => request.push(byte),
            Err(_) => return,
        }
    }
    seen.lock()
        .unwrap()
        .push(String::from_utf8_lossy(&request).into_owned());
    let _ = stream.write_all(&bytes).await;
    if then == Then::Stall {
        std::future::pending::<()>().await;
    }
}
