//! The forms of paths that programs use, in the real metadata.

use graph_resource_schema::ApiVersion;
use graph_resource_schema::path::{Form, Path};

use crate::data;

/// What each path leads to, with `[]` if there are many. Names without a namespace are in `microsoft.graph`.
const PATHS: &[(&str, &str)] = &[
    ("/me", "user"),
    ("/users", "user[]"),
    ("/users/<userId>/messages", "message[]"),
    ("/users('<upn>')/messages('<id>')", "message"),
    ("/users(userPrincipalName='<upn>')", "user"),
    ("/applications(appId='<appId>')", "application"),
    (
        "/servicePrincipals(appId='<appId>')/owners",
        "directoryObject[]",
    ),
    (
        "/directoryRoles(roleTemplateId='<id>')/members",
        "directoryObject[]",
    ),
    ("/groups(uniqueName='<name>')", "group"),
    ("/devices(deviceId='<id>')", "device"),
    ("/groups/<id>/members/microsoft.graph.user", "user[]"),
    ("/groups/<id>/members/graph.user/$count", "Edm.Int64"),
    (
        "/groups/<id>/transitiveMembers/<id>/microsoft.graph.device",
        "device",
    ),
    ("/directory/deletedItems/microsoft.graph.group", "group[]"),
    ("/users/delta", "user[]"),
    ("/users/microsoft.graph.delta()", "user[]"),
    ("/me/mailFolders/inbox/messages/delta", "message[]"),
    ("/me/drive/root/delta(token='<token>')", "driveItem[]"),
    ("/me/drive/root/search(q='<text>')", "driveItem[]"),
    ("/me/drive/root:/<itemPath..>:/children", "driveItem[]"),
    ("/me/drive/root:/<folder>/<file>:/content", "Edm.Stream"),
    ("/me/drive/special/documents/children", "driveItem[]"),
    ("/me/drive/special/approot:/<name>", "driveItem"),
    ("/drive/root/children", "driveItem[]"),
    ("/drives/<driveId>/items/<itemId>/children", "driveItem[]"),
    ("/drives/<driveId>/items/root/children", "driveItem[]"),
    (
        "/drives/<driveId>/items/<itemId>:/<itemPath..>:/thumbnails",
        "thumbnailSet[]",
    ),
    ("/shares/<shareId>/driveItem", "driveItem"),
    ("/sites/root", "site"),
    ("/sites/<siteId>/lists/<listId>/items", "listItem[]"),
    ("/sites/<hostname>,<siteId>,<webId>/lists", "list[]"),
    ("/sites/<hostname>:/<relativePath..>", "site"),
    ("/sites/<hostname>:/<relativePath..>:/lists", "list[]"),
    ("/sites/contoso.sharepoint.com:/teams/hr:/drive", "drive"),
    ("/sites/<siteId>/getByPath(path='<path>')", "site"),
    (
        "/sites/<siteId>/getActivitiesByInterval(startDateTime='<start>',endDateTime='<end>',interval='day')",
        "itemActivityStat[]",
    ),
    (
        "/sites/<siteId>/lists/<listId>/items/<itemId>/fields",
        "fieldValueSet",
    ),
    (
        "/reports/getTeamsUserActivityUserDetail(period='D7')",
        "Edm.Stream",
    ),
    (
        "/reports/getOffice365ActiveUserDetail(date=<date>)",
        "Edm.Stream",
    ),
    ("/me/photo/$value", "Edm.Stream"),
    ("/users/<userId>/photos/48x48/$value", "Edm.Stream"),
    ("/users/<userId>/displayName", "Edm.String"),
    ("/users/<userId>/displayName/$value", "Edm.String"),
    ("/me/mailboxSettings/timeZone", "Edm.String"),
    ("/me/manager/displayName", "Edm.String"),
    ("/groups/<id>/members/<memberId>/mail", "Edm.String"),
    (
        "/me/messages/<id>/attachments/<attachmentId>/contentBytes",
        "Edm.Binary",
    ),
    ("/groups/<id>/members/$ref", "directoryObject[]"),
    ("/users/$count", "Edm.Int64"),
    ("/me/calendarView", "event[]"),
    ("/me/onenote/pages/<id>/content", "Edm.Stream"),
    (
        "/external/connections/<connectionsId>/operations/<connectionOperationId>",
        "microsoft.graph.externalConnectors.connectionOperation",
    ),
    (
        "/security/alerts_v2/<alertId>",
        "microsoft.graph.security.alert",
    ),
    ("/security/incidents", "microsoft.graph.security.incident[]"),
    (
        "/communications/callRecords/<id>/sessions",
        "microsoft.graph.callRecords.session[]",
    ),
    (
        "/identityGovernance/lifecycleWorkflows/workflows",
        "microsoft.graph.identityGovernance.workflow[]",
    ),
    ("/directoryObjects/getByIds", "directoryObject[]"),
    ("/users/<userId>/getMemberGroups", "Edm.String[]"),
];

#[test]
fn the_forms_of_paths_lead_to_their_types() {
    let Some(schema) = data::schema() else {
        return;
    };
    let model = schema.model(ApiVersion::V1).expect("the index has v1.0");
    for (path, expected) in PATHS {
        let parsed = Path::parse(path).expect("the path can be parsed");
        let resolution = model
            .resolve(&parsed)
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let ty = resolution.target.ty;
        let name = ty.name.to_string();
        let local = name
            .strip_prefix("microsoft.graph.")
            .filter(|name| !name.contains('.'));
        let suffix = if ty.is_collection { "[]" } else { "" };
        assert_eq!(
            format!("{}{suffix}", local.unwrap_or(&name)),
            *expected,
            "{path}"
        );
        assert_eq!(resolution.misspellings().count(), 0, "{path}");
    }
}

#[test]
fn mistakes_in_real_paths_are_found_and_corrected() {
    let Some(schema) = data::schema() else {
        return;
    };
    let model = schema.model(ApiVersion::V1).expect("the index has v1.0");
    for (path, expected) in [
        (
            "/user/<id>",
            "the service has no `user`: there is a similar name, `users`",
        ),
        (
            "/me/<userId>",
            "`<userId>` is a key, and this is a single `microsoft.graph.user`",
        ),
        (
            "/users/messages",
            "`messages` belongs to a single `microsoft.graph.user`, and this is a collection: write a key before it",
        ),
        (
            "/me/messages/<id>/atachments",
            "`microsoft.graph.message` has no `atachments`",
        ),
        (
            "/teams/<teamId>/chanels",
            "`microsoft.graph.team` has no `chanels`",
        ),
        (
            "/me/calendar/event",
            "`microsoft.graph.calendar` has no `event`: there is a similar name, `events`",
        ),
        (
            "/me/drives/<id>/lists",
            "`microsoft.graph.drive` has no `lists`: there is a similar name, `list`",
        ),
        (
            "/groups/<id>/members/microsoft.graph.message",
            "`microsoft.graph.message` is not derived from `microsoft.graph.directoryObject`, which is what the path leads to here",
        ),
        (
            "/applications(applicationId='<id>')",
            "`applications(applicationId='<id>')` has no key of `microsoft.graph.application`: expected `(appId='<appId>')` or `(uniqueName='<uniqueName>')` or `(id='<id>')`",
        ),
    ] {
        let parsed = Path::parse(path).expect("the path can be parsed");
        match model.resolve(&parsed) {
            Err(error) => assert_eq!(error.to_string(), expected, "{path}"),
            // The type is open, so the mistake is a suspicion.
            Ok(resolution) => {
                assert!(resolution.misspellings().count() > 0, "{path}");
                assert_eq!(resolution.target.form, Form::Json);
            }
        }
    }
}
