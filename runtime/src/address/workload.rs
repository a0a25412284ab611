//! The workload that a path belongs to, by which the service throttles requests.

use crate::address::digest::Digest;
use crate::address::directory;
use crate::address::resource_path::{ResourcePath, Segment};

/// A part of the service, such as Outlook or the directory, that throttles requests by limits of its own.
///
/// [`ClientBuilder::max_concurrent_requests_to`](crate::ClientBuilder::max_concurrent_requests_to) limits how many requests a
/// client sends to one of them at once. Microsoft [lists the limits] of all of them.
///
/// ```
/// use graph_resource::{Client, Workload};
///
/// let builder = Client::builder().max_concurrent_requests_to(Workload::Teams, 2);
/// ```
///
/// [lists the limits]: https://learn.microsoft.com/graph/throttling-limits
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Workload {
    /// Users, groups, devices, applications, and everything else in the directory.
    Directory,
    /// OneDrive and SharePoint.
    Files,
    /// Identity protection and conditional access.
    IdentityProtection,
    /// The insights of users: trending, shared, and used files.
    Insights,
    /// OneNote.
    OneNote,
    /// Mail, calendars, contacts, people, tasks, and photos.
    Outlook,
    /// Whether users are available.
    Presence,
    /// Usage reports.
    Reports,
    /// Secure scores and their control profiles.
    SecureScores,
    /// Alerts, cases, and everything else in security except for secure scores.
    Security,
    /// Teams, channels, and chats.
    Teams,
}

impl Workload {
    /// All workloads, in the order in which a batch waits for places at several of them.
    pub(crate) const ALL: [Self; 11] = [
        Self::Directory,
        Self::Files,
        Self::IdentityProtection,
        Self::Insights,
        Self::OneNote,
        Self::Outlook,
        Self::Presence,
        Self::Reports,
        Self::SecureScores,
        Self::Security,
        Self::Teams,
    ];

    /// The position in [`ALL`](Self::ALL).
    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

/// The workload of a path, which may be one that has no name here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PathWorkload {
    Named(Workload),
    /// The digest of the name that the workload has in the path.
    Other(u64),
}

impl PathWorkload {
    pub(crate) fn named(self) -> Option<Workload> {
        match self {
            Self::Named(workload) => Some(workload),
            Self::Other(_) => None,
        }
    }
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

    pub(super) fn workload(&self) -> PathWorkload {
        let Some(root) = self.root else {
            return PathWorkload::Other(Digest::of_name(""));
        };
        if !self.owner.is_empty() || has_owner(root) {
            return self.workload_of_owner(root);
        }
        if root.is_named("security") && self.is_secure_score() {
            return PathWorkload::Named(Workload::SecureScores);
        }
        if root.is_named("identity") && self.is_inner("conditionalaccess") {
            return PathWorkload::Named(Workload::IdentityProtection);
        }
        if root.is_named("communications") && self.is_inner("presences") {
            return PathWorkload::Named(Workload::Presence);
        }
        named(AT_ROOT, root)
    }

    /// The workload below a user, a group or a site.
    fn workload_of_owner(&self, root: Segment<'_>) -> PathWorkload {
        let is_site = root.is_named("sites");
        let own = PathWorkload::Named(if is_site {
            Workload::Files
        } else {
            Workload::Directory
        });
        match self.inner {
            None => own,
            Some(Segment::COUNT | Segment::DELTA) => own,
            Some(inner) => match named(BELOW_OWNER, inner) {
                PathWorkload::Other(_) if is_site => own,
                PathWorkload::Other(_) if directory::is_relationship(inner) => own,
                workload => workload,
            },
        }
    }

    fn is_secure_score(&self) -> bool {
        self.is_inner("securescores") || self.is_inner("securescorecontrolprofiles")
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

fn named(table: &[(Workload, &[&str])], segment: Segment<'_>) -> PathWorkload {
    let name = segment.name();
    for (workload, names) in table {
        if names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return PathWorkload::Named(*workload);
        }
    }
    PathWorkload::Other(Digest::of_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workload(path: ResourcePath<'_>) -> PathWorkload {
        Place::of(path).workload()
    }

    #[test]
    fn a_path_belongs_to_the_workload_that_handles_it() {
        let other = |name| PathWorkload::Other(Digest::of_name(name));
        for (path, expected) in [
            ("/users?$top=1", PathWorkload::Named(Workload::Directory)),
            ("/users/1/messages", PathWorkload::Named(Workload::Outlook)),
            (
                "/me/mailFolders/inbox/messages",
                PathWorkload::Named(Workload::Outlook),
            ),
            (
                "/users('x')/drive/root",
                PathWorkload::Named(Workload::Files),
            ),
            ("/users('x')/drives", PathWorkload::Named(Workload::Files)),
            ("/users('x')", PathWorkload::Named(Workload::Directory)),
            (
                "/users/1/microsoft.graph.user",
                PathWorkload::Named(Workload::Directory),
            ),
            (
                "/users/microsoft.graph.delta()",
                PathWorkload::Named(Workload::Directory),
            ),
            ("/users/$count", PathWorkload::Named(Workload::Directory)),
            ("/me", PathWorkload::Named(Workload::Directory)),
            ("/me/memberOf", PathWorkload::Named(Workload::Directory)),
            ("/me/todo/lists", PathWorkload::Named(Workload::Outlook)),
            ("/me/insights/used", PathWorkload::Named(Workload::Insights)),
            ("/me/planner/tasks", other("planner")),
            ("/groups/1/team", PathWorkload::Named(Workload::Teams)),
            ("/groups/1/threads", PathWorkload::Named(Workload::Outlook)),
            (
                "/me/messages(x='1')",
                PathWorkload::Named(Workload::Outlook),
            ),
            ("/me/drive/root:/a/b", PathWorkload::Named(Workload::Files)),
            (
                "/sites/contoso.com:/x",
                PathWorkload::Named(Workload::Files),
            ),
            (
                "/sites/1/onenote/pages",
                PathWorkload::Named(Workload::OneNote),
            ),
            ("/sites/delta", PathWorkload::Named(Workload::Files)),
            ("/sites/1/lists", PathWorkload::Named(Workload::Files)),
            ("/teams/1/channels", PathWorkload::Named(Workload::Teams)),
            (
                "/groups/1/members",
                PathWorkload::Named(Workload::Directory),
            ),
            ("/contacts", PathWorkload::Named(Workload::Directory)),
            (
                "/reports/getX(period='D7')",
                PathWorkload::Named(Workload::Reports),
            ),
            (
                "/identity/conditionalAccess/policies",
                PathWorkload::Named(Workload::IdentityProtection),
            ),
            (
                "/security/alerts_v2",
                PathWorkload::Named(Workload::Security),
            ),
            (
                "/security/secureScores",
                PathWorkload::Named(Workload::SecureScores),
            ),
            (
                "/security/secureScoreControlProfiles/1",
                PathWorkload::Named(Workload::SecureScores),
            ),
            ("/identity/userFlows", other("identity")),
            (
                "/communications/presences/1",
                PathWorkload::Named(Workload::Presence),
            ),
            ("/external/connections/c/operations", other("External")),
            ("/", other("")),
        ] {
            assert_eq!(workload(ResourcePath::parse(path)), expected, "{path}");
        }
        let link = "https://graph.microsoft.com/v1.0/users?$skiptoken=1";
        assert_eq!(
            workload(ResourcePath::of_link(link)),
            PathWorkload::Named(Workload::Directory)
        );
    }

    #[test]
    fn the_list_of_workloads_is_in_the_order_of_their_indexes() {
        for (index, workload) in Workload::ALL.into_iter().enumerate() {
            assert_eq!(workload.index(), index, "{workload:?}");
        }
    }
}
