//! The part of the generated program that is the same whatever the types: it is copied there.

use graph_resource::{Client, Get, List, RetryPolicy};
use graph_resource_tests::{Canned, Service};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The local service, which answers with the documented bodies.
pub struct Harness {
    pages: Vec<Value>,
    service: Service,
    client: Client,
}

impl Harness {
    pub async fn start() -> Self {
        let text = std::fs::read_to_string(std::env::var("CORPUS_FILE").unwrap()).unwrap();
        let pages = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let service = Service::start().await;
        let client = Client::builder().credential(Service::TOKEN).base_url(service.base_url()).retry(RetryPolicy::never());
        Harness { pages, client: client.build().unwrap(), service }
    }

    /// Has the body answered, and says where.
    fn serve(&self, page: usize, example: usize) -> (String, &Value) {
        let body = &self.pages[page]["examples"][example]["response_json"];
        let key = format!("{page}-{example}-");
        self.service.answer_with(format!("/v1.0/e/{key}"), Canned::json(200, body.to_string()));
        (key, body)
    }

    pub async fn one<T: DeserializeOwned + Serialize + 'static>(&self, page: usize, example: usize, get: fn(String) -> Get<T>) {
        let (key, body) = self.serve(page, example);
        let read = get(key).select_all().send(&self.client).await;
        // Bare, or out of the envelope: what was read has to be one of the two.
        let compare = |read: T| same(&read, body).or_else(|bare| same(&read, &body["value"]).map_err(|_| bare));
        report(read.map_err(|error| error.to_string()).and_then(compare));
    }

    pub async fn many<T: DeserializeOwned + Serialize + 'static>(&self, page: usize, example: usize, list: fn(String) -> List<T>) {
        let (key, body) = self.serve(page, example);
        let read = list(key).select_all().page(&self.client).await.map_err(|error| error.to_string());
        report(read.and_then(|read| {
            let documented = body["value"].as_array().unwrap();
            if read.value.len() != documented.len() {
                return Err("items are lost".to_owned());
            }
            read.value.iter().zip(documented).try_for_each(|(read, documented)| same(read, documented))
        }));
    }
}

/// What was read is what was documented, as far as the type has it, and nothing that it has is lost.
fn same<T: Serialize>(read: &T, documented: &Value) -> Result<(), String> {
    let read = serde_json::to_value(read).unwrap();
    within(&read, documented, "")
}

fn within(read: &Value, documented: &Value, path: &str) -> Result<(), String> {
    match (read, documented) {
        (Value::Object(read), Value::Object(documented)) => {
            read.iter().try_for_each(|(name, value)| within(value, documented.get(name).unwrap_or(&Value::Null), &format!("{path}.{name}")))
        }
        (Value::Array(read), Value::Array(documented)) if read.len() == documented.len() => {
            read.iter().zip(documented).try_for_each(|(read, documented)| within(read, documented, path))
        }
        (Value::Number(read), Value::Number(documented)) if read.as_f64() == documented.as_f64() => Ok(()),
        _ if read == documented => Ok(()),
        _ => Err(format!("`{path}` was read as something else than is documented")),
    }
}

fn report(result: Result<(), String>) {
    println!("{}", result.err().unwrap_or_else(|| "ok".to_owned()).replace('\n', " "));
}
