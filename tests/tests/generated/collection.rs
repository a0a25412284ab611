use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(
    path = "/reports/getEmailActivityUserDetail(period='<period>',top=<top>)",
    collection,
    list(children = "/drives/<driveId>/root:/<itemPath..>:/children")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Activity {
    send_count: Option<i64>,
}
