//! A hash that is the same in every process and every version of this crate (64-bit FNV-1a, Fowler, Noll, Vo).

const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// A digest of bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Digest(u64);

impl Digest {
    pub(crate) fn new() -> Self {
        Digest(OFFSET_BASIS)
    }

    pub(crate) fn with(self, bytes: &[u8]) -> Self {
        bytes
            .iter()
            .fold(self, |digest, byte| digest.with_byte(*byte))
    }

    /// The digest of a name, ignoring case.
    pub(crate) fn of_name(name: &str) -> u64 {
        let lowercase = name.bytes().map(|byte| byte.to_ascii_lowercase());
        lowercase.fold(Digest::new(), Digest::with_byte).value()
    }

    pub(crate) fn value(self) -> u64 {
        self.0
    }

    fn with_byte(self, byte: u8) -> Self {
        Digest((self.0 ^ u64::from(byte)).wrapping_mul(PRIME))
    }
}
