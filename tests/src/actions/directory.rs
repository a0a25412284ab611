//! Actions on directory objects.

use serde_json::{Value, json};

use super::{Call, missing};
use crate::data::{Node, Store};
use crate::failure::Failure;
use crate::odata::Options;
use crate::response::Success;
use crate::{names, projection};

/// How many ids `getByIds` takes.
const MAX_IDS: usize = 1000;

/// How many groups `checkMemberGroups` takes.
const MAX_GROUPS: usize = 20;

/// The sets of directory objects.
const SETS: [&str; 2] = ["users", "groups"];

/// `POST /directoryObjects/getByIds`
pub(super) fn by_ids(call: &Call<'_>) -> Result<Success, Failure> {
    let ids = call.required_strings("ids")?;
    if ids.len() > MAX_IDS {
        return Err(Failure::directory_bad_request(format!(
            "Too many elements in the 'ids' collection: {} of at most {MAX_IDS}.",
            ids.len()
        )));
    }
    let only_select = Options {
        select: call.options.select.clone(),
        ..Options::default()
    };
    if call.options != only_select {
        return Err(Failure::directory_bad_request(
            "the action only takes `$select`",
        ));
    }
    let types = call.strings("types")?;
    let kinds = SETS.map(str::to_owned);
    names::check(call.store, &kinds, &call.options)?;
    let mut found = Vec::new();
    for id in ids {
        let nodes = SETS.iter().filter_map(|set| by_id(call.store, set, id));
        for node in nodes.filter(|node| is_wanted(call.store, node, types.as_deref())) {
            found.push(projection::entity(call.store, &node, &call.options, true)?);
        }
    }
    Ok(call.collection("directoryObjects", found))
}

/// Whether an object is of one of these types.
fn is_wanted(store: &Store, node: &Node<'_>, types: Option<&[&str]>) -> bool {
    let Some(types) = types.filter(|types| !types.is_empty()) else {
        return true;
    };
    types.iter().any(|name| {
        *name == "directoryObject" || store.is_of_type(node, &format!("microsoft.graph.{name}"))
    })
}

/// Not by an alternate key.
fn by_id<'s>(store: &'s Store, set: &str, id: &str) -> Option<Node<'s>> {
    let node = store.find(set, id);
    node.filter(|node| node.value["id"] == json!(id))
}

/// `POST /users/{id}/getMemberGroups`
pub(super) fn member_groups(call: &Call<'_>, set: &str, key: &str) -> Result<Success, Failure> {
    let Some(security_only) = call.body["securityEnabledOnly"].as_bool() else {
        return Err(missing("securityEnabledOnly"));
    };
    let groups = groups_of(call.store, set, key)?.into_iter();
    let groups = groups.filter(|group| !security_only || group["securityEnabled"] == json!(true));
    let ids = groups.map(|group| group["id"].clone()).collect();
    Ok(call.collection("Collection(Edm.String)", ids))
}

/// `POST /users/{id}/checkMemberGroups`
pub(super) fn check_member_groups(
    call: &Call<'_>,
    set: &str,
    key: &str,
) -> Result<Success, Failure> {
    let asked = call.required_strings("groupIds")?;
    if asked.len() > MAX_GROUPS {
        return Err(Failure::directory_bad_request(format!(
            "Too many elements in the 'groupIds' collection: at most {MAX_GROUPS}."
        )));
    }
    let groups = groups_of(call.store, set, key)?.into_iter();
    let ids = groups.map(|group| group["id"].clone());
    let ids = ids.filter(|id| asked.iter().any(|asked| *id == json!(asked)));
    Ok(call.collection("Collection(Edm.String)", ids.collect()))
}

/// The groups that the object is a member of, directly or through other groups.
fn groups_of<'s>(store: &'s Store, set: &str, key: &str) -> Result<Vec<&'s Value>, Failure> {
    let object = store.find(set, key);
    let object = object.ok_or_else(|| Failure::not_found(true, key))?;
    let mut members = vec![&object.value["id"]];
    let mut found: Vec<&Value> = Vec::new();
    while let Some(member) = members.pop() {
        for group in store.nodes("groups") {
            let group = group.value;
            let has_member = group["members"]
                .as_array()
                .is_some_and(|ids| ids.contains(member));
            if has_member && !found.contains(&group) {
                found.push(group);
                members.push(&group["id"]);
            }
        }
    }
    Ok(found)
}
