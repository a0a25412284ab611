//! The service metadata (CSDL, OData 4.01 part 3), as far as reading needs it.

use std::collections::BTreeMap;

/// All types, by their qualified names.
pub struct Schema {
    types: BTreeMap<String, Type>,
    /// `graph` → `microsoft.graph`
    aliases: BTreeMap<String, String>,
}

pub enum Type {
    Structured { base: Option<String>, properties: Vec<Property> },
    Enum { members: Vec<String> },
}

#[derive(Clone)]
pub struct Property {
    pub name: String,
    /// `Edm.String`, `microsoft.graph.user`, without `Collection(…)`.
    pub ty: String,
    pub collection: bool,
    pub navigation: bool,
}

impl Schema {
    pub fn read(xml: &str) -> Self {
        let xml = xml.trim_start_matches('\u{feff}');
        let document = roxmltree::Document::parse(xml).unwrap();
        let mut schema = Schema { types: BTreeMap::new(), aliases: BTreeMap::new() };
        let schemas = || {
            document
                .descendants()
                .filter(|node| node.has_tag_name(("http://docs.oasis-open.org/odata/ns/edm", "Schema")))
        };
        for node in schemas() {
            if let (Some(alias), Some(namespace)) = (node.attribute("Alias"), node.attribute("Namespace")) {
                schema.aliases.insert(alias.to_owned(), namespace.to_owned());
            }
        }
        for node in schemas() {
            let namespace = node.attribute("Namespace").unwrap();
            for item in node.children() {
                let Some(name) = item.attribute("Name") else { continue };
                let ty = match item.tag_name().name() {
                    "EntityType" | "ComplexType" => schema.structured(&item),
                    "EnumType" => Type::Enum {
                        members: item
                            .children()
                            .filter_map(|member| Some(member.attribute("Name")?.to_owned()))
                            .collect(),
                    },
                    _ => continue,
                };
                schema.types.insert(format!("{namespace}.{name}"), ty);
            }
        }
        schema
    }

    fn structured(&self, node: &roxmltree::Node<'_, '_>) -> Type {
        let property = |child: roxmltree::Node<'_, '_>| {
            let navigation = match child.tag_name().name() {
                "Property" => false,
                "NavigationProperty" => true,
                _ => return None,
            };
            let written = child.attribute("Type")?;
            let inner = written.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
            Some(Property {
                name: child.attribute("Name")?.to_owned(),
                ty: self.qualified(inner.unwrap_or(written)),
                collection: inner.is_some(),
                navigation,
            })
        };
        Type::Structured {
            base: node.attribute("BaseType").map(|base| self.qualified(base)),
            properties: node.children().filter_map(property).collect(),
        }
    }

    /// The name with its namespace in full.
    fn qualified(&self, name: &str) -> String {
        match name.rsplit_once('.') {
            Some((prefix, local)) => format!("{}.{local}", self.aliases.get(prefix).map_or(prefix, String::as_str)),
            None => name.to_owned(),
        }
    }

    /// A type by its name, whose letter case the documentation does not always keep.
    pub fn find(&self, name: &str) -> Option<(&str, &Type)> {
        let name = name.trim_start_matches('#');
        let exact = self.types.get_key_value(name);
        let found = exact.or_else(|| self.types.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)));
        found.map(|(name, ty)| (name.as_str(), ty))
    }

    /// The properties of a type and of those it is derived from.
    pub fn properties(&self, name: &str) -> Vec<Property> {
        let mut all = Vec::new();
        let mut next = Some(name.to_owned());
        while let Some(Type::Structured { base, properties }) = next.as_deref().and_then(|name| self.types.get(name)) {
            all.extend(properties.iter().cloned());
            next = base.clone();
        }
        all
    }
}
