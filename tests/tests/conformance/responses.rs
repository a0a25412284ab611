//! The body of a successful response: ordinary properties, the envelope and pages.

use graph_resource::graph_resource;
use serde::Deserialize;
use serde_json::json;

use crate::entities::{ConnectionOperation, ExtendedProperty};
use crate::samples::User;
use crate::{json as canned, serving};

const OPERATION: &str = "/v1.0/external/connections/c/operations/o";

#[tokio::test]
async fn error_is_an_ordinary_property_of_a_success() {
    let body =
        json!({"id": "o", "status": "failed", "error": {"message": "the schema was refused"}});
    let (_service, client) = serving(OPERATION, canned(200, &body)).await;
    let operation = ConnectionOperation::get("c", "o")
        .send(&client)
        .await
        .unwrap();
    assert_eq!(
        operation.error.unwrap().message.as_deref(),
        Some("the schema was refused")
    );
}

#[tokio::test]
async fn value_is_an_ordinary_property_of_a_type_that_declares_it() {
    for value in [json!("text"), json!({"id": "within"}), json!([1, 2])] {
        let body = json!({"@odata.context": "…", "value": value});
        let (_service, client) = serving("/v1.0/me/properties/p", canned(200, &body)).await;
        let property = ExtendedProperty::get("p").send(&client).await.unwrap();
        assert_eq!(
            property,
            ExtendedProperty {
                id: None,
                value: Some(value)
            }
        );
    }
}

/// A type that reads `value` without selecting it.
#[graph_resource(path = "/me/properties/<propertyId>")]
#[derive(Debug, PartialEq, Deserialize)]
struct Unselected {
    id: Option<String>,
    #[graph(skip)]
    value: Option<String>,
}

#[graph_resource(path = "/me/properties/<propertyId>")]
#[derive(Debug, PartialEq, Deserialize)]
struct Aliased {
    #[serde(alias = "value")]
    text: Option<String>,
}

#[tokio::test]
async fn value_is_an_ordinary_property_even_when_it_is_not_selected() {
    let body = json!({"@odata.context": "…", "value": "text"});
    let (_service, client) = serving("/v1.0/me/properties/p", canned(200, &body)).await;
    let text = || Some("text".to_owned());
    assert_eq!(
        Unselected::get("p").send(&client).await.unwrap(),
        Unselected {
            id: None,
            value: text()
        }
    );
    assert_eq!(
        Aliased::get("p").send(&client).await.unwrap(),
        Aliased { text: text() }
    );
}

#[tokio::test]
async fn an_object_is_read_bare_and_from_the_envelope() {
    let bare = json!({"@odata.context": "…", "id": "o", "status": "completed"});
    for body in [
        bare.clone(),
        json!({"value": bare}),
        json!({"@odata.context": "…", "value": bare, "@odata.etag": "x"}),
    ] {
        let (_service, client) = serving(OPERATION, canned(200, &body)).await;
        let operation = ConnectionOperation::get("c", "o")
            .send(&client)
            .await
            .unwrap();
        assert_eq!(
            (operation.id.as_str(), operation.status.as_deref()),
            ("o", Some("completed")),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_value_property_beside_others_is_not_an_envelope() {
    let body = json!({"id": "outer", "value": {"id": "inner"}});
    let (_service, client) = serving("/v1.0/users/1", canned(200, &body)).await;
    assert_eq!(User::get("1").send(&client).await.unwrap().id, "outer");
}

#[tokio::test]
async fn the_count_and_next_link_are_found_anywhere_in_a_page() {
    for body in [
        r#"{"@odata.count": 7, "@odata.nextLink": "http://x/next", "value": [{"id": "1"}]}"#,
        r#"{"value": [{"id": "1"}], "@odata.nextLink": "http://x/next", "@odata.count": 7}"#,
    ] {
        let (_service, client) =
            serving("/v1.0/users", graph_resource_tests::Canned::json(200, body)).await;
        let page = User::list().page(&client).await.unwrap();
        assert_eq!(
            (page.value.len(), page.count, page.next_link.as_deref()),
            (1, Some(7), Some("http://x/next"))
        );
    }
}

#[tokio::test]
async fn a_missing_entity_is_none() {
    let service = graph_resource_tests::Service::start().await;
    let client = crate::client(&service);
    assert_eq!(User::get("nobody").send_opt(&client).await.unwrap(), None);
    assert!(
        User::get(graph_resource_tests::sample::ME)
            .send_opt(&client)
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn a_count_is_plain_text_digits() {
    for body in ["42", "\u{feff}42", " 42\n"] {
        let (service, client) = serving(
            "/v1.0/users/$count",
            graph_resource_tests::Canned::new(200, "text/plain", body),
        )
        .await;
        assert_eq!(User::list().top(5).count(&client).await.unwrap(), 42);
        assert_eq!(service.requests()[0].path_and_query, "/v1.0/users/$count");
        assert_eq!(
            service.requests()[0].header("consistencylevel"),
            Some("eventual")
        );
    }
}
