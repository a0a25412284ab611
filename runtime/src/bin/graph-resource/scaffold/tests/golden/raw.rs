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

/// `GET /people?$filter=age add 1 gt 2 or isActive&$orderby=home&$search=ada`
///
/// `$filter` contains text: arithmetic is not translated.
///
/// `$orderby` contains text: the property has no order.
///
/// `$search` contains text: the text is not in quotation marks.
///
/// The service chooses the properties: without `without_select` the request names those of the struct.
pub fn request() -> List<Person> {
    let f = Person::FIELDS;
    Person::list()
        .without_select()
        .filter(
            graph_resource::Filter::<Person>::raw("(age add 1) gt 2").or(f.is_active),
        )
        .order_by(graph_resource::query::Order::raw("home"))
        .search(graph_resource::query::Search::raw("ada"))
}
