//! Listeners that keep all that arrives, and answer whatever a read is content with.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What is answered to a request for a path, before the answer that fits all: status, headers, body.
pub type Answers = Arc<Mutex<Option<Answer>>>;

#[derive(Clone)]
pub struct Answer {
    pub path: &'static str,
    pub status: u16,
    pub header: Option<(&'static str, Vec<u8>)>,
    pub body: String,
}

pub struct Listener {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
    answers: Answers,
}

impl Listener {
    /// `None` where this machine has no such address.
    pub async fn at(host: &str) -> Option<Self> {
        let listener = TcpListener::bind((host, 0)).await.ok()?;
        let address = listener.local_addr().unwrap();
        let (seen, answers) = (Arc::new(Mutex::new(Vec::new())), Answers::default());
        let (kept, script) = (Arc::clone(&seen), Arc::clone(&answers));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&kept), Arc::clone(&script)));
            }
        });
        Some(Listener {
            address,
            seen,
            answers,
        })
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Answers so to one path from now on, and forgets what has arrived.
    pub fn begin(&self, answer: Option<Answer>) {
        *self.answers.lock().unwrap() = answer;
        self.seen.lock().unwrap().clear();
    }

    /// All that has arrived since, a request each.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, seen: Arc<Mutex<Vec<String>>>, answers: Answers) {
    while let Some(request) = read(&mut stream).await {
        let answer = answers.lock().unwrap().clone().filter(|answer| {
            let path = request.split(' ').nth(1).unwrap_or_default();
            path.starts_with(answer.path)
        });
        seen.lock().unwrap().push(request);
        let (status, header, body) = match answer {
            Some(answer) => (answer.status, answer.header, answer.body),
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

/// A request's head, or whatever else comes until nothing more does.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let read = tokio::time::timeout(Duration::from_secs(1), stream.read(&mut buffer)).await;
        let count = read.ok().and_then(Result::ok).unwrap_or(0);
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes);
        // A TLS handshake gets no answer, since nobody here speaks it.
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
