//! The properties of a structured type, as queries need them.

use std::any::TypeId;
use std::borrow::Cow;

/// The properties of a [`StructuredType`].
#[doc(hidden)]
#[derive(Debug)]
pub struct TypeInfo {
    /// Identifies the struct: several structs may have the same OData type.
    pub id: fn() -> TypeId,
    /// The qualified name of the OData type: `microsoft.graph.user`.
    pub odata_type: &'static str,
    /// The derived `$select` of a struct, encoded, or `None` if it sends none.
    select: Option<&'static str>,
    /// The properties, in the order of the fields.
    pub properties: &'static [Property],
    /// The structs that an enum of several object types may contain, as far as they are known.
    variants: &'static [Option<fn() -> &'static TypeInfo>],
    /// Whether the enum selects the properties of these structs.
    selects_variants: bool,
}

/// The type info of a response without properties, such as a number or bytes.
pub(crate) static NO_PROPERTIES: TypeInfo = TypeInfo {
    id: TypeId::of::<()>,
    odata_type: "",
    select: None,
    properties: &[],
    variants: &[],
    selects_variants: false,
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
    /// Describes the struct `T`.
    pub const fn new<T: 'static>(
        odata_type: &'static str,
        select: Option<&'static str>,
        properties: &'static [Property],
    ) -> Self {
        TypeInfo {
            id: TypeId::of::<T>,
            odata_type,
            select,
            properties,
            variants: &[],
            selects_variants: false,
        }
    }

    /// Adds the structs that an enum of several object types may contain, and whether it selects their properties.
    pub const fn with_variants(
        self,
        variants: &'static [Option<fn() -> &'static TypeInfo>],
        selects_variants: bool,
    ) -> Self {
        TypeInfo {
            variants,
            selects_variants,
            ..self
        }
    }

    /// Whether the type has a property named `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.properties.iter().any(|property| property.name == name)
    }

    /// Returns the derived `$select`, encoded. An enum derives none if one of its structs does not: that struct then needs
    /// properties that `$select` would leave out.
    pub fn derived_select(&self) -> Option<Cow<'static, str>> {
        if self.selects_variants {
            return self.select_of_variants().map(Cow::Owned);
        }
        self.select.map(Cow::Borrowed)
    }

    fn select_of_variants(&self) -> Option<String> {
        let mut names: Vec<&str> = Vec::new();
        for variant in self.variants.iter().flatten() {
            for name in variant().select?.split(',') {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        Some(names.join(","))
    }

    /// Returns the names of the selected properties without which serde fails, of the type and all of its variants.
    pub(crate) fn required(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for property in self.properties {
            if property.expand.is_none() && property.required.holds() {
                names.push(property.name);
            }
        }
        for variant in self.variants.iter().flatten() {
            for name in variant().required() {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// Returns the expansions that the type derives.
    pub(crate) fn expansions(&self) -> impl Iterator<Item = &Expansion> {
        self.properties
            .iter()
            .filter_map(|property| property.expand.as_ref())
    }
}
