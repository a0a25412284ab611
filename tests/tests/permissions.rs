//! Declared permissions: which errors name them, and what a program gets.

use futures_util::StreamExt;
use graph_resource::auth::Permissions;
use graph_resource::long_running::{Accepted, Monitor};
use graph_resource::{Client, Error, RetryPolicy, blocking, graph_resource};
use graph_resource_tests::{Canned, Fault, Faults, RetryAfter, Service};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(
    path = "/users/<userId>",
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo/$value"),
    permissions(
        delegated = ["User.Read", "User.ReadBasic.All"],
        application = "AuditLog.Read.All and User.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
struct User {
    #[allow(dead_code, reason = "it is only selected")]
    id: String,
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Debug, Deserialize)]
struct Group {
    #[allow(dead_code, reason = "it is only selected")]
    id: String,
}

#[graph_resource(
    path = "/devices/<deviceId>",
    permissions(
        delegated = "Device.Read.All",
        personal = "Device.Read",
        application = "Device.Read.All"
    )
)]
#[derive(Debug, Deserialize)]
struct Wrapper<T> {
    #[allow(dead_code, reason = "it is only selected")]
    id: T,
}

const REQUIRED: &str = "(requires the delegated permission User.Read or User.ReadBasic.All, or the application permission AuditLog.Read.All and User.Read.All)";

fn refusal(status: u16) -> Canned {
    let body = json!({"error": {
        "code": "Authorization_RequestDenied",
        "message": "Insufficient privileges to complete the operation.",
    }});
    Canned::json(status, body.to_string())
}

/// A service that responds to all reads with a status.
async fn refusing(status: u16) -> Service {
    let service = Service::start().await;
    for path in ["/v1.0/users", "/v1.0/groups", "/v1.0/devices"] {
        service.respond_with(path, refusal(status));
    }
    service
}

fn client(service: &Service) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

/// The error of each kind of read.
async fn errors(client: &Client) -> Vec<(&'static str, Error)> {
    let (user, users) = (User::get("1"), User::list());
    let (changes, photo) = (User::changes(), User::photo("1"));
    let (batched, counted, bytes) = client
        .batch((user.clone(), users.count_request(), photo.clone()))
        .await
        .unwrap();
    vec![
        ("send", user.send(client).await.unwrap_err()),
        ("send_opt", user.send_opt(client).await.unwrap_err()),
        ("response", user.response(client).await.unwrap_err()),
        (
            "send_accepted",
            user.send_accepted(client).await.unwrap_err(),
        ),
        (
            "if_none_match",
            user.clone()
                .if_none_match("\"1\"")
                .send(client)
                .await
                .unwrap_err(),
        ),
        ("page", users.page(client).await.unwrap_err()),
        ("all", users.all(client).await.unwrap_err()),
        ("first", users.first(client).await.unwrap_err()),
        ("count", users.count(client).await.unwrap_err()),
        ("stream", first(users.stream(client)).await),
        ("pages", first(users.pages(client)).await),
        (
            "lenient",
            first(users.clone().lenient().stream(client)).await,
        ),
        ("delta", first(changes.stream(client)).await),
        ("delta all", changes.all(client).await.unwrap_err()),
        ("bytes", photo.bytes(client).await.unwrap_err()),
        ("download", photo.send(client).await.unwrap_err()),
        ("download stream", first(photo.stream(client)).await),
        ("batch", batched.unwrap_err()),
        ("count in a batch", counted.unwrap_err()),
        ("bytes in a batch", bytes.unwrap_err()),
    ]
}

async fn first<T>(mut stream: impl StreamExt<Item = Result<T, Error>> + Unpin) -> Error {
    match stream.next().await {
        Some(Err(error)) => error,
        _ => panic!("the read succeeded"),
    }
}

#[tokio::test]
async fn each_read_that_is_forbidden_names_the_permissions() {
    let service = refusing(403).await;
    for (read, error) in errors(&client(&service)).await {
        assert!(error.is_forbidden(), "{read}: {error}");
        assert_eq!(error.permissions(), Some(&User::PERMISSIONS), "{read}");
        let text = error.to_string();
        assert!(
            text.contains(&format!(
                "403 Forbidden: Authorization_RequestDenied: Insufficient privileges to complete the operation. {REQUIRED} ("
            )),
            "{read}: {text}"
        );
        assert!(
            format!("{error:?}").contains("User.ReadBasic.All"),
            "{read}"
        );
    }
}

#[tokio::test]
async fn other_statuses_do_not_name_the_permissions() {
    for status in [400, 401, 409, 429, 500, 503] {
        let service = refusing(status).await;
        for (read, error) in errors(&client(&service)).await {
            assert_eq!(error.status(), Some(status), "{read}: {error}");
            assert_eq!(error.permissions(), None, "{read}");
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("User.Read"), "{read}: {shown}");
        }
    }
}

#[tokio::test]
async fn a_type_that_declares_no_permissions_names_none() {
    let service = refusing(403).await;
    let error = Group::get("1").send(&client(&service)).await.unwrap_err();
    assert!(error.is_forbidden(), "{error}");
    assert_eq!(error.permissions(), None);
    assert!(!error.to_string().contains("requires"), "{error}");
}

#[tokio::test]
async fn a_batch_that_is_forbidden_names_the_permissions_of_each_request() {
    let forbidden = Fault::Status(403, RetryAfter::Absent);
    let faults = || Faults::none().on("/v1.0/$batch", [forbidden.clone()]);
    let service = Service::builder().faults(faults()).start().await;
    let whole = client(&service).batch((User::get("1"),)).await.unwrap_err();
    assert_eq!((whole.status(), whole.permissions()), (Some(403), None));

    let service = Service::builder().faults(faults()).start().await;
    let requests: Vec<_> = (0..21).map(User::get).collect();
    let results = client(&service).batch_all(requests).await.unwrap();
    let errors: Vec<Error> = results.into_iter().filter_map(Result::err).collect();
    let forbidden: Vec<&Error> = errors.iter().filter(|error| error.is_forbidden()).collect();
    assert!(!forbidden.is_empty() && forbidden.len() < 21);
    for error in forbidden {
        assert_eq!(error.permissions(), Some(&User::PERMISSIONS), "{error}");
    }
}

#[tokio::test]
async fn a_later_page_and_a_resumed_listing_name_the_permissions() {
    let service = Service::start().await;
    let page = json!({
        "value": [{"id": "1"}],
        "@odata.nextLink": format!("{}/v1.0/users?$skiptoken=2", service.base_url()),
    });
    service.respond_with("/v1.0/users", Canned::json(200, page.to_string()));
    service.respond_with("/v1.0/users?$skiptoken=2", refusal(403));
    let client = client(&service);
    let mut stream = User::list().stream(&client);
    stream.next().await.unwrap().unwrap();
    let error = stream.next().await.unwrap_err();
    assert_eq!(error.permissions(), Some(&User::PERMISSIONS));
    let continuation = stream.continuation().unwrap();
    let error = first(User::list().resume(&client, continuation)).await;
    assert_eq!(error.permissions(), Some(&User::PERMISSIONS));
}

#[tokio::test]
async fn a_monitor_names_the_permissions_of_its_read() {
    let service = Service::start().await;
    let location = format!("{}/v1.0/monitors/1", service.base_url());
    let accepted = Canned::new(202, "text/plain", "").header("location", &location);
    service.respond_with("/v1.0/users/1", accepted.clone());
    service.respond_with("/v1.0/monitors/1", accepted);
    let client = client(&service);
    let Accepted::Pending(monitor) = User::get("1").send_accepted(&client).await.unwrap() else {
        panic!("the read is pending");
    };
    let Accepted::Pending(monitor) = monitor.poll::<User>(&client).await.unwrap() else {
        panic!("the read is still pending");
    };
    service.respond_with("/v1.0/monitors/1", refusal(403));
    let error = monitor.poll::<User>(&client).await.unwrap_err();
    assert_eq!(error.permissions(), Some(&User::PERMISSIONS));

    let stored: Monitor = monitor.as_str().parse().unwrap();
    let error = stored.poll::<User>(&client).await.unwrap_err();
    assert_eq!((error.status(), error.permissions()), (Some(403), None));
}

#[tokio::test]
async fn another_host_that_refuses_a_download_does_not_name_the_permissions() {
    let other_host = Service::start().await;
    other_host.respond_with("/blob", refusal(403).public());
    let service = Service::start().await;
    let location = format!("{}/blob", other_host.base_url());
    let redirect = Canned::new(302, "text/plain", "").header("location", &location);
    service.respond_with("/v1.0/users/1/photo", redirect);
    let error = User::photo("1").bytes(&client(&service)).await.unwrap_err();
    assert_eq!((error.status(), error.permissions()), (Some(403), None));
}

#[test]
fn a_blocking_read_that_is_forbidden_names_the_permissions() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let service = runtime.block_on(refusing(403));
    let client = blocking::Client::from_async(client(&service)).unwrap();
    for error in [
        client.send(&User::get("1")).unwrap_err(),
        client.all(&User::list()).unwrap_err(),
        client.count(&User::list()).unwrap_err(),
        client.bytes(&User::photo("1")).unwrap_err(),
    ] {
        assert_eq!(error.permissions(), Some(&User::PERMISSIONS), "{error}");
    }
}

#[tokio::test]
async fn a_generic_type_declares_permissions() {
    const DECLARED: Permissions = Wrapper::<String>::PERMISSIONS;
    assert_eq!(DECLARED.delegated, ["Device.Read.All"]);
    assert_eq!(DECLARED.personal, ["Device.Read"]);
    assert_eq!(DECLARED.application, ["Device.Read.All"]);
    let service = refusing(403).await;
    let request = Wrapper::<String>::get("1");
    let error = request.send(&client(&service)).await.unwrap_err();
    assert!(
        error.to_string().contains("(requires the delegated or application permission Device.Read.All, or the delegated permission for personal accounts Device.Read)"),
        "{error}"
    );
}

#[graph_resource(
    path = "/users/<userId>",
    list(members_of = "/groups/<groupId>/members"),
    permissions(
        delegated = "User.ReadBasic.All",
        members_of(application = "GroupMember.Read.All")
    )
)]
#[derive(Debug, Deserialize)]
struct Member {
    #[allow(dead_code, reason = "it is only selected")]
    id: String,
}

#[tokio::test]
async fn a_method_names_its_own_permissions() {
    let service = refusing(403).await;
    let client = client(&service);
    let of_type = Member::list();
    let error = of_type.all(&client).await.unwrap_err();
    assert_eq!(error.permissions(), Some(&Member::PERMISSIONS));
    assert_eq!(of_type.permissions(), Some(&Member::PERMISSIONS));

    let own = Member::members_of("1");
    let error = own.all(&client).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("(requires the application permission GroupMember.Read.All)"),
        "{error}"
    );
    let permissions = own.permissions().unwrap();
    assert_eq!(permissions.application, ["GroupMember.Read.All"]);
    assert!(permissions.delegated.is_empty());
    assert_eq!(Group::list().permissions(), None);
}

#[test]
fn a_program_can_join_the_permissions_of_its_types() {
    let mut scopes: Vec<&str> = [User::PERMISSIONS, Wrapper::<String>::PERMISSIONS]
        .iter()
        .filter_map(|permissions| permissions.delegated.first())
        .flat_map(|least| least.split(" and "))
        .collect();
    scopes.dedup();
    assert_eq!(scopes, ["User.Read", "Device.Read.All"]);
    assert_eq!(
        User::PERMISSIONS.application,
        ["AuditLog.Read.All and User.Read.All"]
    );
}
