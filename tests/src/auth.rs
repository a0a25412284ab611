//! The bearer token.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::failure::Failure;

/// Checks that the request carries `token`, once.
pub(crate) fn check(headers: &HeaderMap, token: &str) -> Result<(), Failure> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        return Err(Failure::unauthorized("the request carries no access token"));
    };
    if values.next().is_some() {
        return Err(Failure::unauthorized("the request carries more than one Authorization header"));
    }
    let given = value.to_str().ok().and_then(|value| value.split_once(' '));
    match given {
        Some((scheme, given)) if scheme.eq_ignore_ascii_case("bearer") && given == token => Ok(()),
        Some((scheme, _)) if !scheme.eq_ignore_ascii_case("bearer") => {
            Err(Failure::unauthorized("the Authorization header is not of the scheme Bearer"))
        }
        _ => Err(Failure::unauthorized("the access token is not the one that is accepted")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(AUTHORIZATION, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn one_right_token_is_accepted() {
        assert_eq!(check(&headers(&["Bearer t"]), "t"), Ok(()));
        assert_eq!(check(&headers(&["bearer t"]), "t"), Ok(()));
    }

    #[test]
    fn everything_else_is_refused() {
        for values in [&[][..], &["Bearer"], &["Bearer x"], &["Basic t"], &["t"], &["Bearer t", "Bearer t"]] {
            assert!(check(&headers(values), "t").is_err(), "{values:?}");
        }
    }
}
