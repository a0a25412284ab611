//! The workload that a path belongs to, by which the service throttles.

use std::borrow::Cow;

use crate::address::resource_path::{ResourcePath, Segment};

/// The part of the service that a path belongs to: what is throttled together. `path` begins behind the version.
pub(crate) fn workload_of(path: ResourcePath<'_>) -> Cow<'static, str> {
    let mut segments = path.segments();
    let first = segments.next();
    // `/users('x')/drive` has its key in the segment.
    let has_key = first.is_some_and(Segment::has_parentheses);
    let first = first
        .map(Segment::name)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let inner = match first.as_str() {
        "me" => segments.next(),
        "users" | "groups" => segments.nth(usize::from(!has_key)),
        _ => None,
    };
    let inner = inner
        .map(Segment::name)
        .unwrap_or_default()
        .to_ascii_lowercase();
    match (first.as_str(), inner.as_str()) {
        (
            _,
            "messages" | "mailfolders" | "events" | "calendar" | "calendars" | "calendarview"
            | "contacts" | "contactfolders" | "outlook",
        ) => Cow::Borrowed("outlook"),
        (_, "drive" | "drives" | "sites") | ("drive" | "drives" | "sites" | "shares", _) => {
            Cow::Borrowed("files")
        }
        (_, "chats" | "joinedteams") | ("chats" | "teams", _) => Cow::Borrowed("teams"),
        (_, "onenote") => Cow::Borrowed("onenote"),
        (
            "me" | "users" | "groups" | "devices" | "applications" | "serviceprincipals"
            | "directoryobjects" | "contacts" | "directory",
            _,
        ) => Cow::Borrowed("directory"),
        _ => Cow::Owned(first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_belong_to_workloads() {
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
            assert_eq!(workload_of(ResourcePath::parse(path)), expected, "{path}");
        }
        let link = "https://graph.microsoft.com/v1.0/users?$skiptoken=1";
        assert_eq!(workload_of(ResourcePath::of_link(link)), "directory");
    }
}
