//! The workload that a path belongs to, by which the service throttles.

use std::borrow::Cow;

/// The part of the service that a path belongs to: what is throttled together. `path` begins behind the version.
pub(crate) fn area(path: &str) -> Cow<'static, str> {
    let path = path.split('?').next().unwrap_or(path);
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let first = segments.next().unwrap_or_default();
    // `/users('x')/drive` has its key within.
    let has_key = first.contains('(');
    let first = name(first).to_ascii_lowercase();
    let inner = match first.as_str() {
        "me" => segments.next(),
        "users" | "groups" => segments.nth(usize::from(!has_key)),
        _ => None,
    };
    let inner = inner.map(name).unwrap_or_default().to_ascii_lowercase();
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

/// The path of a link, behind host and version.
pub(crate) fn path_of_link(link: &str) -> &str {
    let behind_scheme = link.split_once("://").map_or(link, |(_, rest)| rest);
    let behind_host = behind_scheme.split_once('/').map_or("", |(_, rest)| rest);
    behind_host.split_once('/').map_or("", |(_, rest)| rest)
}

/// A segment without its key in parentheses.
fn name(segment: &str) -> &str {
    segment.split('(').next().unwrap_or(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_belong_to_areas() {
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
            assert_eq!(area(path), expected, "{path}");
        }
        assert_eq!(
            area(path_of_link(
                "https://graph.microsoft.com/v1.0/users?$skiptoken=1"
            )),
            "directory"
        );
        assert_eq!(path_of_link("nonsense"), "");
    }
}
