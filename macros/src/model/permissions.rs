//! The permissions that reads require.

use proc_macro2::Ident;
use syn::LitStr;
use syn::ext::IdentExt;

/// `permissions(delegated = "…", personal = "…", application = "…")`
pub(crate) struct Permissions {
    /// The key of the attribute.
    pub(crate) key: Ident,
    /// The rows for all methods that do not have their own.
    pub(crate) rows: PermissionRows,
    /// The methods that have their own.
    pub(crate) methods: Vec<MethodPermissions>,
}

/// `get(delegated = "…")`
pub(crate) struct MethodPermissions {
    pub(crate) method: Ident,
    pub(crate) rows: PermissionRows,
}

/// The rows of the page's table that are given.
#[derive(Default)]
pub(crate) struct PermissionRows(pub(crate) Vec<PermissionRow>);

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
    /// The rows for one method.
    pub(crate) fn of_method(&self, name: &Ident) -> &PermissionRows {
        let name = name.unraw();
        let mut methods = self.methods.iter();
        match methods.find(|own| own.method.unraw() == name) {
            Some(own) => &own.rows,
            None => &self.rows,
        }
    }

    /// Whether there are permissions of the type, and not only of some methods. One with mistakes counts as well.
    pub(crate) fn are_of_type(&self) -> bool {
        self.methods.is_empty() || !self.rows.0.is_empty()
    }
}

impl PermissionRows {
    /// The alternatives of one kind.
    pub(crate) fn of(&self, kind: PermissionKind) -> impl Iterator<Item = String> {
        let rows = self.0.iter().filter(move |row| row.kind == kind);
        rows.flat_map(|row| &row.alternatives).map(LitStr::value)
    }
}
