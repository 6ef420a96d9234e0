//! The editions of a site: what those who meet the customer read, and what authors and trainers work with.

/// Who an edition is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edition {
    /// Those who meet the customer. It has no findings, no gaps, no open remedies and no matter for trainers: what is not
    /// written is not there.
    #[default]
    Readers,
    /// Authors and trainers. It has all of that too, each at its place.
    Trainers,
}

impl Edition {
    /// Every edition.
    pub const ALL: [Edition; 2] = [Edition::Readers, Edition::Trainers];
}
