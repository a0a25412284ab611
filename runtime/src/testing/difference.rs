//! What is different between a request and the nearest one that is known.

/// `; the nearest that is registered is …, where $top is 5 and not 6`; empty where nothing is known.
pub(super) fn to_nearest(url: &str, known: &[String], what: &str) -> String {
    let nearest =
        known.iter().min_by_key(|other| differences(url, other).len() + 3 * usize::from(path(url) != path(other)));
    let Some(nearest) = nearest else { return format!("; none is {what} at all") };
    let differences = differences(url, nearest);
    format!("\n  the nearest that is {what} is GET {nearest}\n  {}", differences.join("\n  "))
}

/// Part by part: the path, then each option.
fn differences(url: &str, other: &str) -> Vec<String> {
    let mut all = Vec::new();
    if path(url) != path(other) {
        all.push(format!("path: {} and not {}", path(url), path(other)));
    }
    for (name, value) in options(url) {
        match options(other).find(|(known, _)| *known == name) {
            Some((_, known)) if known == value => {}
            Some((_, known)) => all.push(format!("{name}: {value} and not {known}")),
            None => all.push(format!("{name}: {value} and not there")),
        }
    }
    let missing = options(other).filter(|(name, _)| !options(url).any(|(known, _)| known == *name));
    all.extend(missing.map(|(name, value)| format!("{name}: not there and not {value}")));
    all
}

fn path(url: &str) -> &str {
    url.split('?').next().unwrap_or(url)
}

fn options(url: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter(|option| !option.is_empty()).map(|option| option.split_once('=').unwrap_or((option, "")))
}

#[cfg(test)]
mod tests {
    use super::to_nearest;

    #[test]
    fn the_nearest_differs_least() {
        let known = ["/groups?$top=5".to_owned(), "/users?$select=id&$top=6".to_owned()];
        assert_eq!(
            to_nearest("/users?$select=id,mail&$skip=1", &known, "registered"),
            "\n  the nearest that is registered is GET /users?$select=id&$top=6\n  $select: id,mail and not id\n  \
             $skip: 1 and not there\n  $top: not there and not 6"
        );
        assert_eq!(to_nearest("/users", &[], "registered"), "; none is registered at all");
    }
}
