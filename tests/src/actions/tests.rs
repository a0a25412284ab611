use serde_json::{Value, json};

use crate::sample::{GROUP, ME};
use crate::testing::{HEADERS, send};
use crate::{Data, Kind, Service};

async fn call(service: &Service, path: &str, body: &Value) -> (u16, Value) {
    let body = body.to_string();
    let length = body.len();
    let headers =
        format!("{HEADERS}Content-Type: application/json\r\nContent-Length: {length}\r\n");
    let target = format!("/v1.0{path}");
    let reply = send(service, "POST", &target, &headers, &body).await;
    (reply.status, reply.json())
}

#[tokio::test]
async fn objects_are_found_by_their_ids_and_types() {
    let service = Service::start().await;
    let path = "/directoryObjects/getByIds?$select=id";
    let (status, body) = call(&service, path, &json!({"ids": [GROUP, "nobody", ME]})).await;
    assert_eq!(status, 200, "{body}");
    let group = json!({"@odata.type": "#microsoft.graph.group", "id": GROUP});
    let user = json!({"@odata.type": "#microsoft.graph.user", "id": ME});
    assert_eq!(body["value"], json!([group, user]));
    let users = json!({"ids": [GROUP, ME], "types": ["user"]});
    let (_, body) = call(&service, path, &users).await;
    assert_eq!(body["value"], json!([user]));
    assert!(service.writes().is_empty());
}

#[tokio::test]
async fn a_thousand_ids_are_the_most() {
    let data = Data::new()
        .entity_set("users", Vec::new())
        .kind("users", Kind::new("microsoft.graph.user").directory());
    let service = Service::builder().data(data).start().await;
    for (count, expected) in [(0, 400), (1000, 200), (1001, 400)] {
        let ids: Vec<String> = (0..count).map(|id| id.to_string()).collect();
        let body = json!({"ids": ids});
        let (status, body) = call(&service, "/directoryObjects/getByIds", &body).await;
        assert_eq!(status, expected, "{body}");
    }
}

#[tokio::test]
async fn member_groups_are_those_of_the_members() {
    let service = Service::start().await;
    let all = json!({"securityEnabledOnly": false});
    let (status, body) = call(&service, "/me/getMemberGroups", &all).await;
    assert_eq!(status, 200, "{body}");
    assert!(body["value"].as_array().unwrap().contains(&json!(GROUP)));
    let asked = json!({"groupIds": [GROUP, "another"]});
    let (_, body) = call(&service, "/me/checkMemberGroups", &asked).await;
    assert_eq!(body["value"], json!([GROUP]));
    let (status, _) = call(&service, "/me/getMemberGroups", &json!({})).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn a_search_has_hits_in_containers() {
    let service = Service::start().await;
    let body = json!({"requests": [{
        "entityTypes": ["message"],
        "query": {"queryString": "quarterly report"},
        "size": 2,
    }]});
    let (status, body) = call(&service, "/search/query", &body).await;
    assert_eq!(status, 200, "{body}");
    let container = &body["value"][0]["hitsContainers"][0];
    assert_eq!(container["hits"].as_array().unwrap().len(), 2);
    assert_eq!(
        container["hits"][0]["resource"]["subject"],
        "Quarterly report"
    );
    assert_eq!(container["moreResultsAvailable"], true);
}

#[tokio::test]
async fn a_schedule_has_a_digit_for_each_interval() {
    let service = Service::start().await;
    let time = |text: &str| json!({"dateTime": text, "timeZone": "UTC"});
    let body = |end: &str| {
        json!({
            "schedules": ["user1@contoso.com", "nobody@contoso.com"],
            "startTime": time("2024-03-04T08:00:00"),
            "endTime": time(end),
            "availabilityViewInterval": 60,
        })
    };
    let path = "/me/calendar/getSchedule";
    let (status, schedules) = call(&service, path, &body("2024-03-04T12:00:00")).await;
    assert_eq!(status, 200, "{schedules}");
    assert_eq!(schedules["value"][0]["availabilityView"], "0200");
    let code = &schedules["value"][1]["error"]["responseCode"];
    assert_eq!(code, "ErrorMailRecipientNotFound");
    let (status, _) = call(&service, path, &body("2024-06-04T12:00:00")).await;
    assert_eq!(status, 400);
}
