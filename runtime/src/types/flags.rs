//! Sets of enumeration members.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};
use serde::{Serialize, Serializer};

use crate::query::edm;
use crate::query::literal::{Enumeration, Literal, Qualified, Value};

/// Several members of an enumeration, which Graph writes as one string: `"read,write"`. Collect members to make one.
///
/// Use it where the reference speaks of a multi-valued or flags enumeration, or where the variant for unknown members reads
/// such a string: `Unknown("read,write")`. It is serialized as such a string, too.
///
/// A member that the enumeration does not know goes into its variant for unknown members; without such a variant,
/// reading the value fails. Queries compare flags with [`has`](crate::Field::has) or [`eq`](crate::Field::eq).
///
/// ```
/// use graph_resource::graph_resource;
/// use graph_resource::types::Flags;
/// use serde::Deserialize;
///
/// #[graph_resource]
/// #[derive(Debug, Clone, PartialEq, Deserialize)]
/// #[serde(rename_all = "camelCase")]
/// enum Permission { Read, Write, #[serde(untagged)] Unknown(String) }
///
/// let flags: Flags<Permission> = serde_json::from_str(r#""read,archive""#)?;
/// assert!(flags.contains(&Permission::Read));
/// assert_eq!(flags.members[1], Permission::Unknown("archive".to_owned()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Flags<E> {
    /// The members, in the order in which the service sent them.
    pub members: Vec<E>,
}

impl<E: PartialEq> Flags<E> {
    /// Returns whether `member` is set.
    pub fn contains(&self, member: &E) -> bool {
        self.members.contains(member)
    }
}

impl<E> Default for Flags<E> {
    fn default() -> Self {
        Flags {
            members: Vec::new(),
        }
    }
}

impl<E> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        Flags {
            members: members.into_iter().collect(),
        }
    }
}

impl<E> Extend<E> for Flags<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, members: I) {
        self.members.extend(members);
    }
}

impl<E> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a, E> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}

impl<E: Enumeration> Serialize for Flags<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.joined_members())
    }
}

impl<'de, E: Deserialize<'de>> Deserialize<'de> for Flags<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(FlagsVisitor(std::marker::PhantomData))
    }
}

struct FlagsVisitor<E>(std::marker::PhantomData<E>);

impl<'de, E: Deserialize<'de>> Visitor<'de> for FlagsVisitor<E> {
    type Value = Flags<E>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("members of an enumeration, separated by commas")
    }

    fn visit_str<F: Error>(self, text: &str) -> Result<Self::Value, F> {
        let mut members = Vec::new();
        for member in text.split(',').map(str::trim) {
            if !member.is_empty() {
                let deserializer: StrDeserializer<'_, F> = member.into_deserializer();
                members.push(E::deserialize(deserializer)?);
            }
        }
        Ok(Flags { members })
    }
}

impl<E: Enumeration> Flags<E> {
    fn joined_members(&self) -> String {
        let names: Vec<_> = self.members.iter().map(Enumeration::member).collect();
        names.join(",")
    }
}

impl<E: Enumeration> Value for Flags<E> {
    type Kind = edm::Enum<E>;

    fn literal(&self) -> Literal {
        Literal::text(&self.joined_members())
    }
}

impl<E: Enumeration> Value for Qualified<Flags<E>> {
    type Kind = edm::Enum<E>;

    fn literal(&self) -> Literal {
        Literal::qualified(E::ODATA_TYPE, &self.0.joined_members())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph_resource;

    #[graph_resource]
    #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    enum Letter {
        A,
        B,
        #[serde(untagged)]
        Unknown(String),
    }

    #[test]
    fn flags_keep_unknown_members() {
        let read = |json| serde_json::from_str::<Flags<Letter>>(json).unwrap().members;
        let unknown = |text: &str| Letter::Unknown(text.to_owned());
        assert_eq!(read(r#""a,b""#), [Letter::A, Letter::B]);
        assert_eq!(read(r#""a, c""#), [Letter::A, unknown("c")]);
        assert_eq!(read(r#""""#), []);
        let flags: Flags<Letter> = [Letter::B, unknown("c")].into_iter().collect();
        assert_eq!(flags.literal().0, "'b,c'");
        assert_eq!(Qualified(flags).literal().0, "microsoft.graph.letter'b,c'");
    }
}
