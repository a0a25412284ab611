//! Requests by hand in batches, beside reads.

use std::time::Duration;

use graph_resource::batch::Part;
use graph_resource::testing::Fake;
use graph_resource::{Client, Error, ErrorKind, Get, Method, RetryPolicy};
use graph_resource_tests::sample::{GROUP, ME};
use graph_resource_tests::{Fault, Faults, RetryAfter, Service};
use serde_json::{Value, json};

const USER: &str = "00000000-0000-4000-8000-000000000004";
const WAIT: RetryAfter = RetryAfter::Decimal("0.01");

fn client(service: &Service) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .retry(RetryPolicy::default().initial_delay(Duration::from_millis(1)))
        .build()
        .unwrap()
}

fn mail(client: &Client) -> Part<()> {
    let mail = json!({"message": {"toRecipients": [{"emailAddress": {"address": "a@x.com"}}]}});
    client
        .request(Method::POST, "/me/sendMail")
        .json(&mail)
        .part_empty()
}

/// A mail that the service rejects.
fn bad_mail(client: &Client) -> Part<()> {
    client
        .request(Method::POST, "/me/sendMail")
        .json(&json!({}))
        .part_empty()
}

fn add_member(client: &Client) -> Part<()> {
    let id = format!("https://graph.microsoft.com/v1.0/directoryObjects/{USER}");
    client
        .request(Method::POST, "/groups/<groupId>/members/$ref")
        .key(GROUP)
        .json(&json!({"@odata.id": id}))
        .part_empty()
}

fn me() -> Get<Value> {
    Get::at_path("/me?$select=id")
}

fn members() -> Get<Value> {
    Get::at_path(format!("/groups/{GROUP}/members?$select=id"))
}

#[tokio::test]
async fn a_batch_carries_writes_beside_reads_in_the_order_of_their_dependencies() {
    let service = Service::start().await;
    let client = client(&service);
    let upload = client
        .request(Method::PUT, "/me/drive/root:/<path..>:/content")
        .key("a.txt")
        .bytes("text/plain", "all is well")
        .part::<Value>()
        .with_response();
    let batch = client.batch((
        add_member(&client),
        members().depends_on(0),
        upload.depends_on(0).depends_on(1),
        me(),
    ));
    let (added, members, uploaded, me) = batch.await.unwrap();
    added.unwrap();
    let members = members.unwrap();
    let mut ids = members["value"].as_array().unwrap().iter();
    assert!(ids.any(|member| member["id"] == USER), "{members}");
    let uploaded = uploaded.unwrap();
    assert_eq!(
        (uploaded.status(), &uploaded.value["size"]),
        (201, &json!(11))
    );
    assert_eq!(me.unwrap()["id"], ME);

    let parts = &service.batches()[0].parts;
    assert_eq!(parts[0].method, Method::POST);
    assert_eq!(parts[2].depends_on, ["0", "1"]);
    assert!(parts[0].depends_on.is_empty() && parts[3].depends_on.is_empty());
    assert_eq!(service.writes()[1].body, b"all is well");
    assert_eq!(service.batches().len(), 1);
}

#[tokio::test]
async fn a_part_whose_dependency_fails_is_not_carried_out() {
    let service = Service::start().await;
    let client = client(&service);
    let batch = client.batch((
        bad_mail(&client),
        mail(&client).depends_on(0),
        me().depends_on(1),
        mail(&client),
    ));
    let (first, second, third, fourth) = batch.await.unwrap();
    assert_eq!(first.unwrap_err().status(), Some(400));
    let error = second.unwrap_err();
    assert_eq!(error.status(), Some(424), "{error}");
    assert!(!error.may_have_been_carried_out(), "{error}");
    assert_eq!(third.unwrap_err().status(), Some(424));
    fourth.unwrap();
    assert_eq!((service.writes().len(), service.batches().len()), (1, 1));
}

#[tokio::test]
async fn a_part_is_sent_again_with_the_one_that_it_depends_on() {
    let service = Service::start().await;
    let client = client(&service);
    let throttled = Fault::throttled(WAIT);
    service.set_faults(Faults::none().on("/v1.0/me?", [throttled]));
    let batch = client.batch((
        mail(&client),
        me().depends_on(0),
        mail(&client).depends_on(1),
    ));
    let (first, second, third) = batch.await.unwrap();
    first.unwrap();
    second.unwrap();
    third.unwrap();
    let batches = service.batches();
    assert_eq!(batches.len(), 2);
    let ids: Vec<&str> = batches[1]
        .parts
        .iter()
        .map(|part| part.id.as_str())
        .collect();
    assert_eq!(ids, ["1", "2"]);
    // The first part is not in this batch.
    assert!(batches[1].parts[0].depends_on.is_empty());
    assert_eq!(batches[1].parts[1].depends_on, ["1"]);
    assert_eq!(service.writes().len(), 2);
}

#[tokio::test]
async fn a_part_is_sent_with_the_other_token_of_the_one_that_it_depends_on() {
    let service = Service::start().await;
    let tokens = std::sync::atomic::AtomicUsize::new(0);
    let client = Client::builder()
        .credential(move || {
            let number = tokens.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            Ok::<_, std::convert::Infallible>(format!("{}.{number}", Service::TOKEN))
        })
        .base_url(service.base_url())
        .build()
        .unwrap();
    let expired = Fault::Expired { claims: false };
    service.set_faults(Faults::none().on("/v1.0/me?", [expired]));
    let (me, sent) = client
        .batch((me(), mail(&client).depends_on(0)))
        .await
        .unwrap();
    me.unwrap();
    sent.unwrap();
    assert_eq!((service.batches().len(), service.writes().len()), (2, 1));
}

/// The results of a write and a read in a batch, after a fault of the write.
async fn after_fault_of_part(fault: Fault) -> (Service, Result<(), Error>, Result<Value, Error>) {
    let service = Service::start().await;
    let client = client(&service);
    service.set_faults(Faults::none().on("/v1.0/me/sendMail", [fault]));
    let (sent, me) = client.batch((mail(&client), me())).await.unwrap();
    (service, sent, me)
}

#[tokio::test]
async fn a_part_that_is_no_read_is_sent_again_only_if_the_service_has_refused_it() {
    for (status, retry_after) in [(429, WAIT), (429, RetryAfter::Absent), (503, WAIT)] {
        let (service, sent, me) = after_fault_of_part(Fault::Status(status, retry_after)).await;
        sent.unwrap();
        me.unwrap();
        assert_eq!(
            (service.batches().len(), service.writes().len()),
            (2, 1),
            "{status}"
        );
    }
    for (status, retry_after) in [
        (500, RetryAfter::Absent),
        (503, RetryAfter::Absent),
        (504, WAIT),
    ] {
        let (service, sent, me) = after_fault_of_part(Fault::Status(status, retry_after)).await;
        let error = sent.unwrap_err();
        assert_eq!(error.status(), Some(status), "{error}");
        assert!(
            error.may_have_been_carried_out() && !error.is_retryable(),
            "{error}"
        );
        me.unwrap();
        assert_eq!(
            (service.batches().len(), service.writes().len()),
            (1, 0),
            "{status}"
        );
    }
}

#[tokio::test]
async fn an_idempotent_part_is_sent_again_like_a_read() {
    let service = Service::start().await;
    let client = client(&service);
    service.set_faults(Faults::none().on("/v1.0/users", [Fault::Status(500, RetryAfter::Absent)]));
    let patch = client
        .request(Method::PATCH, "/users/<id>/extensions/seat")
        .key(ME)
        .json(&json!({"floor": 3}))
        .idempotent();
    let (patched, me) = client.batch((patch.part_empty(), me())).await.unwrap();
    patched.unwrap();
    me.unwrap();
    assert_eq!((service.batches().len(), service.writes().len()), (2, 1));
}

/// A batch of a write and a read after a fault of the whole batch, with the number of batches, and of writes carried out.
async fn after_fault_of_batch(
    fault: Fault,
    is_idempotent: bool,
) -> (Result<(), Error>, usize, usize) {
    let service = Service::start().await;
    service.set_faults(Faults::none().on("/v1.0/$batch", [fault]));
    let client = client(&service);
    let mail = json!({"message": {"toRecipients": [{}]}});
    let mail = client.request(Method::POST, "/me/sendMail").json(&mail);
    let mail = if is_idempotent {
        mail.idempotent()
    } else {
        mail
    };
    let result = match client.batch((mail.part_empty(), me())).await {
        Ok((sent, me)) => sent.and(me.map(|_| ())),
        Err(error) => Err(error),
    };
    (result, service.batches().len(), service.writes().len())
}

#[tokio::test]
async fn a_batch_with_a_write_is_sent_again_only_if_the_service_has_refused_it_as_a_whole() {
    for (fault, writes) in [
        (Fault::throttled(WAIT), 1),
        (Fault::throttled(RetryAfter::Absent), 1),
        (Fault::Status(503, WAIT), 1),
    ] {
        let (result, batches, carried_out) = after_fault_of_batch(fault.clone(), false).await;
        result.unwrap();
        // The parts may be due a moment apart, and are then sent one after the other.
        assert!(batches >= 2, "{fault:?}");
        assert_eq!(carried_out, writes, "{fault:?}");
    }
    for (fault, writes) in [
        (Fault::Reset, 1),
        (Fault::ResetBody, 1),
        (Fault::Status(500, RetryAfter::Absent), 0),
        (Fault::Status(503, RetryAfter::Absent), 0),
        (Fault::Status(504, WAIT), 0),
    ] {
        let (result, batches, carried_out) = after_fault_of_batch(fault.clone(), false).await;
        let error = result.unwrap_err();
        assert!(error.may_have_been_carried_out(), "{error}");
        let expected =
            "the batch is not sent again, since one of its requests must not be carried out twice";
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!((batches, carried_out), (1, writes), "{fault:?} {error}");

        let (result, batches, carried_out) = after_fault_of_batch(fault.clone(), true).await;
        result.unwrap();
        assert!(batches >= 2, "{fault:?}");
        assert_eq!(carried_out, writes + 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_batch_that_finds_no_service_has_done_nothing() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder()
        .credential("token")
        .base_url(base_url)
        .retry(
            RetryPolicy::default()
                .attempts(2)
                .initial_delay(Duration::from_millis(1)),
        )
        .build()
        .unwrap();
    let error = client.batch((mail(&client), me())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(!error.may_have_been_carried_out(), "{error}");
    assert!(error.to_string().starts_with("POST /$batch: "), "{error}");
}

#[tokio::test]
async fn a_write_without_a_response_is_not_repeated_but_a_read_is() {
    let fake = Fake::new();
    let client = fake.client();
    let read = json!({"id": "1", "status": 200, "body": {"id": "me"}});
    fake.on("/$batch")
        .json(json!({"responses": []}))
        .json(json!({"responses": [read]}));
    let (sent, me) = client.batch((mail(&client), me())).await.unwrap();
    let error = sent.unwrap_err();
    assert!(error.may_have_been_carried_out(), "{error}");
    assert!(
        error.to_string().starts_with("POST /me/<path>: "),
        "{error}"
    );
    assert_eq!(me.unwrap()["id"], "me");
    let sent = fake.requests();
    let second = sent[1].json().unwrap();
    assert_eq!(second["requests"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_dependency_that_cannot_be_is_an_error_before_anything_is_sent() {
    let service = Service::start().await;
    let client = client(&service);
    let batch = client.batch((mail(&client).depends_on(1), mail(&client).depends_on(1)));
    let (first, second) = batch.await.unwrap();
    for error in [first.unwrap_err(), second.unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
        assert!(
            error.to_string().contains("does not come before it"),
            "{error}"
        );
    }
    let invalid = client.request(Method::POST, "me/sendMail").part_empty();
    let batch = client.batch((invalid, mail(&client).depends_on(0)));
    let (_, second) = batch.await.unwrap();
    let error = second.unwrap_err();
    assert!(
        error.to_string().contains("is invalid or in another batch"),
        "{error}"
    );
    assert_eq!(service.batches().len(), 0);
}
