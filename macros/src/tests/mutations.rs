//! Mutations of tokens: removed, duplicated, swapped, replaced, regrouped, and cut off.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Replacements for a token, which are also inserted before it.
pub(crate) const REPLACEMENTS: &[&str] = &[
    "",
    ",",
    "=",
    ": :",
    "_",
    "self",
    "r#type",
    "é",
    "'a",
    "'x'",
    "1.5e3",
    "b\"/x\"",
    "c\"/x\"",
    "r#\"/x/<a\"#",
    "\"\"",
    "\"/é/{\"",
    "\"users/(<)>'\"",
    "\"\\u{0}\\n\\u{202e}<🎉>\"",
    "\"/x\"suffix",
    "()",
    "{}",
    "[,]",
    "path",
    "path =",
    "get(",
    "crate = 1",
    "x!(\"/y\")",
    "/// text\n",
    "#[graph(__arguments(path = 1))]",
];

/// A few of them, for items with many tokens.
pub(crate) const FEW_REPLACEMENTS: &[&str] =
    &["", ",", "é", "__", "\"/é/{\"", "()", "self", "#[serde(x)]"];

/// Calls `visit` with every mutation of the tokens, at every depth.
pub(crate) fn for_each_mutation(
    tokens: &TokenStream,
    replacements: &[&str],
    visit: &mut dyn FnMut(TokenStream),
) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for index in 0..=tokens.len() {
        let (before, after) = tokens.split_at(index);
        // The rest is not typed yet.
        visit(before.iter().cloned().collect());
        replace_first(before, after, replacements, visit);
        if let Some((token, rest)) = after.split_first() {
            duplicate_and_swap(before, token, rest, visit);
            regroup(before, token, rest, replacements, visit);
        }
    }
}

fn replace_first(
    before: &[TokenTree],
    after: &[TokenTree],
    replacements: &[&str],
    visit: &mut dyn FnMut(TokenStream),
) {
    for replacement in replacements {
        let Ok(replacement) = replacement.parse::<TokenStream>() else {
            continue;
        };
        visit(joined(before, replacement.clone(), &[]));
        visit(joined(before, replacement.clone(), after));
        let rest = after.get(1..).unwrap_or_default();
        visit(joined(before, replacement, rest));
    }
}

fn duplicate_and_swap(
    before: &[TokenTree],
    token: &TokenTree,
    rest: &[TokenTree],
    visit: &mut dyn FnMut(TokenStream),
) {
    let twice = [token.clone(), token.clone()];
    visit(joined(before, twice.into_iter().collect(), rest));
    if let Some((next, rest)) = rest.split_first() {
        let swapped = [next.clone(), token.clone()];
        visit(joined(before, swapped.into_iter().collect(), rest));
    }
}

/// Mutates within a group, removes its delimiters, and adds the invisible ones of a `macro_rules!` fragment.
fn regroup(
    before: &[TokenTree],
    token: &TokenTree,
    rest: &[TokenTree],
    replacements: &[&str],
    visit: &mut dyn FnMut(TokenStream),
) {
    if let TokenTree::Group(group) = token {
        for_each_mutation(&group.stream(), replacements, &mut |inner| {
            let mut mutated = Group::new(group.delimiter(), inner);
            mutated.set_span(group.span());
            visit(joined(before, TokenTree::Group(mutated).into(), rest));
        });
        visit(joined(before, group.stream(), rest));
        visit(joined(before, invisible_group(group.stream()), rest));
    }
    let token = TokenStream::from(token.clone());
    visit(joined(before, invisible_group(token), rest));
}

fn invisible_group(tokens: TokenStream) -> TokenStream {
    TokenTree::Group(Group::new(Delimiter::None, tokens)).into()
}

fn joined(before: &[TokenTree], middle: TokenStream, after: &[TokenTree]) -> TokenStream {
    before
        .iter()
        .cloned()
        .chain(middle)
        .chain(after.iter().cloned())
        .collect()
}
