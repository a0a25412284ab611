//! Actions that return data: they are called with POST, and change nothing.

mod directory;
mod schedule;
mod search;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use crate::data::Store;
use crate::failure::Failure;
use crate::odata::Options;
use crate::query::Query;
use crate::response::Success;
use crate::service::Shared;
use crate::wire::RequestLine;
use crate::writes::{Request, json_body};

/// A call of an action.
struct Call<'c> {
    store: &'c Store,
    body: Value,
    options: Options,
    base_url: &'c str,
    version: &'c str,
}

/// The response of the action that the path leads to, or `None` if it does not lead to one.
pub(crate) fn respond(
    shared: &Shared,
    request: &Request<'_>,
    line: &RequestLine<'_>,
) -> Option<Result<Success, Failure>> {
    let segments: Vec<&str> = line.segments.iter().map(String::as_str).collect();
    let (version, path) = segments.split_first()?;
    let action = find(path).filter(|_| request.method == "POST")?;
    let (store, _) = shared.current_data();
    let call = || {
        let query = Query::parse(&line.options)?;
        Ok(Call {
            store: &store,
            body: json_body(request)?,
            options: query.options,
            base_url: &shared.base_url,
            version,
        })
    };
    Some(call().and_then(|call| action.respond(&call)))
}

/// The actions, by the paths that lead to them.
enum Action<'p> {
    GetByIds,
    /// With the set of the object, and its key.
    GetMemberGroups(&'p str, &'p str),
    CheckMemberGroups(&'p str, &'p str),
    Search,
    GetSchedule,
    FindMeetingTimes,
}

fn find<'p>(path: &[&'p str]) -> Option<Action<'p>> {
    let action = match path {
        ["directoryObjects", "getByIds"] => Action::GetByIds,
        ["me", "getMemberGroups"] => Action::GetMemberGroups("users", crate::sample::ME),
        ["users", id, "getMemberGroups"] => Action::GetMemberGroups("users", id),
        ["groups", id, "getMemberGroups"] => Action::GetMemberGroups("groups", id),
        ["me", "checkMemberGroups"] => Action::CheckMemberGroups("users", crate::sample::ME),
        ["users", id, "checkMemberGroups"] => Action::CheckMemberGroups("users", id),
        ["search", "query"] => Action::Search,
        ["me", "calendar", "getSchedule"] | ["users", _, "calendar", "getSchedule"] => {
            Action::GetSchedule
        }
        ["me", "findMeetingTimes"] => Action::FindMeetingTimes,
        _ => return None,
    };
    Some(action)
}

impl Action<'_> {
    fn respond(&self, call: &Call<'_>) -> Result<Success, Failure> {
        if !matches!(self, Action::GetByIds) {
            call.check_no_options()?;
        }
        match self {
            Action::GetByIds => directory::by_ids(call),
            Action::GetMemberGroups(set, key) => directory::member_groups(call, set, key),
            Action::CheckMemberGroups(set, key) => directory::check_member_groups(call, set, key),
            Action::Search => search::query(call),
            Action::GetSchedule => schedule::get_schedule(call),
            Action::FindMeetingTimes => schedule::find_meeting_times(call),
        }
    }
}

impl Call<'_> {
    fn check_no_options(&self) -> Result<(), Failure> {
        if self.options == Options::default() {
            return Ok(());
        }
        Err(Failure::bad_request("the action takes no query options"))
    }

    fn context(&self, fragment: &str) -> String {
        format!("{}/{}/$metadata#{fragment}", self.base_url, self.version)
    }

    /// A collection, with its context.
    fn collection(&self, fragment: &str, items: Vec<Value>) -> Success {
        Success::Json(json!({"@odata.context": self.context(fragment), "value": items}))
    }

    /// The strings of a parameter that is required, or of one that is not.
    fn strings(&self, name: &str) -> Result<Option<Vec<&str>>, Failure> {
        let Some(items) = self.body.get(name).filter(|value| !value.is_null()) else {
            return Ok(None);
        };
        let items = items.as_array().into_iter().flatten();
        let strings: Option<Vec<&str>> = items.map(Value::as_str).collect();
        match strings {
            Some(strings) => Ok(Some(strings)),
            None => Err(Failure::bad_request(format!(
                "the parameter `{name}` is not a collection of strings"
            ))),
        }
    }

    fn required_strings(&self, name: &str) -> Result<Vec<&str>, Failure> {
        match self.strings(name)? {
            Some(strings) if !strings.is_empty() => Ok(strings),
            _ => Err(missing(name)),
        }
    }
}

fn missing(name: &str) -> Failure {
    Failure::bad_request(format!("the parameter `{name}` is required"))
}
