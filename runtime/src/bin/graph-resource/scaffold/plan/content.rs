//! The methods that read bytes.

use crate::scaffold::model::Method;
use crate::scaffold::names;

/// Returns the name of the method that reads bytes.
pub(crate) fn content_method(name: &str) -> Method {
    let name = names::snake(name);
    // A keyword would need `r#`, which the attribute does not take.
    let name = if names::is_keyword(&name) || name.is_empty() || name == "get" || name == "list" {
        "bytes".to_owned()
    } else {
        name
    };
    Method::Content(name)
}
