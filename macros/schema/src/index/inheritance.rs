//! Base types and derived types.

use super::block;
use super::error::SchemaError;
use super::model::{Model, missing_type};
use super::type_header::Header;
use super::types::{Property, StructuredType, Type};
use crate::name::QualifiedName;

impl<'s> Model<'s> {
    /// Returns an entity type or a complex type and its base types, the type itself first. For others it returns none.
    ///
    /// ```
    /// # use graph_resource_schema::{ApiVersion, Schema};
    /// # let schema = Schema::parse("graph-schema 1\nversion v1.0\nsource x\ndate x\nnamespace g\n\
    /// #    entity entity\n id\nentity user : entity\n displayName\nend 9\n")?;
    /// # let model = schema.model(ApiVersion::V1).unwrap();
    /// let user = model.find_name("g.user").unwrap();
    /// let lineage = model.lineage(user)?;
    /// let properties: Vec<&str> = lineage.iter().flat_map(|ty| &ty.properties).map(|property| property.name).collect();
    /// assert_eq!(properties, ["displayName", "id"]);
    /// # Ok::<(), graph_resource_schema::SchemaError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if one of the types is missing or cannot be read.
    pub fn lineage(self, name: QualifiedName<'_>) -> Result<Vec<StructuredType<'s>>, SchemaError> {
        let mut lineage = Vec::new();
        for name in self.lineage_names(name)? {
            if let Some(ty) = self.get(name)?.and_then(Type::structured) {
                lineage.push(ty);
            }
        }
        Ok(lineage)
    }

    /// Looks up a property of a type or of its base types, in any letter case.
    ///
    /// # Errors
    ///
    /// Returns an error if one of the types is missing or cannot be read.
    pub fn property(
        self,
        ty: QualifiedName<'_>,
        name: &str,
    ) -> Result<Option<Property<'s>>, SchemaError> {
        for ty in self.lineage(ty)? {
            if let Some(property) = ty.property(name) {
                return Ok(Some(*property));
            }
        }
        Ok(None)
    }

    /// Returns the properties with this name that types derived from a type declare, each with its type, in any letter
    /// case.
    ///
    /// # Errors
    ///
    /// Returns an error if a derived type cannot be read.
    pub fn derived_properties(
        self,
        base: QualifiedName<'_>,
        name: &str,
    ) -> Result<Vec<(QualifiedName<'s>, Property<'s>)>, SchemaError> {
        let mut found = Vec::new();
        for derived in self.derived_types(base)? {
            let ty = self.get(derived)?.and_then(Type::structured);
            let property = ty.and_then(|ty| ty.property(name).copied());
            if let Some(property) = property {
                found.push((derived, property));
            }
        }
        Ok(found)
    }

    /// Returns whether objects of the type can have other properties than the declared ones.
    ///
    /// # Errors
    ///
    /// Returns an error if one of the types is missing or cannot be read.
    pub fn is_open(self, name: QualifiedName<'_>) -> Result<bool, SchemaError> {
        for name in self.lineage_names(name)? {
            if self.header(name)?.is_some_and(|header| header.is_open) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns whether the type is the other one or is derived from it.
    ///
    /// # Errors
    ///
    /// Returns an error if one of the types is missing or cannot be read.
    pub fn is_kind_of(
        self,
        name: QualifiedName<'_>,
        base: QualifiedName<'_>,
    ) -> Result<bool, SchemaError> {
        Ok(self.lineage_names(name)?.contains(&base))
    }

    /// Returns the names of all types that are derived from a type, directly or through others.
    ///
    /// # Errors
    ///
    /// Returns an error if the first line of a type cannot be read.
    pub fn derived_types(
        self,
        base: QualifiedName<'_>,
    ) -> Result<Vec<QualifiedName<'s>>, SchemaError> {
        let derived = self.section.derived.get_or_init(|| self.find_derived());
        let derived = derived.as_ref().map_err(Clone::clone)?;
        let mut found = Vec::new();
        let mut bases: Vec<usize> = self.index_of(base).into_iter().collect();
        while let Some(base) = bases.pop() {
            let first = derived.partition_point(|(other, _)| *other < base);
            for (_, ty) in derived[first..]
                .iter()
                .take_while(|(other, _)| *other == base)
            {
                if !found.contains(ty) {
                    found.push(*ty);
                    bases.push(*ty);
                }
            }
        }
        found.sort_unstable();
        Ok(found.into_iter().map(|index| self.name_at(index)).collect())
    }

    /// The base type and the type of all derived types, sorted.
    fn find_derived(self) -> Result<Vec<(usize, usize)>, SchemaError> {
        let mut derived = Vec::new();
        for namespace in &self.section.namespaces {
            for index in namespace.types.clone() {
                let block = &self.section.types[index];
                let written = &self.text[namespace.name.clone()];
                let header = block::type_header(self.text, block, written)?;
                if let Some(base) = header.base.and_then(|base| self.index_of(base)) {
                    derived.push((base, index));
                }
            }
        }
        derived.sort_unstable();
        Ok(derived)
    }

    /// The names of a type and its base types.
    fn lineage_names(self, name: QualifiedName<'_>) -> Result<Vec<QualifiedName<'s>>, SchemaError> {
        let mut names = Vec::new();
        let Some(mut next) = self.exact_name(name) else {
            return Ok(names);
        };
        loop {
            if names.contains(&next) {
                let name = next.to_string();
                return Err(SchemaError::CircularBaseType { name });
            }
            names.push(next);
            match self.structured_base(next)? {
                Some(base) if self.has(base) => next = base,
                Some(base) => return Err(missing_type(base, next)),
                None => return Ok(names),
            }
        }
    }

    /// The base type. What the first line of an enum has in its place is the type of its values.
    fn structured_base(
        self,
        name: QualifiedName<'_>,
    ) -> Result<Option<QualifiedName<'s>>, SchemaError> {
        let header = self.header(name)?;
        Ok(header.and_then(|header| match header.keyword {
            "entity" | "complex" => header.base,
            _ => None,
        }))
    }

    /// The first line of a type.
    fn header(self, name: QualifiedName<'_>) -> Result<Option<Header<'s>>, SchemaError> {
        match self.locate(name) {
            Some((namespace, block)) => block::type_header(self.text, block, namespace).map(Some),
            None => Ok(None),
        }
    }
}
