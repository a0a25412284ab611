//! The metadata of one kind of entity.

/// The metadata of the entities of one set: their type, navigation properties and keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kind {
    pub(crate) type_name: Option<String>,
    pub(crate) directory: bool,
    pub(crate) properties: Vec<String>,
    pub(crate) alternate_keys: Vec<String>,
    pub(crate) navigation: Vec<Navigation>,
}

/// A navigation property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Navigation {
    pub(crate) name: String,
    /// The sets that its references lead to.
    pub(crate) targets: Vec<String>,
    pub(crate) many: bool,
}

impl Kind {
    /// Entities of the type `type_name`, such as `microsoft.graph.user`.
    pub fn new(type_name: &str) -> Self {
        Self {
            type_name: Some(type_name.to_owned()),
            ..Self::default()
        }
    }

    /// Makes the entities directory objects: some queries on them are advanced queries, and the directory limits pages.
    #[must_use]
    pub fn directory(mut self) -> Self {
        self.directory = true;
        self
    }

    /// Declares a property that no entity needs to have, such as `aboutMe` or `address/city`.
    ///
    /// Properties that an entity of the set has need no declaration.
    #[must_use]
    pub fn property(mut self, path: &str) -> Self {
        self.properties.push(path.to_owned());
        self
    }

    /// Declares an alternate key, such as `userPrincipalName` for users.
    #[must_use]
    pub fn alternate_key(mut self, property: &str) -> Self {
        self.alternate_keys.push(property.to_owned());
        self
    }

    /// Declares a navigation property to one entity of the `targets`.
    ///
    /// Its value in the data is the `id` of that entity, or the entity itself.
    #[must_use]
    pub fn to_one<'a>(self, name: &str, targets: impl IntoIterator<Item = &'a str>) -> Self {
        self.navigation(name, targets, false)
    }

    /// Declares a navigation property to many entities of the `targets`.
    ///
    /// Its value in the data is an array of the `id`s of those entities, or of the entities themselves.
    #[must_use]
    pub fn to_many<'a>(self, name: &str, targets: impl IntoIterator<Item = &'a str>) -> Self {
        self.navigation(name, targets, true)
    }

    fn navigation<'a>(
        mut self,
        name: &str,
        targets: impl IntoIterator<Item = &'a str>,
        many: bool,
    ) -> Self {
        let targets = targets.into_iter().map(str::to_owned).collect();
        self.navigation.push(Navigation {
            name: name.to_owned(),
            targets,
            many,
        });
        self
    }

    pub(crate) fn find_navigation(&self, name: &str) -> Option<&Navigation> {
        self.navigation
            .iter()
            .find(|property| property.name.eq_ignore_ascii_case(name))
    }
}
