//! The metadata of one kind of entity.

/// The metadata of the entities of one set: their type, navigation properties and keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kind {
    pub(crate) type_name: Option<String>,
    pub(crate) directory: bool,
    pub(crate) properties: Vec<String>,
    pub(crate) alternate_keys: Vec<String>,
    pub(crate) navigation: Vec<Navigation>,
    pub(crate) on_request: Vec<String>,
    pub(crate) options: Option<Vec<String>>,
    pub(crate) page_size: Option<usize>,
    pub(crate) max_top: Option<u64>,
    pub(crate) is_single: bool,
    pub(crate) missing_code: Option<&'static str>,
}

/// A navigation property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Navigation {
    pub(crate) name: String,
    /// The sets that its references lead to.
    pub(crate) targets: Vec<String>,
    pub(crate) many: bool,
    pub(crate) source: Source,
}

/// Where the targets of a navigation property come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// The value of the property.
    Stored,
    /// Everything that repeated steps through this property lead to.
    Closure(String),
    /// The entities whose property at this path has the id.
    Inverse(String),
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
        self.navigation(name, targets, false, Source::Stored)
    }

    /// Declares a navigation property to many entities of the `targets`.
    ///
    /// Its value in the data is an array of the `id`s of those entities, or of the entities themselves.
    #[must_use]
    pub fn to_many<'a>(self, name: &str, targets: impl IntoIterator<Item = &'a str>) -> Self {
        self.navigation(name, targets, true, Source::Stored)
    }

    /// Declares a navigation property to everything that repeated steps through the property `step` lead to, as
    /// `transitiveMembers` does with `members`.
    #[must_use]
    pub fn transitive<'a>(
        self,
        name: &str,
        step: &str,
        targets: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        self.navigation(name, targets, true, Source::Closure(step.to_owned()))
    }

    /// Declares a navigation property to the entities of `target` whose property at `path` has the `id` of this one, as
    /// `children` does with `parentReference/id`.
    ///
    /// The target is the name of a kind. Entities of the same kind are searched for in the same set.
    #[must_use]
    pub fn inverse(self, name: &str, target: &str, path: &str) -> Self {
        self.navigation(name, [target], true, Source::Inverse(path.to_owned()))
    }

    /// Sends a property only to requests that select it, as Graph does with `customSecurityAttributes`.
    #[must_use]
    pub fn on_request(mut self, property: &str) -> Self {
        self.on_request.push(property.to_owned());
        self
    }

    /// Refuses all query options of a collection but these, which have their `$`.
    #[must_use]
    pub fn supports<'a>(mut self, options: impl IntoIterator<Item = &'a str>) -> Self {
        self.options = Some(options.into_iter().map(str::to_owned).collect());
        self
    }

    /// Sets the size of a page without `$top`, and the largest `$top`.
    #[must_use]
    pub fn pages(mut self, default: usize, max: u64) -> Self {
        self.page_size = Some(default);
        self.max_top = Some(max);
        self
    }

    /// Sets the error code for a parent that has no such entity, as `ImageNotFound` for photos.
    #[must_use]
    pub fn missing_code(mut self, code: &'static str) -> Self {
        self.missing_code = Some(code);
        self
    }

    /// Declares that each parent has at most one entity of the kind, as a user has one `presence`.
    #[must_use]
    pub fn single(mut self) -> Self {
        self.is_single = true;
        self
    }

    fn navigation<'a>(
        mut self,
        name: &str,
        targets: impl IntoIterator<Item = &'a str>,
        many: bool,
        source: Source,
    ) -> Self {
        let targets = targets.into_iter().map(str::to_owned).collect();
        self.navigation.push(Navigation {
            name: name.to_owned(),
            targets,
            many,
            source,
        });
        self
    }

    /// Whether the entities have the type `type_name`.
    pub(crate) fn is_of(&self, type_name: &str) -> bool {
        self.type_name.as_deref() == Some(type_name)
    }

    pub(crate) fn find_navigation(&self, name: &str) -> Option<&Navigation> {
        self.navigation
            .iter()
            .find(|property| property.name.eq_ignore_ascii_case(name))
    }
}
