//! The fixed part of the generated program. It is copied there.
//!
//! The program prints one line per body, `{"read": …}` or `{"error": …}`.

use graph_resource::types::Flags;
use graph_resource::{Client, Get, List, RetryPolicy, graph_resource};
use graph_resource_tests::{Canned, Service};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Value, json};

/// A stream of bytes.
#[graph_resource(content(bytes = "/e/<key>"))]
#[derive(Deserialize)]
struct Stream {
    #[serde(rename = "id")]
    _id: Option<String>,
}

/// The local service, which responds with the documented bodies.
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
        let client = Client::builder().credential(Service::TOKEN).base_url(service.base_url());
        Harness { pages, client: client.retry(RetryPolicy::never()).build().unwrap(), service }
    }

    /// Serves a documented body, and returns the key of its path.
    fn serve(&self, page: usize, example: usize) -> String {
        let documented = &self.pages[page]["examples"][example];
        let key = format!("{page}-{example}-");
        let headers = documented["response_headers"].as_object();
        let media_type =
            headers.and_then(|headers| headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type")));
        let media_type = media_type.and_then(|(_, value)| value.as_str()).map(str::trim);
        let response = match documented["response_text"].as_str() {
            Some(text) => Canned::new(200, media_type.unwrap_or("text/plain"), text),
            None => Canned::json(200, documented["response_json"].to_string()),
        };
        self.service.respond_with(format!("/v1.0/e/{key}"), response);
        key
    }

    pub async fn one<T>(&self, page: usize, example: usize, get: fn(String) -> Get<T>)
    where
        T: DeserializeOwned + Serialize + 'static,
    {
        let key = self.serve(page, example);
        report(get(key).without_select().send(&self.client).await);
    }

    pub async fn many<T>(&self, page: usize, example: usize, list: fn(String) -> List<T>)
    where
        T: DeserializeOwned + Serialize + 'static,
    {
        let key = self.serve(page, example);
        report(list(key).without_select().page(&self.client).await.map(|page| page.value));
    }

    /// Reads the body as a string, and as the content of a stream.
    pub async fn text(&self, page: usize, example: usize) {
        let key = self.serve(page, example);
        let string = Get::<String>::at_path(format!("/e/{key}")).send(&self.client).await;
        let content = Stream::bytes(key).text(&self.client).await;
        report(match (string, content) {
            (Ok(string), Ok(content)) if string != content => Ok(json!({ "string": string, "content": content })),
            (string, content) => string.and(content).map(Value::from),
        });
    }

    pub async fn count(&self, page: usize, example: usize) {
        let key = self.serve(page, example);
        let count = Get::<u64>::at_path(format!("/e/{key}")).send(&self.client).await;
        report(count.map(|count| count.to_string()));
    }
}

fn report<T: Serialize>(read: Result<T, graph_resource::Error>) {
    match read {
        Ok(read) => println!("{}", json!({ "read": read })),
        Err(error) => println!("{}", json!({ "error": error.to_string() })),
    }
}

/// Flags as the service writes them.
pub fn flags<E: Serialize, S: Serializer>(flags: &Option<Flags<E>>, serializer: S) -> Result<S::Ok, S::Error> {
    let members = flags.iter().flat_map(|flags| &flags.members).map(|member| match serde_json::to_value(member) {
        Ok(Value::String(member)) => member,
        other => format!("{other:?}"),
    });
    serializer.serialize_str(&members.collect::<Vec<_>>().join(","))
}
