//! Removes what a compile error says of the libraries' own source.
//!
//! rustc explains a missing trait by quoting the bound that asks for it. In an expectation such a quotation would break
//! with every change to that line, although no user's message got worse.

/// Normalizes the errors that trybuild wrote for a case in `folder`, as if the case were in `tests/ui`.
pub(crate) fn normalize(errors: &str, folder: &str) -> String {
    let errors = errors.replace(&format!("{folder}/"), "tests/ui/");
    let mut kept: Vec<String> = Vec::new();
    let mut in_library = false;
    for line in errors.lines() {
        if is_location(line) {
            let quotes_signature = kept.last().is_some_and(|line| line == SIGNATURE);
            in_library = is_library_location(line) && !quotes_signature;
            if in_library && kept.last().is_some_and(|line| needs_snippet(line)) {
                kept.pop();
            }
        } else if !is_snippet(line) {
            in_library = false;
        }
        if !in_library && !names_internal_macro(line) {
            kept.push(shorten_internal_paths(line));
        }
    }
    kept.join("\n") + "\n"
}

/// What rustc says of the method whose argument has a wrong type. The quoted line has a comment for users.
const SIGNATURE: &str = "note: method defined here";

/// `--> file.rs:1:2`, or `::: file.rs:1:2` for a further file of the same message.
fn is_location(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("--> ") || line.starts_with("::: ")
}

fn is_library_location(line: &str) -> bool {
    let path = &line.trim_start()["--> ".len()..];
    path.starts_with("$WORKSPACE/runtime/") || path.starts_with("$WORKSPACE/macros/")
}

/// A line of source, or the underlines and labels below it. trybuild has removed the line numbers of the libraries.
fn is_snippet(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('|') || line.starts_with("...")
}

/// A message that says nothing without the source below it.
fn needs_snippet(line: &str) -> bool {
    line.starts_with("note: required by a bound in ")
        || line.starts_with("help: the following other types implement trait ")
}

/// The attribute and the derive are named in full, and those messages are kept: users know them.
fn names_internal_macro(line: &str) -> bool {
    line.trim_start()
        .starts_with("= note: this error originates in the macro `")
}

/// Writes `…::Name` for an item more than one module deep, which only internal items are. rustc leaves the name of the
/// crate out of some paths.
fn shorten_internal_paths(line: &str) -> String {
    const CRATE: &str = "graph_resource::";

    let mut short = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(is_path_start) {
        let (before, path) = rest.split_at(start);
        short.push_str(before);
        let end = path.find(|c: char| !is_in_path(c)).unwrap_or(path.len());
        let (path, after) = path.split_at(end);
        let (krate, local) = match path.strip_prefix(CRATE) {
            Some(local) => (CRATE, local),
            None => ("", path),
        };
        let modules = leading_modules(local);
        short.push_str(krate);
        if local[..modules].matches("::").count() > 1 && !is_of_std(local) {
            short.push_str("…::");
            short.push_str(&local[modules..]);
        } else {
            short.push_str(local);
        }
        rest = after;
    }
    short.push_str(rest);
    short
}

fn is_path_start(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_in_path(c: char) -> bool {
    is_path_start(c) || c == ':'
}

fn is_of_std(path: &str) -> bool {
    ["std::", "core::", "alloc::"]
        .iter()
        .any(|root| path.starts_with(root))
}

/// The length of `one::two::` in `one::two::Name<T>`.
fn leading_modules(path: &str) -> usize {
    let is_of_module = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let mut length = 0;
    for segment in path.split_inclusive("::") {
        let is_module = segment
            .strip_suffix("::")
            .is_some_and(|name| name.chars().all(is_of_module));
        if !is_module {
            break;
        }
        length += segment.len();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::normalize;

    const FOLDER: &str = "/target/ui";

    #[test]
    fn a_bound_of_the_runtime_is_removed_with_its_snippet() {
        let errors = "\
error[E0277]: `Option<&str>` cannot be compared
  --> /target/ui/query/option.rs:32:31
   |
32 |     let _ = f.name.eq(Some(\"Ada\"));
   |                       ^^^^^^^^^^^ not of the kind `Text`
   |
   = note: write `eq(\"a\")`
note: required by a bound in `graph_resource::query::operations::<impl Field<P, T>>::eq`
  --> $WORKSPACE/runtime/src/query/operations.rs
   |
   |             eq Eq;
   |             -- required by a bound in this associated function
...
   |             V: Operand<$entity, $kind>,
   |                ^^^^^^^^^^^^^^^^^^^^^^^ required by this bound
   = note: this error originates in the macro `operations`

error: aborting
";
        let expected = "\
error[E0277]: `Option<&str>` cannot be compared
  --> tests/ui/query/option.rs:32:31
   |
32 |     let _ = f.name.eq(Some(\"Ada\"));
   |                       ^^^^^^^^^^^ not of the kind `Text`
   |
   = note: write `eq(\"a\")`

error: aborting
";
        assert_eq!(normalize(errors, FOLDER), expected);
    }

    #[test]
    fn an_internal_path_is_shortened_with_and_without_the_crate() {
        for (line, expected) in [
            (
                "`query::path_types::In<graph_resource::__private::Root<User>, 5>`",
                "`…::In<graph_resource::__private::Root<User>, 5>`",
            ),
            (
                "`graph_resource::query::edm::Enum<Kind>`",
                "`graph_resource::…::Enum<Kind>`",
            ),
            (
                "`graph_resource::query::Value`",
                "`graph_resource::query::Value`",
            ),
            (
                "`std::option::Option<String>`",
                "`std::option::Option<String>`",
            ),
        ] {
            assert_eq!(normalize(line, FOLDER).trim_end(), expected);
        }
    }

    #[test]
    fn a_help_stays_without_the_snippet_it_points_to() {
        let errors = "\
help: the trait `IntoOrder<User>` is not implemented for `Order<Group>`
      but trait `IntoOrder<Group>` is implemented for it
  --> $WORKSPACE/runtime/src/query/order.rs
   |
   | impl<E> IntoOrder<E> for Order<E> {
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   = help: for that trait implementation, expected `Group`, found `User`
";
        let expected = "\
help: the trait `IntoOrder<User>` is not implemented for `Order<Group>`
      but trait `IntoOrder<Group>` is implemented for it
   = help: for that trait implementation, expected `Group`, found `User`
";
        assert_eq!(normalize(errors, FOLDER), expected);
    }

    #[test]
    fn a_list_of_implementations_is_removed_if_it_is_a_snippet() {
        let errors = "\
help: the following other types implement trait `BatchRequest`
  --> $WORKSPACE/runtime/src/batch.rs
   |
   | impl<T: DeserializeOwned> BatchRequest for Get<T> {
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `Get<T>`
   = help: the following other types implement trait `OrderedKind`:
             Number
";
        let expected = "   = help: the following other types implement trait `OrderedKind`:\n             Number\n";
        assert_eq!(normalize(errors, FOLDER), expected);
    }

    #[test]
    fn a_second_file_is_removed_and_the_first_stays() {
        let errors = "\
error[E0599]: a collection has no `send`
  --> tests/ui/query/send.rs:32:47
   |
32 |     let _ = User::list().send(());
   |                          ^^^^ a `List<User>` is read in other ways
   |
  ::: $WORKSPACE/runtime/src/list.rs
   |
   | pub struct List<T> {
   | ------------------ doesn't satisfy `_: ReadsOneObject`
   |
   = note: read it with `.all(&client)`
";
        let expected = "\
error[E0599]: a collection has no `send`
  --> tests/ui/query/send.rs:32:47
   |
32 |     let _ = User::list().send(());
   |                          ^^^^ a `List<User>` is read in other ways
   |
   = note: read it with `.all(&client)`
";
        assert_eq!(normalize(errors, FOLDER), expected);
    }

    #[test]
    fn a_snippet_of_the_case_after_one_of_the_runtime_stays() {
        let errors = "\
note: required by a bound in `check`
  --> $WORKSPACE/macros/src/lib.rs
   |
   | pub fn check() {}
note: the field is here
  --> tests/ui/query/send.rs:3:4
   |
3  |     id: u8,
   |     ^^
";
        let expected = "\
note: the field is here
  --> tests/ui/query/send.rs:3:4
   |
3  |     id: u8,
   |     ^^
";
        assert_eq!(normalize(errors, FOLDER), expected);
    }

    #[test]
    fn a_bound_outside_the_libraries_stays() {
        let errors = "\
note: required by a bound in `drop`
  --> $RUST/core/src/mem/mod.rs
   |
   | pub fn drop<T>(_x: T)
   = note: this error originates in the attribute macro `graph_resource`
";
        assert_eq!(normalize(errors, FOLDER), errors);
    }

    #[test]
    fn only_internal_paths_are_shortened() {
        let internal =
            "`graph_resource::query::place::In<graph_resource::__private::Root<User>, 5>`";
        let short = "`graph_resource::…::In<graph_resource::__private::Root<User>, 5>`\n";
        assert_eq!(normalize(internal, FOLDER), short);

        let public = "`graph_resource::edm::Enum<graph_resource::Kind>` or \"graph_resource::types::read\"\n";
        assert_eq!(normalize(public, FOLDER), public);
    }
}
