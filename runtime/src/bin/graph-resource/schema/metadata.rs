//! The metadata, from wherever it is read.

use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::Path;

use super::arguments::Arguments;
use super::fetch;
use super::progress::Progress;

/// A metadata document.
pub(super) struct Metadata {
    pub(super) csdl: Vec<u8>,
    /// A URL or the name of a file. Its folder is left out, since it says nothing on another machine.
    pub(super) source: String,
}

pub(super) fn read(arguments: &Arguments, progress: &Progress) -> Result<Metadata, Box<dyn Error>> {
    let metadata = match arguments.from.as_deref() {
        None => {
            let (csdl, source) = fetch::metadata(arguments, progress)?;
            Metadata { csdl, source }
        }
        Some("-") => from_standard_input()?,
        Some(file) => from_file(Path::new(file), arguments)?,
    };
    if is_html(&metadata.csdl) {
        let reason = "it is HTML, as a proxy or a sign-in page returns it";
        return Err(metadata.refuse(&reason, arguments).into());
    }
    if !can_be_xml(&metadata.csdl) {
        return Err(metadata.refuse(&"it is not XML", arguments).into());
    }
    Ok(metadata)
}

fn from_file(file: &Path, arguments: &Arguments) -> Result<Metadata, Box<dyn Error>> {
    let csdl = fs::read(file).map_err(|error| {
        let command = arguments.refresh();
        format!(
            "cannot read {}: {error}: fetch the metadata with `{command}`, or name another file with `--from FILE.xml`",
            file.display()
        )
    })?;
    let name = file.file_name().unwrap_or(file.as_os_str());
    let source = name.to_string_lossy().into_owned();
    Ok(Metadata { csdl, source })
}

fn from_standard_input() -> Result<Metadata, Box<dyn Error>> {
    let mut csdl = Vec::new();
    std::io::stdin()
        .read_to_end(&mut csdl)
        .map_err(|error| format!("cannot read standard input: {error}"))?;
    let source = "standard input".to_owned();
    Ok(Metadata { csdl, source })
}

impl Metadata {
    /// The error of a document that no schema can be made from.
    pub(super) fn refuse(&self, reason: &impl std::fmt::Display, arguments: &Arguments) -> String {
        let mend = match arguments.from {
            Some(_) => format!("fetch the metadata with `{}`", arguments.refresh()),
            None => {
                "try again, or save the metadata in a browser and name it with `--from FILE.xml`"
                    .to_owned()
            }
        };
        format!(
            "no schema can be made from {}: {reason}: {mend}",
            self.source
        )
    }
}

/// Whether the document is a page. Most pages are not valid XML, and the position of their first error helps nobody.
fn is_html(document: &[u8]) -> bool {
    let start = beginning(document);
    [&b"<!doctype html"[..], b"<html"].iter().any(|tag| {
        let found = start.get(..tag.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(tag))
    })
}

/// Whether the document begins with an element or a declaration. One in another encoding is left to the parser, and so is
/// one that is empty.
fn can_be_xml(document: &[u8]) -> bool {
    let is_utf_16 = document.starts_with(b"\xff\xfe") || document.starts_with(b"\xfe\xff");
    let first = beginning(document).first();
    is_utf_16 || first.is_none_or(|first| *first == b'<')
}

/// The document without the mark of its encoding, and without spaces.
fn beginning(document: &[u8]) -> &[u8] {
    let text = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document);
    text.trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn a_page_is_told_apart_from_metadata() {
        for page in [
            "<html>",
            "<!DOCTYPE html>\n<html>",
            "\u{feff}\n <!doctype HTML PUBLIC",
        ] {
            assert!(is_html(page.as_bytes()), "{page}");
        }
        for other in ["", "<", "<?xml version=\"1.0\"?>", "<edmx:Edmx>", "html"] {
            assert!(!is_html(other.as_bytes()), "{other}");
        }
    }
}
