//! Paths of every form.

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(
    path = "/sites/<siteId>",
    select = false,
    get(root = "/sites/root", at = "/sites/<host>:/<sitePath..>"),
    list(
        followed = "/users/<userId>/followedSites",
        search_in = "/sites/<siteId>/search(q='<text>')",
        changed = "/sites/microsoft.graph.delta(token='<token>')"
    )
)]
#[derive(Deserialize)]
pub struct Site {
    pub id: String,
}

#[graph_resource(
    path = "/drives/<driveId>/items/<itemId>",
    select = false,
    get(
        by_path = "/me/drive/root:/<itemPath..>",
        by_name = "/me/drive/root:/<fileName>",
        in_folder = "/me/drive/root:/<folder>/<fileName>",
        in_library = "/sites/<host>:/<sitePath..>:/drives/<driveId>/root:/<fileName>",
        hidden = "/x(y=':/')/<key>"
    ),
    list(
        children_of = "/me/drive/root:/<itemPath..>:/children",
        children_at = "/drives/<driveId>/root:/<itemPath..>:/children",
        children_in = "/drives/<driveId>/items/<itemId>:/<itemPath..>:/children",
        children_of_documents = "/me/drive/root:/Documents/<itemPath..>:/children"
    ),
    content(file_at = "/me/drive/root:/<itemPath..>:/content")
)]
#[derive(Deserialize)]
pub struct DriveItem {
    pub id: String,
}

#[graph_resource(
    path = "/directoryRoles(roleTemplateId=<roleTemplateId>)",
    select = false,
    get(by_name = "/directoryRoles('<name>')"),
    list(
        of_day = "/reports/getUsage(date=<date>)",
        recent = "/me/onenote/notebooks/getRecentNotebooks(includePersonalNotebooks=<include>)",
        of_period = "/reports/getUsage(period='<period>',top=<number>)",
        in_zone = "/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')"
    )
)]
#[derive(Deserialize)]
pub struct Role {
    pub id: String,
}

/// Nested structs with required properties, which a narrower `$select` must keep.
#[graph_resource(path = "/places/<placeId>")]
#[derive(Deserialize)]
pub struct Place {
    pub id: String,
    pub address: Address,
    pub visitors: Option<i64>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Address {
    pub city: Option<String>,
    pub street: String,
    pub position: Option<Position>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Position {
    pub latitude: f64,
    pub height: Option<f64>,
}

/// A reference to a member, which has annotations but no properties.
#[graph_resource(path = "/groups/<groupId>/members/$ref", collection)]
#[derive(Deserialize)]
pub struct Reference {
    #[serde(rename = "@odata.id")]
    pub target: String,
}
