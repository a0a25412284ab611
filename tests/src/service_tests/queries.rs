//! Query options.

use serde_json::json;

use crate::Service;
use crate::sample::{GROUP, ME};
use crate::testing::{EVENTUAL, HEADERS, get, get_eventual, send};

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
    let sorted = get_eventual(
        &service,
        "/v1.0/users?$orderby=address/city%20desc,age&$top=2&$select=id,city&$count=true",
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
