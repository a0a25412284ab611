//! The system query options of a request.

use crate::failure::Failure;
use crate::odata::{
    Options, ParseError, parse_expand, parse_filter, parse_orderby, parse_search, parse_select,
};

/// The parsed system query options of a request.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Query {
    pub(crate) options: Options,
    /// Whether the request follows a link.
    pub(crate) is_link: bool,
    /// Whether the request has a token that only delta queries support.
    pub(crate) is_delta: bool,
}

impl Query {
    /// Parses the decoded options.
    pub(crate) fn parse(pairs: &[(String, String)]) -> Result<Self, Failure> {
        let mut query = Self::default();
        for (name, value) in pairs {
            query.set(name, value)?;
        }
        Ok(query)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        let options = &mut self.options;
        match name {
            "$select" => options.select = Some(parsed(name, parse_select(value))?),
            "$expand" => options.expand = parsed(name, parse_expand(value))?,
            "$filter" => options.filter = Some(parsed(name, parse_filter(value))?),
            "$orderby" => options.order_by = parsed(name, parse_orderby(value))?,
            "$search" => options.search = Some(parsed(name, parse_search(value))?),
            "$top" => options.top = Some(number(name, value)?),
            "$skip" => options.skip = Some(number(name, value)?),
            "$count" => options.count = Some(boolean(name, value)?),
            "$format" => format(value)?,
            "$skiptoken" => self.is_link = true,
            "$deltatoken" => self.is_delta = true,
            // All others are custom options, whose names have been checked.
            _ => {}
        }
        Ok(())
    }

    /// Whether an expansion has `$levels`, which needs `$count` for a single resource, too.
    fn has_levels(&self) -> bool {
        let mut expansions = self.options.expand.iter();
        expansions.any(|item| item.options.levels.is_some())
    }

    /// Rejects options that only apply to a collection.
    pub(crate) fn check_single(&self) -> Result<(), Failure> {
        let Options {
            select: _,
            expand: _,
            filter,
            order_by,
            search,
            top,
            skip,
            count,
            levels: _,
        } = &self.options;
        let collection_options = [
            ("$filter", filter.is_some()),
            ("$orderby", !order_by.is_empty()),
            ("$search", search.is_some()),
            ("$top", top.is_some()),
            ("$skip", skip.is_some()),
            ("$count", count.is_some() && !self.has_levels()),
            ("$skiptoken", self.is_link),
        ];
        reject_if_set(
            &collection_options,
            "only applies to a collection, and this is a single resource",
        )
    }

    /// Rejects all options of a collection but these.
    pub(crate) fn check_supported(&self, supported: &[String]) -> Result<(), Failure> {
        let options = &self.options;
        let set = [
            ("$select", "Select", options.select.is_some()),
            ("$expand", "Expand", !options.expand.is_empty()),
            ("$filter", "Filter", options.filter.is_some()),
            ("$orderby", "OrderBy", !options.order_by.is_empty()),
            ("$search", "Search", options.search.is_some()),
            ("$top", "Top", options.top.is_some()),
            ("$skip", "Skip", options.skip.is_some()),
            ("$count", "Count", options.count.is_some()),
        ];
        let unsupported = set
            .into_iter()
            .find(|(name, _, is_set)| *is_set && !supported.iter().any(|other| other == name));
        match unsupported {
            Some((_, name, _)) => Err(Failure::bad_request(format!(
                "Query option '{name}' is not allowed."
            ))),
            None => Ok(()),
        }
    }

    /// Rejects options that do not apply to a count.
    pub(crate) fn check_count(&self) -> Result<(), Failure> {
        let Options {
            select,
            expand,
            filter: _,
            order_by,
            search: _,
            top,
            skip,
            count,
            levels: _,
        } = &self.options;
        let item_options = [
            ("$select", select.is_some()),
            ("$expand", !expand.is_empty()),
            ("$orderby", !order_by.is_empty()),
            ("$top", top.is_some()),
            ("$skip", skip.is_some()),
            ("$count", count.is_some()),
        ];
        reject_if_set(&item_options, "does not apply to `/$count`")
    }
}

fn reject_if_set(options: &[(&str, bool)], why: &str) -> Result<(), Failure> {
    match options.iter().find(|(_, set)| *set) {
        Some((name, _)) => Err(Failure::bad_request(format!("`{name}` {why}"))),
        None => Ok(()),
    }
}

fn parsed<T>(name: &str, result: Result<T, ParseError>) -> Result<T, Failure> {
    result.map_err(|error| Failure::bad_request(format!("`{name}`: {error}")))
}

fn number(name: &str, value: &str) -> Result<u64, Failure> {
    let has_only_digits = value.bytes().all(|b| b.is_ascii_digit());
    match value.parse() {
        Ok(number) if has_only_digits => Ok(number),
        _ => Err(Failure::bad_request(format!(
            "`{name}` must be a non-negative integer, not `{value}`"
        ))),
    }
}

fn boolean(name: &str, value: &str) -> Result<bool, Failure> {
    match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Failure::bad_request(format!(
            "`{name}` must be `true` or `false`, not `{value}`"
        ))),
    }
}

fn format(value: &str) -> Result<(), Failure> {
    let media_type = value.split(';').next().unwrap_or_default();
    match media_type {
        "json" | "application/json" => Ok(()),
        _ => Err(Failure::bad_request(format!(
            "`$format` must be JSON, not `{value}`"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(name: &str, value: &str) -> Result<Query, Failure> {
        Query::parse(&[(name.to_owned(), value.to_owned())])
    }

    #[test]
    fn numbers_and_booleans_are_strict() {
        assert_eq!(parse("$top", "12").unwrap().options.top, Some(12));
        assert_eq!(parse("$skip", "0").unwrap().options.skip, Some(0));
        assert_eq!(parse("$count", "true").unwrap().options.count, Some(true));
        for (name, value) in [
            ("$top", "-1"),
            ("$top", "+1"),
            ("$top", ""),
            ("$top", "1.0"),
            ("$skip", "x"),
            ("$count", "1"),
        ] {
            assert!(parse(name, value).is_err(), "{name}={value}");
        }
    }

    #[test]
    fn a_syntax_error_names_its_option() {
        let failure = parse("$select", "id,,").unwrap_err();
        assert!(
            failure.message.starts_with("`$select`: syntax error"),
            "{}",
            failure.message
        );
    }

    #[test]
    fn inapplicable_options_are_rejected() {
        assert!(parse("$top", "1").unwrap().check_single().is_err());
        assert!(parse("$select", "id").unwrap().check_single().is_ok());
        assert!(parse("$select", "id").unwrap().check_count().is_err());
    }
}
