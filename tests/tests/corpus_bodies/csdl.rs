//! The service metadata (CSDL, OData 4.01 part 3), to the extent that reading needs it.

use std::collections::BTreeMap;

use roxmltree::Node;

/// All types by qualified name, and the entry points to them.
#[derive(Default)]
pub struct Schema {
    types: BTreeMap<String, Type>,
    /// The qualified names by their lower-case form: the documentation is not consistent about case.
    any_case: BTreeMap<String, String>,
    /// `graph` → `microsoft.graph`
    aliases: BTreeMap<String, String>,
    /// The entity sets and singletons, by lower-case name.
    pub container: BTreeMap<String, Typed>,
    /// The functions, by lower-case name.
    functions: BTreeMap<String, Vec<Function>>,
}

pub enum Type {
    Structured {
        base: Option<String>,
        properties: Vec<Property>,
    },
    Enum {
        members: Vec<String>,
        flags: bool,
    },
}

/// A type, or a collection of it: `Edm.String`, `microsoft.graph.user`, without `Collection(…)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    pub name: String,
    pub collection: bool,
}

#[derive(Clone)]
pub struct Property {
    pub name: String,
    pub ty: Typed,
    pub navigation: bool,
}

/// A function, and the type that it is bound to, if any.
struct Function {
    bound_to: Option<Typed>,
    returns: Typed,
}

impl Schema {
    /// Parses a metadata document.
    pub fn read(xml: &str) -> Self {
        let document = roxmltree::Document::parse(xml.trim_start_matches('\u{feff}')).unwrap();
        let schemas = || {
            document
                .descendants()
                .filter(|node| node.tag_name().name() == "Schema")
        };
        let mut schema = Schema::default();
        for node in schemas() {
            if let (Some(alias), Some(namespace)) =
                (node.attribute("Alias"), node.attribute("Namespace"))
            {
                schema
                    .aliases
                    .insert(alias.to_owned(), namespace.to_owned());
            }
        }
        for node in schemas() {
            let namespace = node.attribute("Namespace").unwrap_or_default();
            for item in node.children().filter(Node::is_element) {
                schema.item(namespace, &item);
            }
        }
        schema.any_case = schema
            .types
            .keys()
            .map(|name| (name.to_lowercase(), name.clone()))
            .collect();
        schema
    }

    fn item(&mut self, namespace: &str, item: &Node<'_, '_>) {
        let name = item.attribute("Name").unwrap_or_default();
        match item.tag_name().name() {
            "EntityType" | "ComplexType" => {
                let ty = Type::Structured {
                    base: item.attribute("BaseType").map(|base| self.qualified(base)),
                    properties: item
                        .children()
                        .filter_map(|child| self.property(&child))
                        .collect(),
                };
                self.types.insert(format!("{namespace}.{name}"), ty);
            }
            "EnumType" => {
                let members = item
                    .children()
                    .filter_map(|member| member.attribute("Name").map(str::to_owned));
                let ty = Type::Enum {
                    members: members.collect(),
                    flags: item.attribute("IsFlags") == Some("true"),
                };
                self.types.insert(format!("{namespace}.{name}"), ty);
            }
            "Function" => {
                let child =
                    |tag: &str| item.children().find(|child| child.tag_name().name() == tag);
                let Some(returns) =
                    child("ReturnType").and_then(|node| self.typed(node.attribute("Type")?))
                else {
                    return;
                };
                let bound_to =
                    child("Parameter").filter(|_| item.attribute("IsBound") == Some("true"));
                let bound_to = bound_to.and_then(|node| self.typed(node.attribute("Type")?));
                self.functions
                    .entry(name.to_lowercase())
                    .or_default()
                    .push(Function { bound_to, returns });
            }
            "EntityContainer" => {
                for entry in item.children().filter(Node::is_element) {
                    let set = entry.attribute("EntityType").map(|name| Typed {
                        name: self.qualified(name),
                        collection: true,
                    });
                    let single = entry.attribute("Type").and_then(|name| self.typed(name));
                    if let (Some(name), Some(ty)) = (entry.attribute("Name"), set.or(single)) {
                        self.container.insert(name.to_lowercase(), ty);
                    }
                }
            }
            _ => {}
        }
    }

    fn property(&self, node: &Node<'_, '_>) -> Option<Property> {
        let navigation = match node.tag_name().name() {
            "Property" => false,
            "NavigationProperty" => true,
            _ => return None,
        };
        Some(Property {
            name: node.attribute("Name")?.to_owned(),
            ty: self.typed(node.attribute("Type")?)?,
            navigation,
        })
    }

    fn typed(&self, reference: &str) -> Option<Typed> {
        let inner = reference
            .strip_prefix("Collection(")
            .and_then(|rest| rest.strip_suffix(')'));
        Some(Typed {
            name: self.qualified(inner.unwrap_or(reference)),
            collection: inner.is_some(),
        })
    }

    /// The name with its full namespace instead of an alias.
    fn qualified(&self, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((prefix, local)) => format!(
                "{}.{local}",
                self.aliases.get(prefix).map_or(prefix, String::as_str)
            ),
            None => name.to_owned(),
        }
    }

    /// Finds a type by its qualified name, with or without `#`, in any letter case.
    pub fn find(&self, name: &str) -> Option<(&str, &Type)> {
        let name = name.trim_start_matches('#');
        let name = if self.types.contains_key(name) {
            name
        } else {
            self.any_case.get(&name.to_lowercase())?
        };
        self.types
            .get_key_value(name)
            .map(|(name, ty)| (name.as_str(), ty))
    }

    /// The qualified name of a structured type.
    pub fn structured(&self, name: &str) -> Option<String> {
        match self.find(name)? {
            (name, Type::Structured { .. }) => Some(name.to_owned()),
            (_, Type::Enum { .. }) => None,
        }
    }

    /// The type and its base types.
    pub fn lineage(&self, name: &str) -> Vec<&str> {
        let mut lineage = Vec::new();
        let mut next = Some(name);
        while let Some((name, Type::Structured { base, .. })) =
            next.and_then(|name| self.find(name))
        {
            lineage.push(name);
            next = base.as_deref();
        }
        lineage
    }

    /// The properties of a type and its base types, each once.
    pub fn properties(&self, name: &str) -> Vec<&Property> {
        let mut all: Vec<&Property> = Vec::new();
        for name in self.lineage(name) {
            if let Some(Type::Structured { properties, .. }) = self.types.get(name) {
                all.extend(
                    properties
                        .iter()
                        .filter(|property| all.iter().all(|other| other.name != property.name))
                        .collect::<Vec<_>>(),
                );
            }
        }
        all
    }

    /// The return type of the function with this name that is bound to this type, or unbound.
    pub fn function(&self, name: &str, on: Option<&Typed>) -> Option<&Typed> {
        let lineage = on.map(|on| self.lineage(&on.name)).unwrap_or_default();
        let is_bound_to = |function: &&Function| match (&function.bound_to, on) {
            (None, None) => true,
            (Some(bound), Some(on)) => {
                bound.collection == on.collection && lineage.contains(&bound.name.as_str())
            }
            _ => false,
        };
        self.functions
            .get(&name.to_lowercase())?
            .iter()
            .find(is_bound_to)
            .map(|function| &function.returns)
    }
}
