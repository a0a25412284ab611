//! How much a schema holds.

use std::fmt;

use graph_resource_schema::index::{OperationKind, StructuredKind, StructuredType, Type};
use graph_resource_schema::{Model, SchemaError};

/// The number of declarations of each kind in one version of the service.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    entity_types: usize,
    complex_types: usize,
    enums: usize,
    type_definitions: usize,
    properties: usize,
    navigation_properties: usize,
    functions: usize,
    actions: usize,
    entry_points: usize,
}

impl Counts {
    pub(super) fn of(model: Model<'_>) -> Result<Self, SchemaError> {
        let mut counts = Self {
            entry_points: model.entry_points()?.len(),
            ..Self::default()
        };
        for name in model.type_names() {
            match model.get(name)? {
                Some(Type::Structured(ty)) => counts.add(&ty),
                Some(Type::Enum(_)) => counts.enums += 1,
                Some(Type::Definition(_)) => counts.type_definitions += 1,
                None => {}
            }
        }
        Ok(counts)
    }

    fn add(&mut self, ty: &StructuredType<'_>) {
        match ty.kind {
            StructuredKind::Entity => self.entity_types += 1,
            StructuredKind::Complex => self.complex_types += 1,
        }
        for property in &ty.properties {
            if property.is_navigation() {
                self.navigation_properties += 1;
            } else {
                self.properties += 1;
            }
        }
        for operation in &ty.operations {
            match operation.kind {
                OperationKind::Function => self.functions += 1,
                OperationKind::Action => self.actions += 1,
            }
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.entity_types, "entity type"),
            (self.complex_types, "complex type"),
            (self.enums, "enum"),
            (self.type_definitions, "type definition"),
            (self.properties, "property"),
            (self.navigation_properties, "navigation property"),
            (self.functions, "function"),
            (self.actions, "action"),
            (self.entry_points, "entry point"),
        ];
        let mut separator = "";
        for (count, noun) in counts.into_iter().filter(|(count, _)| *count > 0) {
            write!(f, "{separator}{count} {}", plural(count, noun))?;
            separator = ", ";
        }
        Ok(())
    }
}

fn plural(count: usize, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if count == 1 => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn only_what_is_there_is_counted() {
        let counts = Counts {
            entity_types: 2,
            complex_types: 1,
            navigation_properties: 3,
            ..Counts::default()
        };
        assert_eq!(
            counts.to_string(),
            "2 entity types, 1 complex type, 3 navigation properties"
        );
    }
}
