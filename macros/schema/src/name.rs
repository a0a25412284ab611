//! Names of types, and references to them.

use std::fmt;

use crate::edm;

/// The name of a type or an operation with its namespace: `microsoft.graph.user`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QualifiedName<'s> {
    /// `microsoft.graph`, or `Edm` for a primitive type.
    pub namespace: &'s str,
    /// `user`
    pub name: &'s str,
}

impl<'s> QualifiedName<'s> {
    /// Splits a name at its last dot.
    ///
    /// ```
    /// use graph_resource_schema::QualifiedName;
    ///
    /// let name = QualifiedName::parse("microsoft.graph.security.alert").unwrap();
    /// assert_eq!((name.namespace, name.name), ("microsoft.graph.security", "alert"));
    /// assert!(QualifiedName::parse("alert").is_none());
    /// ```
    pub fn parse(qualified: &'s str) -> Option<Self> {
        let (namespace, name) = qualified.rsplit_once('.')?;
        Some(Self { namespace, name })
    }

    pub(crate) fn edm(name: &'s str) -> Self {
        Self {
            namespace: edm::NAMESPACE,
            name,
        }
    }

    /// Returns whether this is a primitive type, such as `Edm.String`.
    pub fn is_primitive(&self) -> bool {
        self.namespace == edm::NAMESPACE
    }

    /// Returns whether this is that name, in any letter case.
    pub fn is(&self, qualified: &str) -> bool {
        match QualifiedName::parse(qualified) {
            Some(other) => {
                self.namespace.eq_ignore_ascii_case(other.namespace)
                    && self.name.eq_ignore_ascii_case(other.name)
            }
            None => false,
        }
    }
}

impl fmt::Display for QualifiedName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.namespace, self.name)
    }
}

impl fmt::Debug for QualifiedName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The type of a property, a parameter, or a result.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TypeRef<'s> {
    /// The type, or that of the items of a collection.
    pub name: QualifiedName<'s>,
    /// Whether there are many.
    pub is_collection: bool,
    /// Whether `null` is allowed. For a collection, as one of its items.
    pub is_nullable: bool,
}

impl<'s> TypeRef<'s> {
    /// One value of this type, which cannot be null.
    pub(crate) fn one(name: QualifiedName<'s>) -> Self {
        Self {
            name,
            is_collection: false,
            is_nullable: false,
        }
    }

    /// A collection of this type.
    pub(crate) fn many(name: QualifiedName<'s>) -> Self {
        Self {
            is_collection: true,
            ..Self::one(name)
        }
    }
}

impl fmt::Display for TypeRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_collection {
            write!(f, "Collection({})", self.name)
        } else {
            self.name.fmt(f)
        }
    }
}

impl fmt::Debug for TypeRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nullable = if self.is_nullable { "?" } else { "" };
        write!(f, "{self}{nullable}")
    }
}
