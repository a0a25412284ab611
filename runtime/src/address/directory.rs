//! Tells which resources are directory objects.
//!
//! The service silently ignores advanced queries on directory objects unless a request asks for them. Graph's page
//! [Advanced query capabilities on directory objects] lists the resources: applications, contacts, devices, groups,
//! service principals and users, and the relationships between them.
//!
//! [Advanced query capabilities on directory objects]: https://learn.microsoft.com/graph/aad-advanced-queries

use crate::address::resource_path::{ResourcePath, Segment};

/// The entity sets that hold directory objects, in lower case.
const ENTITY_SETS: &[&str] = &[
    "administrativeunits",
    "applications",
    "contacts",
    "devices",
    "directoryobjects",
    "directoryroles",
    "groups",
    "oauth2permissiongrants",
    "serviceprincipals",
    "users",
];

/// The collections of directory objects below `/directory`.
const BELOW_DIRECTORY: &[&str] = &["deleteditems", "administrativeunits"];

/// The relationships that lead from one directory object to others.
const RELATIONSHIPS: &[&str] = &[
    "acceptedsenders",
    "approleassignedto",
    "approleassignments",
    "createdobjects",
    "directreports",
    "licensedetails",
    "manager",
    "memberof",
    "members",
    "memberswithlicenseerrors",
    "oauth2permissiongrants",
    "ownedbyapplication",
    "owneddevices",
    "ownedobjects",
    "owners",
    "registereddevices",
    "registeredowners",
    "registeredusers",
    "rejectedsenders",
    "sponsors",
    "transitivememberof",
    "transitivemembers",
    "transitivereports",
];

/// Whether a path leads to directory objects, either directly or through relationships of one.
pub(crate) fn is_directory(path: ResourcePath<'_>) -> bool {
    let mut segments = path.segments();
    let Some(first) = segments.next() else {
        return false;
    };
    if first.is_named("me") && !first.has_parentheses() {
        return leads_to_directory(segments);
    }
    if is_among(ENTITY_SETS, first) {
        // The key of `/users('x')/…` is part of the segment; the key of `/users/x/…` is the next one.
        if !first.has_parentheses() {
            segments.next();
        }
        return leads_to_directory(segments);
    }
    if first.is_named("directory") && !first.has_parentheses() {
        let below = segments.next();
        return below.is_some_and(|segment| is_among(BELOW_DIRECTORY, segment));
    }
    false
}

/// Whether a path contains a type cast, as in `/groups/<groupId>/members/microsoft.graph.user`.
pub(crate) fn has_cast(path: ResourcePath<'_>) -> bool {
    path.segments()
        .any(|segment| segment.is_qualified() && !segment.has_parentheses())
}

/// The properties by which a collection of directory objects can be sorted without an advanced query.
pub(crate) fn default_sort_keys(path: ResourcePath<'_>) -> &'static [&'static str] {
    let mut segments = path.segments();
    match (segments.next(), segments.next()) {
        (Some(set), None) if set.is_named("users") => &["displayName", "userPrincipalName"],
        (Some(set), None) if set.is_named("groups") => &["displayName"],
        _ => &[],
    }
}

/// Whether the segments after a directory object still lead to directory objects.
fn leads_to_directory<'a>(segments: impl Iterator<Item = Segment<'a>>) -> bool {
    for segment in segments {
        if segment.is_qualified() || segment == Segment::COUNT || segment == Segment::DELTA {
            continue;
        }
        return is_relationship(segment);
    }
    true
}

/// Whether a segment leads from one directory object to others.
pub(crate) fn is_relationship(segment: Segment<'_>) -> bool {
    is_among(RELATIONSHIPS, segment)
}

fn is_among(names: &[&str], segment: Segment<'_>) -> bool {
    let name = segment.name();
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directory_objects_and_their_relationships_are_recognized() {
        for path in [
            "/users",
            "/Users",
            "/users/<userId>",
            "/users('<upn>')/memberOf",
            "/groups/<groupId>/members",
            "/groups/<groupId>/members/microsoft.graph.user",
            "/groups/<groupId>/transitiveMembers/$count",
            "/me",
            "/me/directReports",
            "/servicePrincipals/<id>/appRoleAssignedTo",
            "/directory/deletedItems/microsoft.graph.group",
            "/users/<userId>/Microsoft.Graph.User",
        ] {
            assert!(is_directory(ResourcePath::parse(path)), "{path}");
        }
        for path in [
            "/users/<userId>/messages",
            "/me/messages",
            "/users/<userId>/calendar/events",
            "/groups/<groupId>/threads",
            "/groups/<groupId>/drive/root",
            "/external/connections/<id>/operations",
            "/external/connections/<id>/members",
            "/teams/<teamId>/members",
            "/sites/<siteId>",
            "/",
        ] {
            assert!(!is_directory(ResourcePath::parse(path)), "{path}");
        }
    }

    #[test]
    fn users_and_groups_are_sorted_by_their_names_by_default() {
        let keys = |path| default_sort_keys(ResourcePath::parse(path));
        assert_eq!(keys("/users"), ["displayName", "userPrincipalName"]);
        assert_eq!(keys("/Groups?$top=1"), ["displayName"]);
        for path in ["/devices", "/groups/<id>/members", "/me/directReports", "/"] {
            assert!(keys(path).is_empty(), "{path}");
        }
    }

    #[test]
    fn a_qualified_segment_without_parentheses_is_a_cast() {
        assert!(has_cast(ResourcePath::parse(
            "/groups/<groupId>/members/microsoft.graph.user"
        )));
        assert!(has_cast(ResourcePath::parse(
            "/groups/<groupId>/members/Microsoft.Graph.User"
        )));
        assert!(has_cast(ResourcePath::parse(
            "/groups/<groupId>/members/graph.user/$count"
        )));
        assert!(!has_cast(ResourcePath::parse(
            "/users/microsoft.graph.delta()"
        )));
        assert!(!has_cast(ResourcePath::parse("/users/<userId>")));
    }
}
