//! Which resources are directory objects, whose advanced queries are ignored silently unless they are asked for.
//!
//! The source is Graph's page [Advanced query capabilities on directory objects]: applications, contacts, devices,
//! groups, service principals and users, and their relations.
//!
//! [Advanced query capabilities on directory objects]: https://learn.microsoft.com/graph/aad-advanced-queries

/// The entity sets.
const SETS: &[&str] = &[
    "administrativeunits",
    "applications",
    "contacts",
    "devices",
    "directoryobjects",
    "directoryroles",
    "groups",
    "serviceprincipals",
    "users",
];

/// The relations from one directory object to others.
const RELATIONS: &[&str] = &[
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

/// Whether a path (a template will do) leads to directory objects.
pub(crate) fn is_directory(path: &str) -> bool {
    let mut segments = segments(path);
    match segments.next() {
        Some(first) if first.eq_ignore_ascii_case("me") => is_relation(segments),
        Some(first) if among(SETS, name(first)) => {
            // `/users('x')/…` has its key within the segment.
            if !first.contains('(') {
                segments.next();
            }
            is_relation(segments)
        }
        Some(first) if first.eq_ignore_ascii_case("directory") => {
            segments.next().is_some_and(|next| {
                ["deleteditems", "administrativeunits"]
                    .iter()
                    .any(|set| next.eq_ignore_ascii_case(set))
            })
        }
        _ => false,
    }
}

/// Whether a path has a cast to a derived type: `/groups/<id>/members/microsoft.graph.user`.
pub(crate) fn has_cast(path: &str) -> bool {
    segments(path).any(|segment| is_qualified(segment) && !segment.contains('('))
}

/// Whether a segment is the qualified name of a type or a function, in any letter case, the namespace perhaps by its alias.
fn is_qualified(segment: &str) -> bool {
    let begins = |name: &str| {
        segment
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    begins("microsoft.graph.") || begins("graph.")
}

/// What is behind a directory object: nothing, a relation, a cast, a count.
fn is_relation<'a>(mut rest: impl Iterator<Item = &'a str>) -> bool {
    match rest.next() {
        None => true,
        Some(segment) if is_qualified(segment) || segment == "$count" || segment == "delta" => {
            is_relation(rest)
        }
        Some(segment) if among(RELATIONS, name(segment)) => true,
        Some(_) => false,
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

fn name(segment: &str) -> &str {
    segment.split('(').next().unwrap_or(segment)
}

fn among(names: &[&str], name: &str) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directory_objects_and_their_relations_are_told_from_the_rest() {
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
            assert!(is_directory(path), "{path}");
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
            assert!(!is_directory(path), "{path}");
        }
    }

    #[test]
    fn a_cast_is_a_qualified_name() {
        assert!(has_cast("/groups/<groupId>/members/microsoft.graph.user"));
        assert!(has_cast("/groups/<groupId>/members/Microsoft.Graph.User"));
        assert!(has_cast("/groups/<groupId>/members/graph.user/$count"));
        assert!(!has_cast("/users/microsoft.graph.delta()"));
        assert!(!has_cast("/users/<userId>"));
    }
}
