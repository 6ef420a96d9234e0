//! Digests: sixteen bytes that tell whether content has changed.
//!
//! They are no protection against forgery: whoever could forge one can write to the folder that it is about.

use std::fmt;

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

/// The digest of some content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest([u64; 2]);

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from(XxHash3_128::oneshot(bytes))
    }

    /// The digest of several contents in their order; where one ends and the next begins counts too.
    pub fn of_all<'a>(contents: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let each = contents.into_iter().flat_map(|content| XxHash3_128::oneshot(content).to_le_bytes());
        Self::of(&each.collect::<Vec<u8>>())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [high, low] = self.0;
        write!(f, "{high:016x}{low:016x}")
    }
}

impl From<u128> for Digest {
    /// Keeps halves, since JSON has no numbers of that size.
    fn from(number: u128) -> Self {
        Self([(number >> 64) as u64, number as u64])
    }
}
