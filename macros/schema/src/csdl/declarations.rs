//! What a document declares, with resolved names.

use crate::index::types::{OperationKind, StructuredKind};
use std::collections::BTreeMap;

/// A name with its namespace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    pub(super) namespace: String,
    pub(super) name: String,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.namespace, self.name)
    }
}

/// A reference to a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reference {
    pub(super) name: Name,
    pub(super) is_collection: bool,
    pub(super) is_nullable: bool,
}

/// A document.
#[derive(Debug)]
pub(super) struct Document {
    /// The namespaces and their aliases.
    pub(super) namespaces: BTreeMap<String, Option<String>>,
    pub(super) types: BTreeMap<Name, Type>,
    pub(super) container: Option<Container>,
}

#[derive(Debug)]
pub(super) enum Type {
    Structured(Structured),
    Enum(Enum),
    Definition(Name),
}

#[derive(Debug)]
pub(super) struct Structured {
    pub(super) kind: StructuredKind,
    pub(super) base: Option<Name>,
    pub(super) is_abstract: bool,
    pub(super) is_open: bool,
    pub(super) has_stream: bool,
    pub(super) key: Vec<KeyProperty>,
    pub(super) alternate_keys: Vec<Vec<KeyProperty>>,
    pub(super) properties: Vec<Property>,
    pub(super) operations: Vec<Operation>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KeyProperty {
    pub(super) alias: String,
    pub(super) path: String,
}

#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) ty: Reference,
    pub(super) kind: crate::index::PropertyKind,
}

#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) name: Name,
    pub(super) kind: OperationKind,
    pub(super) binds_collection: bool,
    pub(super) is_composable: bool,
    pub(super) parameters: Vec<Parameter>,
    pub(super) result: Option<Reference>,
}

#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) ty: Reference,
    pub(super) is_optional: bool,
}

#[derive(Debug)]
pub(super) struct Enum {
    pub(super) underlying: Option<Name>,
    pub(super) is_flags: bool,
    pub(super) members: Vec<(String, i64)>,
}

#[derive(Debug)]
pub(super) struct Container {
    pub(super) name: Name,
    pub(super) resources: Vec<(String, Reference)>,
    pub(super) operations: Vec<Operation>,
}
