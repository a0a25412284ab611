//! The endpoints of paths that are known only at run time. Such a path may hold personal data, so error messages show at
//! most its first segment, and only one of those that Microsoft Graph is known to have.

use crate::request::endpoint::Endpoint;

/// The endpoint of requests whose error messages show nothing of the path.
pub(super) static RUNTIME_ENDPOINT: Endpoint = Endpoint::new("<path>", &[]);

/// Whether requests to the endpoint have a path that is known only at run time. Those of the attribute have pieces.
pub(super) fn is_of_runtime(endpoint: &Endpoint) -> bool {
    endpoint.pieces.is_empty()
}

/// The endpoint of a request by hand.
pub(super) fn endpoint_of(path: &str) -> &'static Endpoint {
    let path = path.split('?').next().unwrap_or_default();
    let path = path.strip_prefix('/').unwrap_or_default();
    let (first, has_more) = match path.split_once('/') {
        Some((first, _)) => (first, true),
        None => (path, false),
    };
    match KNOWN.iter().find(|known| known.segment == first) {
        Some(known) if has_more => &known.below,
        Some(known) => &known.itself,
        None => &RUNTIME_ENDPOINT,
    }
}

struct Known {
    segment: &'static str,
    itself: Endpoint,
    below: Endpoint,
}

macro_rules! known {
    ($($segment:literal)*) => {
        &[$(Known {
            segment: $segment,
            itself: Endpoint::new(concat!("/", $segment), &[]),
            below: Endpoint::new(concat!("/", $segment, "/<path>"), &[]),
        }),*]
    };
}

/// The first segments of the metadata of Microsoft Graph v1.0.
static KNOWN: &[Known] = known! {
    "admin"
    "agreementAcceptances"
    "agreements"
    "appCatalogs"
    "applicationTemplates"
    "applications"
    "auditLogs"
    "chats"
    "communications"
    "compliance"
    "connections"
    "contacts"
    "contracts"
    "copilot"
    "deviceAppManagement"
    "deviceManagement"
    "devices"
    "directory"
    "directoryObjects"
    "directoryRoleTemplates"
    "directoryRoles"
    "domains"
    "drives"
    "education"
    "employeeExperience"
    "external"
    "functions"
    "groupLifecyclePolicies"
    "groupSettings"
    "groups"
    "identity"
    "identityGovernance"
    "identityProtection"
    "informationProtection"
    "invitations"
    "me"
    "organization"
    "permissionGrants"
    "places"
    "planner"
    "policies"
    "print"
    "privacy"
    "reports"
    "roleManagement"
    "schemaExtensions"
    "scopedRoleMemberships"
    "search"
    "security"
    "servicePrincipals"
    "shares"
    "sites"
    "solutions"
    "storage"
    "subscribedSkus"
    "subscriptions"
    "teams"
    "teamsTemplates"
    "teamwork"
    "tenantRelationships"
    "users"
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_shows_the_first_segment_if_it_is_one_of_graph() {
        for (path, template) in [
            ("/me", "/me"),
            ("/groups?$select=id", "/groups"),
            ("/me/sendMail", "/me/<path>"),
            ("/groups/1/members/$ref", "/groups/<path>"),
            ("/users('ada@contoso.com')/manager", "<path>"),
            ("/ada/notes", "<path>"),
            ("/meet", "<path>"),
            ("me", "<path>"),
            ("", "<path>"),
        ] {
            assert_eq!(endpoint_of(path).template, template, "{path}");
        }
    }
}
