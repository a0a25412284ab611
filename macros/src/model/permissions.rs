//! The permissions that reads require.

use proc_macro2::Ident;
use syn::LitStr;

/// `permissions(delegated = "…", personal = "…", application = "…")`
pub(crate) struct Permissions {
    /// The key of the attribute.
    pub(crate) key: Ident,
    /// The rows of the page's table that are given.
    pub(crate) rows: Vec<PermissionRow>,
}

/// One row of the page's table: alternatives, the least privileged first.
pub(crate) struct PermissionRow {
    pub(crate) kind: PermissionKind,
    pub(crate) alternatives: Vec<LitStr>,
}

/// A kind of permission, which is a row of the page's table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PermissionKind {
    /// "Delegated (work or school account)"
    Delegated,
    /// "Delegated (personal Microsoft account)"
    Personal,
    /// "Application"
    Application,
}

impl PermissionKind {
    /// The kind with this key.
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        match key {
            "delegated" => Some(Self::Delegated),
            "personal" => Some(Self::Personal),
            "application" => Some(Self::Application),
            _ => None,
        }
    }

    /// The key in the attribute.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Delegated => "delegated",
            Self::Personal => "personal",
            Self::Application => "application",
        }
    }
}

impl Permissions {
    /// The alternatives of one kind.
    pub(crate) fn of(&self, kind: PermissionKind) -> impl Iterator<Item = String> {
        let rows = self.rows.iter().filter(move |row| row.kind == kind);
        rows.flat_map(|row| &row.alternatives).map(LitStr::value)
    }
}
