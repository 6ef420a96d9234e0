//! Aligns lines that begin in no column of the block that they belong to.

use super::{MAX_DEPTH, Repairer, Replacement, messages};
use crate::source::Span;

/// A list or a mapping, whose lines begin in one column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    column: usize,
    is_list: bool,
}

/// How far the lines that begin deeper than the column `since`, as typed, have to move.
#[derive(Clone, Copy)]
pub(super) struct Shift {
    since: usize,
    by: isize,
}

impl Repairer<'_> {
    /// Moves a line that begins in no column of an open block to the nearest one, and the deeper lines that follow it along.
    /// Returns by how many columns the line moves.
    pub(super) fn align_line(&mut self, start: usize, column: usize, is_list: bool, is_field: bool) -> isize {
        self.shift = self.shift.filter(|shift| column > shift.since);
        if self.shift.is_none()
            && !self.is_aligned(column)
            && (is_list || is_field)
            && let Some(block) = self.nearest_block(column, is_list)
        {
            self.shift = Some(Shift { since: column, by: block.column as isize - column as isize });
            let name: String = self.rest_of_line().chars().take_while(|next| !matches!(next, ':' | '：')).collect();
            let at = Span { end: self.span(name.len()).end, ..self.span(0) };
            self.report(messages::misaligned(at, &name, is_list, column, block.column));
        }
        self.move_line(start, self.shift.map_or(0, |shift| shift.by))
    }

    /// Whether a line may begin in that column: as its neighbours do, or deeper where a block may begin.
    fn is_aligned(&self, column: usize) -> bool {
        self.open_blocks.iter().any(|block| block.column == column)
            || self.may_open_block && self.open_blocks.last().is_none_or(|block| column > block.column)
    }

    /// The open block of that kind whose column is the nearest, if it is near enough.
    fn nearest_block(&self, column: usize, is_list: bool) -> Option<Block> {
        let alike = self.open_blocks.iter().filter(|block| block.is_list == is_list);
        let nearest = alike.min_by_key(|block| (block.column.abs_diff(column), usize::MAX - block.column)).copied();
        nearest.filter(|block| block.column.abs_diff(column) <= 2 || column > block.column)
    }

    /// Moves a line whose indentation has been copied; returns by how many columns that was possible.
    fn move_line(&mut self, start: usize, by: isize) -> isize {
        let spaces = self.output.text[start..].len() - self.output.text[start..].trim_start_matches(' ').len();
        let by = by.max(-(spaces as isize));
        if by == 0 {
            return 0;
        }
        let written = self.output.text.split_off(start);
        let indentation = " ".repeat(spaces.saturating_add_signed(by));
        self.output.text.push_str(&indentation);
        self.output.text.push_str(&written[spaces..]);
        while self.output.replacements.last().is_some_and(|replacement| replacement.repaired.start >= start) {
            self.output.replacements.pop();
        }
        let end = self.output.text.len();
        self.output.replacements.push(Replacement { repaired: start..end, typed: self.at..self.at });
        by
    }

    /// Closes the blocks that are deeper than this line, and opens those that begin with it.
    pub(super) fn update_open_blocks(&mut self, dashes: &[usize], field: Option<usize>) {
        let Some(outermost) = dashes.first().copied().or(field) else { return };
        self.open_blocks.retain(|block| {
            block.column < outermost || block.column == outermost && block.is_list != dashes.is_empty()
        });
        let lists = dashes.iter().take(MAX_DEPTH).map(|&column| Block { column, is_list: true });
        for block in lists.chain(field.map(|column| Block { column, is_list: false })) {
            if !self.open_blocks.contains(&block) {
                self.open_blocks.push(block);
            }
        }
    }
}
