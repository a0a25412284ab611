//! The properties of a structured type, as queries need them.

/// The properties of a [`StructuredType`].
#[doc(hidden)]
#[derive(Debug)]
pub struct TypeInfo {
    /// Identifies the struct: several structs may have the same OData type.
    pub id: fn() -> std::any::TypeId,
    /// The qualified name of the OData type: `microsoft.graph.user`.
    pub odata_type: &'static str,
    /// The derived `$select`, encoded, or `None` if the struct sends none.
    pub select: Option<&'static str>,
    /// The properties, in the order of the fields.
    pub properties: &'static [Property],
}

/// The type info of a response without properties, such as a number or bytes.
pub(crate) static NO_PROPERTIES: TypeInfo = TypeInfo {
    id: std::any::TypeId::of::<()>,
    odata_type: "",
    select: None,
    properties: &[],
};

/// A property of a [`StructuredType`].
#[doc(hidden)]
#[derive(Debug)]
pub struct Property {
    /// The name in the JSON and in queries.
    pub name: &'static str,
    /// Whether serde fails if the property is absent.
    pub required: Required,
    /// The expansion of a navigation property. `None` for a property that is selected.
    pub expand: Option<Expansion>,
}

/// Whether serde fails if a property is absent.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum Required {
    /// No: the field has a default.
    No,
    /// Yes: the field has `deserialize_with`, which serde always calls.
    Yes,
    /// The field's type decides.
    ByType(fn() -> bool),
}

/// How a navigation property is expanded.
#[doc(hidden)]
#[derive(Debug)]
pub struct Expansion {
    /// The path that `$expand` names: the property, possibly after a cast.
    pub path: &'static str,
    /// The type that the property leads to.
    pub info: fn() -> &'static TypeInfo,
}

impl Required {
    pub(crate) fn holds(self) -> bool {
        match self {
            Required::No => false,
            Required::Yes => true,
            Required::ByType(required) => required(),
        }
    }
}

impl TypeInfo {
    /// Whether the type has a property named `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.properties.iter().any(|property| property.name == name)
    }

    /// Returns the names of the selected properties without which serde fails.
    pub(crate) fn required(&self) -> impl Iterator<Item = &'static str> {
        self.properties
            .iter()
            .filter(|property| property.expand.is_none() && property.required.holds())
            .map(|property| property.name)
    }

    /// Returns the expansions that the type derives.
    pub(crate) fn expansions(&self) -> impl Iterator<Item = &Expansion> {
        self.properties
            .iter()
            .filter_map(|property| property.expand.as_ref())
    }
}
