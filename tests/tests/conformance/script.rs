//! A server that follows a script: one step per request, including broken connections.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with one request.
#[derive(Debug, Clone)]
pub enum Step {
    /// A complete response.
    Respond {
        status: u16,
        headers: Vec<(String, String)>,
        body: String,
    },
    /// The connection is closed before the first byte of a response.
    Reset,
    /// A success whose body is shorter than its content length.
    CutOff {
        headers: Vec<(String, String)>,
        body: String,
        promised: usize,
    },
    /// No response at all.
    Stall,
    /// A success whose body never ends: one byte every twenty milliseconds.
    Drip,
    /// These bytes, whether or not they are a response, and the end of the connection.
    Raw(String),
    /// These bytes, and nothing more on the open connection.
    Open(String),
}

/// A success with this body.
pub fn ok(body: &Value) -> Step {
    response(200, &[], &body.to_string())
}

/// A complete response.
pub fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Step {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Step::Respond {
        status,
        headers,
        body: body.to_owned(),
    }
}

/// A success with a content length greater than its body.
pub fn cut_off(headers: &[(&str, &str)], body: &str, promised: usize) -> Step {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Step::CutOff {
        headers,
        body: body.to_owned(),
        promised,
    }
}

/// A server with a script.
pub struct Script {
    pub base_url: String,
    steps: Arc<Mutex<VecDeque<Step>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Script {
    /// Plays `steps`, one per request, and the last one for all further requests.
    pub async fn play(steps: impl IntoIterator<Item = Step>) -> Self {
        let script = Script::empty().await;
        script.then(steps);
        script
    }

    /// Adds steps, which may link to the server itself.
    pub fn then(&self, steps: impl IntoIterator<Item = Step>) {
        self.steps.lock().unwrap().extend(steps);
    }

    /// Starts a server with an empty script.
    pub async fn empty() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let steps = Arc::new(Mutex::new(VecDeque::new()));
        let seen = Arc::clone(&requests);
        let script = Arc::clone(&steps);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&script), Arc::clone(&seen)));
            }
        });
        Script {
            base_url,
            steps,
            requests,
        }
    }

    /// The requests as received, head and body.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

async fn serve(
    mut stream: TcpStream,
    steps: Arc<Mutex<VecDeque<Step>>>,
    seen: Arc<Mutex<Vec<String>>>,
) {
    while let Some(request) = read(&mut stream).await {
        seen.lock().unwrap().push(request);
        let step = {
            let mut steps = steps.lock().unwrap();
            if steps.len() > 1 {
                steps.pop_front()
            } else {
                steps.front().cloned()
            }
        };
        match step {
            Some(Step::Respond {
                status,
                headers,
                body,
            }) => {
                let _ = stream
                    .write_all(format!("{}{body}", head(status, &headers, body.len())).as_bytes())
                    .await;
            }
            Some(Step::CutOff {
                headers,
                body,
                promised,
            }) => {
                let status = if headers.iter().any(|(name, _)| name == "content-range") {
                    206
                } else {
                    200
                };
                let _ = stream
                    .write_all(format!("{}{body}", head(status, &headers, promised)).as_bytes())
                    .await;
                return;
            }
            Some(Step::Stall) => std::future::pending().await,
            Some(Step::Drip) => return drip(stream).await,
            Some(Step::Raw(bytes)) => {
                let _ = stream.write_all(bytes.as_bytes()).await;
                return;
            }
            Some(Step::Open(bytes)) => {
                let _ = stream.write_all(bytes.as_bytes()).await;
                std::future::pending::<()>().await;
            }
            Some(Step::Reset) | None => return,
        }
    }
}

async fn drip(mut stream: TcpStream) {
    let headers = [("etag".to_owned(), "\"one\"".to_owned())];
    let mut bytes = head(200, &headers, 1_000_000).into_bytes();
    while stream.write_all(&bytes).await.is_ok() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        bytes = b"x".to_vec();
    }
}

fn head(status: u16, headers: &[(String, String)], length: usize) -> String {
    let mut head = format!("HTTP/1.1 {status} x\r\ncontent-length: {length}\r\nrequest-id: r\r\n");
    if !headers.iter().any(|(name, _)| name == "content-type") {
        head += "content-type: application/json\r\n";
    }
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head + "\r\n"
}

/// Reads one request, or returns `None` when the client has closed the connection.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let count = stream
            .read(&mut buffer)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_ascii_lowercase()
                    .strip_prefix("content-length: ")?
                    .parse()
                    .ok()
            });
            if body.len() >= length.unwrap_or(0) {
                return Some(text.into_owned());
            }
        }
    }
}
