use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`letter`](https://learn.microsoft.com/graph/api/resources/letter).
#[graph_resource(path = "/me/letters", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Letter {
    pub subject: Option<String>,
    pub from: Option<Sender>,
    #[graph(expand)]
    #[serde(default)]
    pub enclosures: Vec<Enclosure>,
    /// Only the query needs it: `$select` does not name it.
    #[graph(type = "Edm.DateTimeOffset")]
    pub received_date_time: Option<String>,
    /// Only the query needs it: `$select` does not name it.
    pub importance: Option<Importance>,
}

/// The complex type [`sender`](https://learn.microsoft.com/graph/api/resources/sender).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Sender {
    pub address: Option<String>,
    pub name: Option<String>,
}

/// The entity type [`enclosure`](https://learn.microsoft.com/graph/api/resources/enclosure).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Enclosure {
    pub id: String,
    pub size: i32,
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

/// `GET /me/letters?$select=subject,from&$expand=enclosures($select=id,size;$top=3)&$filter=receivedDateTime ge 2024-01-01T00:00:00Z and (importance eq 'inProgress' or not startswith(from/name,'A'))&$orderby=receivedDateTime desc,subject&$top=5&$count=true`
pub fn request() -> List<Letter> {
    let f = Letter::FIELDS;
    Letter::list()
        .select([f.subject, f.from])
        .expand(f.enclosures.expand().top(3))
        .filter(
            f
                .received_date_time
                .ge("2024-01-01T00:00:00Z")
                .and(
                    f
                        .importance
                        .eq(Importance::InProgress)
                        .or(f.from.name.starts_with("A").not()),
                ),
        )
        .order_by(f.received_date_time.desc())
        .order_by(f.subject.asc())
        .top(5)
        .with_count()
}
