//! Advanced queries: what the directory answers only with `ConsistencyLevel: eventual`, and mostly only with
//! `$count=true` besides.

use crate::failure::Failure;
use crate::odata::Options;

/// Checks the options of a directory collection.
pub(crate) fn check(options: &Options, is_eventual: bool) -> Result<(), Failure> {
    if options.search.is_some() && !is_eventual {
        return Err(Failure::directory_bad_request("`$search` needs the header `ConsistencyLevel: eventual`"));
    }
    Ok(())
}

/// Checks a `/$count` segment of a directory collection.
pub(crate) fn check_count_segment(_options: &Options, is_eventual: bool) -> Result<(), Failure> {
    match is_eventual {
        true => Ok(()),
        false => Err(Failure::directory_bad_request("`/$count` needs the header `ConsistencyLevel: eventual`")),
    }
}
