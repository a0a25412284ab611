//! Listeners that record everything they receive, and send a response that any read accepts.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The response to one path. All other paths get a response that any read accepts.
pub type SharedResponse = Arc<Mutex<Option<Response>>>;

#[derive(Clone)]
pub struct Response {
    pub path: &'static str,
    pub status: u16,
    pub header: Option<(&'static str, Vec<u8>)>,
    pub body: String,
}

pub struct Listener {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
    response: SharedResponse,
}

impl Listener {
    /// Listens on this host, or returns `None` if the machine has no such address.
    pub async fn at(host: &str) -> Option<Self> {
        let listener = TcpListener::bind((host, 0)).await.ok()?;
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let response = SharedResponse::default();
        let recorded = Arc::clone(&seen);
        let next = Arc::clone(&response);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&recorded), Arc::clone(&next)));
            }
        });
        Some(Listener {
            address,
            seen,
            response,
        })
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Sets the response to one path, and forgets the requests so far.
    pub fn begin(&self, response: Option<Response>) {
        *self.response.lock().unwrap() = response;
        self.seen.lock().unwrap().clear();
    }

    /// The requests received since then.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Mutex<Vec<String>>>, response: SharedResponse) {
    while let Some(request) = read(&mut stream).await {
        let response = response.lock().unwrap().clone().filter(|response| {
            let path = request.split(' ').nth(1).unwrap_or_default();
            path.starts_with(response.path)
        });
        seen.lock().unwrap().push(request);
        let (status, header, body) = match response {
            Some(response) => (response.status, response.header, response.body),
            None => (
                200,
                None,
                r#"{"id":"1","value":[],"@odata.deltaLink":"http://x/"}"#.to_owned(),
            ),
        };
        let mut bytes = format!(
            "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
            body.len()
        )
        .into_bytes();
        if let Some((name, value)) = header {
            bytes.extend_from_slice(&[name.as_bytes(), b": ", &value, b"\r\n"].concat());
        }
        bytes.extend_from_slice(format!("\r\n{body}").as_bytes());
        let _ = stream.write_all(&bytes).await;
    }
}

/// Reads a request's head, or anything else until the connection is idle.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let read = tokio::time::timeout(Duration::from_secs(1), stream.read(&mut buffer)).await;
        let count = read.ok().and_then(Result::ok).unwrap_or(0);
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes);
        // A TLS handshake never ends in a blank line: take its first bytes.
        if text.ends_with("\r\n\r\n")
            || (count == 0 && !bytes.is_empty())
            || bytes.first() == Some(&22)
        {
            return Some(text.into_owned());
        }
        if count == 0 {
            return None;
        }
    }
}
