//! The workload that a path belongs to, by which the service throttles requests.

use crate::address::digest::Digest;
use crate::address::directory;
use crate::address::resource_path::{ResourcePath, Segment};

/// The part of the service that handles a request, such as Outlook or the directory.
///
/// Each workload has [limits of its own], so a client that is throttled by one can still use the others.
///
/// [limits of its own]: https://learn.microsoft.com/graph/throttling-limits
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Workload {
    /// Users, groups, and everything else in the directory.
    Directory,
    /// OneDrive and SharePoint.
    Files,
    /// Identity protection and conditional access.
    IdentityProtection,
    Insights,
    OneNote,
    /// Mail, calendars, contacts, people, tasks, and photos.
    Outlook,
    Presence,
    Teams,
    /// Usage reports, each of which is limited on its own.
    Reports,
    /// Alerts, scores and cases, each of which is limited on its own.
    Security,
    /// A workload without a name here, by the digest of its name in a path.
    Other(u64),
}

/// The workload of what belongs to a user, a group or a site, by its name in lower case.
const BELOW_OWNER: &[(Workload, &[&str])] = &[
    (
        Workload::Outlook,
        &[
            "calendar",
            "calendargroups",
            "calendars",
            "calendarview",
            "contactfolders",
            "contacts",
            "conversations",
            "events",
            "findmeetingtimes",
            "inferenceclassification",
            "mailboxsettings",
            "mailfolders",
            "messages",
            "outlook",
            "people",
            "photo",
            "photos",
            "reminderview",
            "threads",
            "todo",
        ],
    ),
    (
        Workload::Files,
        &["drive", "drives", "followedsites", "sites"],
    ),
    (
        Workload::Teams,
        &["chats", "joinedteams", "team", "teamwork"],
    ),
    (Workload::OneNote, &["onenote"]),
    (Workload::Insights, &["insights"]),
    (Workload::Presence, &["presence"]),
];

/// The workload of the first segment, by its name in lower case.
const AT_ROOT: &[(Workload, &[&str])] = &[
    (Workload::Files, &["drive", "drives", "shares"]),
    (Workload::Teams, &["chats", "teams", "teamwork"]),
    (Workload::IdentityProtection, &["identityprotection"]),
    (Workload::Reports, &["reports"]),
    (Workload::Security, &["security"]),
    (
        Workload::Directory,
        &[
            "administrativeunits",
            "applications",
            "contacts",
            "contracts",
            "devices",
            "directory",
            "directoryobjects",
            "directoryroles",
            "directoryroletemplates",
            "domains",
            "groupsettings",
            "oauth2permissiongrants",
            "organization",
            "serviceprincipals",
            "subscribedskus",
        ],
    ),
];

/// The segments of a path that decide by what its requests are throttled.
pub(super) struct Place<'a> {
    root: Option<Segment<'a>>,
    /// The key of the user, group or site, or `me`.
    pub(super) owner: &'a str,
    /// The segment after the root and the owner.
    pub(super) inner: Option<Segment<'a>>,
}

impl<'a> Place<'a> {
    pub(super) fn of(path: ResourcePath<'a>) -> Self {
        let mut segments = path.segments();
        let root = segments.next();
        let owner = match root {
            Some(root) if root.is_named("me") => root.name(),
            Some(root) if has_owner(root) => match root.key() {
                // The key of `/users('x')/drive` is part of the segment; the key of `/users/x/drive` is the next one.
                Some(key) => key,
                None => segments.next().map(Segment::text).unwrap_or_default(),
            },
            _ => "",
        };
        let inner = segments.find(|segment| !segment.is_qualified());
        Place { root, owner, inner }
    }

    pub(super) fn workload(&self) -> Workload {
        let Some(root) = self.root else {
            return Workload::Other(Digest::of_name(""));
        };
        if !self.owner.is_empty() || has_owner(root) {
            return self.workload_of_owner(root);
        }
        if root.is_named("identity") && self.is_inner("conditionalaccess") {
            return Workload::IdentityProtection;
        }
        if root.is_named("communications") && self.is_inner("presences") {
            return Workload::Presence;
        }
        named(AT_ROOT, root)
    }

    /// The workload below a user, a group or a site.
    fn workload_of_owner(&self, root: Segment<'_>) -> Workload {
        let own = if root.is_named("sites") {
            Workload::Files
        } else {
            Workload::Directory
        };
        match self.inner {
            None => own,
            Some(Segment::COUNT | Segment::DELTA) => own,
            Some(inner) => match named(BELOW_OWNER, inner) {
                Workload::Other(_) if own == Workload::Files => own,
                Workload::Other(_) if directory::is_relationship(inner) => own,
                workload => workload,
            },
        }
    }

    fn is_inner(&self, name: &str) -> bool {
        self.inner.is_some_and(|inner| inner.is_named(name))
    }
}

/// Whether the segment is a collection whose items have resources in several workloads.
fn has_owner(root: Segment<'_>) -> bool {
    let root = root.name();
    let owners = ["users", "groups", "sites"];
    owners.iter().any(|known| known.eq_ignore_ascii_case(root))
}

fn named(table: &[(Workload, &[&str])], segment: Segment<'_>) -> Workload {
    let name = segment.name();
    for (workload, names) in table {
        if names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return *workload;
        }
    }
    Workload::Other(Digest::of_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workload(path: ResourcePath<'_>) -> Workload {
        Place::of(path).workload()
    }

    #[test]
    fn a_path_belongs_to_the_workload_that_handles_it() {
        let other = |name| Workload::Other(Digest::of_name(name));
        for (path, expected) in [
            ("/users?$top=1", Workload::Directory),
            ("/users/1/messages", Workload::Outlook),
            ("/me/mailFolders/inbox/messages", Workload::Outlook),
            ("/users('x')/drive/root", Workload::Files),
            ("/users('x')/drives", Workload::Files),
            ("/users('x')", Workload::Directory),
            ("/users/1/microsoft.graph.user", Workload::Directory),
            ("/users/microsoft.graph.delta()", Workload::Directory),
            ("/users/$count", Workload::Directory),
            ("/me", Workload::Directory),
            ("/me/memberOf", Workload::Directory),
            ("/me/todo/lists", Workload::Outlook),
            ("/me/insights/used", Workload::Insights),
            ("/me/planner/tasks", other("planner")),
            ("/groups/1/team", Workload::Teams),
            ("/groups/1/threads", Workload::Outlook),
            ("/me/messages(x='1')", Workload::Outlook),
            ("/me/drive/root:/a/b", Workload::Files),
            ("/sites/contoso.com:/x", Workload::Files),
            ("/sites/1/onenote/pages", Workload::OneNote),
            ("/sites/delta", Workload::Files),
            ("/sites/1/lists", Workload::Files),
            ("/teams/1/channels", Workload::Teams),
            ("/groups/1/members", Workload::Directory),
            ("/contacts", Workload::Directory),
            ("/reports/getX(period='D7')", Workload::Reports),
            (
                "/identity/conditionalAccess/policies",
                Workload::IdentityProtection,
            ),
            ("/identity/userFlows", other("identity")),
            ("/communications/presences/1", Workload::Presence),
            ("/external/connections/c/operations", other("External")),
            ("/", other("")),
        ] {
            assert_eq!(workload(ResourcePath::parse(path)), expected, "{path}");
        }
        let link = "https://graph.microsoft.com/v1.0/users?$skiptoken=1";
        assert_eq!(workload(ResourcePath::of_link(link)), Workload::Directory);
    }
}
