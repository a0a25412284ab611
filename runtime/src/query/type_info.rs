//! The properties of a structured type, as queries need them.

use std::any::TypeId;
use std::borrow::Cow;

use crate::address::encode;

/// The properties of a [`StructuredType`].
#[doc(hidden)]
#[derive(Debug)]
pub struct TypeInfo {
    /// Identifies the struct: several structs may have the same OData type.
    pub id: fn() -> TypeId,
    /// The qualified name of the OData type: `microsoft.graph.user`.
    pub odata_type: &'static str,
    /// Whether the struct was compared with the schema.
    pub(crate) own_type: OwnType,
    /// The derived `$select` of a struct, encoded and without the properties of flattened structs, or `None` if it sends
    /// none. Empty if there is nothing to select.
    select: Option<&'static str>,
    /// The properties, in the order of the fields.
    pub properties: &'static [Property],
    /// The flattened fields, in order.
    pub(crate) flattened: &'static [FlattenedField],
    /// The structs that an enum of several object types may contain, as far as they are known.
    variants: &'static [Option<fn() -> &'static TypeInfo>],
    /// Whether the enum selects the properties of these structs.
    selects_variants: bool,
}

/// Whether the schema knows the type of an item, at compile time.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum OwnType {
    /// The item was not compared with a schema.
    NotLookedUp,
    /// The item was compared with the type of this name.
    Known,
    /// Only the properties that contain the item tell.
    Unknown,
}

/// The type info of a response without properties, such as a number or bytes.
pub(crate) static NO_PROPERTIES: TypeInfo = TypeInfo {
    id: TypeId::of::<()>,
    odata_type: "",
    own_type: OwnType::NotLookedUp,
    select: None,
    properties: &[],
    flattened: &[],
    variants: &[],
    selects_variants: false,
};

/// A field with `#[serde(flatten)]`.
#[doc(hidden)]
#[derive(Debug)]
pub struct FlattenedField {
    /// The number of properties before the field.
    pub position: usize,
    /// The properties of the field's type, or `None` for a map and any other type without the attribute.
    pub info: Option<&'static TypeInfo>,
}

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

/// A property without which serde fails.
pub(crate) struct RequiredProperty {
    /// The qualified name of the type that requires it.
    pub(crate) by: &'static str,
    pub(crate) name: &'static str,
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
            own_type: OwnType::NotLookedUp,
            select,
            properties,
            flattened: &[],
            variants: &[],
            selects_variants: false,
        }
    }

    /// Says whether the schema knows the type.
    pub const fn with_own_type(self, own_type: OwnType) -> Self {
        TypeInfo { own_type, ..self }
    }

    /// Adds the flattened fields.
    pub const fn with_flattened(self, flattened: &'static [FlattenedField]) -> Self {
        TypeInfo { flattened, ..self }
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

    /// Whether no property is in two of these: the struct, and those that are flattened into it.
    pub const fn has_distinct_properties(&self) -> bool {
        let mut index = 0;
        while index < self.flattened.len() {
            if let Some(info) = self.flattened[index].info {
                if self.precedes_property_of(info, index) {
                    return false;
                }
            }
            index += 1;
        }
        true
    }

    /// Whether any property of `other`, however deep, has the name of one of this struct or of its first `flattened` fields.
    const fn precedes_property_of(&self, other: &TypeInfo, flattened: usize) -> bool {
        let mut index = 0;
        while index < other.properties.len() {
            if self.declares(other.properties[index].name, flattened) {
                return true;
            }
            index += 1;
        }
        let mut index = 0;
        while index < other.flattened.len() {
            if let Some(info) = other.flattened[index].info {
                if self.precedes_property_of(info, flattened) {
                    return true;
                }
            }
            index += 1;
        }
        false
    }

    /// Whether this struct or one of its first `flattened` fields, however deep, has the property.
    const fn declares(&self, name: &str, flattened: usize) -> bool {
        let mut index = 0;
        while index < self.properties.len() {
            if is_equal(self.properties[index].name, name) {
                return true;
            }
            index += 1;
        }
        let mut index = 0;
        while index < flattened {
            if let Some(info) = self.flattened[index].info {
                if info.declares(name, info.flattened.len()) {
                    return true;
                }
            }
            index += 1;
        }
        false
    }

    /// Whether the type has a property named `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
        let mut has = false;
        self.for_each_property(&mut |property| has |= property.name == name);
        has
    }

    /// Calls `visit` for each property in the order of the fields, including those of flattened structs.
    pub(crate) fn for_each_property(&self, visit: &mut dyn FnMut(&'static Property)) {
        let mut start = 0;
        for field in self.flattened {
            self.properties[start..field.position]
                .iter()
                .for_each(&mut *visit);
            start = field.position;
            if let Some(info) = field.info {
                info.for_each_property(visit);
            }
        }
        self.properties[start..].iter().for_each(visit);
    }

    /// Returns the derived `$select`, encoded. A type derives none if one of its flattened fields or variants does not:
    /// that one then needs properties that `$select` would leave out.
    pub fn derived_select(&self) -> Option<Cow<'static, str>> {
        let select = self.selected()?;
        if select.is_empty() {
            return None;
        }
        Some(select)
    }

    /// Returns the derived `$select`, which is empty if there is nothing to select.
    fn selected(&self) -> Option<Cow<'static, str>> {
        if self.selects_variants {
            return self.select_of_variants().map(Cow::Owned);
        }
        if self.flattened.is_empty() {
            return self.select.map(Cow::Borrowed);
        }
        self.select_with_flattened().map(Cow::Owned)
    }

    /// Joins the names in the order of the fields.
    fn select_with_flattened(&self) -> Option<String> {
        self.select?;
        let mut names = Vec::new();
        let mut start = 0;
        for field in self.flattened {
            add_selected(&mut names, &self.properties[start..field.position]);
            start = field.position;
            add_names(&mut names, &field.info?.selected()?);
        }
        add_selected(&mut names, &self.properties[start..]);
        Some(names.join(","))
    }

    fn select_of_variants(&self) -> Option<String> {
        let mut names = Vec::new();
        for variant in self.variants.iter().flatten() {
            add_names(&mut names, &variant().selected()?);
        }
        Some(names.join(","))
    }

    /// Returns the selected properties without which serde fails, of the type, its flattened structs, and all of its
    /// variants.
    pub(crate) fn required(&self) -> Vec<RequiredProperty> {
        let mut required = Vec::new();
        self.add_required(self.odata_type, &mut required);
        required
    }

    /// Adds what this type requires as the type `by`, or as a part of it.
    fn add_required(&self, by: &'static str, required: &mut Vec<RequiredProperty>) {
        for property in self.properties {
            if property.expand.is_none() && property.required.holds() {
                let name = property.name;
                required.push(RequiredProperty { by, name });
            }
        }
        for info in self.flattened.iter().filter_map(|field| field.info) {
            info.add_required(by, required);
        }
        for info in self.variants.iter().flatten().map(|variant| variant()) {
            info.add_required(info.odata_type, required);
        }
    }

    /// Returns the expansions that the type derives.
    pub(crate) fn expansions(&self) -> Vec<&'static Expansion> {
        let mut expansions = Vec::new();
        self.for_each_property(&mut |property| expansions.extend(&property.expand));
        expansions
    }
}

/// Compares strings in constants, where `==` cannot.
pub(crate) const fn is_equal(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Adds the names of the properties that are selected, encoded.
fn add_selected(names: &mut Vec<String>, properties: &[Property]) {
    for property in properties {
        if property.expand.is_none() {
            let mut name = String::new();
            encode::value(property.name, &mut name);
            add_names(names, &name);
        }
    }
}

/// Adds the names in `select` that are not there yet: the service rejects a `$select` that names a property twice.
fn add_names(names: &mut Vec<String>, select: &str) {
    for name in select.split(',') {
        if !name.is_empty() && !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
}
