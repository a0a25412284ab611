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
    pub date: Option<jiff::civil::Date>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub date_time: Option<jiff::Timestamp>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub date_times: Option<Vec<jiff::Timestamp>>,
    pub decimal: Option<graph_resource::types::Decimal>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub double: Option<f64>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub doubles: Option<Vec<f64>>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub duration: Option<jiff::SignedDuration>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub durations: Vec<jiff::SignedDuration>,
    pub guid: Option<uuid::Uuid>,
    pub guids: Option<Vec<uuid::Uuid>>,
    pub long: Option<graph_resource::types::Int64>,
    pub longs: Option<Vec<graph_resource::types::Int64>>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub required_doubles: Vec<f64>,
    pub scopes: Option<graph_resource::types::Flags<Scope>>,
    pub short: Option<i16>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub single: Option<f32>,
    pub time_of_day: Option<jiff::civil::Time>,
    pub times: Option<Vec<jiff::civil::Time>>,
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
/// `$filter` contains text: a closure cannot return the error of a date.
///
/// The service chooses the properties: without `without_select` the request names those of the struct.
///
/// # Errors
///
/// Returns an error if a date of the query is not valid.
pub fn request() -> Result<List<Values>, jiff::Error> {
    let f = Values::FIELDS;
    Ok(
        Values::list()
            .without_select()
            .filter(
                f
                    .guid
                    .eq(uuid::uuid!("2f6b1a3e-0000-4000-8000-00805f9b34fb"))
                    .and(f.long.eq(12_345_678_901_i64))
                    .and(
                        f
                            .date_time
                            .ge("2024-02-29T09:15:00Z".parse::<jiff::Timestamp>()?),
                    )
                    .and(f.date.lt("2024-02-29".parse::<jiff::civil::Date>()?))
                    .and(
                        graph_resource::Filter::<
                            Values,
                        >::raw("dateTimes/any(x:x gt 2024-02-29T09:15:00Z)"),
                    ),
            ),
    )
}
