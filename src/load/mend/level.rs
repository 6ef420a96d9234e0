//! The levels of the file's structure, and lines that stand beside all of them.

use super::{DEEPEST, Mender, Replaced, slips};
use crate::source::Span;

/// A level of the file's structure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    column: usize,
    /// Whether its lines begin with dashes.
    listed: bool,
}

impl Mender<'_> {
    /// Puts a line where the level it must belong to begins, if it stands beside every level: one space too far in, or
    /// half-way out. What is returned moves columns of the line along.
    pub(super) fn align(
        &mut self,
        start: usize,
        column: usize,
        listed: bool,
        certain: bool,
    ) -> impl Fn(usize) -> usize + use<> {
        if self.shifted.is_some_and(|(since, _)| column <= since) {
            self.shifted = None;
        }
        let mut by = self.shifted.map_or(0, |(_, by)| by);
        if by == 0
            && !self.fits(column)
            && (listed || certain)
            && let Some(level) = self.nearest_level(column, listed)
        {
            by = level.column as isize - column as isize;
            self.shifted = Some((column, by));
            let name: String = self.line_rest().chars().take_while(|next| !matches!(next, ':' | '：')).collect();
            let at = Span { end: self.span(name.len()).end, ..self.span(0) };
            self.tell(slips::misaligned(at, &name, listed, column, level.column));
        }
        let removed = self.move_by(start, by);
        move |column| column.saturating_add_signed(removed)
    }

    /// Whether a line may begin in that column: as its neighbours do, or further in where a level may begin.
    fn fits(&self, column: usize) -> bool {
        self.levels.iter().any(|level| level.column == column)
            || self.opens && self.levels.last().is_none_or(|level| column > level.column)
    }

    /// The level that a line of that kind was meant to belong to, if one is near enough.
    fn nearest_level(&self, column: usize, listed: bool) -> Option<Level> {
        let alike = self.levels.iter().filter(|level| level.listed == listed);
        let nearest = alike.min_by_key(|level| (level.column.abs_diff(column), usize::MAX - level.column)).copied();
        nearest.filter(|level| level.column.abs_diff(column) <= 2 || column > level.column)
    }

    /// Moves a line whose indentation has been taken over; says by how much that was possible.
    fn move_by(&mut self, start: usize, by: isize) -> isize {
        let spaces = self.mended.text[start..].len() - self.mended.text[start..].trim_start_matches(' ').len();
        let by = by.max(-(spaces as isize));
        if by == 0 {
            return 0;
        }
        let written = self.mended.text.split_off(start);
        let indentation = " ".repeat(spaces.saturating_add_signed(by));
        self.mended.text.push_str(&indentation);
        self.mended.text.push_str(&written[spaces..]);
        while self.mended.replaced.last().is_some_and(|replaced| replaced.mended.start >= start) {
            self.mended.replaced.pop();
        }
        let (end, typed_line) = (self.mended.text.len(), self.at);
        self.mended.replaced.push(Replaced { mended: start..end, typed: typed_line..typed_line });
        by
    }

    /// Ends the levels that lie further in than this line, and begins those that it opens.
    pub(super) fn enter(&mut self, dashes: &[usize], field: Option<usize>) {
        let Some(outermost) = dashes.first().copied().or(field) else { return };
        self.levels
            .retain(|level| level.column < outermost || level.column == outermost && level.listed != dashes.is_empty());
        let listed = dashes.iter().take(DEEPEST).map(|&column| Level { column, listed: true });
        for level in listed.chain(field.map(|column| Level { column, listed: false })) {
            if !self.levels.contains(&level) {
                self.levels.push(level);
            }
        }
    }
}
