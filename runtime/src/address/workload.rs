//! The workload that a path belongs to, by which the service throttles requests.

use std::borrow::Cow;

use crate::address::resource_path::{ResourcePath, Segment};

/// The part of the service that handles a request, such as Outlook or the directory.
///
/// Each workload has [limits of its own], so a client that is throttled by one can still use the others.
///
/// [limits of its own]: https://learn.microsoft.com/graph/throttling-limits
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Workload(Cow<'static, str>);

impl Workload {
    /// OneDrive and SharePoint.
    pub(crate) const FILES: Self = Workload(Cow::Borrowed("files"));

    /// Returns the workload that a path belongs to, which is relative to the API version.
    pub(crate) fn of(path: ResourcePath<'_>) -> Self {
        let mut segments = path.segments();
        let root = segments.next();
        let root_name = lowercase_name(root);
        let inner = match root_name.as_str() {
            "me" => segments.next(),
            // The key of `/users('x')/drive` is part of the segment; the key of `/users/x/drive` is the next one.
            "users" | "groups" if root.is_some_and(Segment::has_parentheses) => segments.next(),
            "users" | "groups" => segments.nth(1),
            _ => None,
        };
        match known_workload(&root_name, &lowercase_name(inner)) {
            Some(name) => Workload(Cow::Borrowed(name)),
            None => Workload(Cow::Owned(root_name)),
        }
    }
}

fn lowercase_name(segment: Option<Segment<'_>>) -> String {
    let name = segment.map(Segment::name).unwrap_or_default();
    name.to_ascii_lowercase()
}

/// Finds the workload by the first segment and by the segment after the user or group.
fn known_workload(root: &str, inner: &str) -> Option<&'static str> {
    let workload = match (root, inner) {
        (
            _,
            "messages" | "mailfolders" | "events" | "calendar" | "calendars" | "calendarview"
            | "contacts" | "contactfolders" | "outlook",
        ) => "outlook",
        (_, "drive" | "drives" | "sites") | ("drive" | "drives" | "sites" | "shares", _) => "files",
        (_, "chats" | "joinedteams") | ("chats" | "teams", _) => "teams",
        (_, "onenote") => "onenote",
        (
            "me" | "users" | "groups" | "devices" | "applications" | "serviceprincipals"
            | "directoryobjects" | "contacts" | "directory",
            _,
        ) => "directory",
        _ => return None,
    };
    Some(workload)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_belongs_to_the_workload_that_handles_it() {
        for (path, expected) in [
            ("/users?$top=1", "directory"),
            ("/users/1/messages", "outlook"),
            ("/me/mailFolders/inbox/messages", "outlook"),
            ("/users('x')/drive/root", "files"),
            ("/users('x')/drives", "files"),
            ("/users('x')", "directory"),
            ("/groups/1/team", "directory"),
            ("/me/messages(x='1')", "outlook"),
            ("/me/drive/root:/a/b", "files"),
            ("/sites/contoso.com:/x", "files"),
            ("/teams/1/channels", "teams"),
            ("/groups/1/members", "directory"),
            ("/reports/getX(period='D7')", "reports"),
            ("/external/connections/c/operations", "external"),
            ("/", ""),
        ] {
            let workload = Workload::of(ResourcePath::parse(path));
            assert_eq!(workload.0, expected, "{path}");
        }
        let link = "https://graph.microsoft.com/v1.0/users?$skiptoken=1";
        let workload = Workload::of(ResourcePath::of_link(link));
        assert_eq!(workload.0, "directory");
    }
}
