//! Which properties are asked for.

use graph_resource_schema::index::{Property, Type};
use graph_resource_schema::{Model, QualifiedName, nearest};

use super::error::ScaffoldError;

/// The properties of an object that are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wants<'s> {
    /// Whether all structural properties are, in addition to those that are named.
    pub(crate) all: bool,
    pub(crate) properties: Vec<Wanted<'s>>,
    /// The derived types that objects have, and what is asked for of each.
    pub(crate) types: Vec<(QualifiedName<'s>, Wants<'s>)>,
}

/// A property that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted<'s> {
    /// The name in JSON.
    pub(crate) name: String,
    /// The property, or `None` if the schema does not know it.
    pub(crate) declared: Option<Property<'s>>,
    /// What is asked for of its value.
    pub(crate) of: Wants<'s>,
    pub(crate) reason: Reason,
    /// Whether it may be missing or null, whatever the schema says.
    pub(crate) is_optional: bool,
}

/// Why a property is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Its value.
    Selected,
    /// Its entities, by this path in `$expand`.
    Expanded(String),
    /// Only a filter or a sort order needs it.
    OnlyInQuery,
}

impl<'s> Wants<'s> {
    pub(crate) fn all() -> Self {
        Self {
            all: true,
            ..Self::default()
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Wanted<'s>> {
        self.properties.iter().find(|wanted| wanted.name == name)
    }

    /// Adds a property, or what is asked for of it if it is there.
    pub(crate) fn add(&mut self, wanted: Wanted<'s>) {
        let name = &wanted.name;
        let mut others = self.properties.iter_mut();
        let Some(other) = others.find(|other| other.name == *name) else {
            self.properties.push(wanted);
            return;
        };
        other.of.merge(wanted.of);
        other.is_optional |= wanted.is_optional;
        if other.reason == Reason::OnlyInQuery {
            other.reason = wanted.reason;
        }
    }

    fn merge(&mut self, other: Wants<'s>) {
        if self.all && self.properties.is_empty() {
            return;
        }
        self.all |= other.all;
        for wanted in other.properties {
            self.add(wanted);
        }
        for (ty, wants) in other.types {
            match self.types.iter_mut().find(|(other, _)| *other == ty) {
                Some((_, present)) => present.merge(wants),
                None => self.types.push((ty, wants)),
            }
        }
    }

    /// Adds the property at a path that a filter or a sort order names, if it is a structural property within the object.
    /// Others are named as text in the query.
    pub(crate) fn add_to_query(
        &mut self,
        model: Model<'s>,
        ty: QualifiedName<'s>,
        path: &[String],
    ) -> Result<(), ScaffoldError> {
        let Some((first, rest)) = path.split_first() else {
            return Ok(());
        };
        let Found::Declared(property) = find(model, ty, first)? else {
            return Ok(());
        };
        let present = self.properties.iter_mut();
        let mut present = present.filter(|wanted| wanted.name == property.name);
        if let Some(present) = present.next() {
            if present.of.all || rest.is_empty() {
                return Ok(());
            }
            return present.of.add_to_query(model, property.ty.name, rest);
        }
        if property.is_navigation() || self.all {
            return Ok(());
        }
        let mut of = Wants::default();
        of.add_to_query(model, property.ty.name, rest)?;
        if of.properties.is_empty() {
            of.all = true;
        }
        self.properties.push(Wanted {
            name: property.name.to_owned(),
            declared: Some(property),
            of,
            reason: Reason::OnlyInQuery,
            is_optional: true,
        });
        Ok(())
    }
}

/// What a name is on a type.
#[derive(Debug)]
pub(crate) enum Found<'s> {
    /// A property of the type or its base types, or one that the derived types agree on.
    Declared(Property<'s>),
    /// A property of several derived types, which have it with different types.
    Ambiguous,
    /// No property.
    Unknown,
}

/// Finds a property in any letter case.
pub(crate) fn find<'s>(
    model: Model<'s>,
    ty: QualifiedName<'_>,
    name: &str,
) -> Result<Found<'s>, ScaffoldError> {
    if let Some(property) = model.property(ty, name)? {
        return Ok(Found::Declared(property));
    }
    let derived = model.derived_properties(ty, name)?;
    let Some((_, first)) = derived.first() else {
        return Ok(Found::Unknown);
    };
    let has_same_type = |other: &Property<'_>| {
        other.ty.name == first.ty.name && other.ty.is_collection == first.ty.is_collection
    };
    if derived.iter().all(|(_, other)| has_same_type(other)) {
        Ok(Found::Declared(*first))
    } else {
        Ok(Found::Ambiguous)
    }
}

/// The error for a name that a type does not have, or `None` if the type is open and the name is no misspelling.
pub(crate) fn unknown_property(
    model: Model<'_>,
    ty: QualifiedName<'_>,
    name: &str,
) -> Result<Option<ScaffoldError>, ScaffoldError> {
    let mut known = Vec::new();
    for ty in model.lineage(ty)? {
        known.extend(ty.properties.iter().map(|property| property.name));
    }
    let similar = nearest(name, known.iter().copied());
    // Graph names extensions like this.
    let is_extension = name.starts_with("extension_") || name.contains('_');
    if model.is_open(ty)? && (is_extension || similar.is_none()) {
        return Ok(None);
    }
    let hint = match similar {
        Some(similar) => format!(": there is a similar name, `{similar}`"),
        None => String::new(),
    };
    Ok(Some(ScaffoldError::new(format!(
        "`{ty}` has no property `{name}`{hint}"
    ))))
}

/// Whether values of the type are objects.
pub(crate) fn is_structured(
    model: Model<'_>,
    ty: QualifiedName<'_>,
) -> Result<bool, ScaffoldError> {
    let found = model.get(ty)?;
    Ok(matches!(found, Some(Type::Structured(_))))
}
