//! The golden cases, by query option.

mod advanced;
#[allow(dead_code, reason = "the cases name fields that nothing reads")]
mod annotations;
mod casts;
pub mod corpus;
#[allow(dead_code, reason = "the cases name fields that nothing reads")]
mod declared;
mod encoding;
#[allow(dead_code, reason = "the cases name fields that nothing reads")]
mod entities;
mod expand;
#[allow(dead_code, reason = "the cases name fields that nothing reads")]
mod flattened;
pub mod forms;
mod functions;
mod lambdas;
mod literals;
mod operators;
mod orderby;
mod paging;
mod params;
mod paths;
mod precedence;
mod search;
mod select;
mod times;

use std::fmt::Display;

use entities::Device;
use graph_resource::Filter;

/// A request's URL and the expected one.
pub struct Case {
    pub group: &'static str,
    pub name: &'static str,
    pub url: String,
    expected: String,
}

impl Case {
    pub fn mismatch(&self) -> Option<String> {
        let Case {
            group,
            name,
            url,
            expected,
        } = self;
        if url == expected {
            return None;
        }
        Some(format!(
            "{group}: {name}\n  expected {expected}\n       got {url}\n"
        ))
    }
}

pub fn all() -> Vec<Case> {
    [
        select::cases(),
        operators::cases(),
        functions::cases(),
        literals::cases(),
        lambdas::cases(),
        precedence::cases(),
        casts::cases(),
        expand::cases(),
        orderby::cases(),
        search::cases(),
        paging::cases(),
        advanced::cases(),
        params::cases(),
        encoding::cases(),
        paths::cases(),
        flattened::cases(),
        annotations::cases(),
        declared::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A request and its whole URL.
fn case(name: &'static str, request: impl Display, expected: &str) -> Case {
    Case {
        group: "",
        name,
        url: request.to_string(),
        expected: expected.to_owned(),
    }
}

/// A filter on [`Device`] and the text after `$filter=`.
fn filter(name: &'static str, filter: Filter<Device>, expected: &str) -> Case {
    let expected = format!("/deviceManagement/managedDevices?$filter={expected}");
    Case {
        group: "",
        name,
        url: Device::list().filter(filter).to_string(),
        expected,
    }
}

fn group(group: &'static str, cases: impl IntoIterator<Item = Case>) -> Vec<Case> {
    cases
        .into_iter()
        .map(|case| Case { group, ..case })
        .collect()
}
