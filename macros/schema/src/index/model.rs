//! The types of one version of the service.

use super::block;
use super::scan::{Block, Namespace, Section};
use super::types::{EntryPoint, Type};
use crate::format::{compare_ignoring_case, compare_names};
use crate::index::error::SchemaError;
use crate::name::QualifiedName;
use crate::version::ApiVersion;

/// The types and entry points of one version of the service.
#[derive(Clone, Copy, Debug)]
pub struct Model<'s> {
    pub(super) text: &'s str,
    pub(super) section: &'s Section,
}

impl<'s> Model<'s> {
    pub(super) fn new(text: &'s str, section: &'s Section) -> Self {
        Self { text, section }
    }

    /// Returns the version that this is the model of.
    pub fn version(self) -> ApiVersion {
        self.section.version
    }

    /// Returns where the metadata was read from.
    pub fn source(self) -> &'s str {
        &self.text[self.section.source.clone()]
    }

    /// Returns the date of the metadata.
    pub fn date(self) -> &'s str {
        &self.text[self.section.date.clone()]
    }

    /// Returns the lines of the index that describe this version.
    pub fn text(self) -> &'s str {
        &self.text[self.section.place.clone()]
    }

    /// Looks up a type by its name as metadata, paths, and `@odata.type` write it: with its namespace or the alias of
    /// that, with or without `#`, in any letter case.
    ///
    /// # Errors
    ///
    /// Returns an error if the lines of the type cannot be read.
    pub fn find(self, name: &str) -> Result<Option<Type<'s>>, SchemaError> {
        match self.find_name(name) {
            Some(name) => self.get(name),
            None => Ok(None),
        }
    }

    /// Looks up the name of a type like [`find`](Self::find), and returns it as the metadata writes it.
    pub fn find_name(self, name: &str) -> Option<QualifiedName<'s>> {
        let name = QualifiedName::parse(name.trim_start_matches('#'))?;
        let namespace = self.namespace(name.namespace)?;
        let found = self.position(namespace, name.name)?;
        Some(self.name_of(namespace, found))
    }

    /// Returns the namespace with this name or alias, in any letter case.
    pub fn find_namespace(self, name: &str) -> Option<&'s str> {
        let namespace = self.namespace(name)?;
        Some(&self.text[namespace.name.clone()])
    }

    /// Returns the types with this name in any namespace and any letter case.
    ///
    /// ```
    /// # use graph_resource_schema::{ApiVersion, Schema};
    /// # let schema = Schema::parse("graph-schema 1\nversion v1.0\nsource x\ndate x\nnamespace microsoft.graph\n\
    /// #    entity alert\nnamespace microsoft.graph.security\nentity alert\nend 8\n")?;
    /// # let model = schema.model(ApiVersion::V1).unwrap();
    /// let names: Vec<String> = model.find_local_name("alert").map(|name| name.to_string()).collect();
    /// assert_eq!(names, ["microsoft.graph.alert", "microsoft.graph.security.alert"]);
    /// # Ok::<(), graph_resource_schema::SchemaError>(())
    /// ```
    pub fn find_local_name(self, name: &str) -> impl Iterator<Item = QualifiedName<'s>> {
        let namespaces = self.section.namespaces.iter();
        namespaces.filter_map(move |namespace| {
            let found = self.position(namespace, name)?;
            Some(self.name_of(namespace, found))
        })
    }

    /// Parses the type with exactly this name.
    ///
    /// # Errors
    ///
    /// Returns an error if the lines of the type cannot be read.
    pub fn get(self, name: QualifiedName<'_>) -> Result<Option<Type<'s>>, SchemaError> {
        match self.locate(name) {
            Some((namespace, block)) => block::parse_type(self.text, block, namespace).map(Some),
            None => Ok(None),
        }
    }

    /// Returns the names of all types, by namespace and sorted.
    pub fn type_names(self) -> impl Iterator<Item = QualifiedName<'s>> {
        let namespaces = self.section.namespaces.iter();
        namespaces.flat_map(move |namespace| {
            let types = namespace.types.clone();
            types.map(move |index| self.name_of(namespace, index))
        })
    }

    /// Returns the entity sets, the singletons, and the operations that are not bound to a type.
    ///
    /// # Errors
    ///
    /// Returns an error if one of their lines cannot be read.
    pub fn entry_points(self) -> Result<Vec<EntryPoint<'s>>, SchemaError> {
        match &self.section.container {
            Some(container) => block::parse_container(self.text, container),
            None => Ok(Vec::new()),
        }
    }

    /// The namespace with this name or alias, in any letter case.
    fn namespace(self, name: &str) -> Option<&'s Namespace> {
        let is_named = |namespace: &&Namespace| {
            let by_name = self.text[namespace.name.clone()].eq_ignore_ascii_case(name);
            let alias = namespace.alias.clone();
            by_name || alias.is_some_and(|alias| self.text[alias].eq_ignore_ascii_case(name))
        };
        self.section.namespaces.iter().find(is_named)
    }

    /// The type with this name, or one whose name differs only in letter case.
    fn position(self, namespace: &Namespace, name: &str) -> Option<usize> {
        let types = &self.section.types[namespace.types.clone()];
        let written = |block: &Block| &self.text[block.name.clone()];
        let first =
            types.partition_point(|block| compare_ignoring_case(written(block), name).is_lt());
        let same_letters = types[first..]
            .iter()
            .take_while(|block| written(block).eq_ignore_ascii_case(name));
        let exact = same_letters
            .clone()
            .position(|block| written(block) == name);
        let offset = match exact {
            Some(offset) => offset,
            None => same_letters.enumerate().next()?.0,
        };
        Some(namespace.types.start + first + offset)
    }

    pub(super) fn has(self, name: QualifiedName<'_>) -> bool {
        self.locate(name).is_some()
    }

    /// The name as the index has it, which lives as long as the index.
    pub(super) fn exact_name(self, name: QualifiedName<'_>) -> Option<QualifiedName<'s>> {
        let (namespace, block) = self.locate(name)?;
        let name = &self.text[block.name.clone()];
        Some(QualifiedName { namespace, name })
    }

    pub(super) fn locate(self, name: QualifiedName<'_>) -> Option<(&'s str, &'s Block)> {
        let namespaces = &self.section.namespaces;
        let written = |namespace: &Namespace| &self.text[namespace.name.clone()];
        let found = namespaces
            .binary_search_by(|namespace| compare_names(written(namespace), name.namespace))
            .ok()?;
        let namespace = &namespaces[found];
        let types = &self.section.types[namespace.types.clone()];
        let found = types
            .binary_search_by(|block| compare_names(&self.text[block.name.clone()], name.name))
            .ok()?;
        Some((&self.text[namespace.name.clone()], &types[found]))
    }

    pub(super) fn index_of(self, name: QualifiedName<'_>) -> Option<usize> {
        let (_, block) = self.locate(name)?;
        let types = &self.section.types;
        let position = types.binary_search_by_key(&block.line, |other| other.line);
        position.ok()
    }

    fn name_of(self, namespace: &Namespace, index: usize) -> QualifiedName<'s> {
        QualifiedName {
            namespace: &self.text[namespace.name.clone()],
            name: &self.text[self.section.types[index].name.clone()],
        }
    }

    pub(super) fn name_at(self, index: usize) -> QualifiedName<'s> {
        let namespaces = &self.section.namespaces;
        let namespace = namespaces.partition_point(|namespace| namespace.types.end <= index);
        self.name_of(&namespaces[namespace], index)
    }
}

pub(super) fn missing_type(name: QualifiedName<'_>, used_by: QualifiedName<'_>) -> SchemaError {
    SchemaError::MissingType {
        name: name.to_string(),
        used_by: used_by.to_string(),
    }
}
