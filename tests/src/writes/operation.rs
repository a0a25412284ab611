//! The requests that change something: what they ask for, and what is wrong with them.

use axum::http::header::{CONTENT_TYPE, IF_MATCH};
use axum::http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

use super::Request;
use crate::canned::Canned;
use crate::data::{Data, Store};
use crate::etag;
use crate::failure::Failure;

/// A change that was asked for.
#[derive(Debug)]
pub(super) enum Operation {
    AddMember {
        group: String,
        member: String,
    },
    RemoveMember {
        group: String,
        member: String,
    },
    PatchExtension {
        set: String,
        name: String,
        members: Value,
    },
    SendMail,
    Upload {
        path: String,
        size: usize,
    },
}

impl Operation {
    /// The operation of a request whose path has these decoded segments after the version.
    pub(super) fn parse(
        request: &Request<'_>,
        segments: &[&str],
        store: &Store,
    ) -> Result<Self, Failure> {
        match (request.method, segments) {
            (&Method::POST, ["groups", group, "members", "$ref"]) => {
                let body = json_body(request)?;
                Ok(Operation::AddMember {
                    group: found(store, "groups", group)?,
                    member: found(store, "users", referenced(&body)?)?,
                })
            }
            (&Method::DELETE, ["groups", group, "members", member, "$ref"]) => {
                check_no_body(request)?;
                Ok(Operation::RemoveMember {
                    group: found(store, "groups", group)?,
                    member: (*member).to_owned(),
                })
            }
            (&Method::PATCH, ["users", user, "extensions", name]) => {
                let user = found(store, "users", user)?;
                let set = format!("users/{user}/extensions");
                check_match(request.headers, store, &set, name)?;
                Ok(Operation::PatchExtension {
                    set,
                    name: (*name).to_owned(),
                    members: json_body(request)?,
                })
            }
            (&Method::POST, ["me", "sendMail"]) => {
                let body = json_body(request)?;
                if body["message"]["toRecipients"]
                    .as_array()
                    .is_none_or(Vec::is_empty)
                {
                    return Err(Failure::bad_request("the message has no recipients"));
                }
                Ok(Operation::SendMail)
            }
            (&Method::PUT, ["me", "drive", "root:", ..]) => upload(request, segments),
            _ => Err(Failure::method_not_allowed(request.method.as_str(), "GET")),
        }
    }

    /// Whether there is nothing to do, or it cannot be done to the current data.
    pub(super) fn check(&self, store: &Store) -> Result<(), Failure> {
        match self {
            Operation::AddMember { group, member } if is_member(store, group, member) => {
                Err(Failure::directory_bad_request(
                    "One or more added object references already exist for the following modified properties: 'members'.",
                ))
            }
            Operation::RemoveMember { group, member } if !is_member(store, group, member) => {
                Err(Failure::not_found(true, member))
            }
            _ => Ok(()),
        }
    }

    /// Changes the data. Returns the set and the id of the changed entity, and its new members, if an entity has changed.
    pub(super) fn edit(&self, store: &Store) -> Option<(String, String, Value)> {
        match self {
            Operation::AddMember { group, member } => {
                let mut members = members_of(store, group);
                members.push(member.clone());
                Some((
                    "groups".to_owned(),
                    group.clone(),
                    json!({"members": members}),
                ))
            }
            Operation::RemoveMember { group, member } => {
                let mut members = members_of(store, group);
                members.retain(|known| known != member);
                Some((
                    "groups".to_owned(),
                    group.clone(),
                    json!({"members": members}),
                ))
            }
            Operation::PatchExtension { set, name, members } => {
                Some((set.clone(), name.clone(), members.clone()))
            }
            Operation::SendMail | Operation::Upload { .. } => None,
        }
    }

    pub(super) fn response(&self) -> Canned {
        match self {
            Operation::AddMember { .. }
            | Operation::RemoveMember { .. }
            | Operation::PatchExtension { .. } => empty(StatusCode::NO_CONTENT),
            Operation::SendMail => empty(StatusCode::ACCEPTED),
            Operation::Upload { path, size } => {
                let name = path.rsplit('/').next().unwrap_or_default();
                let item = json!({"id": format!("item-of-{name}"), "name": name, "size": size});
                Canned::json(201, item.to_string())
            }
        }
    }
}

/// Adds the set that a first extension of a user belongs to.
pub(super) fn add_set(data: &mut Data, set: &str, store: &Store) {
    if store.set_path(set).is_none() {
        *data = std::mem::take(data).entity_set(set, Vec::new());
    }
}

fn empty(status: StatusCode) -> Canned {
    Canned {
        status: status.as_u16(),
        headers: Vec::new(),
        body: Vec::new(),
        public: false,
    }
}

fn upload(request: &Request<'_>, segments: &[&str]) -> Result<Operation, Failure> {
    let path = segments[3..].join("/");
    let Some(path) = path.strip_suffix(":/content") else {
        return Err(Failure::bad_request(
            "the path of an upload ends in `:/content`",
        ));
    };
    if !request.headers.contains_key(CONTENT_TYPE) {
        return Err(Failure::bad_request("an upload has a content type"));
    }
    Ok(Operation::Upload {
        path: path.to_owned(),
        size: request.body.len(),
    })
}

pub(crate) fn json_body(request: &Request<'_>) -> Result<Value, Failure> {
    let content_type = request.headers.get(CONTENT_TYPE);
    let is_json = content_type.is_some_and(|value| value.as_bytes() == b"application/json");
    if !is_json {
        return Err(Failure::bad_request(
            "the content type is not `application/json`",
        ));
    }
    serde_json::from_slice(request.body)
        .map_err(|error| Failure::bad_request(format!("the body is not JSON: {error}")))
}

fn check_no_body(request: &Request<'_>) -> Result<(), Failure> {
    if request.body.is_empty() {
        return Ok(());
    }
    Err(Failure::bad_request("a DELETE has no body"))
}

/// Checks `If-Match`.
fn check_match(headers: &HeaderMap, store: &Store, set: &str, name: &str) -> Result<(), Failure> {
    let Some(expected) = headers.get(IF_MATCH) else {
        return Ok(());
    };
    let current = store.find(set, name).map(|node| etag::of(node.value));
    let expected = expected.as_bytes();
    let is_current = current.is_some_and(|tag| expected == b"*" || expected == tag.as_bytes());
    if is_current {
        return Ok(());
    }
    let message = "the entity tag is not that of the current version";
    Err(Failure::new(
        StatusCode::PRECONDITION_FAILED,
        "PreconditionFailed",
        message,
    ))
}

/// The id at the end of the `@odata.id` of a reference.
fn referenced(body: &Value) -> Result<&str, Failure> {
    let link = body["@odata.id"].as_str().unwrap_or_default();
    match link.rsplit_once("/directoryObjects/") {
        Some((_, id)) => Ok(id),
        None => Err(Failure::directory_bad_request(
            "the `@odata.id` is not that of a directory object",
        )),
    }
}

fn found(store: &Store, set: &str, key: &str) -> Result<String, Failure> {
    let node = store.find(set, key);
    let id = node.and_then(|node| node.value["id"].as_str());
    id.map(str::to_owned)
        .ok_or_else(|| Failure::not_found(true, key))
}

fn members_of(store: &Store, group: &str) -> Vec<String> {
    let group = store.find("groups", group);
    let members = group.and_then(|group| group.value["members"].as_array());
    members
        .into_iter()
        .flatten()
        .filter_map(|id| id.as_str().map(str::to_owned))
        .collect()
}

fn is_member(store: &Store, group: &str, member: &str) -> bool {
    members_of(store, group).iter().any(|known| known == member)
}
