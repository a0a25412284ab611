//! The names of the items.

use graph_resource_schema::QualifiedName;

use super::names;

/// Names that the code itself uses, or that everything in Rust does.
const RESERVED: [&str; 37] = [
    "Box",
    "Change",
    "Client",
    "Clone",
    "Content",
    "Copy",
    "Debug",
    "Decimal",
    "Default",
    "Delta",
    "Deserialize",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "Extend",
    "Field",
    "Filter",
    "Flags",
    "Fn",
    "From",
    "Get",
    "Int64",
    "Into",
    "Iterator",
    "List",
    "None",
    "Ok",
    "Option",
    "Order",
    "Qualified",
    "Result",
    "Search",
    "Self",
    "Some",
    "String",
    "Vec",
];

/// The namespace of most types, in which the attribute looks for a type with the name of the item.
const NAMESPACE: &str = "microsoft.graph";

/// Gives each item a name of its own.
#[derive(Default)]
pub(crate) struct TypeNames {
    taken: Vec<String>,
}

impl TypeNames {
    /// The name of the type, or a longer one if it is taken. `used_by` is the property that contains the object.
    pub(crate) fn choose(&mut self, ty: QualifiedName<'_>, used_by: Option<&str>) -> String {
        let plain = names::upper_camel(ty.name);
        let prefix = match ty.namespace.strip_prefix("microsoft.graph.") {
            Some(inner) => names::upper_camel(inner),
            None => "Graph".to_owned(),
        };
        let mut candidates = vec![plain.clone()];
        candidates.extend(used_by.map(names::upper_camel));
        candidates.push(format!("{prefix}{plain}"));
        self.first_free(&candidates)
    }

    /// The name of a struct that represents no type of the service.
    pub(crate) fn choose_for(&mut self, name: &str) -> String {
        let plain = names::upper_camel(name);
        let longer = format!("{plain}Value");
        self.first_free(&[plain, longer])
    }

    fn first_free(&mut self, candidates: &[String]) -> String {
        let is_free = |name: &&String| {
            !self.taken.contains(name) && !RESERVED.contains(&name.as_str()) && !name.is_empty()
        };
        match candidates.iter().find(is_free) {
            Some(name) => {
                self.taken.push(name.clone());
                name.clone()
            }
            None => names::free(&candidates[candidates.len() - 1], &mut self.taken),
        }
    }
}

/// The OData type, if the attribute does not derive it from the name.
pub(crate) fn declared_type(name: &str, ty: QualifiedName<'_>) -> Option<String> {
    let is_derived = ty.namespace == NAMESPACE && names::lower_first(name) == ty.name;
    if is_derived {
        None
    } else {
        Some(ty.to_string())
    }
}
