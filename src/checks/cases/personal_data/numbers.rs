//! What a number or an address tells by itself: country codes, check digits, reserved ranges and names.

use jiff::civil::Date;

/// Country codes (ITU-T E.164); those of three digits by their first two.
pub(super) const ONE_DIGIT_CODES: [&str; 2] = ["1", "7"];
pub(super) const TWO_DIGIT_CODES: [&str; 44] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51",
    "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90",
    "91", "92", "93", "94", "95", "98",
];
pub(super) const THREE_DIGIT_CODES: [&str; 26] = [
    "21", "22", "23", "24", "25", "26", "29", "35", "37", "38", "42", "50", "59", "67", "68", "69", "85", "88", "96",
    "97", "992", "993", "994", "995", "996", "998",
];

/// Whether a text with a country code may be a telephone number. `+30 2026-03-17`, a gain and a date, is none.
pub(super) fn is_international(text: &str) -> bool {
    let runs: Vec<&str> = text.split(|next: char| !next.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let Some((&first, others)) = runs.split_first() else { return false };
    let first = if text.starts_with('+') { first } else { &first[2.min(first.len())..] };
    let begins = |codes: &[&str]| codes.iter().any(|code| first.starts_with(code));
    let Some(code) =
        [&ONE_DIGIT_CODES[..], &TWO_DIGIT_CODES, &THREE_DIGIT_CODES].iter().position(|codes| begins(codes))
    else {
        return false;
    };
    let code = code + 1;
    let has_code = first.len() == code || first.len() > 3 || first.len() > code && others.is_empty();
    let lengths: Vec<usize> = others.iter().map(|run| run.len()).collect();
    let has_date = lengths.windows(3).any(|three| three == [4, 2, 2]);
    let is_american = first.len() > 1 || [&[10][..], &[3, 7], &[3, 3, 4]].contains(&&lengths[..]);
    let count = first.len() + lengths.iter().sum::<usize>();
    match code {
        1 => has_code && !has_date && count == 11 && (first != "1" || is_american),
        _ => has_code && !has_date && (8..=15).contains(&count),
    }
}

/// How the numbers of firms begin: in China and North America, in North America alone, in the United Kingdom.
pub(super) const FIRMS: [&str; 2] = ["400", "800"];
pub(super) const AMERICAN_FIRMS: [&str; 6] = ["833", "844", "855", "866", "877", "888"];
pub(super) const BRITISH_FIRMS: [&str; 5] = ["800", "808", "300", "330", "345"];
/// How British numbers begin that are kept for fiction.
pub(super) const BRITISH_FICTION: [&str; 3] = ["7700900", "2079460", "1632960"];

/// Whether a telephone number is no person's: a service line, a number reserved for fiction, or an obvious dummy.
pub(super) fn is_service_or_fictitious(digits: &str) -> bool {
    let national = digits.strip_prefix("0086").or(digits.strip_prefix("86")).unwrap_or(digits);
    let american = if digits.len() == 11 { digits.strip_prefix('1').unwrap_or(digits) } else { digits };
    let british = digits.strip_prefix("44").or(digits.strip_prefix('0')).unwrap_or(digits);
    let tail: Vec<char> = national.chars().rev().take(8).collect();
    let of_firms = |number: &str| number.len() == 10 && FIRMS.iter().any(|firm| number.starts_with(firm));
    let is_service = of_firms(national)
        || of_firms(american)
        || (american.len() == 10 && AMERICAN_FIRMS.iter().any(|free| american.starts_with(free)))
        || (british.len() == 10 && BRITISH_FIRMS.iter().any(|free| british.starts_with(free)));
    let is_fiction = american.len() == 10 && american[3..].starts_with("55501")
        || BRITISH_FICTION.iter().any(|kept| british.starts_with(kept));
    let is_dummy =
        tail.windows(2).all(|pair| pair[0] == pair[1]) || national.ends_with("12345678") || national == "13800138000";
    is_service || is_fiction || is_dummy
}

/// Mailboxes of departments.
pub(super) const DEPARTMENT_MAILBOXES: [&str; 16] = [
    "info",
    "service",
    "services",
    "support",
    "contact",
    "help",
    "helpdesk",
    "kefu",
    "noreply",
    "no-reply",
    "admin",
    "sales",
    "office",
    "feedback",
    "complaints",
    "customerservice",
];

/// Domains reserved for examples (RFC 2606).
pub(super) const RESERVED_DOMAINS: [&str; 7] =
    ["example.com", "example.org", "example.net", "example", "invalid", "test", "localhost"];

pub(super) fn is_personal_mailbox(address: &str) -> bool {
    let address = address.to_lowercase();
    let Some((mailbox, domain)) = address.split_once('@') else { return false };
    let is_reserved = |kept: &str| domain.strip_suffix(kept).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let is_masked = mailbox.chars().filter(|&character| character == 'x').count() >= 3;
    !DEPARTMENT_MAILBOXES.contains(&mailbox) && !RESERVED_DOMAINS.into_iter().any(is_reserved) && !is_masked
}

pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// GB 11643: a birthday in the middle, and a check digit for the seventeen before it (ISO 7064, 11-2).
pub(super) fn is_chinese_identity(text: &str) -> bool {
    let places: Vec<u32> = text
        .chars()
        .filter_map(|character| if matches!(character, 'X' | 'x') { Some(10) } else { character.to_digit(10) })
        .collect();
    let sum: u32 = (0..places.len()).map(|index| (1 << (17 - index.min(17))) % 11 * places[index]).sum();
    places.len() == 18 && sum % 11 == 1 && is_birthday(&digits(text)[6..14])
}

/// Whether eight digits are a date on which a living person may have been born.
fn is_birthday(text: &str) -> bool {
    Date::strptime("%Y%m%d", text).is_ok_and(|date| (1880..2100).contains(&date.year()))
}

/// The card schemes: how many digits a number has, and between which two its first digits lie.
pub(super) const CARD_SCHEMES: [(usize, &str, &str); 11] = [
    (15, "34", "34"),
    (15, "37", "37"),
    (16, "4", "4"),
    (16, "51", "55"),
    (16, "2221", "2720"),
    (16, "35", "35"),
    (16, "60", "65"),
    (16, "81", "81"),
    (19, "62", "62"),
    (19, "4", "4"),
    (19, "60", "60"),
];

/// Fifteen, sixteen or nineteen digits with the prefix of a card scheme and a valid Luhn checksum.
pub(super) fn is_bank_card(digits: &str) -> bool {
    let scheme = CARD_SCHEMES.iter().any(|&(length, first, last)| {
        digits.len() == length && digits.get(..first.len()).is_some_and(|begins| (first..=last).contains(&begins))
    });
    let luhn: u32 = (digits.chars().rev().filter_map(|digit| digit.to_digit(10)).enumerate())
        .map(|(index, digit)| if index % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    scheme && luhn.is_multiple_of(10) && digits.chars().any(|digit| digit != '0')
}

#[cfg(test)]
mod tests {
    use super::{is_bank_card, is_chinese_identity};

    #[test]
    fn a_wrong_check_digit_is_no_number() {
        assert!(is_chinese_identity("11010519491231002X"));
        assert!(!is_chinese_identity("110105194912310021"));
        assert!(!is_chinese_identity("110105194913310021"));
        assert!(is_bank_card("4111111111111111"));
        assert!(!is_bank_card("4111111111111112"));
    }
}
