//! The errors of requests that are not sent, because they would have to wait too long.

use std::time::Duration;

use crate::address::workload::Workload;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::places::AllTaken;

/// The error of a request that would have to wait longer for a paused workload than it may.
pub(super) fn pause_exceeds_budget(left: Duration) -> Error {
    let summary = format!(
        "not sent: another request was throttled, and this workload is paused for {left:.1?} more, which is longer than \
         this request may wait (`RetryPolicy::max_elapsed`, `ClientBuilder::total_timeout`)"
    );
    Error::new(ErrorKind::Timeout, summary).paused_for(left)
}

/// The error of a request that got no place among the concurrent requests.
pub(crate) fn no_place(taken: AllTaken, limit: Duration) -> Error {
    let places = taken.limit;
    let summary = match taken.workload {
        Some(workload) => format!(
            "not sent: the limit of {places} concurrent requests to `Workload::{workload:?}` \
             (`ClientBuilder::max_concurrent_requests_to`) left no place for this one within {limit:?} (`timeout`)"
        ),
        None => format!(
            "not sent: the limit of {places} concurrent requests (`ClientBuilder::max_concurrent_requests`) left no place \
             for this one within {limit:?} (`timeout`)"
        ),
    };
    Error::new(ErrorKind::Timeout, summary)
}

/// The error of a request whose turn did not come.
pub(super) fn no_turn(workload: Option<Workload>, limit: Duration) -> Error {
    let workload = match workload {
        Some(workload) => format!("`Workload::{workload:?}`"),
        None => "this workload".to_owned(),
    };
    let summary = format!(
        "not sent: requests to {workload} are spaced out, since the service reports that its limit is nearly used up, and \
         the turn of this one did not come within {limit:?} (`timeout`): start fewer reads at once, or set a longer timeout"
    );
    Error::new(ErrorKind::Timeout, summary)
}
