//! `Retry-After`, compared with a parser that follows only RFC 9110 and Graph's documentation.

use std::time::Duration;

use graph_resource::testing::Fake;
use graph_resource::{Get, RetryPolicy};
use proptest::prelude::*;
use serde_json::json;

use crate::{Thing, check_error, fuzz, mutated, run};

const CORPUS: &str = include_str!("corpus/retry_after.txt");
const DATE: &str = "Wed, 21 Oct 2015 07:28:00 GMT";
const DAY: Duration = Duration::from_secs(86_400);
const FRAGMENTS: &[&str] = &[
    "0",
    "9",
    ".",
    "-",
    "+",
    "e",
    "E9",
    " ",
    ",",
    "GMT",
    "Oct",
    "99999999999",
    "NaN",
    "inf",
    "\t",
    "é",
    ":",
    "Wed, ",
];

/// The delay of a number of seconds, or `None` for anything else.
fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let whole = whole
        .parse::<u64>()
        .map_or(DAY, |seconds| Duration::from_secs(seconds.min(86_400)));
    let nanos = format!("{fraction:0<9}")[..9].parse().unwrap();
    Some((whole + Duration::from_nanos(nanos)).min(DAY))
}

pub(crate) fn retry_after(long: bool) {
    let dates = (0_u64..4_000_000_000).prop_map(|seconds| {
        let at = std::time::UNIX_EPOCH + Duration::from_secs(seconds);
        (httpdate(at), Some(seconds))
    });
    let texts = prop_oneof![
        mutated(CORPUS, FRAGMENTS),
        "[0-9]{0,6}(\\.[0-9]{0,12})?",
        "[0-9.eE+-]{0,12}",
        "[ -~]{0,40}"
    ];
    fuzz(
        long,
        prop_oneof![dates, texts.prop_map(|text| (text, None))],
        |(value, date)| {
            let fake = Fake::new();
            let headers = [("retry-after", value.as_str()), ("date", DATE)];
            fake.on(Thing::get("1"))
                .raw(429, &headers, "")
                .json(json!({"id": "1"}));
            let once = Thing::get("1").retry(RetryPolicy::never());
            let error = run(once.send(&fake.client())).unwrap_err();
            prop_assert!(error.is_throttled());
            check_error(&error)?;
            let delay = error.retry_after();
            prop_assert!(delay.is_none_or(|delay| delay <= DAY));
            // A header with other characters is ignored.
            let sendable = value
                .bytes()
                .all(|byte| byte == b'\t' || (b' '..0x7f).contains(&byte));
            if sendable && value.trim().len() < 128 {
                if let Some(expected) = seconds(value.trim()) {
                    let difference = delay.unwrap_or(Duration::MAX).abs_diff(expected);
                    prop_assert!(
                        difference < Duration::from_micros(1),
                        "{:?} instead of {:?}",
                        delay,
                        expected
                    );
                }
                if let Some(date) = date {
                    // 2015-10-21T07:28:00Z.
                    let expected = Duration::from_secs(date.saturating_sub(1_445_412_480)).min(DAY);
                    prop_assert_eq!(delay, Some(expected));
                }
            }
            check_wait(&value, delay)
        },
    );
}

/// With the default policy the client waits exactly this long, or not at all.
fn check_wait(value: &str, delay: Option<Duration>) -> crate::Outcome {
    let fake = Fake::new();
    fake.on(Thing::get("1"))
        .raw(429, &[("retry-after", value), ("date", DATE)], "")
        .json(json!({"id": "1"}));
    let get: Get<Thing> = Thing::get("1");
    let read = run(get.send(&fake.client()));
    let waits = fake.waits();
    match delay {
        // Some of the budget has been spent already, so either outcome is possible.
        Some(delay) if delay == Duration::from_secs(300) => {}
        Some(delay) if delay > Duration::from_secs(300) => {
            prop_assert!(read.unwrap_err().is_throttled() && waits.is_empty());
        }
        Some(delay) => {
            prop_assert!(read.is_ok());
            prop_assert_eq!(waits.iter().sum::<Duration>(), delay);
        }
        None => prop_assert!(
            read.is_ok() && waits.iter().all(|wait| *wait <= Duration::from_millis(500))
        ),
    }
    Ok(())
}

/// The time as an HTTP date.
fn httpdate(at: std::time::SystemTime) -> String {
    let date = jiff::Timestamp::try_from(at).unwrap();
    date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
