//! When a call of an action is sent again.

use graph_resource::{Action, Client, Error, ErrorKind};
use graph_resource_tests::sample::ME;
use graph_resource_tests::{Fault, Faults, RetryAfter, Service};
use serde_json::json;

use super::{Member, User, client};

const WAIT: RetryAfter = RetryAfter::Decimal("0.01");

/// Reads after this fault. Returns how many requests were sent, and the error.
async fn after<T>(fault: Fault, action: Action<T>) -> (usize, Option<Error>)
where
    T: serde::de::DeserializeOwned + Send,
{
    let faults = Faults::script([(0, fault)]);
    let service = Service::builder().faults(faults).start().await;
    let client: Client = client(&service);
    let result = action.all(&client).await;
    (service.requests().len(), result.err())
}

#[tokio::test]
async fn an_action_is_sent_again_only_if_it_was_certainly_not_carried_out() {
    let body = json!({"ids": [ME]});
    for (fault, is_repeated) in [
        (Fault::Status(503, RetryAfter::Absent), false),
        (Fault::Status(504, WAIT), false),
        (Fault::Reset, false),
        (Fault::Status(429, WAIT), true),
        (Fault::Status(503, WAIT), true),
    ] {
        let (sent, error) = after(fault.clone(), User::by_ids(&body)).await;
        assert_eq!(sent, if is_repeated { 2 } else { 1 }, "{fault:?}");
        assert_eq!(error.is_none(), is_repeated, "{fault:?}");
        if let Some(error) = error {
            assert!(error.may_have_been_carried_out(), "{error}");
        }

        let (sent, error) = after(fault.clone(), User::by_ids(&body).idempotent()).await;
        assert_eq!((sent, error.is_none()), (2, true), "{fault:?}");
        let (sent, error) = after(fault.clone(), Member::members_by_ids(&body)).await;
        assert_eq!((sent, error.is_none()), (2, true), "{fault:?}");
    }
}

#[tokio::test]
async fn the_next_pages_are_retried_like_those_of_a_list() {
    let service = Service::start().await;
    let path = "/v1.0/directoryObjects/getByIds";
    let link = format!("{}{path}?$skiptoken=2", service.base_url());
    let page = json!({"value": [{"id": "1"}], "@odata.nextLink": link}).to_string();
    let last = json!({"value": [{"id": "2"}]}).to_string();
    service.respond_with(path, graph_resource_tests::Canned::json(200, page));
    service.respond_with(
        format!("{path}?$skiptoken=2"),
        graph_resource_tests::Canned::json(200, last),
    );
    service.set_faults(Faults::script([(
        1,
        Fault::Status(503, RetryAfter::Absent),
    )]));
    let body = json!({"ids": ["1"]});
    let users = User::by_ids(&body).all(&client(&service)).await.unwrap();
    assert_eq!(users.len(), 2);
    assert_eq!(service.requests().len(), 3);
}

#[tokio::test]
async fn a_response_that_breaks_off_is_read_again_only_if_the_action_is_idempotent() {
    let body = json!({"ids": [ME]});
    let (sent, error) = after(Fault::Truncated, User::by_ids(&body)).await;
    assert_eq!(sent, 1);
    assert_ne!(error.unwrap().kind(), ErrorKind::Request);
    let (sent, error) = after(Fault::Truncated, User::by_ids(&body).idempotent()).await;
    assert_eq!((sent, error.is_none()), (2, true));
}
