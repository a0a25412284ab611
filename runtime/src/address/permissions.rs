//! The permissions that reads require.

use std::fmt::{self, Display, Formatter};

/// The permissions that a read requires, as the attribute of its type declares them.
///
/// Each slice holds alternatives, of which a read requires one, in the order of the attribute: the Graph reference has
/// the least privileged first. An alternative such as `"AuditLog.Read.All and Directory.Read.All"` is several
/// permissions that are required together.
///
/// A type whose attribute has `permissions(…)` has them as `PERMISSIONS`, for a program that requests consent, and a
/// request as [`permissions`](crate::Get::permissions):
///
/// ```
/// # use graph_resource::graph_resource;
/// # use serde::Deserialize;
/// #[graph_resource(
///     path = "/auditLogs/signIns/<signInId>",
///     permissions(
///         delegated = "AuditLog.Read.All and Directory.Read.All",
///         application = ["AuditLog.Read.All", "Directory.Read.All"],
///     )
/// )]
/// #[derive(Deserialize)]
/// struct SignIn { id: String }
///
/// let least = SignIn::PERMISSIONS.delegated[0];
/// let scopes: Vec<&str> = least.split(" and ").collect();
/// assert_eq!(scopes, ["AuditLog.Read.All", "Directory.Read.All"]);
/// ```
///
/// If the service responds 403, [`Error::permissions`](crate::Error::permissions) returns them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Permissions {
    /// The delegated permissions, for a user with a work or school account.
    pub delegated: &'static [&'static str],
    /// The delegated permissions for a user with a personal Microsoft account.
    pub personal: &'static [&'static str],
    /// The application permissions, for an app without a signed-in user.
    pub application: &'static [&'static str],
}

const PERSONAL: &str = "delegated permission for personal accounts";
const APPLICATION: &str = "application permission";

impl Permissions {
    #[doc(hidden)]
    pub const fn new(
        delegated: &'static [&'static str],
        personal: &'static [&'static str],
        application: &'static [&'static str],
    ) -> Self {
        Permissions {
            delegated,
            personal,
            application,
        }
    }

    /// The alternatives, each with the kind of permission that they are.
    fn by_kind(&self) -> [(&'static str, &'static [&'static str]); 3] {
        if self.delegated == self.application {
            return [
                ("delegated or application permission", self.delegated),
                (PERSONAL, self.further_personal()),
                (APPLICATION, &[]),
            ];
        }
        [
            ("delegated permission", self.delegated),
            (PERSONAL, self.further_personal()),
            (APPLICATION, self.application),
        ]
    }

    /// The permissions for personal accounts, unless they are those for other accounts.
    fn further_personal(&self) -> &'static [&'static str] {
        if self.personal == self.delegated {
            &[]
        } else {
            self.personal
        }
    }
}

/// Writes `the delegated permission User.Read or User.ReadBasic.All, or the application permission User.Read.All`.
impl Display for Permissions {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let declared = self
            .by_kind()
            .into_iter()
            .filter(|(_, names)| !names.is_empty());
        for (index, (kind, names)) in declared.enumerate() {
            let separator = if index == 0 { "" } else { ", or " };
            write!(f, "{separator}the {kind} {}", names.join(" or "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Permissions;

    #[test]
    fn permissions_are_shown_by_kind() {
        let few = Permissions::new(
            &["User.Read", "User.ReadBasic.All"],
            &[],
            &["User.Read.All"],
        );
        assert_eq!(
            few.to_string(),
            "the delegated permission User.Read or User.ReadBasic.All, or the application permission User.Read.All"
        );
        let one_kind = Permissions::new(&[], &[], &["Sites.Selected"]);
        assert_eq!(
            one_kind.to_string(),
            "the application permission Sites.Selected"
        );
    }

    #[test]
    fn kinds_with_the_same_permissions_are_shown_once() {
        let both = Permissions::new(&["Files.Read"], &["Files.Read"], &["Files.Read"]);
        assert_eq!(
            both.to_string(),
            "the delegated or application permission Files.Read"
        );
        let personal = Permissions::new(&["Mail.ReadBasic"], &["Mail.ReadBasic"], &["Mail.Read"]);
        assert_eq!(
            personal.to_string(),
            "the delegated permission Mail.ReadBasic, or the application permission Mail.Read"
        );
    }

    #[test]
    fn other_permissions_of_personal_accounts_are_shown() {
        let personal = Permissions::new(&["Files.Read.All"], &["Files.Read"], &["Files.Read.All"]);
        assert_eq!(
            personal.to_string(),
            "the delegated or application permission Files.Read.All, or the delegated permission for personal accounts Files.Read"
        );
    }
}
