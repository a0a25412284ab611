//! A server that speaks HTTP/2 over TLS, and a process that trusts its certificate.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::extract::connect_info::{ConnectInfo, Connected};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::server::{pem, self_signed};

/// The protocols that the server offers in the handshake.
pub const HTTP2: &[&str] = &["h2"];
pub const BOTH: &[&str] = &["h2", "http/1.1"];

/// A listener that numbers its connections.
struct Http2Listener {
    listener: TcpListener,
    acceptor: TlsAcceptor,
    accepted: usize,
}

impl Listener for Http2Listener {
    type Io = TlsStream<TcpStream>;
    type Addr = usize;

    async fn accept(&mut self) -> (Self::Io, usize) {
        loop {
            let (stream, _) = self.listener.accept().await.unwrap();
            if let Ok(stream) = self.acceptor.accept(stream).await {
                self.accepted += 1;
                return (stream, self.accepted);
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<usize> {
        Ok(self.accepted)
    }
}

/// The number of a request's connection, from 1.
#[derive(Clone, Copy)]
struct Connection(usize);

impl Connected<IncomingStream<'_, Http2Listener>> for Connection {
    fn connect_info(stream: IncomingStream<'_, Http2Listener>) -> Self {
        Connection(*stream.remote_addr())
    }
}

pub struct Http2Server {
    pub base_url: String,
    /// The file with the certificate.
    roots: String,
    /// The connection of each request.
    connections: Arc<Mutex<Vec<usize>>>,
}

impl Http2Server {
    /// Starts a server that speaks only HTTP/2. `respond` gets the number of the request, from 0.
    pub async fn start<F>(respond: impl Fn(usize) -> F + Clone + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Response> + Send + 'static,
    {
        Self::speaking(HTTP2, move |number, _| respond(number)).await
    }

    /// Starts a server that speaks these protocols. `respond` gets the number of the request, from 0, and the request.
    pub async fn speaking<F>(
        protocols: &[&str],
        respond: impl Fn(usize, Request<Body>) -> F + Clone + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Response> + Send + 'static,
    {
        let (certificate, mut config) = self_signed();
        config.alpn_protocols = protocols
            .iter()
            .map(|protocol| protocol.as_bytes().to_vec())
            .collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let roots = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("roots-{port}.pem"));
        std::fs::write(&roots, pem(&certificate)).unwrap();

        let connections = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&connections);
        let handler = move |ConnectInfo(Connection(connection)), request: Request<Body>| {
            let mut seen = seen.lock().unwrap();
            seen.push(connection);
            respond(seen.len() - 1, request)
        };
        let router = Router::new().fallback(handler);
        let listener = Http2Listener {
            listener,
            acceptor: TlsAcceptor::from(Arc::new(config)),
            accepted: 0,
        };
        let service = router.into_make_service_with_connect_info::<Connection>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Http2Server {
            base_url: format!("https://localhost:{port}"),
            roots: roots.to_str().unwrap().to_owned(),
            connections,
        }
    }

    /// Runs an ignored test of this program in another process, which finds the server in `BASE_URL` and trusts it.
    /// Returns what it has [reported](report).
    pub async fn run(&self, test: &str, variables: &[(&str, &str)]) -> Vec<String> {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", test, "--ignored", "--nocapture"])
            .env("SSL_CERT_FILE", &self.roots)
            .env("BASE_URL", &self.base_url)
            .envs(variables.iter().copied());
        let output = tokio::task::spawn_blocking(move || command.output().unwrap());
        let output = output.await.unwrap();
        assert!(output.status.success(), "{output:?}");
        // Figures, which are shown with `--nocapture`.
        print!("{}", String::from_utf8_lossy(&output.stderr));
        let printed = String::from_utf8(output.stdout).unwrap();
        let lines = printed.lines().filter_map(|line| line.strip_prefix(REPORT));
        lines.map(str::to_owned).collect()
    }

    /// Runs another program, which finds the server in `BASE_URL` and trusts it. Returns its output.
    pub fn run_program(&self, built: &Path, variables: &[(&str, &str)]) -> String {
        let mut all = vec![
            ("SSL_CERT_FILE", self.roots.as_str()),
            ("BASE_URL", self.base_url.as_str()),
        ];
        all.extend_from_slice(variables);
        tokio::task::block_in_place(|| crate::crates::run(built, &all).concat())
    }

    /// Makes the process that reads from this server trust another one, too.
    pub fn redirects_to(&self, other: &Http2Server) {
        let roots = [&self.roots, &other.roots].map(|file| std::fs::read_to_string(file).unwrap());
        std::fs::write(&self.roots, roots.concat()).unwrap();
    }

    /// The connection of each request so far.
    pub fn connections(&self) -> Vec<usize> {
        self.connections.lock().unwrap().clone()
    }
}

const REPORT: &str = "reported: ";

/// Passes a line from the other process to the test.
pub fn report(line: &str) {
    println!("{REPORT}{line}");
}
