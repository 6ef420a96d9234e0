//! A length of time that is promised: `90s`, `10m`, `2h`, `3d`.

use std::fmt;

/// How long something may take at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimit {
    /// How many of the unit, at least one.
    pub amount: u32,
    /// The unit.
    pub unit: TimeUnit,
}

/// The unit of a [`TimeLimit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// `s`.
    Second,
    /// `m`.
    Minute,
    /// `h`.
    Hour,
    /// `d`.
    Day,
}

/// The units by the words that authors write; the first four are those of the format, and the Chinese ones load too.
pub(super) const UNITS: [(&str, TimeUnit); 11] = [
    ("s", TimeUnit::Second),
    ("m", TimeUnit::Minute),
    ("h", TimeUnit::Hour),
    ("d", TimeUnit::Day),
    ("秒", TimeUnit::Second),
    ("分", TimeUnit::Minute),
    ("分钟", TimeUnit::Minute),
    ("时", TimeUnit::Hour),
    ("小时", TimeUnit::Hour),
    ("天", TimeUnit::Day),
    ("日", TimeUnit::Day),
];

impl TimeLimit {
    /// Reads a number with its unit.
    pub fn parse(typed: &str) -> Option<Self> {
        let (number, word) = typed.split_at(number_length(typed));
        Self::of(number, word, &UNITS)
    }

    fn of(number: &str, word: &str, units: &[(&str, TimeUnit)]) -> Option<Self> {
        let amount = number.parse().ok().filter(|&amount| amount > 0)?;
        let (_, unit) = units.iter().find(|(known, _)| *known == word)?;
        Some(Self { amount, unit: *unit })
    }
}

fn number_length(typed: &str) -> usize {
    typed.len() - typed.trim_start_matches(|next: char| next.is_ascii_digit()).len()
}

/// As it is written in the format.
impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.unit {
            TimeUnit::Second => "s",
            TimeUnit::Minute => "m",
            TimeUnit::Hour => "h",
            TimeUnit::Day => "d",
        };
        write!(f, "{}{word}", self.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::TimeLimit;

    #[test]
    fn a_limit_is_a_number_with_its_unit() {
        let read = |typed| TimeLimit::parse(typed).map(|limit| limit.to_string());
        for (typed, expected) in
            [("90s", Some("90s")), ("10m", Some("10m")), ("2小时", Some("2h")), ("3天", Some("3d"))]
        {
            assert_eq!(read(typed).as_deref(), expected, "{typed}");
        }
        for typed in ["", "10", "m", "0m", "1.5h", "-2h", "10 m", "10min", "2H", "99999999999d"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
