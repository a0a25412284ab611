//! Entities, properties and their paths.

use serde_json::json;

use crate::Service;
use crate::sample::{COMPLETED_OPERATION, CONNECTION, FAILED_OPERATION, ME};
use crate::testing::get;

fn operations() -> String {
    format!("/v1.0/external/connections/{CONNECTION}/operations")
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
