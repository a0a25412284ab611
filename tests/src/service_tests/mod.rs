//! The service as a client sees it, over a plain socket.

use serde_json::json;

use crate::sample::{COMPLETED_OPERATION, CONNECTION, FAILED_OPERATION, GROUP, ME};
use crate::testing::{EVENTUAL, HEADERS, get, get_eventual, send};
use crate::{Canned, Data, Service};

fn operations() -> String {
    format!("/v1.0/external/connections/{CONNECTION}/operations")
}

#[tokio::test]
async fn a_single_entity_is_returned() {
    let service = Service::start().await;
    let reply = get(
        &service,
        &format!(
            "{}/{FAILED_OPERATION}?$select=id,status,error",
            operations()
        ),
    )
    .await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let context = format!(
        "{}/v1.0/$metadata#external/connections('contosohr')/operations(id,status,error)/$entity",
        service.base_url()
    );
    assert!(
        reply.body.starts_with("{\"@odata.context\""),
        "{}",
        reply.body
    );
    assert_eq!(reply.json()["@odata.context"], context);
    assert_eq!(reply.json()["status"], "failed");
    assert!(reply.json()["error"]["message"].is_string());
    assert!(
        reply
            .header("content-type")
            .unwrap()
            .starts_with("application/json;odata.metadata=minimal")
    );
    assert_eq!(reply.header("client-request-id"), Some("1"));
    assert_eq!(reply.header("request-id").unwrap().len(), 36);
    assert!(reply.header("date").is_some());
}

#[tokio::test]
async fn an_envelope_is_added_on_request() {
    let service = Service::builder().envelope(true).start().await;
    let reply = get(
        &service,
        &format!("{}/{COMPLETED_OPERATION}?$select=status", operations()),
    )
    .await;
    assert_eq!(reply.json(), json!({"value": {"status": "completed"}}));
}

#[tokio::test]
async fn tokens_are_checked() {
    let service = Service::start().await;
    for headers in ["", "Authorization: Bearer wrong\r\n"] {
        let reply = send(&service, "GET", "/v1.0/users", headers, "").await;
        assert_eq!(
            (reply.status, reply.code().as_str()),
            (401, "InvalidAuthenticationToken")
        );
        assert!(
            reply
                .header("www-authenticate")
                .unwrap()
                .starts_with("Bearer ")
        );
        let inner = &reply.json()["error"]["innerError"];
        assert_eq!(inner["request-id"], reply.header("request-id").unwrap());
        assert!(inner["date"].is_string() && inner["client-request-id"].is_string());
    }
    let service = Service::builder().token("other").start().await;
    let headers = HEADERS.replace("local-token", "other");
    assert_eq!(
        send(&service, "GET", "/v1.0/users", &headers, "")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn requests_are_validated() {
    let service = Service::start().await;
    let body = format!("{HEADERS}Content-Length: 2\r\n");
    assert_eq!(
        send(&service, "GET", "/v1.0/users", &body, "{}")
            .await
            .status,
        400
    );
    assert_eq!(
        send(&service, "POST", "/v1.0/users", &body, "{}")
            .await
            .status,
        405
    );
    for missing in ["User-Agent: tests\r\n", "client-request-id: 1\r\n"] {
        let reply = send(
            &service,
            "GET",
            "/v1.0/users",
            &HEADERS.replace(missing, ""),
            "",
        )
        .await;
        assert_eq!(reply.status, 400);
        assert!(reply.body.contains("the request has no"), "{}", reply.body);
    }
    for target in [
        "/v1.0/users?$filter=a+b",
        "/v1.0/users?$top=-1",
        "/v1.0/users?top=1",
        "/v1.0/users?$x=1",
        "/v2/users",
    ] {
        assert_eq!(get(&service, target).await.code(), "BadRequest", "{target}");
    }
}

#[tokio::test]
async fn missing_resources_are_404() {
    let service = Service::start().await;
    let reply = get(&service, "/v1.0/users/nobody").await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (404, "Request_ResourceNotFound")
    );
    let reply = get(&service, &format!("{}/none", operations())).await;
    assert_eq!(
        (reply.status, reply.code().as_str()),
        (404, "ResourceNotFound")
    );
    let reply = get(&service, "/v1.0/nosuch").await;
    assert_eq!((reply.status, reply.code().as_str()), (400, "BadRequest"));
    assert_eq!(
        get(&service, &format!("/v1.0/users/{ME}/manager"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn keys_are_accepted_in_every_form() {
    let service = Service::start().await;
    let targets = [
        format!("/v1.0/users/{ME}"),
        format!("/beta/Users/{ME}"),
        format!("/v1.0/users('{ME}')"),
        "/v1.0/users/USER1@contoso.com".to_owned(),
        "/v1.0/users(userPrincipalName='user1@contoso.com')".to_owned(),
        "/v1.0/me".to_owned(),
    ];
    for target in targets {
        assert_eq!(get(&service, &target).await.json()["id"], ME, "{target}");
    }
    let guest = get(
        &service,
        "/v1.0/users/user7_fabrikam.com%23EXT%23@contoso.com?$select=userType",
    )
    .await;
    assert_eq!(guest.json()["userType"], "Guest");
}

#[tokio::test]
async fn property_names_are_checked() {
    let service = Service::start().await;
    let valid = [
        "id,DisplayName",
        "address/city",
        "address/geoCoordinates/latitude",
        "aboutMe",
        "*",
        "assignedLicenses/skuId",
    ];
    for select in valid {
        assert_eq!(
            get(&service, &format!("/v1.0/users?$select={select}"))
                .await
                .status,
            200,
            "{select}"
        );
    }
    for select in [
        "display_name",
        "manager",
        "messages",
        "address/town",
        "id/x",
    ] {
        assert_eq!(
            get(&service, &format!("/v1.0/users?$select={select}"))
                .await
                .status,
            400,
            "{select}"
        );
    }
    for rest in [
        "$filter=nosuch%20eq%201",
        "$orderby=address/town",
        "$expand=address",
        "$expand=manager($select=nosuch)",
        "$filter=manager/nosuch%20eq%201",
        "$filter=assignedLicenses/any(l:l/nosuch%20eq%201)",
        "$filter=isof(no.such)%20and%20no.such/id%20eq%20'1'",
    ] {
        assert_eq!(
            get(&service, &format!("/v1.0/users?{rest}")).await.status,
            400,
            "{rest}"
        );
    }
    let reply = get(&service, &format!("/v1.0/users/{ME}?$select=address/city")).await;
    assert_eq!(reply.json()["address"], json!({"city": "Bellevue"}));
    assert!(reply.json().get("displayName").is_none());
}

#[tokio::test]
async fn pages_are_linked() {
    let service = Service::builder().page_size(15).start().await;
    let mut target = "/v1.0/users?$select=id&$count=true".to_owned();
    let mut ids = Vec::new();
    let mut counts = Vec::new();
    loop {
        let page = get_eventual(&service, &target).await;
        assert_eq!(page.status, 200, "{}", page.body);
        ids.extend(page.ids());
        counts.push(page.json().get("@odata.count").cloned());
        match page.json().get("@odata.nextLink") {
            Some(link) => {
                target = link
                    .as_str()
                    .unwrap()
                    .strip_prefix(service.base_url())
                    .unwrap()
                    .to_owned()
            }
            None => break,
        }
    }
    assert_eq!(ids.len(), 40);
    assert_eq!(counts, [Some(json!(40)), None, None]);
    assert_eq!(
        get_eventual(&service, &target.replace("%27", "%2527"))
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn top_skip_and_prefer_set_the_page() {
    let service = Service::start().await;
    let page = get(&service, "/v1.0/me/messages?$top=10&$skip=20").await;
    assert_eq!(page.ids().len(), 5);
    assert!(page.json().get("@odata.nextLink").is_none());
    let page = get(&service, "/v1.0/users?$top=40").await;
    assert!(page.json().get("@odata.nextLink").is_none());
    let page = send(
        &service,
        "GET",
        "/v1.0/users",
        &format!("{HEADERS}Prefer: odata.maxpagesize=3\r\n"),
        "",
    )
    .await;
    assert_eq!(page.ids().len(), 3);
}

#[tokio::test]
async fn filter_orderby_and_search_are_applied() {
    let service = Service::start().await;
    let count = async |query: &str| {
        let reply = get_eventual(&service, &format!("/v1.0/users?$count=true&{query}")).await;
        assert_eq!(reply.status, 200, "{query}: {}", reply.body);
        reply.json()["@odata.count"].as_u64().unwrap()
    };
    assert_eq!(count("$filter=startswith(displayName,'adele')").await, 4);
    assert_eq!(count("$filter=surname%20eq%20'O''Neill'").await, 4);
    assert_eq!(count("$filter=mail%20eq%20null").await, 8);
    assert_eq!(
        count("$filter=manager/displayName%20eq%20'Adele%20Vance'").await,
        4
    );
    assert_eq!(
        count("$filter=memberOf/any(g:g/displayName%20eq%20'R%2BD%20(Z%C3%BCrich)')").await,
        4
    );
    assert_eq!(
        count(
            "$filter=assignedLicenses/any(l:l/skuId%20eq%20c7df2760-2c81-4ef7-b578-5b5392b571df)"
        )
        .await,
        13
    );
    assert_eq!(
        count("$search=%22displayName:vance%22%20OR%20%22jobTitle:designer%22").await,
        8
    );
    let sorted = get(
        &service,
        "/v1.0/users?$orderby=address/city%20desc,age&$top=2&$select=id,city",
    )
    .await;
    assert_eq!(sorted.status, 200, "{}", sorted.body);
    assert_eq!(sorted.json()["value"][0]["city"], "東京");
    let mail = get(
        &service,
        "/v1.0/me/messages?$search=%22from:zo%C3%AB%22&$count=true",
    )
    .await;
    assert_eq!(mail.json()["@odata.count"], 9);
}

#[tokio::test]
async fn deep_and_long_filters_are_evaluated() {
    let service = Service::start().await;
    let deepest = format!(
        "/v1.0/users?$filter={}accountEnabled{}",
        "(".repeat(99),
        ")".repeat(99)
    );
    assert_eq!(get(&service, &deepest).await.status, 200);
    let too_deep = format!(
        "/v1.0/users?$filter={}accountEnabled{}",
        "trim(".repeat(5000),
        ")".repeat(5000)
    );
    assert_eq!(get(&service, &too_deep).await.status, 400);
    let long = format!(
        "/v1.0/users?$filter=accountEnabled{}",
        "%20or%20accountEnabled".repeat(500)
    );
    assert_eq!(get(&service, &long).await.status, 200);
}

#[tokio::test]
async fn expansions_are_applied() {
    let service = Service::start().await;
    let query = "$select=id&$expand=manager($select=id,displayName;$levels=2),directReports($select=age;$orderby=age%20desc;$top=2;$count=true)";
    let user = get(
        &service,
        &format!("/v1.0/users/{}?{query}", ME.replace("0001", "0005")),
    )
    .await;
    assert_eq!(user.status, 200, "{}", user.body);
    let user = user.json();
    assert_eq!(user["manager"]["displayName"], "Adele Vance");
    assert_eq!(user["manager"]["manager"], json!(null));
    assert_eq!(user["directReports"], json!([{"age": 37}, {"age": 36}]));
    assert_eq!(user["directReports@odata.count"], 3);

    let group = get(
        &service,
        &format!("/v1.0/groups/{GROUP}?$expand=members($select=id)"),
    )
    .await;
    let members = &group.json()["members"];
    assert_eq!(members[0]["@odata.type"], "#microsoft.graph.user");
    assert_eq!(members[3]["@odata.type"], "#microsoft.graph.group");
    let cast = get(
        &service,
        &format!("/v1.0/groups/{GROUP}/members/microsoft.graph.user?$select=displayName"),
    )
    .await;
    assert_eq!(cast.json()["value"].as_array().unwrap().len(), 3);
    assert!(
        get(&service, "/v1.0/users").await.json()["value"][0]
            .get("manager")
            .is_none()
    );
}

#[tokio::test]
async fn advanced_queries_need_the_consistency_header() {
    let service = Service::start().await;
    assert_eq!(
        get(&service, "/v1.0/users/$count").await.code(),
        "Request_BadRequest"
    );
    let count = get_eventual(&service, "/v1.0/users/$count").await;
    assert_eq!(
        (count.body.as_str(), count.header("content-type")),
        ("40", Some("text/plain"))
    );
    assert!(
        get(&service, "/v1.0/users?$count=true")
            .await
            .json()
            .get("@odata.count")
            .is_none()
    );
    assert_eq!(
        get(&service, "/v1.0/users?$search=%22a:b%22").await.code(),
        "Request_BadRequest"
    );
    for query in [
        "$filter=city%20ne%20'x'",
        "$filter=endswith(mail,'x')",
        "$filter=age%20eq%201&$orderby=age",
    ] {
        assert_eq!(
            get(&service, &format!("/v1.0/users?{query}")).await.code(),
            "Request_UnsupportedQuery",
            "{query}"
        );
        assert_eq!(
            get_eventual(&service, &format!("/v1.0/users?{query}&$count=true"))
                .await
                .status,
            200,
            "{query}"
        );
    }
    let contained = get(&service, "/v1.0/me/messages/$count").await;
    assert_eq!(contained.body, "25");
    assert!(EVENTUAL.starts_with("ConsistencyLevel"));
}

#[tokio::test]
async fn properties_have_their_own_path() {
    let service = Service::start().await;
    assert_eq!(
        get(&service, "/v1.0/me/displayName").await.json()["value"],
        "Adele Vance"
    );
    assert_eq!(
        get(&service, "/v1.0/me/displayName/$value").await.body,
        "Adele Vance"
    );
    assert_eq!(
        get(&service, "/v1.0/me/address/geoCoordinates/longitude")
            .await
            .json()["value"],
        -8.5
    );
    assert_eq!(get(&service, "/v1.0/me/aboutMe").await.status, 204);
    assert_eq!(get(&service, "/v1.0/me/nosuch").await.status, 400);
}

#[tokio::test]
async fn canned_responses_are_sent_verbatim() {
    let service = Service::start().await;
    service.respond_with("/v1.0/users", Canned::new(200, "text/html", "<html>"));
    service.respond_with(
        "/v1.0/users/1",
        Canned::json(503, "").header("Retry-After", "2.128"),
    );
    let reply = get(&service, "/v1.0/users?$top=1").await;
    assert_eq!((reply.status, reply.body.as_str()), (200, "<html>"));
    let reply = get(&service, "/v1.0/users/1").await;
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (503, Some("2.128"))
    );
    assert!(reply.header("request-id").is_some());
    assert_eq!(get(&service, "/v1.0/users?x=1").await.status, 400);
}

#[tokio::test]
async fn requests_are_recorded_verbatim() {
    let service = Service::start().await;
    get(&service, "/v1.0/users?$filter=id%20eq%20'1'").await;
    send(&service, "POST", "/x", "", "").await;
    let requests = service.requests();
    assert_eq!(
        requests[0].path_and_query,
        "/v1.0/users?$filter=id%20eq%20'1'"
    );
    assert_eq!(
        (requests[0].path(), requests[0].query()),
        ("/v1.0/users", Some("$filter=id%20eq%20'1'"))
    );
    assert_eq!(requests[0].header("user-agent"), Some("tests"));
    assert_eq!(requests[1].method, "POST");
    assert!(requests[0].peer.ip().is_loopback());
    service.clear_requests();
    assert!(service.requests().is_empty());
}

#[tokio::test]
async fn custom_data_is_served() {
    let data = Data::new()
        .entity_set(
            "/things",
            vec![json!({"id": "a/b", "n": 1}), json!({"id": "it's", "n": 2})],
        )
        .singleton("/settings/main", json!({"id": "main", "on": true}));
    let service = Service::builder().data(data).start().await;
    assert_eq!(get(&service, "/beta/things/a%2Fb").await.json()["n"], 1);
    assert_eq!(get(&service, "/beta/things('it''s')").await.json()["n"], 2);
    assert_eq!(
        get(&service, "/beta/settings/main?$select=on").await.json()["on"],
        true
    );
    assert_eq!(get(&service, "/v1.0/users").await.status, 400);
}

#[tokio::test]
async fn http_2_works_with_prior_knowledge() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let service = Service::start().await;
    let address = service.base_url().strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    // The preface and an empty SETTINGS frame, to which the server responds with its own SETTINGS (type 4).
    stream
        .write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0")
        .await
        .unwrap();
    let mut frame = [0; 9];
    stream.read_exact(&mut frame).await.unwrap();
    assert_eq!(frame[3], 4);
}

#[tokio::test]
async fn a_dropped_service_stops_listening() {
    let service = Service::start().await;
    let address = service
        .base_url()
        .strip_prefix("http://")
        .unwrap()
        .to_owned();
    get(&service, "/v1.0/me").await;
    drop(service);
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(&address).await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the service still listens");
}
