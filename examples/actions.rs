//! Actions that return data: a POST with a body. Objects by their ids, the groups of a user, a search, and schedules.

use graph_resource::{Action, Error, graph_resource};
use graph_resource_examples::setup;
use serde::{Deserialize, Serialize};
use serde_json::json;

#[graph_resource(
    path = "/users/<userId>",
    action(idempotent, by_ids = "/directoryObjects/getByIds")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

/// The parameters of `getByIds`.
#[derive(Serialize)]
struct Ids<'a> {
    ids: &'a [String],
    types: &'a [&'a str],
}

#[graph_resource(action(idempotent, query = "/search/query"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchResponse {
    #[serde(default)]
    pub hits_containers: Vec<SearchHitsContainer>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct SearchHitsContainer {
    #[serde(default)]
    pub hits: Vec<SearchHit>,
    pub total: Option<i32>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct SearchHit {
    pub rank: Option<i32>,
    #[graph(expand)]
    pub resource: Option<Message>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Message {
    pub subject: Option<String>,
}

#[graph_resource(action(idempotent, get_schedule = "/me/calendar/getSchedule"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScheduleInformation {
    pub schedule_id: Option<String>,
    pub availability_view: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    let client = &setup.client;

    // The service takes at most 1,000 ids at a time.
    let ids: Vec<String> = User::list()
        .all(client)
        .await?
        .into_iter()
        .map(|user| user.id)
        .collect();
    let mut users = Vec::new();
    for ids in ids.chunks(1000) {
        let types = &["user"];
        users.extend(User::by_ids(&Ids { ids, types }).all(client).await?);
    }
    println!("{} of {} users found", users.len(), ids.len());

    // Ids instead of objects.
    let body = json!({"securityEnabledOnly": false});
    let groups: Vec<String> = Action::at_path("/me/getMemberGroups", &body)
        .idempotent()
        .all(client)
        .await?;
    println!("a member of the groups {groups:?}");

    let body = json!({"requests": [{
        "entityTypes": ["message"],
        "query": {"queryString": "quarterly report"},
        "size": 3,
    }]});
    let found = SearchResponse::query(&body).all(client).await?;
    let containers = found
        .into_iter()
        .flat_map(|response| response.hits_containers);
    for container in containers {
        println!("{:?} messages found:", container.total);
        for hit in container.hits {
            println!("  {:?} {:?}", hit.rank, hit.resource);
        }
    }

    // A week, in steps of an hour.
    let body = json!({
        "schedules": ["user1@contoso.com", "user2@contoso.com"],
        "startTime": {"dateTime": "2024-03-04T00:00:00", "timeZone": "UTC"},
        "endTime": {"dateTime": "2024-03-11T00:00:00", "timeZone": "UTC"},
        "availabilityViewInterval": 60,
    });
    for schedule in ScheduleInformation::get_schedule(&body).all(client).await? {
        let view = schedule.availability_view.unwrap_or_default();
        let busy = view.matches('2').count();
        println!("{:?} is busy for {busy} hours", schedule.schedule_id);
    }
    Ok(())
}
