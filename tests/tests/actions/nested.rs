//! Results with objects in them: search hits in containers, and schedules of which some cannot be read.

use graph_resource::graph_resource;
use graph_resource_tests::Service;
use serde::Deserialize;
use serde_json::json;

use super::client;

#[graph_resource(action(idempotent, query = "/search/query"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SearchResponse {
    hits_containers: Vec<SearchHitsContainer>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SearchHitsContainer {
    hits: Vec<SearchHit>,
    more_results_available: bool,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
struct SearchHit {
    rank: i32,
    #[graph(expand)]
    resource: Option<Message>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
struct Message {
    subject: String,
}

#[graph_resource(action(idempotent, get_schedule = "/me/calendar/getSchedule"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ScheduleInformation {
    schedule_id: String,
    availability_view: Option<String>,
    error: Option<FreeBusyError>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FreeBusyError {
    response_code: String,
}

#[tokio::test]
async fn all_hits_of_a_search_are_read_in_several_calls() {
    let service = Service::start().await;
    let client = client(&service);
    let mut hits = Vec::new();
    loop {
        let body = json!({"requests": [{
            "entityTypes": ["message"],
            "query": {"queryString": "quarterly report"},
            "from": hits.len(),
            "size": 4,
        }]});
        let response = SearchResponse::query(&body).first(&client).await.unwrap();
        let container = response.unwrap().hits_containers.remove(0);
        hits.extend(container.hits);
        if !container.more_results_available {
            break;
        }
    }
    let ranks: Vec<i32> = hits.iter().map(|hit| hit.rank).collect();
    assert_eq!(ranks, [1, 2, 3, 4, 5, 6]);
    for hit in hits {
        assert_eq!(hit.resource.unwrap().subject, "Quarterly report");
    }
    assert_eq!(service.requests().len(), 2);
}

#[tokio::test]
async fn the_schedules_of_a_week_are_read_and_unknown_ones_have_an_error() {
    let service = Service::start().await;
    let body = json!({
        "schedules": ["user1@contoso.com", "nobody@contoso.com"],
        "startTime": {"dateTime": "2024-03-04T00:00:00", "timeZone": "UTC"},
        "endTime": {"dateTime": "2024-03-11T00:00:00", "timeZone": "UTC"},
        "availabilityViewInterval": 60,
    });
    let schedules = ScheduleInformation::get_schedule(&body)
        .all(&client(&service))
        .await
        .unwrap();
    let [known, unknown] = schedules.as_slice() else {
        panic!("{schedules:?}");
    };
    assert_eq!(known.schedule_id, "user1@contoso.com");
    let view = known.availability_view.as_deref().unwrap();
    assert_eq!(view.len(), 7 * 24);
    assert_eq!(view.matches('2').count(), 7);
    assert!(known.error.is_none());
    let error = unknown.error.as_ref().unwrap();
    assert_eq!(error.response_code, "ErrorMailRecipientNotFound");
}
