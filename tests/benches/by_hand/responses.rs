//! What the server sends.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::service::Service;
use crate::users::Users;

/// All responses, written before the first request.
pub struct Responses {
    service: Service,
    user: Value,
    pages: Vec<Vec<u8>>,
}

impl Responses {
    pub fn new(service: Service, base_url: &str) -> Self {
        let mut users = Users::new();
        let items: Vec<Value> = (0..service.page_size)
            .map(|_| {
                if service.whole {
                    users.whole()
                } else {
                    users.selected()
                }
            })
            .collect();
        let items = Value::Array(items).to_string();
        let pages = (1..=service.pages).map(|number| {
            let link = format!("{base_url}/v1.0/users?$skiptoken={number}");
            let page = page(&items, (number < service.pages).then_some(link));
            if service.gzip {
                compressed(page.as_bytes())
            } else {
                page.into_bytes()
            }
        });
        Responses {
            service,
            pages: pages.collect(),
            user: users.selected(),
        }
    }

    /// The bytes of a page, as they are sent.
    pub fn page_bytes(&self) -> usize {
        self.pages[0].len()
    }

    /// Responds to a request with this first line and body.
    pub fn respond(&self, line: &str, body: &[u8], stream: &mut impl Write) -> io::Result<()> {
        if line.contains("/$batch") {
            return self.send(self.batch(body).as_bytes(), false, stream);
        }
        if line.contains("/users/") {
            return self.send(self.user.to_string().as_bytes(), false, stream);
        }
        self.send(&self.pages[page_number(line)], self.service.gzip, stream)
    }

    fn batch(&self, body: &[u8]) -> String {
        let request: Value = serde_json::from_slice(body).expect("a batch");
        let parts = request["requests"].as_array().expect("requests");
        let responses: Vec<Value> = parts
            .iter()
            .map(|part| {
                json!({
                    "id": part["id"],
                    "status": 200,
                    "headers": {"Cache-Control": "no-cache", "Content-Type": "application/json"},
                    "body": self.user,
                })
            })
            .collect();
        json!({"responses": responses}).to_string()
    }

    fn send(&self, body: &[u8], gzip: bool, stream: &mut impl Write) -> io::Result<()> {
        let encoding = if gzip {
            "content-encoding: gzip\r\n"
        } else {
            ""
        };
        let mut response = format!(
            "HTTP/1.1 200 OK\r\n\
             content-type: application/json;odata.metadata=minimal;charset=utf-8\r\n\
             request-id: 5b8d2a1e-0000-4000-8000-000000000000\r\n\
             date: Thu, 26 Nov 2026 12:00:00 GMT\r\n\
             content-length: {}\r\n{encoding}\r\n",
            body.len()
        )
        .into_bytes();
        response.extend_from_slice(body);
        match self.service.link {
            Some(link) => link.send(&response, stream)?,
            None => stream.write_all(&response)?,
        }
        stream.flush()
    }
}

fn page(items: &str, next_link: Option<String>) -> String {
    let context = r#""@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users""#;
    match next_link {
        Some(link) => format!(r#"{{{context},"@odata.nextLink":"{link}","value":{items}}}"#),
        None => format!(r#"{{{context},"value":{items}}}"#),
    }
}

/// The page that a next link leads to, or the first one.
fn page_number(line: &str) -> usize {
    let Some((_, token)) = line.split_once("$skiptoken=") else {
        return 0;
    };
    let digits = token.split(' ').next().expect("a version of HTTP");
    digits.parse().expect("the number of a page")
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}
