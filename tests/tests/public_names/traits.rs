//! The common traits of values, and the values that a program's own tests can build.

use std::fmt::{Debug, Display};
use std::hash::Hash;

use graph_resource::auth::{Permissions, TokenRequest};
use graph_resource::conditional::Fetched;
use graph_resource::content::Progress;
use graph_resource::delta::{RelationChange, RemovedReason, Resync, ResyncKind, Round};
use graph_resource::error::ErrorDetail;
use graph_resource::long_running::{Accepted, Monitor};
use graph_resource::query::{Literal, Named, Qualified};
use graph_resource::retry::{Decision, ThrottleInfo, Wait};
use graph_resource::testing::RecordedRequest;
use graph_resource::transport::HttpError;
use graph_resource::types::{Decimal, Flags, Int64, MaybeSent, ParseDecimalError};
use graph_resource::{
    ApiVersion, Change, Cloud, Continuation, DeltaLink, Error, ErrorKind, Page, RetryPolicy,
    Workload, graph_resource,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

const fn value<T: Debug + Clone + Eq + Hash>() {}

const fn compared<T: Debug + Clone + Eq>() {}

const fn shown<T: Display>() {}

const fn stored<T: Serialize + DeserializeOwned>() {}

const fn error<T: std::error::Error + Send + Sync + 'static>() {}

#[graph_resource]
#[derive(Deserialize)]
#[allow(dead_code, reason = "only its traits matter")]
enum Member {
    #[serde(untagged)]
    Unknown(String),
}

const _: () = {
    value::<ApiVersion>();
    value::<Cloud>();
    value::<RetryPolicy>();
    value::<Decision>();
    value::<ThrottleInfo>();
    value::<ErrorKind>();
    value::<ErrorDetail>();
    value::<Continuation>();
    value::<DeltaLink>();
    value::<Resync>();
    value::<ResyncKind>();
    value::<Change<String>>();
    value::<RelationChange>();
    value::<RemovedReason>();
    value::<Monitor>();
    value::<Accepted<String>>();
    value::<Progress>();
    value::<Literal>();
    value::<Named>();
    value::<Qualified<u8>>();
    value::<Int64>();
    value::<Decimal>();
    value::<Flags<u8>>();
    value::<MaybeSent<u8>>();
    value::<RecordedRequest>();
    value::<Workload>();
    value::<Permissions>();
    value::<TokenRequest>();
    value::<Wait<'static>>();
    value::<Fetched<String>>();
    value::<Round<String>>();
    value::<ParseDecimalError>();
    compared::<Page<String>>();
    shown::<ApiVersion>();
    shown::<ErrorKind>();
    shown::<Int64>();
    shown::<Decimal>();
    error::<Error>();
    error::<HttpError>();
    error::<ParseDecimalError>();
    stored::<Continuation>();
    stored::<DeltaLink>();
    stored::<Monitor>();
    stored::<RelationChange>();
    stored::<Int64>();
    stored::<Decimal>();
    stored::<Flags<Member>>();
    stored::<MaybeSent<u8>>();
};

/// A part of a program that its own test calls without a service.
fn summary(round: &Round<String>) -> Vec<String> {
    let change = |change: &Change<String>| match change {
        Change::Updated(name) => format!("updated {name}"),
        Change::Removed { id, reason, .. } => format!("removed {id}: {reason:?}"),
        other => format!("{other:?}"),
    };
    round.changes.iter().map(change).collect()
}

#[test]
fn a_program_can_test_its_handling_of_changes() {
    let link: DeltaLink = "https://graph.microsoft.com/v1.0/users/delta"
        .parse()
        .unwrap();
    let changes = vec![
        Change::Updated("Ada".to_owned()),
        Change::removed("2", RemovedReason::Changed),
    ];
    let round = Round::new(changes, link.clone());
    assert_eq!(summary(&round), ["updated Ada", "removed 2: Changed"]);

    let relations = [RelationChange::added("1"), RelationChange::removed("2")];
    assert_eq!(relations.each_ref().map(|one| one.removed), [false, true]);
    let resync = Resync::new(ResyncKind::ApplyDifferences, Some(link));
    assert_eq!(resync.kind, ResyncKind::ApplyDifferences);
}

#[test]
fn a_program_can_test_what_it_shows() {
    let progress = Progress::new(1, Some(2));
    assert_eq!((progress.received, progress.total), (1, Some(2)));
    let mut throttle = ThrottleInfo::default();
    throttle.scope = Some("Tenant".into());
    let mut detail = ErrorDetail::default();
    detail.code = Some("invalid".to_owned());
    let members: Flags<&str> = ["read", "write"].into_iter().collect();
    assert_eq!(members.members, ["read", "write"]);
    assert_eq!(i64::from(Int64::from(7)), 7);
    assert_eq!(ErrorKind::Timeout.to_string(), ErrorKind::Timeout.as_str());
    let monitor: Monitor = "https://graph.microsoft.com/v1.0/jobs/1".parse().unwrap();
    let accepted = [Accepted::Done(1), Accepted::Pending(monitor)];
    assert_ne!(accepted[0], accepted[1]);
}
