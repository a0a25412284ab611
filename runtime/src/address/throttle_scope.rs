//! The scope of a pause: what the service throttles together.

use crate::address::digest::Digest;
use crate::address::resource_path::ResourcePath;
use crate::address::workload::{PathWorkload, Place, Workload};

/// What the service throttles together: a workload, or one mailbox, notebook or report of it.
///
/// The resource is kept as a digest, so that no key is stored and no request allocates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ThrottleScope {
    pub(crate) workload: PathWorkload,
    resource: Option<u64>,
}

impl ThrottleScope {
    /// The scope of a path, which is relative to the API version, by [Microsoft's table of limits].
    ///
    /// [Microsoft's table of limits]: https://learn.microsoft.com/graph/throttling-limits
    pub(crate) fn of(path: ResourcePath<'_>) -> Self {
        let place = Place::of(path);
        let workload = place.workload();
        let resource = match workload.named() {
            // Per app and mailbox, and per app and user.
            Some(Workload::Outlook | Workload::OneNote) => Some(Digest::of_name(place.owner)),
            Some(Workload::Reports | Workload::SecureScores | Workload::Security) => {
                place.inner.map(|inner| Digest::of_name(inner.name()))
            }
            _ => None,
        };
        ThrottleScope { workload, resource }
    }

    /// The scope of an address on another host.
    pub(crate) fn of_host(host: &str) -> Self {
        let digest = Digest::new().with(b"//").with(host.as_bytes());
        ThrottleScope {
            workload: PathWorkload::Other(digest.value()),
            resource: None,
        }
    }

    /// The whole workload.
    pub(crate) fn whole(self) -> Self {
        ThrottleScope {
            resource: None,
            ..self
        }
    }

    /// The scope, and the whole workload if the scope is only a part of it.
    pub(crate) fn with_whole(self) -> impl Iterator<Item = Self> {
        let whole = Some(self.whole()).filter(|whole| *whole != self);
        std::iter::once(self).chain(whole)
    }

    /// The scope that the service reported in `x-ms-throttle-scope`, such as `Tenant_Application/Read/…`; without a
    /// known one, the scope of the table.
    pub(crate) fn reported(self, header: Option<&str>) -> Self {
        const WHOLE: [&str; 3] = ["tenant_application", "tenant", "application"];
        let scope = header.and_then(|header| header.split('/').next());
        match scope {
            Some(scope)
                if WHOLE
                    .iter()
                    .any(|whole| whole.eq_ignore_ascii_case(scope.trim())) =>
            {
                self.whole()
            }
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(path: &str) -> ThrottleScope {
        ThrottleScope::of(ResourcePath::parse(path))
    }

    #[test]
    fn a_mailbox_is_a_scope_of_its_own_however_it_is_addressed() {
        let mailbox = scope("/users/A@b.com/messages");
        for same in ["/users('a@b.com')/events", "/USERS/a@b.com/MailFolders/x"] {
            assert_eq!(scope(same), mailbox, "{same}");
        }
        for other in ["/users/c/messages", "/me/messages", "/users/a@b.com"] {
            assert_ne!(scope(other), mailbox, "{other}");
        }
        assert_eq!(scope("/users/c/messages").whole(), mailbox.whole());
        assert_eq!(scope("/users/c"), scope("/users/d/manager"));
    }

    #[test]
    fn a_reported_scope_replaces_the_one_of_the_table() {
        let mailbox = scope("/me/messages");
        for header in ["Tenant/Read/a/b", "TENANT_APPLICATION", "Application/x"] {
            assert_eq!(mailbox.reported(Some(header)), mailbox.whole(), "{header}");
        }
        for header in [None, Some(""), Some("User/Read/a/b"), Some("TenantX")] {
            assert_eq!(mailbox.reported(header), mailbox, "{header:?}");
        }
    }
}
