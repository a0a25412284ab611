//! What is known of a structured type when a query is written: its properties, and what they need.

/// The properties of a [`StructuredType`].
#[doc(hidden)]
#[derive(Debug)]
pub struct TypeInfo {
    /// Which struct it is: two structs may be of one OData type.
    pub id: fn() -> std::any::TypeId,
    /// The qualified name of the OData type: `microsoft.graph.user`.
    pub odata_type: &'static str,
    /// The derived `$select`, encoded; `None` where the struct sends none.
    pub select: Option<&'static str>,
    /// The properties in the order of the fields.
    pub properties: &'static [Property],
}

/// The shape of what has no properties to ask for: a number, bytes.
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
    /// The name on the wire.
    pub name: &'static str,
    /// Whether serde fails where the property is absent.
    pub required: Required,
    /// `None` for a property that is selected.
    pub expand: Option<Expansion>,
}

/// Whether serde fails where a property is absent.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum Required {
    /// It has a default.
    No,
    /// It is read by a function of its own, which serde always calls.
    Yes,
    /// Its type decides.
    ByType(fn() -> bool),
}

/// A navigation property that is expanded.
#[doc(hidden)]
#[derive(Debug)]
pub struct Expansion {
    /// What `$expand` names: the property, perhaps behind a cast.
    pub path: &'static str,
    /// The properties of the type that it leads to.
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
    /// Whether the type has a property of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.properties.iter().any(|property| property.name == name)
    }

    /// The names of the properties that are selected and that serde fails without.
    pub(crate) fn required(&self) -> impl Iterator<Item = &'static str> {
        let selected = self
            .properties
            .iter()
            .filter(|property| property.expand.is_none());
        selected
            .filter(|property| property.required.holds())
            .map(|property| property.name)
    }

    pub(crate) fn expansions(&self) -> impl Iterator<Item = &Expansion> {
        self.properties
            .iter()
            .filter_map(|property| property.expand.as_ref())
    }
}
