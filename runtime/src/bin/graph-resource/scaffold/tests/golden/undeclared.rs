use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/people", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    #[graph(type = "Edm.DateTimeOffset")]
    pub deleted_date_time: Option<String>,
    pub age: Option<i32>,
    pub display_name: Option<String>,
    #[serde(rename = "hasMFA")]
    pub has_mfa: Option<bool>,
    #[graph(type = "Edm.Date")]
    pub hired_on: Option<String>,
    pub home: Option<Place>,
    pub is_active: Option<bool>,
    pub mail: Option<String>,
    #[serde(default)]
    pub phones: Vec<String>,
    pub places: Option<Vec<Place>>,
    pub skills: Option<Vec<String>>,
    #[graph(type = "Edm.Guid")]
    pub tenant_id: Option<String>,
}

/// The complex type [`place`](https://learn.microsoft.com/graph/api/resources/place).
#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    pub city: Option<String>,
    pub country_or_region: Option<String>,
}

/// `GET /people?$filter=letters/any(x:x/subject eq 'a') and extension_0123_level eq 3 and hiredOn le 2024-02-29 and tenantId eq 2f6b1a3e-0000-4000-8000-00805f9b34fb`
///
/// The service chooses the properties: without `without_select` the request names those of the struct.
pub fn request() -> List<Person> {
    let f = Person::FIELDS;
    Person::list()
        .without_select()
        .filter(
            f
                .named("letters")
                .any(|x| x.named("subject").eq("a"))
                .and(f.named("extension_0123_level").eq(3))
                .and(f.hired_on.le("2024-02-29"))
                .and(f.tenant_id.eq("2f6b1a3e-0000-4000-8000-00805f9b34fb")),
        )
}
