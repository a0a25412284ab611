//! Advanced queries on directory objects, which need `ConsistencyLevel: eventual` and `$count=true`
//! ([advanced query capabilities](https://learn.microsoft.com/graph/aad-advanced-queries)).

use crate::address::directory;
use crate::address::resource_path::ResourcePath;
use crate::query::advanced::is_advanced_text;
use crate::query::options::{Advanced, Options};
use crate::request::cardinality::Cardinality;
use crate::request::query_string::{self, NamedOptions};

/// When a request is sent as an advanced query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Consistency {
    /// When the query needs it.
    AsNeeded,
    /// Always.
    Eventual,
    /// Never.
    Default,
}

/// The parts of a request that decide whether it is an advanced query.
pub(super) struct Query<'a> {
    /// The path template, or the path that the caller gave.
    pub(super) resource: ResourcePath<'a>,
    pub(super) cardinality: Cardinality,
    pub(super) options: &'a Options,
    pub(super) named: NamedOptions<'a>,
}

impl Query<'_> {
    /// Decides whether the query is an advanced one.
    pub(super) fn advanced(&self, consistency: Consistency) -> Advanced {
        match consistency {
            Consistency::Default => Advanced::No,
            Consistency::Eventual => Advanced::Counted,
            Consistency::AsNeeded => self.advanced_as_needed(),
        }
    }

    fn advanced_as_needed(&self) -> Advanced {
        let advanced = self.advanced_for_directory();
        if advanced == Advanced::No || !directory::is_directory(self.resource) {
            return Advanced::No;
        }
        advanced
    }

    fn advanced_for_directory(&self) -> Advanced {
        if query_string::is_count(self.named.path) || self.is_narrowed_cast() {
            return Advanced::Counted;
        }
        if self.is_sorted_by_other_keys() {
            return Advanced::Counted;
        }
        self.options.advanced().max(self.advanced_by_name())
    }

    /// Whether a collection is cast to a type and has another option.
    fn is_narrowed_cast(&self) -> bool {
        self.cardinality == Cardinality::Many
            && directory::has_cast(self.resource)
            && (self.options.has_call_site_options() || self.is_narrowed_by_name())
    }

    fn is_narrowed_by_name(&self) -> bool {
        ["$filter", "$search", "$orderby", "$top", "$skip"]
            .into_iter()
            .any(|name| self.named.contains(name))
    }

    /// Whether a collection is sorted by a property that needs an advanced query even without a filter.
    fn is_sorted_by_other_keys(&self) -> bool {
        let is_other = |key: &str| {
            let by_default = directory::default_sort_keys(self.resource);
            !by_default.contains(&without_direction(key))
        };
        let mut keys = self.options.sort_keys();
        if keys.any(|key| key.split(',').any(is_other)) {
            return true;
        }
        match self.named.value("$orderby") {
            Some(keys) => keys.split(',').any(is_other),
            None => false,
        }
    }

    /// The rules for options that are given by name. Their values are only searched for words.
    fn advanced_by_name(&self) -> Advanced {
        if self.named.is_empty() {
            return Advanced::No;
        }
        let is_filtered_and_sorted = self.has("$filter") && self.has("$orderby");
        let filter = self.named.value("$filter").unwrap_or_default();
        let expand = self.named.value("$expand").unwrap_or_default();
        if self.named.contains("$count")
            || is_filtered_and_sorted
            || is_advanced_text(&filter)
            || expand.contains("$levels=")
        {
            Advanced::Counted
        } else if self.named.contains("$search") {
            Advanced::Search
        } else {
            Advanced::No
        }
    }

    /// Whether directory objects are searched for an ampersand, which v1.0 rejects unless the request has the preference
    /// `legacySearch=false` ([known issue 18185](https://developer.microsoft.com/graph/known-issues)).
    pub(super) fn searches_for_ampersand(&self) -> bool {
        let search = self.named.value("$search").unwrap_or_default();
        (self.options.searches_for('&') || search.contains('&'))
            && directory::is_directory(self.resource)
    }

    fn has(&self, name: &str) -> bool {
        self.named.contains(name) || self.options.given().any(|given| given == name)
    }
}

/// Returns the property of a sort key such as `displayName desc`.
fn without_direction(key: &str) -> &str {
    let key = key.trim();
    let property = key
        .strip_suffix(" desc")
        .or_else(|| key.strip_suffix(" asc"));
    property.unwrap_or(key).trim_end()
}
