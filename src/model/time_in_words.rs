//! What somebody means who writes a length of time in words or in parts of a unit: `半小时`, `two hours`, `1.5h`. The format
//! has whole numbers alone; this is for the proposal.

use super::time_limit::{TimeLimit, TimeUnit, UNITS};

/// Other words that are meant as a unit.
const MEANT: [(&str, TimeUnit); 19] = [
    ("sec", TimeUnit::Second),
    ("secs", TimeUnit::Second),
    ("second", TimeUnit::Second),
    ("seconds", TimeUnit::Second),
    ("秒钟", TimeUnit::Second),
    ("min", TimeUnit::Minute),
    ("mins", TimeUnit::Minute),
    ("minute", TimeUnit::Minute),
    ("minutes", TimeUnit::Minute),
    ("分鐘", TimeUnit::Minute),
    ("hr", TimeUnit::Hour),
    ("hrs", TimeUnit::Hour),
    ("hour", TimeUnit::Hour),
    ("hours", TimeUnit::Hour),
    ("小時", TimeUnit::Hour),
    ("钟头", TimeUnit::Hour),
    ("day", TimeUnit::Day),
    ("days", TimeUnit::Day),
    ("自然日", TimeUnit::Day),
];

/// Words that ask for something without any delay.
const AT_ONCE: [&str; 12] =
    ["立刻", "马上", "立即", "即时", "即刻", "当场", "随时", "immediately", "immediate", "at once", "instantly", "now"];

/// Words for the day itself.
const SAME_DAY: [&str; 6] = ["当天", "当日", "同日", "same day", "the same day", "today"];

/// English words for numbers; the longer ones first where one begins another.
const NUMBERS: [(&str, f64); 21] = [
    ("half an", 0.5),
    ("half a", 0.5),
    ("half", 0.5),
    ("an", 1.0),
    ("a", 1.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("twelve", 12.0),
    ("fifteen", 15.0),
    ("twenty-four", 24.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("sixty", 60.0),
];

impl TimeLimit {
    /// The limit that is meant by `10 min`, `半小时`, `1.5 hours` or `at once`.
    pub fn intended(typed: &str) -> Option<Self> {
        let text = typed.trim().trim_end_matches('.').to_lowercase();
        let text = ["within", "不超过", "最多"].iter().find_map(|before| text.strip_prefix(before)).unwrap_or(&text);
        let text = ["以内", "之内", "内"].iter().find_map(|after| text.strip_suffix(after)).unwrap_or(text).trim();
        if AT_ONCE.contains(&text) {
            return Some(Self { amount: 1, unit: TimeUnit::Minute });
        }
        if SAME_DAY.contains(&text) {
            return Some(Self { amount: 1, unit: TimeUnit::Day });
        }
        let (amount, word) = leading_amount(text)?;
        let (_, unit) = MEANT.iter().chain(&UNITS).find(|(known, _)| *known == word)?;
        Self::of_amount(amount, *unit)
    }

    /// The same time as a whole number, in a smaller unit where need be; the shortest limit for nothing.
    fn of_amount(amount: f64, unit: TimeUnit) -> Option<Self> {
        if amount == 0.0 {
            return Some(Self { amount: 1, unit: if unit == TimeUnit::Day { unit } else { TimeUnit::Minute } });
        }
        let is_whole = (amount - amount.round()).abs() < 1e-6;
        match unit {
            _ if is_whole && (1.0..=f64::from(u32::MAX)).contains(&amount.round()) => {
                Some(Self { amount: amount.round() as u32, unit })
            }
            TimeUnit::Day if !is_whole => Self::of_amount(amount * 24.0, TimeUnit::Hour),
            TimeUnit::Hour if !is_whole => Self::of_amount(amount * 60.0, TimeUnit::Minute),
            TimeUnit::Minute if !is_whole => Self::of_amount(amount * 60.0, TimeUnit::Second),
            _ => None,
        }
    }
}

/// The number that a text begins with, in digits or in words, and the word after it.
fn leading_amount(text: &str) -> Option<(f64, &str)> {
    let after = |rest: &str| text.split_at(text.len() - rest.len()).0;
    let digits = after(text.trim_start_matches(|next: char| next.is_ascii_digit() || next == '.'));
    let chinese = after(text.trim_start_matches(|next: char| "零〇一二两三四五六七八九十百半".contains(next)));
    let in_english = || {
        let is_word = |(word, _): &&(&str, f64)| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '));
        NUMBERS.iter().find(is_word).copied()
    };
    let (number, amount) = match (digits, chinese) {
        ("", "") => in_english()?,
        ("", number) => (number, chinese_number(number)?),
        (number, _) => (number, number.parse().ok()?),
    };
    let unit = text[number.len()..].trim_start();
    match unit.strip_prefix('个') {
        Some(unit) => Some(unit.strip_prefix('半').map_or((amount, unit), |unit| (amount + 0.5, unit))),
        None => Some((amount, unit)),
    }
}

/// The number of `二十四`, `两`, `半`. Two digits side by side, `三五`, are no number.
fn chinese_number(text: &str) -> Option<f64> {
    if text == "半" {
        return Some(0.5);
    }
    let (mut total, mut digit) = (0, None);
    for next in text.chars() {
        match next {
            '十' => total += digit.take().unwrap_or(1) * 10,
            '百' => total += digit.take()? * 100,
            '零' | '〇' if digit.is_none() => {}
            '两' if digit.is_none() => digit = Some(2),
            _ if digit.is_none() => digit = Some("一二三四五六七八九".chars().position(|known| known == next)? + 1),
            _ => return None,
        }
    }
    Some((total + digit.unwrap_or(0)) as f64)
}

#[cfg(test)]
mod tests {
    use super::TimeLimit;

    #[test]
    fn a_limit_in_words_or_parts_is_understood() {
        let meant = |typed: &str| TimeLimit::intended(typed).map(|limit| limit.to_string());
        for (typed, expected) in [("10 m", "10m"), ("10min", "10m"), ("2 Hours", "2h"), ("3日内", "3d"), ("2H", "2h")]
        {
            assert_eq!(meant(typed).as_deref(), Some(expected), "{typed}");
        }
        for (words, expected) in [
            ("立刻 马上 即时 0分钟 immediately", "1m"),
            ("半小时 半个小时 三十分钟", "30m"),
            ("两小时 两个小时 2小时以内", "2h"),
            ("一天 当天 当日 一日内", "1d"),
            ("十分钟 10分钟之内", "10m"),
            ("二十四小时", "24h"),
            ("一百二十分钟", "120m"),
            ("1.5小时 1.5h 一个半小时", "90m"),
            ("半分钟", "30s"),
            ("半天", "12h"),
        ] {
            words.split(' ').for_each(|typed| assert_eq!(meant(typed).as_deref(), Some(expected), "{typed}"));
        }
        for (typed, expected) in [
            ("half an hour", "30m"),
            ("Two hours", "2h"),
            ("a day", "1d"),
            ("within 3 days", "3d"),
            ("1.5 hours", "90m"),
        ] {
            assert_eq!(meant(typed).as_deref(), Some(expected), "{typed}");
        }
        for typed in
            ["soon", "3个工作日", "三个工作日", "3 working days", "三五天", "十", "1.5.2h", "99999999999d", "-2h"]
        {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }
}
