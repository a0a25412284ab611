//! What need not be written with the schema.

use graph_resource::graph_resource;
use graph_resource::types::Flags;
use serde::Deserialize;
use uuid::Uuid;

#[graph_resource(
    path = "/houses/<houseId>",
    list(visited = "/people/<personId>/house/guests")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct House {
    pub id: String,
    pub code: Option<String>,
    pub app_id: Option<Uuid>,
    pub built_date: Option<String>,
    pub created_date_time: Option<String>,
    pub weather: Option<Weather>,
    pub services: Option<Flags<Service>>,
    pub address: Option<Place>,
    #[graph(expand)]
    #[serde(default)]
    pub guests: Vec<Guest>,
}

/// Its name is no type of the service, so its type is that of the property.
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Place {
    pub city: Option<String>,
}

#[graph_resource(type = "microsoft.graph.person")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Guest {
    pub display_name: Option<String>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Weather {
    Sunny,
    Rainy,
    #[serde(untagged)]
    Unknown(String),
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Service {
    Meals,
    Laundry,
    #[serde(untagged)]
    Unknown(String),
}

#[graph_resource(path = "/houses/<houseId>/reservations")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Booking {
    pub id: String,
    pub nights: Option<i32>,
}

#[graph_resource(path = "/houses/<houseId>/calendarView")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    pub subject: Option<String>,
}

const GUID: &str = "0a1b2c3d-0000-4000-8000-000000000001";

fn filter_of(request: impl ToString) -> String {
    let url = request.to_string();
    url.split_once("$filter=")
        .expect("there is a filter")
        .1
        .to_owned()
}

#[test]
fn strings_are_written_as_the_type_of_the_property() {
    let f = House::FIELDS;
    let by_code = House::list().filter(f.code.eq(GUID));
    assert_eq!(filter_of(by_code), format!("code%20eq%20{GUID}"));
    let by_date = House::list().filter(f.built_date.ge("2026-01-31"));
    assert_eq!(filter_of(by_date), "builtDate%20ge%202026-01-31");
    let by_time = House::list().filter(f.created_date_time.lt("2026-01-31T12:00:00Z"));
    assert_eq!(
        filter_of(by_time),
        "createdDateTime%20lt%202026-01-31T12:00:00Z"
    );
}

#[test]
fn a_guid_is_written_in_quotes_for_a_string() {
    let guid: Uuid = GUID.parse().unwrap();
    let by_app = House::list().filter(House::FIELDS.app_id.eq(guid));
    assert_eq!(filter_of(by_app), format!("appId%20eq%20'{GUID}'"));
}

#[test]
fn a_path_that_leads_to_a_collection_is_listed() {
    assert_eq!(
        Booking::list("1").to_string(),
        "/houses/1/reservations?$select=id,nights"
    );
}

#[test]
fn the_path_says_the_type() {
    // Casts name the type.
    let f = House::FIELDS;
    let cast = House::list().filter(f.cast::<Booking>().nights.gt(3));
    assert_eq!(
        filter_of(cast),
        "microsoft.graph.reservation/nights%20gt%203"
    );
}

#[test]
fn options_that_the_service_requires_are_asked_for() {
    let view = Event::list("1").param("startDateTime", "2026-01-01T00:00:00Z");
    let message = pending_error(view);
    assert!(
        message.contains("the service requires the query option `endDateTime` here: add `.param(\"endDateTime\", …)`"),
        "{message}"
    );
}

/// Sends the request with a client whose requests go nowhere, and returns the error.
fn pending_error(request: graph_resource::List<Event>) -> String {
    let client = graph_resource::Client::builder()
        .credential("a token")
        .base_url("http://127.0.0.1:9")
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let error = runtime.block_on(request.page(&client)).err();
    error.expect("the request cannot be sent").to_string()
}
