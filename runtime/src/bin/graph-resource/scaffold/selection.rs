//! From the options, the flags, and the sample to what is asked for.

use graph_resource_schema::index::Property;
use graph_resource_schema::{Model, QualifiedName};
use serde_json::Value;

use super::download_url::{DOWNLOAD_URL, SELECTED_DOWNLOAD_URL};
use super::error::ScaffoldError;
use super::input::Input;
use super::odata::expand::{self, Expansion};
use super::odata::filter::{self, entity_paths};
use super::odata::{list, orderby};
use super::sample;
use super::wants::{Found, Reason, Wanted, Wants, find, is_structured, unknown_property};

/// What the user gives beside the path.
#[derive(Debug, Default)]
pub(crate) struct Given<'a> {
    pub(crate) fields: Option<&'a str>,
    pub(crate) expand: Option<&'a str>,
    pub(crate) sample: Option<&'a Value>,
}

impl Given<'_> {
    pub(crate) fn has_any(&self) -> bool {
        self.fields.is_some() || self.expand.is_some() || self.sample.is_some()
    }
}

/// What is asked for of the objects that the path leads to.
pub(crate) struct Selection<'s> {
    pub(crate) wants: Wants<'s>,
    /// The expansions of the URL and of the flag.
    pub(crate) expansions: Vec<Expansion>,
    /// Whether some properties are named, so that a `$select` is sent.
    pub(crate) is_narrowed: bool,
}

/// Finds out what is asked for.
pub(crate) struct Selector<'n, 's> {
    pub(crate) model: Model<'s>,
    pub(crate) notes: &'n mut Vec<String>,
}

impl<'s> Selector<'_, 's> {
    pub(crate) fn select(
        &mut self,
        ty: QualifiedName<'s>,
        input: &Input,
        given: &Given<'_>,
    ) -> Result<Selection<'s>, ScaffoldError> {
        let select = input.option("$select").filter(|select| *select != "*");
        if select.is_some() && given.fields.is_some() {
            let message = "the URL has a `$select`, and `--fields` is another one: leave one out";
            return Err(ScaffoldError::new(message));
        }
        let names = select.or(given.fields);
        let sampled = match given.sample {
            Some(sample) => {
                let objects = sample::objects(sample)?;
                let mut reader = sample::Reader {
                    model: self.model,
                    notes: self.notes,
                };
                Some(reader.wants(ty, &objects)?)
            }
            None => None,
        };
        let mut expansions = expand::parse(input.option("$expand").unwrap_or_default())?;
        expansions.retain(|expansion| expansion.path != "*");
        expansions.extend(expand::parse(given.expand.unwrap_or_default())?);
        let mut wants = match (names, &sampled) {
            (Some(names), sampled) => self.named(ty, names, sampled.as_ref())?,
            (None, Some(sampled)) => self.without_navigation(sampled, &expansions),
            (None, None) => Wants::all(),
        };
        for expansion in &expansions {
            self.expand(ty, expansion, sampled.as_ref(), &mut wants)?;
        }
        let query = Query {
            filter: input.option("$filter"),
            orderby: input.option("$orderby"),
        };
        self.add_query(ty, query, &mut wants)?;
        let is_narrowed = names.is_some() || sampled.is_some();
        Ok(Selection {
            wants,
            expansions,
            is_narrowed,
        })
    }

    /// The properties that a count needs: only those of its filter, since it returns no objects.
    pub(crate) fn query_only(
        &mut self,
        ty: QualifiedName<'s>,
        input: &Input,
    ) -> Result<Selection<'s>, ScaffoldError> {
        let mut wants = Wants::default();
        let query = Query {
            filter: input.option("$filter"),
            orderby: None,
        };
        self.add_query(ty, query, &mut wants)?;
        if wants.properties.is_empty() {
            self.add_key(ty, &mut wants)?;
        }
        Ok(Selection {
            wants,
            expansions: Vec::new(),
            is_narrowed: true,
        })
    }

    /// A struct needs a property.
    fn add_key(
        &mut self,
        ty: QualifiedName<'s>,
        wants: &mut Wants<'s>,
    ) -> Result<(), ScaffoldError> {
        for ty in self.model.lineage(ty)? {
            if let Some(key) = ty.key.first() {
                return self.add_path(ty.name, &[key.property], None, wants);
            }
        }
        Ok(())
    }

    /// The properties that `$select` names. A sample says how deep their values are, and which types they have.
    fn named(
        &mut self,
        ty: QualifiedName<'s>,
        names: &str,
        sampled: Option<&Wants<'s>>,
    ) -> Result<Wants<'s>, ScaffoldError> {
        let mut wants = Wants::default();
        for name in list::split(names, ',') {
            let path: Vec<&str> = name.split('/').collect();
            self.add_path(ty, &path, sampled, &mut wants)?;
        }
        let types = sampled.map(|sampled| sampled.types.as_slice());
        for (actual, sampled) in types.unwrap_or_default() {
            let mut of_type = Wants::default();
            for wanted in &wants.properties {
                if let Some(seen) = sampled.get(&wanted.name) {
                    of_type.add(seen.clone());
                }
            }
            wants.types.push((*actual, of_type));
        }
        Ok(wants)
    }

    fn add_path(
        &mut self,
        ty: QualifiedName<'s>,
        path: &[&str],
        sampled: Option<&Wants<'s>>,
        wants: &mut Wants<'s>,
    ) -> Result<(), ScaffoldError> {
        let Some((first, rest)) = path.split_first() else {
            return Ok(());
        };
        if *first == DOWNLOAD_URL || *first == SELECTED_DOWNLOAD_URL {
            wants.add(undeclared(DOWNLOAD_URL));
            return Ok(());
        }
        // A cast: the property belongs to a derived type.
        if first.contains('.') && !rest.is_empty() {
            let Some(cast) = self.model.find_name(first) else {
                let message = format!("the schema has no type `{first}`");
                return Err(ScaffoldError::new(message));
            };
            return self.add_path(cast, rest, sampled, wants);
        }
        let Some(property) = self.selectable(ty, first)? else {
            wants.add(undeclared(first));
            return Ok(());
        };
        let seen = sampled.and_then(|sampled| sampled.get(property.name));
        let mut of = Wants::default();
        if is_structured(self.model, property.ty.name)? && !property.is_navigation() {
            if rest.is_empty() {
                of = seen.map_or_else(Wants::all, |seen| seen.of.clone());
            } else {
                let seen = seen.map(|seen| &seen.of);
                self.add_path(property.ty.name, rest, seen, &mut of)?;
            }
        }
        wants.add(Wanted {
            name: property.name.to_owned(),
            declared: Some(property),
            of,
            reason: Reason::Selected,
            is_optional: seen.is_some_and(|seen| seen.is_optional) || !rest.is_empty(),
        });
        Ok(())
    }

    /// The property, or `None` if an object can have one that the schema does not describe.
    fn selectable(
        &self,
        ty: QualifiedName<'s>,
        name: &str,
    ) -> Result<Option<Property<'s>>, ScaffoldError> {
        match find(self.model, ty, name)? {
            Found::Declared(property) => Ok(Some(property)),
            Found::Ambiguous => Ok(None),
            Found::Unknown => match unknown_property(self.model, ty, name)? {
                Some(error) => Err(error),
                None => Ok(None),
            },
        }
    }

    /// Navigation properties are only read where they are expanded.
    fn without_navigation(&mut self, sampled: &Wants<'s>, expansions: &[Expansion]) -> Wants<'s> {
        let mut wants = sampled.clone();
        wants.properties.retain(|wanted| {
            let is_value = wanted.reason == Reason::Selected;
            let mut expanded = expansions.iter().map(|expansion| expansion.path.as_str());
            if !is_value && !expanded.any(|path| path.ends_with(&wanted.name)) {
                let name = &wanted.name;
                self.notes.push(format!(
                    "`{name}` of the sample is a navigation property: `--expand {name}` reads it"
                ));
            }
            is_value
        });
        for (_, of_type) in &mut wants.types {
            *of_type = self.without_navigation(of_type, expansions);
        }
        for wanted in &mut wants.properties {
            wanted.of = self.without_navigation(&wanted.of, &[]);
        }
        wants
    }

    fn expand(
        &mut self,
        ty: QualifiedName<'s>,
        expansion: &Expansion,
        sampled: Option<&Wants<'s>>,
        wants: &mut Wants<'s>,
    ) -> Result<(), ScaffoldError> {
        let (on, name) = match expansion.path.split_once('/') {
            None => (ty, expansion.path.as_str()),
            Some((cast, name)) => match self.model.find_name(cast) {
                Some(cast) => (cast, name),
                None => return Err(unsupported_expansion(&expansion.path)),
            },
        };
        let property = match find(self.model, on, name)? {
            Found::Declared(property) if property.is_navigation() => property,
            Found::Declared(_) | Found::Ambiguous => {
                let message = format!(
                    "`{name}` of `{on}` is not a navigation property: name it in `$select` instead of `$expand`"
                );
                return Err(ScaffoldError::new(message));
            }
            Found::Unknown => {
                let error = unknown_property(self.model, on, name)?;
                return Err(error.unwrap_or_else(|| unsupported_expansion(name)));
            }
        };
        let path = match expansion.path.split_once('/') {
            Some(_) => format!("{on}/{}", property.name),
            None => property.name.to_owned(),
        };
        let seen = sampled.and_then(|sampled| sampled.get(property.name));
        let of = self.expanded(property.ty.name, expansion, seen)?;
        wants.add(Wanted {
            name: property.name.to_owned(),
            declared: Some(property),
            of,
            reason: Reason::Expanded(path),
            is_optional: true,
        });
        Ok(())
    }

    /// What is asked for of the expanded entities.
    fn expanded(
        &mut self,
        ty: QualifiedName<'s>,
        expansion: &Expansion,
        seen: Option<&Wanted<'s>>,
    ) -> Result<Wants<'s>, ScaffoldError> {
        let sampled = seen.map(|seen| &seen.of);
        let select = expansion.option("$select").filter(|select| *select != "*");
        let nested = expand::parse(expansion.option("$expand").unwrap_or_default())?;
        let mut wants = match (select, sampled) {
            (Some(names), sampled) => self.named(ty, names, sampled)?,
            (None, Some(sampled)) => self.without_navigation(sampled, &nested),
            (None, None) => Wants::all(),
        };
        for nested in &nested {
            self.expand(ty, nested, sampled, &mut wants)?;
        }
        let query = Query {
            filter: expansion.option("$filter"),
            orderby: expansion.option("$orderby"),
        };
        self.add_query(ty, query, &mut wants)?;
        Ok(wants)
    }

    /// Adds the properties that a query needs.
    fn add_query(
        &mut self,
        ty: QualifiedName<'s>,
        query: Query<'_>,
        wants: &mut Wants<'s>,
    ) -> Result<(), ScaffoldError> {
        let mut paths = Vec::new();
        if let Some(Ok(expr)) = query.filter.map(filter::parse) {
            entity_paths(&expr, &mut paths);
        }
        for key in orderby::parse(query.orderby.unwrap_or_default()) {
            if let Ok(expr) = &key.key {
                entity_paths(expr, &mut paths);
            }
        }
        // The objects of several types have no fields in common: a query names their properties as text.
        if !wants.types.is_empty() {
            return Ok(());
        }
        for path in paths {
            wants.add_to_query(self.model, ty, &path)?;
        }
        Ok(())
    }
}

/// The options that name properties.
#[derive(Clone, Copy)]
struct Query<'a> {
    filter: Option<&'a str>,
    orderby: Option<&'a str>,
}

fn undeclared<'s>(name: &str) -> Wanted<'s> {
    Wanted {
        name: name.to_owned(),
        declared: None,
        of: Wants::default(),
        reason: Reason::Selected,
        is_optional: true,
    }
}

fn unsupported_expansion(path: &str) -> ScaffoldError {
    ScaffoldError::new(format!(
        "`$expand` names `{path}`, which is not a navigation property that the schema has"
    ))
}
