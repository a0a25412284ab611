//! The values of the crate `uuid`.

use ::uuid::Uuid;

use crate::query::literal::Literal;

values! {
    Uuid: Guid = |id| Literal(id.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::literal::Value;

    #[test]
    fn a_guid_has_no_quotes() {
        assert_eq!(
            Uuid::nil().literal().0,
            "00000000-0000-0000-0000-000000000000"
        );
        assert_eq!(
            Uuid::max().literal().0,
            "ffffffff-ffff-ffff-ffff-ffffffffffff"
        );
    }
}
