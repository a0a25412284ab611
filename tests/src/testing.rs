//! Sends requests over a plain socket, for the tests of the service itself.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use serde_json::Value;

use crate::Service;

/// A parsed response.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("a JSON body")
    }

    pub(crate) fn code(&self) -> String {
        self.json()["error"]["code"]
            .as_str()
            .expect("a code")
            .to_owned()
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        let value = &self.json()["value"];
        value
            .as_array()
            .expect("items")
            .iter()
            .map(|item| item["id"].as_str().expect("an id").to_owned())
            .collect()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .into_iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

/// The headers that every valid request has.
pub(crate) const HEADERS: &str =
    "Authorization: Bearer local-token\r\nUser-Agent: tests\r\nclient-request-id: 1\r\n";

/// The header of advanced queries.
pub(crate) const EVENTUAL: &str = "ConsistencyLevel: eventual\r\n";

/// Sends a valid GET.
pub(crate) async fn get(service: &Service, target: &str) -> Reply {
    send(service, "GET", target, HEADERS, "").await
}

/// Sends a valid GET of an advanced query.
pub(crate) async fn get_eventual(service: &Service, target: &str) -> Reply {
    send(service, "GET", target, &format!("{HEADERS}{EVENTUAL}"), "").await
}

pub(crate) async fn send(
    service: &Service,
    method: &str,
    target: &str,
    headers: &str,
    body: &str,
) -> Reply {
    let address = service.base_url().strip_prefix("http://").expect("http");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let request = format!(
        "{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n{body}"
    );
    stream
        .write_all(request.as_bytes())
        .await
        .expect("a request sent");
    let mut response = String::new();
    stream
        .read_to_string(&mut response)
        .await
        .expect("a response");
    let (head, body) = response.split_once("\r\n\r\n").expect("a head and a body");
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .expect("a status");
    Reply {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    }
}
