//! Tokens taken away, doubled, exchanged, replaced, and all behind them cut off.

use proc_macro2::{Group, TokenStream, TokenTree};

/// What is put in the place of a token.
pub(crate) const ODD: &[&str] = &[
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

/// A few of them, where there are many tokens to replace.
pub(crate) const PLAIN: &[&str] = &["", ",", "é", "__", "\"/é/{\"", "()", "self", "#[serde(x)]"];

/// Hands out every mutation of the tokens, at every depth.
pub(crate) fn each(tokens: &TokenStream, odd: &[&str], hand: &mut dyn FnMut(TokenStream)) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for at in 0..=tokens.len() {
        let (before, after) = tokens.split_at(at);
        // Everything behind is still to be written.
        hand(before.iter().cloned().collect());
        for odd in odd.iter().filter_map(|odd| odd.parse::<TokenStream>().ok()) {
            hand(before.iter().cloned().chain(odd.clone()).collect());
            hand(joined(before, odd.clone(), after));
            hand(joined(before, odd, after.get(1..).unwrap_or_default()));
        }
        let Some((token, rest)) = after.split_first() else {
            continue;
        };
        let twice = [token.clone(), token.clone()];
        hand(joined(before, twice.into_iter().collect(), rest));
        if let Some((next, rest)) = rest.split_first() {
            hand(joined(
                before,
                [next.clone(), token.clone()].into_iter().collect(),
                rest,
            ));
        }
        if let TokenTree::Group(group) = token {
            each(&group.stream(), odd, &mut |inner| {
                let mut changed = Group::new(group.delimiter(), inner);
                changed.set_span(group.span());
                let changed = TokenTree::Group(changed);
                hand(joined(before, changed.clone().into(), rest));
            });
            // Without its brackets, and in those that a `macro_rules!` puts around its fragments.
            hand(joined(before, group.stream(), rest));
            let hidden = Group::new(proc_macro2::Delimiter::None, group.stream());
            hand(joined(before, TokenTree::Group(hidden).into(), rest));
        }
        let hidden = Group::new(proc_macro2::Delimiter::None, token.clone().into());
        hand(joined(before, TokenTree::Group(hidden).into(), rest));
    }
}

fn joined(before: &[TokenTree], middle: TokenStream, after: &[TokenTree]) -> TokenStream {
    before
        .iter()
        .cloned()
        .chain(middle)
        .chain(after.iter().cloned())
        .collect()
}
