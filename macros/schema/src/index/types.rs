//! What the index says about a type.

use crate::name::{QualifiedName, TypeRef};

/// A type of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type<'s> {
    /// An entity type or a complex type.
    Structured(StructuredType<'s>),
    /// An enum.
    Enum(EnumType<'s>),
    /// A primitive type under another name.
    Definition(TypeDefinition<'s>),
}

impl<'s> Type<'s> {
    /// Returns the name of the type.
    pub fn name(&self) -> QualifiedName<'s> {
        match self {
            Self::Structured(structured) => structured.name,
            Self::Enum(enumeration) => enumeration.name,
            Self::Definition(definition) => definition.name,
        }
    }

    /// Returns the type if it is an entity type or a complex type.
    pub fn structured(self) -> Option<StructuredType<'s>> {
        match self {
            Self::Structured(structured) => Some(structured),
            Self::Enum(_) | Self::Definition(_) => None,
        }
    }
}

/// An entity type or a complex type, without what it inherits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructuredType<'s> {
    /// The name of the type.
    pub name: QualifiedName<'s>,
    /// Whether it is an entity type or a complex type.
    pub kind: StructuredKind,
    /// The base type, if it has one.
    pub base: Option<QualifiedName<'s>>,
    /// Whether objects are always of a derived type.
    pub is_abstract: bool,
    /// Whether the type itself is declared open. [`Model::is_open`](super::Model::is_open) also regards its base types.
    pub is_open: bool,
    /// Whether the entity is a media entity, whose `$value` is a stream.
    pub has_stream: bool,
    /// The properties that make up the key. Most entity types inherit theirs.
    pub key: Vec<KeyProperty<'s>>,
    /// Keys that can be used instead, as in `applications(appId='…')`.
    pub alternate_keys: Vec<AlternateKey<'s>>,
    /// The properties, navigation properties among them, sorted by name.
    pub properties: Vec<Property<'s>>,
    /// The functions and actions that are bound to this type or to a collection of it.
    pub operations: Vec<Operation<'s>>,
}

impl<'s> StructuredType<'s> {
    /// Returns the property with this name in any letter case, if the type itself declares it.
    pub fn property(&self, name: &str) -> Option<&Property<'s>> {
        let mut same_letters = None;
        for property in &self.properties {
            if property.name == name {
                return Some(property);
            }
            if property.name.eq_ignore_ascii_case(name) {
                same_letters = Some(property);
            }
        }
        same_letters
    }
}

/// The kind of a [`StructuredType`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructuredKind {
    /// Objects with a key.
    Entity,
    /// Values within an entity.
    Complex,
}

/// A property of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyProperty<'s> {
    /// The name in the parentheses of a URL: `appId` in `applications(appId='…')`.
    pub alias: &'s str,
    /// The property, or the path to it.
    pub property: &'s str,
}

/// The properties of an alternate key.
pub type AlternateKey<'s> = Vec<KeyProperty<'s>>;

/// A property of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property<'s> {
    /// The name of the property.
    pub name: &'s str,
    /// The type of the property.
    pub ty: TypeRef<'s>,
    /// Whether it is a navigation property.
    pub kind: PropertyKind,
}

/// The kind of a [`Property`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyKind {
    /// A value that belongs to the object: part of `$select`.
    Structural,
    /// A relationship to entities: part of `$expand`.
    Navigation {
        /// Whether these entities exist only within this one.
        is_contained: bool,
    },
}

impl Property<'_> {
    /// Returns whether it is a navigation property.
    pub fn is_navigation(&self) -> bool {
        matches!(self.kind, PropertyKind::Navigation { .. })
    }
}

/// A function or an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation<'s> {
    /// The name of the operation.
    pub name: QualifiedName<'s>,
    /// Whether it is a function or an action.
    pub kind: OperationKind,
    /// Whether it is bound to a collection of the type.
    pub binds_collection: bool,
    /// Whether more segments can follow, according to the metadata.
    pub is_composable: bool,
    /// The parameters without the binding parameter.
    pub parameters: Vec<Parameter<'s>>,
    /// The type of the result, if it has one.
    pub result: Option<TypeRef<'s>>,
}

/// The kind of an [`Operation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperationKind {
    /// Called with POST.
    Action,
    /// Called with GET.
    Function,
}

/// A parameter of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter<'s> {
    /// The name of the parameter.
    pub name: &'s str,
    /// The type of the parameter.
    pub ty: TypeRef<'s>,
    /// Whether it may be left out.
    pub is_optional: bool,
}

/// An enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumType<'s> {
    /// The name of the enum.
    pub name: QualifiedName<'s>,
    /// The type of its values, if it is not `Edm.Int32`.
    pub underlying: Option<QualifiedName<'s>>,
    /// Whether members can be combined.
    pub is_flags: bool,
    /// The members, sorted by value.
    pub members: Vec<Member<'s>>,
}

/// A member of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'s> {
    /// The name of the member.
    pub name: &'s str,
    /// The value of the member.
    pub value: i64,
}

/// A primitive type under another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeDefinition<'s> {
    /// The name of the type.
    pub name: QualifiedName<'s>,
    /// The primitive type.
    pub underlying: QualifiedName<'s>,
}

/// Something that a path can begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryPoint<'s> {
    /// An entity set (`users`, a collection) or a singleton (`me`).
    Resource {
        /// The segment.
        name: &'s str,
        /// What it leads to.
        ty: TypeRef<'s>,
    },
    /// An operation that is not bound to a type.
    Operation(Operation<'s>),
}

impl<'s> EntryPoint<'s> {
    /// Returns the segment of the path.
    pub fn name(&self) -> &'s str {
        match self {
            Self::Resource { name, .. } => name,
            Self::Operation(operation) => operation.name.name,
        }
    }
}
