//! Advanced queries on directory objects, which need `ConsistencyLevel: eventual` and `$count=true`
//! ([advanced query capabilities](https://learn.microsoft.com/graph/aad-advanced-queries)).

use crate::address::directory;
use crate::address::resource_path::ResourcePath;
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
        if !directory::is_directory(self.resource) {
            return Advanced::No;
        }
        if query_string::is_count(self.named.path) || self.is_narrowed_cast() {
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

    /// The rules for options that are given by name. Their values are not parsed.
    fn advanced_by_name(&self) -> Advanced {
        let is_filtered_and_sorted = self.has("$filter") && self.has("$orderby");
        if self.named.contains("$count") || is_filtered_and_sorted {
            Advanced::Counted
        } else if self.named.contains("$search") {
            Advanced::Search
        } else {
            Advanced::No
        }
    }

    fn has(&self, name: &str) -> bool {
        self.named.contains(name) || self.options.given().any(|given| given == name)
    }
}
