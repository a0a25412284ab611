//! Writes as a client sees them.

use serde_json::json;

use crate::sample::{GROUP, ME};
use crate::testing::{HEADERS, Reply, get, send};
use crate::{Fault, Faults, RetryAfter, Service};

const USER: &str = "00000000-0000-4000-8000-000000000004";

async fn send_json(
    service: &Service,
    method: &str,
    target: &str,
    body: &serde_json::Value,
) -> Reply {
    let body = body.to_string();
    let length = body.len();
    let headers =
        format!("{HEADERS}Content-Type: application/json\r\nContent-Length: {length}\r\n");
    send(service, method, target, &headers, &body).await
}

fn reference(id: &str) -> serde_json::Value {
    json!({"@odata.id": format!("https://graph.microsoft.com/v1.0/directoryObjects/{id}")})
}

async fn is_member(service: &Service, id: &str) -> bool {
    let members = get(service, &format!("/v1.0/groups/{GROUP}/members")).await;
    members.ids().iter().any(|known| known == id)
}

#[tokio::test]
async fn a_member_is_added_once_and_removed_once() {
    let service = Service::start().await;
    let members = format!("/v1.0/groups/{GROUP}/members/$ref");
    assert!(!is_member(&service, USER).await);
    let added = send_json(&service, "POST", &members, &reference(USER)).await;
    assert_eq!(added.status, 204, "{}", added.body);
    assert!(is_member(&service, USER).await);
    let again = send_json(&service, "POST", &members, &reference(USER)).await;
    assert_eq!(again.status, 400);

    let member = format!("/v1.0/groups/{GROUP}/members/{USER}/$ref");
    let removed = send(&service, "DELETE", &member, HEADERS, "").await;
    assert_eq!(removed.status, 204, "{}", removed.body);
    assert!(!is_member(&service, USER).await);
    let again = send(&service, "DELETE", &member, HEADERS, "").await;
    assert_eq!(again.status, 404);
    assert_eq!(service.writes().len(), 2);
}

#[tokio::test]
async fn an_extension_is_patched_if_it_has_not_changed() {
    let service = Service::start().await;
    let path = format!("/v1.0/users/{ME}/extensions/com.contoso.seat");
    let seat = json!({"floor": 3});
    assert_eq!(send_json(&service, "PATCH", &path, &seat).await.status, 204);
    let read = get(&service, &path).await;
    assert_eq!(read.json()["floor"], 3);
    let headers = format!(
        "{HEADERS}If-Match: W/\"stale\"\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
    );
    assert_eq!(
        send(&service, "PATCH", &path, &headers, "{}").await.status,
        412
    );
    assert_eq!(service.writes().len(), 1);
}

#[tokio::test]
async fn mail_is_accepted_and_an_upload_returns_its_item() {
    let service = Service::start().await;
    let mail = json!({"message": {"toRecipients": [{"emailAddress": {"address": "a@x.com"}}]}});
    let sent = send_json(&service, "POST", "/v1.0/me/sendMail", &mail).await;
    assert_eq!((sent.status, sent.body.as_str()), (202, ""));
    let nobody = json!({"message": {}});
    assert_eq!(
        send_json(&service, "POST", "/v1.0/me/sendMail", &nobody)
            .await
            .status,
        400
    );

    let headers = format!("{HEADERS}Content-Type: text/plain\r\nContent-Length: 3\r\n");
    let path = "/v1.0/me/drive/root:/a/b%20c.txt:/content";
    let uploaded = send(&service, "PUT", path, &headers, "xyz").await;
    assert_eq!(uploaded.status, 201, "{}", uploaded.body);
    assert_eq!(uploaded.json()["name"], "b c.txt");
    let writes = service.writes();
    assert_eq!(writes.len(), 2);
    assert_eq!(writes[1].body, b"xyz");
}

#[tokio::test]
async fn a_fault_of_the_service_keeps_it_from_acting() {
    let service = Service::start().await;
    let path = format!("/v1.0/groups/{GROUP}/members/{ME}/$ref");
    service.set_faults(Faults::none().on(&path, [Fault::Status(503, RetryAfter::Absent)]));
    assert_eq!(
        send(&service, "DELETE", &path, HEADERS, "").await.status,
        503
    );
    assert_eq!(service.writes(), []);
    assert_eq!(
        send(&service, "DELETE", &path, HEADERS, "").await.status,
        204
    );
    assert_eq!(service.writes().len(), 1);
}

#[tokio::test]
async fn other_writes_are_not_supported() {
    let service = Service::start().await;
    let reply = send_json(&service, "POST", "/v1.0/users", &json!({})).await;
    assert_eq!(reply.status, 405);
}
