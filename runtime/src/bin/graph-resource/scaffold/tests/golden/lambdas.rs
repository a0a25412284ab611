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

/// `GET /people?$filter=places/any(p:p/city in ('Oslo','Bergen') and p/countryOrRegion ne null) and skills/all(s:s eq 'x') and not phones/any() and skills/$count gt 1000&$search="displayName:Ada" OR "mail:ada"`
///
/// The service chooses the properties: without `without_select` the request names those of the struct.
pub fn request() -> List<Person> {
    let f = Person::FIELDS;
    Person::list()
        .without_select()
        .filter(
            f
                .places
                .any(|p| {
                    p.city.in_(["Oslo", "Bergen"]).and(p.country_or_region.is_not_null())
                })
                .and(f.skills.all(|s| s.eq("x")))
                .and(f.phones.is_empty())
                .and(f.skills.count().gt(1000)),
        )
        .search(f.display_name.search("Ada").or(f.mail.search("ada")))
}
