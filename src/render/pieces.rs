//! Pieces that pages about many maps are put together from: kept one by one, since such a page is made again whenever one
//! of its maps changes.

use std::sync::{Arc, Mutex, PoisonError};

use super::made_from::{Belongings, Made, PageMemory};
use crate::diagnostic::Diagnostic;
use crate::model::{MapId, RoleId};

/// What a piece is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum PieceOf {
    /// What is found in a map by the search.
    Search(MapId),
    /// The moments that a role plays in a map.
    Moments(RoleId, MapId),
}

impl PieceOf {
    /// The map that it is made from.
    pub fn map(self) -> MapId {
        match self {
            PieceOf::Search(map) | PieceOf::Moments(_, map) => map,
        }
    }
}

/// A piece, and what is wrong with the user's templates as far as it shows in it.
#[derive(Clone)]
pub(super) struct Piece {
    pub text: Arc<str>,
    pub faults: Vec<Diagnostic>,
}

impl Piece {
    /// A piece that no template has a part in.
    pub fn sound(text: String) -> Self {
        Piece { text: text.into(), faults: Vec::new() }
    }
}

/// Where pieces come from: made, or taken over from the build before.
#[derive(Default)]
pub(super) struct Pieces<'a> {
    known: Option<(&'a PageMemory, &'a Belongings<'a>, usize)>,
    fresh: Mutex<Vec<(PieceOf, Made<Piece>)>>,
}

impl<'a> Pieces<'a> {
    /// Those of the language of that number, as far as they are remembered and would come out the same.
    pub fn remembered(memory: &'a PageMemory, belongings: &'a Belongings<'a>, language: usize) -> Self {
        Pieces { known: Some((memory, belongings, language)), fresh: Mutex::default() }
    }

    /// The piece as it was, or made now.
    pub fn piece(&self, of: PieceOf, make: impl FnOnce() -> Piece) -> Piece {
        let Some((memory, belongings, language)) = self.known else { return make() };
        let from = belongings.of_piece(of);
        if let Some(known) = memory.piece(language, of).and_then(|made| made.again(&from)) {
            return known;
        }
        let piece = make();
        let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        fresh.push((of, Made::new(from, piece.clone())));
        piece
    }

    /// What was made now, to be remembered.
    pub fn into_fresh(self) -> Vec<(PieceOf, Made<Piece>)> {
        self.fresh.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
