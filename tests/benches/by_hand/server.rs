//! The service that both sides read from. It runs in this process, which is not measured: the client has one of its own.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use rustls::{ServerConnection, StreamOwned};

use crate::responses::Responses;
use crate::service::Service;
use crate::tls::Tls;

/// A running service. Its threads stop with the process.
pub struct Server {
    pub base_url: String,
    /// The file with the root certificates that a client must trust.
    pub roots: Option<PathBuf>,
    /// The bytes of a page, as they are sent.
    pub page_bytes: usize,
}

impl Server {
    pub fn start(service: Service) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let tls = service.tls.then(|| Tls::new(port));
        let base_url = match &tls {
            Some(_) => format!("https://localhost:{port}"),
            None => format!("http://127.0.0.1:{port}"),
        };
        let responses = Arc::new(Responses::new(service, &base_url));
        let page_bytes = responses.page_bytes();
        let roots = tls.as_ref().map(|tls| tls.roots.clone());
        thread::spawn(move || accept(&listener, &responses, tls.as_ref()));
        Server {
            base_url,
            roots,
            page_bytes,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(roots) = &self.roots {
            let _ = fs::remove_file(roots);
        }
    }
}

/// Serves each connection in a thread, until the client closes it.
fn accept(listener: &TcpListener, responses: &Arc<Responses>, tls: Option<&Tls>) {
    for stream in listener.incoming().flatten() {
        stream.set_nodelay(true).expect("a TCP connection");
        let responses = Arc::clone(responses);
        let connection = tls.map(|tls| {
            ServerConnection::new(Arc::clone(&tls.config)).expect("a valid configuration")
        });
        thread::spawn(move || match connection {
            Some(connection) => serve(&responses, StreamOwned::new(connection, stream)),
            None => serve(&responses, stream),
        });
    }
}

/// Responds to the requests of a connection.
fn serve(responses: &Responses, stream: impl Read + Write) {
    let mut stream = BufReader::new(stream);
    // An error is the end of the connection.
    while let Ok((line, body)) = read_request(&mut stream) {
        if responses.respond(&line, &body, stream.get_mut()).is_err() {
            break;
        }
    }
}

/// Reads the first line of a request, and its body.
fn read_request(stream: &mut impl BufRead) -> io::Result<(String, Vec<u8>)> {
    let first = read_line(stream)?;
    let mut length = 0;
    loop {
        let line = read_line(stream)?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().map_err(io::Error::other)?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok((first, body))
}

fn read_line(stream: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}
