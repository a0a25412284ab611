//! A service on this machine that returns one response to all requests.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

pub(crate) struct Server {
    pub(crate) root: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves a body with a status line, such as `200 OK`.
    pub(crate) fn new(status: &str, body: &str) -> Self {
        let length = body.len();
        Self::raw(format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/xml\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        ))
    }

    /// Serves these bytes, and closes the connection.
    pub(crate) fn raw(response: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("the port is known");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let received = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let head = respond(stream, &response);
                received.lock().expect("no test panicked").push(head);
            }
        });
        Self {
            root: format!("http://{address}"),
            requests,
        }
    }

    /// The heads of all requests, in lower case.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no test panicked").clone()
    }
}

fn respond(mut stream: TcpStream, response: &str) -> String {
    let mut head = String::new();
    let reader = BufReader::new(stream.try_clone().expect("the stream can be cloned"));
    for line in reader.lines() {
        match line {
            Ok(line) if !line.is_empty() => head.push_str(&(line.to_lowercase() + "\n")),
            _ => break,
        }
    }
    let _ = stream.write_all(response.as_bytes());
    head
}
