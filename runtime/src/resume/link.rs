//! The links of the service that a program stores.

use reqwest::Url;

/// Checks what every link of the service satisfies, and returns the reason if this is not one.
///
/// Where it may lead is checked when it is followed, by the client that follows it.
pub(super) fn check(link: &str) -> Result<(), &'static str> {
    if link.is_empty() {
        return Err("it is empty");
    }
    match Url::parse(link) {
        Ok(url) if matches!(url.scheme(), "https" | "http") => Ok(()),
        Ok(_) => Err("its scheme is not https"),
        Err(_) => Err("it is not an absolute URL"),
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn absolute_urls_are_links() {
        for link in [
            "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=a",
            "http://127.0.0.1:8080/v1.0/users/delta?$deltatoken=a b&x=é…",
            // Read from a file that ends in a line break, which no URL contains.
            "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=a\n",
        ] {
            assert_eq!(check(link), Ok(()), "{link}");
        }
    }

    #[test]
    fn the_reason_says_why_a_string_is_not_a_link() {
        for (text, reason) in [
            ("", "empty"),
            (" ", "absolute"),
            ("ftp://graph.microsoft.com/a", "scheme"),
            ("graph.microsoft.com/a", "absolute"),
            ("/users/delta", "absolute"),
            ("https://", "absolute"),
        ] {
            let error = check(text).unwrap_err();
            assert!(error.contains(reason), "{text:?}: {error}");
        }
    }
}
