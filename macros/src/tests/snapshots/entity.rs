use graph_resource::graph_resource;
use serde::Deserialize;

/// A user, as this program sees one.
#[graph_resource(
    path = "/users/<userId>",
    get(me = "/me", by_name = "/users('<upn>')"),
    list(
        members_of = "/groups/<groupId>/members/microsoft.graph.user",
        children = "/drives/<driveId>/root:/<itemPath..>:/children"
    ),
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo/$value"),
    action(
        idempotent,
        by_ids = "/directoryObjects/getByIds",
        found_in = "/groups/<body>/findUsers"
    ),
    permissions(
        delegated = ["User.Read", "User.ReadBasic.All"],
        personal = "User.Read",
        application = "AuditLog.Read.All and User.Read.All",
        members_of(delegated = "GroupMember.Read.All")
    ),
    version = "beta",
    type = "microsoft.graph.user"
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Employee {
    /// What [`Employee::get`] finds it by.
    pub id: String,
    /// The address.
    #[deprecated(note = "it moves")]
    pub web_url: Option<String>,
    pub(crate) r#type: Option<String>,
    #[serde(default)]
    business_phones: Vec<String>,
    #[graph(expand)]
    pub manager: Option<Box<Employee>>,
    #[graph(expand = "microsoft.graph.user/directReports")]
    #[serde(default)]
    pub direct_reports: Vec<Employee>,
    #[graph(skip)]
    pub cached: Option<String>,
}
