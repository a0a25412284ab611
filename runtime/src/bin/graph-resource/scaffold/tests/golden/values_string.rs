use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`values`](https://learn.microsoft.com/graph/api/resources/values).
#[graph_resource(path = "/values", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Values {
    pub id: String,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub binary: Option<Vec<u8>>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub blobs: Option<Vec<Vec<u8>>>,
    pub byte: Option<u8>,
    #[graph(type = "Edm.Date")]
    pub date: Option<String>,
    #[graph(type = "Edm.DateTimeOffset")]
    pub date_time: Option<String>,
    #[graph(type = "Edm.DateTimeOffset")]
    pub date_times: Option<Vec<String>>,
    pub decimal: Option<graph_resource::types::Decimal>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub double: Option<f64>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub doubles: Option<Vec<f64>>,
    #[graph(type = "Edm.Duration")]
    pub duration: Option<String>,
    #[graph(type = "Edm.Duration")]
    #[serde(default)]
    pub durations: Vec<String>,
    #[graph(type = "Edm.Guid")]
    pub guid: Option<String>,
    #[graph(type = "Edm.Guid")]
    pub guids: Option<Vec<String>>,
    pub long: Option<graph_resource::types::Int64>,
    pub longs: Option<Vec<graph_resource::types::Int64>>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub required_doubles: Vec<f64>,
    pub scopes: Option<graph_resource::types::Flags<Scope>>,
    pub short: Option<i16>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub single: Option<f32>,
    #[graph(type = "Edm.TimeOfDay")]
    pub time_of_day: Option<String>,
    #[graph(type = "Edm.TimeOfDay")]
    pub times: Option<Vec<String>>,
    pub untyped: Option<serde_json::Value>,
}

/// The enum `scope`.
#[graph_resource]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub enum Scope {
    Read,
    ReadWrite,
    #[serde(rename = "v1_0")]
    V10,
    /// A member that was added later.
    #[serde(untagged)]
    Unknown(String),
}

/// `GET /values?$filter=guid eq 2f6b1a3e-0000-4000-8000-00805f9b34fb and long eq 12345678901 and dateTime ge 2024-02-29T09:15:00Z and date lt 2024-02-29 and dateTimes/any(x:x gt 2024-02-29T09:15:00Z)`
///
/// The service chooses the properties: without `without_select` the request names those of the struct.
pub fn request() -> List<Values> {
    let f = Values::FIELDS;
    Values::list()
        .without_select()
        .filter(
            f
                .guid
                .eq("2f6b1a3e-0000-4000-8000-00805f9b34fb")
                .and(f.long.eq(12_345_678_901_i64))
                .and(f.date_time.ge("2024-02-29T09:15:00Z"))
                .and(f.date.lt("2024-02-29"))
                .and(f.date_times.any(|x| x.gt("2024-02-29T09:15:00Z"))),
        )
}
