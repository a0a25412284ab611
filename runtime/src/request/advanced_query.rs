//! Advanced queries: `ConsistencyLevel: eventual` and `$count=true`, which directory objects ignore a query without.

use crate::address::directory;
use crate::address::workload::path_of_link;
use crate::query::options::Advanced;
use crate::request::{Request, Shape, query_string};

/// Whether the query is an advanced one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Consistency {
    /// Where the query needs it.
    AsNeeded,
    Eventual,
    Default,
}

impl Request {
    /// The rules of advanced queries on directory objects.
    pub(super) fn advanced(&self, shape: Shape) -> Advanced {
        match self.consistency {
            Consistency::Default => Advanced::No,
            Consistency::Eventual => Advanced::Counted,
            Consistency::AsNeeded if !directory::is_directory(self.resource()) => Advanced::No,
            Consistency::AsNeeded => {
                let narrows = || directory::has_cast(self.resource()) && self.narrows();
                if query_string::is_count(&self.path) || (shape == Shape::Many && narrows()) {
                    return Advanced::Counted;
                }
                self.options.advanced().max(self.advanced_by_name())
            }
        }
    }

    /// Whether there is any option that is not derived, by its method or by name.
    fn narrows(&self) -> bool {
        let by_name = ["$filter", "$search", "$orderby", "$top", "$skip"];
        self.options.narrows() || by_name.into_iter().any(|name| self.names(name))
    }

    /// What is asked of: the template, or the path that a caller gave in its place.
    fn resource(&self) -> &str {
        match (self.is_anywhere(), self.absolute) {
            (false, _) => self.endpoint.template,
            (true, false) => query_string::bare(&self.path),
            (true, true) => query_string::bare(path_of_link(&self.path)),
        }
    }

    /// The same for the options that are given by name, whose texts nobody reads here.
    fn advanced_by_name(&self) -> Advanced {
        let given =
            |name: &str| self.names(name) || self.options.given().any(|given| given == name);
        if self.names("$count") || (given("$filter") && given("$orderby")) {
            Advanced::Counted
        } else if self.names("$search") {
            Advanced::Search
        } else {
            Advanced::No
        }
    }
}
