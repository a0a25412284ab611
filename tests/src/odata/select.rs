//! `$select`.

use winnow::combinator::{alt, separated};
use winnow::error::{StrContext, StrContextValue};
use winnow::prelude::*;

use super::ast::SelectItem;
use super::error::ParseError;
use super::input::{Input, parse_all, spaces};
use super::path::plain_path;

/// Parses the value of `$select`.
///
/// # Errors
///
/// Returns an error if the text does not match the grammar.
pub fn parse_select(text: &str) -> Result<Vec<SelectItem>, ParseError> {
    parse_all(select_items, text)
}

pub(crate) fn select_items(input: &mut Input<'_>) -> ModalResult<Vec<SelectItem>> {
    separated(1.., select_item, (spaces, ',', spaces)).parse_next(input)
}

fn select_item(input: &mut Input<'_>) -> ModalResult<SelectItem> {
    alt(('*'.value(SelectItem::All), plain_path.map(SelectItem::Path)))
        .context(StrContext::Expected(StrContextValue::Description(
            "the name of a property",
        )))
        .parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::super::ast::{Path, Segment};
    use super::*;

    fn name(name: &str) -> Segment {
        Segment::Name(name.to_owned())
    }

    #[test]
    fn items_are_names_paths_casts_and_the_star() {
        let items = parse_select("id, address/city,microsoft.graph.user/mail,*").unwrap();
        let cast = Segment::Type("microsoft.graph.user".to_owned());
        assert_eq!(
            items,
            [
                SelectItem::Path(Path(vec![name("id")])),
                SelectItem::Path(Path(vec![name("address"), name("city")])),
                SelectItem::Path(Path(vec![cast, name("mail")])),
                SelectItem::All,
            ]
        );
    }

    #[test]
    fn anything_else_is_an_error() {
        for text in [
            "", ",", "id,", "id,,id", "id/", "1d", "id name", "id;", "$id", "a.", "a'b",
        ] {
            assert!(parse_select(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_error_gives_the_position_and_the_cause() {
        let error = parse_select("id,;").unwrap_err();
        assert_eq!(error.offset(), 2);
        assert!(
            error
                .to_string()
                .contains("syntax error at character 3 of `id,;`"),
            "{error}"
        );
    }
}
