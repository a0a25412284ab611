//! `$expand`, whose items have their own options.

use winnow::combinator::{alt, cut_err, delimited, opt, preceded, separated};
use winnow::error::{StrContext, StrContextValue};
use winnow::prelude::*;
use winnow::token::{literal as text, take_while};

use super::ast::{ExpandItem, Levels, Options, Path, Segment};
use super::error::ParseError;
use super::filter::expression;
use super::input::{Input, fail_with, identifier, nested_by, parse_all, spaces};
use super::orderby::order_keys;
use super::path::plain_path;
use super::search::search;
use super::select::select_items;

/// The levels of nesting that an expansion inside another one counts as.
const EXPANSION: usize = 4;

/// Parses the value of `$expand`.
///
/// # Errors
///
/// Returns an error if the text does not match the grammar, or if an option is repeated or not allowed in an expansion.
pub fn parse_expand(text: &str) -> Result<Vec<ExpandItem>, ParseError> {
    parse_all(expand_items, text)
}

fn expand_items(input: &mut Input<'_>) -> ModalResult<Vec<ExpandItem>> {
    separated(1.., expand_item, (spaces, ',', spaces)).parse_next(input)
}

fn expand_item(input: &mut Input<'_>) -> ModalResult<ExpandItem> {
    let path = alt(('*'.map(|_| Path(Vec::new())), plain_path))
        .context(StrContext::Expected(StrContextValue::Description(
            "a navigation property",
        )))
        .parse_next(input)?;
    let path = Path(
        path.0
            .into_iter()
            .chain(opt(suffix).parse_next(input)?)
            .collect(),
    );
    let options = opt(parenthesized_options).parse_next(input)?;
    Ok(ExpandItem {
        path,
        options: options.unwrap_or_default(),
    })
}

fn suffix(input: &mut Input<'_>) -> ModalResult<Segment> {
    let names = alt((
        text("$count").value(Segment::Count),
        text("$ref").value(Segment::Ref),
    ));
    preceded('/', names).parse_next(input)
}

fn parenthesized_options(input: &mut Input<'_>) -> ModalResult<Options> {
    '('.parse_next(input)?;
    nested_by(EXPANSION, input, |input| {
        let mut seen = Vec::new();
        let mut options = Options::default();
        let option = |input: &mut Input<'_>| option(input, &mut options, &mut seen);
        let all = separated::<_, _, (), _, _, _, _>(1.., option, (spaces, ';', spaces));
        cut_err(delimited(spaces, all, (spaces, ')'))).parse_next(input)?;
        Ok(options)
    })
}

fn option(input: &mut Input<'_>, options: &mut Options, seen: &mut Vec<String>) -> ModalResult<()> {
    let expected = StrContext::Expected(StrContextValue::Description("an option with its `$`"));
    let name = cut_err(delimited('$', identifier, '=').context(expected))
        .parse_next(input)?
        .to_ascii_lowercase();
    if seen.contains(&name) {
        return fail_with(input, "this option is repeated");
    }
    cut_err(|input: &mut Input<'_>| value(input, &name, options)).parse_next(input)?;
    seen.push(name);
    Ok(())
}

fn value(input: &mut Input<'_>, name: &str, options: &mut Options) -> ModalResult<()> {
    match name {
        "select" => options.select = Some(select_items(input)?),
        "expand" => options.expand = expand_items(input)?,
        "filter" => options.filter = Some(expression(input)?),
        "orderby" => options.order_by = order_keys(input)?,
        "search" => options.search = Some(search(input)?),
        "top" => options.top = Some(number(input)?),
        "skip" => options.skip = Some(number(input)?),
        "count" => options.count = Some(boolean(input)?),
        "levels" => options.levels = Some(levels(input)?),
        _ => return fail_with(input, "this option is not allowed in an expansion"),
    }
    Ok(())
}

fn number(input: &mut Input<'_>) -> ModalResult<u64> {
    take_while(1.., '0'..='9')
        .try_map(str::parse)
        .context(StrContext::Expected(StrContextValue::Description(
            "an integer",
        )))
        .parse_next(input)
}

fn boolean(input: &mut Input<'_>) -> ModalResult<bool> {
    alt((text("true").value(true), text("false").value(false))).parse_next(input)
}

fn levels(input: &mut Input<'_>) -> ModalResult<Levels> {
    alt((text("max").value(Levels::Max), number.map(Levels::Number))).parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::super::{parse_filter, parse_orderby, parse_search, parse_select};
    use super::*;

    fn path(name: &str) -> Path {
        Path(vec![Segment::Name(name.to_owned())])
    }

    #[test]
    fn items_have_their_own_options() {
        let text = "manager($select=id,displayName;$levels=max),members($filter=name eq 'a;b)' and (x eq 1);\
                    $orderby=a desc,b;$top=5;$skip=2;$count=true;$search=\"a:b;)\";$expand=owner($levels=2))";
        let items = parse_expand(text).unwrap();
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].path, path("manager"));
        assert_eq!(
            items[0].options.select,
            Some(parse_select("id,displayName").unwrap())
        );
        assert_eq!(items[0].options.levels, Some(Levels::Max));
        let options = &items[1].options;
        assert_eq!(
            options.filter,
            Some(parse_filter("name eq 'a;b)' and (x eq 1)").unwrap())
        );
        assert_eq!(options.order_by, parse_orderby("a desc,b").unwrap());
        assert_eq!(
            (options.top, options.skip, options.count),
            (Some(5), Some(2), Some(true))
        );
        assert_eq!(options.search, Some(parse_search("\"a:b;)\"").unwrap()));
        assert_eq!(options.expand[0].options.levels, Some(Levels::Number(2)));
    }

    #[test]
    fn an_item_may_have_a_cast_before_and_a_suffix_after() {
        let items =
            parse_expand("microsoft.graph.user/manager,members/$count,members/$ref,*").unwrap();
        let user = Segment::Type("microsoft.graph.user".to_owned());
        let manager = Segment::Name("manager".to_owned());
        assert_eq!(items[0].path, Path(vec![user, manager]));
        assert_eq!(items[1].path.0[1], Segment::Count);
        assert_eq!(items[2].path.0[1], Segment::Ref);
        assert_eq!(items[3].path, Path(vec![]));
    }

    #[test]
    fn anything_else_is_an_error() {
        let broken = [
            "",
            "a(",
            "a()",
            "a($top=1",
            "a($top=1;)",
            "a(top=1)",
            "a($top=1,$skip=1)",
            "a($top=x)",
            "a($top=1;$top=2)",
            "a($format=json)",
            "a($count=yes)",
            "a,",
            "a($select=)",
            "a($select=b)c",
            "a;b",
            "a($levels=min)",
        ];
        for text in broken {
            assert!(parse_expand(text).is_err(), "{text}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let deep = format!("a{}{}", "($expand=a".repeat(3000), ")".repeat(3000));
        assert!(parse_expand(&deep).is_err());
    }
}
