use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`letter`](https://learn.microsoft.com/graph/api/resources/letter).
#[graph_resource(path = "/me/letters", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    pub id: String,
    pub copies: Option<Vec<Sender>>,
    pub from: Option<Sender>,
    pub importance: Option<Importance>,
    #[graph(type = "Edm.DateTimeOffset")]
    pub received_date_time: Option<String>,
    pub subject: Option<String>,
}

/// The complex type [`sender`](https://learn.microsoft.com/graph/api/resources/sender).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Sender {
    pub address: Option<String>,
    pub name: Option<String>,
}

/// The enum `importance`.
#[graph_resource]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    InProgress,
    Unknown,
    #[serde(rename = "self")]
    SelfValue,
    /// A member that was added later.
    #[serde(untagged)]
    Other(String),
}

/// `GET /me/letters?startDateTime={start_datetime}&includeHidden=true&$filter=subject eq '{subject}'`
///
/// The service chooses the properties: without `without_select` the request names those of the struct.
pub fn request(start_datetime: &str, subject: &str) -> List<Letter> {
    let f = Letter::FIELDS;
    Letter::list()
        .without_select()
        .param("startDateTime", start_datetime)
        .param("includeHidden", "true")
        .filter(f.subject.eq(subject))
}
