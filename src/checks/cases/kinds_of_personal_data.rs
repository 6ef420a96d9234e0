//! What personal data looks like: telephone, identity, card and plate numbers, e-mail addresses, in Chinese and English
//! forms; and what only looks like it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::model::compatible;
use crate::phrase;
use crate::words::Phrase;

/// A kind of personal data.
pub struct Kind {
    /// What it is called.
    pub name: Phrase,
    /// What to write in its place.
    pub stand_in: Phrase,
    /// Its form; what leads to the person is the first group, where there is one.
    pattern: &'static str,
    /// Whether what has the form is one.
    is_real: fn(&Candidate<'_>) -> bool,
}

/// Something of the form of personal data, on its line.
struct Candidate<'t> {
    /// As found, in plain characters.
    text: String,
    /// What stands shortly before it on its line.
    before: &'t str,
    /// What stands shortly behind it on its line.
    after: &'t str,
}

const IDENTITY: Phrase = phrase!("identity number", "证件号码");
const CROSSED_IDENTITY: Phrase = phrase!("[identity number]", "[证件号]");
const TELEPHONE: Phrase = phrase!("telephone number", "电话号码");
const CROSSED_TELEPHONE: Phrase = phrase!("[telephone]", "[电话]");
const CARD: Phrase = phrase!("bank card number", "银行卡号");
const CROSSED_CARD: Phrase = phrase!("[card number]", "[卡号]");
const PLATE: Phrase = phrase!("number plate", "车牌号");
const CROSSED_PLATE: Phrase = phrase!("[number plate]", "[车牌]");
const EMAIL: Phrase = phrase!("e-mail address", "电子邮箱");
const CROSSED_EMAIL: Phrase = phrase!("[e-mail]", "[邮箱]");

/// Every kind; what is part of an earlier one is not looked at again.
const KINDS: [Kind; 14] = [
    Kind {
        name: EMAIL,
        stand_in: CROSSED_EMAIL,
        pattern: r"[A-Za-z0-9][A-Za-z0-9._%+-]*[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
        is_real: is_personal_mailbox,
    },
    // China: eighteen digits, the last a check (GB 11643).
    Kind {
        name: IDENTITY,
        stand_in: CROSSED_IDENTITY,
        pattern: r"\d{6} ?\d{8} ?\d{3}[\dXxＸｘ]",
        is_real: |candidate| is_chinese_identity(&candidate.text),
    },
    // United States: a social security number.
    Kind {
        name: IDENTITY,
        stand_in: CROSSED_IDENTITY,
        pattern: r"\d{3}-\d{2}-\d{4}",
        is_real: |candidate| !candidate.text.starts_with("000") && !candidate.text.starts_with("666"),
    },
    // United Kingdom: a national insurance number.
    Kind {
        name: IDENTITY,
        stand_in: CROSSED_IDENTITY,
        pattern: r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
        is_real: |_| true,
    },
    // A passport is known by what is said before it.
    Kind {
        name: IDENTITY,
        stand_in: CROSSED_IDENTITY,
        pattern: r"(?xi) (?:护照号?码? | passport (?:\ no\.?|\ number)?)
            \s* (?:是|为|is|was)? \s* [:：]? \s* ([a-z]{1,2}\d{7,8} | \d{9})",
        is_real: |_| true,
    },
    Kind {
        name: CARD,
        stand_in: CROSSED_CARD,
        pattern: r"\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{3})?|\d{19}|\d{15,16}|3[47]\d{2}[ -]\d{6}[ -]\d{5}",
        is_real: |candidate| is_bank_card(&digits(&candidate.text)) && !candidate.is_reference(),
    },
    // China: mobile telephones.
    Kind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}",
        is_real: |candidate| candidate.is_telephone(),
    },
    // China: fixed lines with their area; also London.
    Kind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"(?:[(（]0\d{2,3}[)）] ?|0\d{2,3}[- —])[2-9]\d{2,3}[- ]?\d{4}",
        is_real: |candidate| candidate.is_telephone(),
    },
    // Any country, with its code.
    Kind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"\+[1-9]\d{0,2}(?:[ .-]?\(?\d{2,5}\)?){2,5}",
        is_real: |candidate| candidate.is_telephone(),
    },
    // North America.
    Kind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])\d{3}[-. ]\d{4}",
        is_real: |candidate| candidate.is_telephone(),
    },
    // United Kingdom.
    Kind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"07\d{3} ?\d{3} ?\d{3}|0[12]\d{2,3} \d{3} ?\d{3,4}",
        is_real: |candidate| candidate.is_telephone(),
    },
    // China: the province, the city, then five places or, for electric cars, six.
    Kind {
        name: PLATE,
        stand_in: CROSSED_PLATE,
        pattern: r"(?x) [京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] [A-HJ-NP-Z] [·•・.\ -]?
            (?:[A-HJ-NP-Z0-9]{5,6} | [A-HJ-NP-Z0-9]{4}[学警港澳挂])",
        is_real: |candidate| digits(&candidate.text).len() >= 2,
    },
    // United Kingdom.
    Kind { name: PLATE, stand_in: CROSSED_PLATE, pattern: r"[A-Z]{2}\d{2} [A-Z]{3}", is_real: |_| true },
    // Elsewhere a plate is known by what is said before it.
    Kind {
        name: PLATE,
        stand_in: CROSSED_PLATE,
        pattern: r"(?x) (?i:plate|registration|licen[cs]e) (?i:\ number|\ no\.?)? (?i:\ was|\ is|:)?
            \  ([A-Z0-9]{2,4}[-\ ]?[A-Z0-9]{2,4})",
        is_real: |candidate| {
            let count = digits(&candidate.text).len();
            count >= 2 && candidate.text.contains(|character: char| character.is_ascii_uppercase())
        },
    },
];

static PATTERNS: LazyLock<[Regex; KINDS.len()]> =
    LazyLock::new(|| KINDS.each_ref().map(|kind| Regex::new(kind.pattern).expect("a pattern of ours is a pattern")));

/// Every piece of personal data in a text: where it stands and what it is, in order.
pub fn personal_data(text: &str) -> Vec<(Range<usize>, &'static Kind)> {
    let mut found: BTreeMap<usize, (usize, &'static Kind)> = BTreeMap::new();
    for (kind, pattern) in KINDS.iter().zip(PATTERNS.iter()) {
        for captures in pattern.captures_iter(text) {
            let Some(place) = captures.get(1).or(captures.get(0)).map(|matched| matched.range()) else { continue };
            let before = found.range(..place.end).next_back();
            let overlaps = before.is_some_and(|(_, (end, _))| *end > place.start);
            let candidate = Candidate::at(text, place.clone());
            if candidate.stands_alone() && (kind.is_real)(&candidate) && !overlaps {
                found.insert(place.start, (place.end, kind));
            }
        }
    }
    found.into_iter().map(|(start, (end, kind))| (start..end, kind)).collect()
}

/// Words before a number that make it the number of a thing.
const OF_A_THING: [&str; 29] = [
    "订单",
    "单号",
    "工单",
    "编号",
    "流水",
    "快递",
    "运单",
    "发票",
    "批号",
    "批次",
    "序列号",
    "条码",
    "合同",
    "凭证",
    "受理号",
    "order",
    "ticket",
    "invoice",
    "tracking",
    "reference",
    "ref.",
    "serial",
    "parcel",
    "receipt",
    "batch",
    "contract",
    "case number",
    "barcode",
    "voucher",
];

/// Words before a number that make it somebody's telephone again.
const OF_A_TELEPHONE: [&str; 9] = ["电话", "手机", "号码", "拨", "联系", "phone", "tel", "mobile", "call"];

/// How many bytes around a number may tell what it is.
const NEAR: usize = 60;

impl<'t> Candidate<'t> {
    fn at(text: &'t str, place: Range<usize>) -> Self {
        let (before, behind) = (place.start.saturating_sub(NEAR), text.len().min(place.end + NEAR));
        let before = &text[text.floor_char_boundary(before)..place.start];
        let after = &text[place.end..text.floor_char_boundary(behind)];
        Self {
            text: compatible(&text[place.clone()]).into_owned(),
            before: before.rsplit('\n').next().unwrap_or_default(),
            after: after.split('\n').next().unwrap_or_default(),
        }
    }

    /// Whether it is not part of something longer: a number, a word, a number with crosses.
    fn stands_alone(&self) -> bool {
        let glues = |character: char| {
            character.is_ascii_alphanumeric() || character.is_numeric() || matches!(character, '*' | '_' | '＊')
        };
        let mut before = self.before.chars().rev();
        let mut after = self.after.chars();
        let (last, last_but_one) = (before.next(), before.next());
        let (first, second) = (after.next(), after.next());
        let joined = |sign: Option<char>, beyond: Option<char>| {
            sign.is_some_and(glues)
                || sign.is_some_and(|sign| matches!(sign, '.' | '-' | '/')) && beyond.is_some_and(|c| c.is_numeric())
        };
        !joined(last, last_but_one) && !joined(first, second)
    }

    /// Whether it is the number of an order, a ticket, a parcel.
    fn is_reference(&self) -> bool {
        let near: Vec<char> = self.before.chars().rev().take(14).collect();
        let near: String = near.into_iter().rev().collect::<String>().to_lowercase();
        let last = |words: &[&str]| words.iter().filter_map(|word| near.rfind(word)).max();
        last(&OF_A_THING) > last(&OF_A_TELEPHONE)
    }

    fn is_amount(&self) -> bool {
        let before = self.before.trim_end();
        before.ends_with(['¥', '￥', '$', '£', '€'])
            || ["元", "块", "万", "yuan", "RMB", "USD"].iter().any(|unit| self.after.trim_start().starts_with(unit))
    }

    fn is_telephone(&self) -> bool {
        let digits = digits(&self.text);
        (7..=15).contains(&digits.len())
            && !is_service_or_stand_in(&digits)
            && !self.is_reference()
            && !self.is_amount()
    }
}

/// Whether a telephone number is nobody's: a service line, a number kept for stories, or digits typed for show.
fn is_service_or_stand_in(digits: &str) -> bool {
    let national = digits.strip_prefix("0086").or(digits.strip_prefix("86")).unwrap_or(digits);
    let american = if digits.len() == 11 { digits.strip_prefix('1').unwrap_or(digits) } else { digits };
    let british = digits.strip_prefix("44").or(digits.strip_prefix('0')).unwrap_or(digits);
    let tail: Vec<char> = national.chars().rev().take(8).collect();
    let is_service = (american.len() == 10
        && ["400", "800", "833", "844", "855", "866", "877", "888"].iter().any(|free| american.starts_with(free)))
        || ["800", "808", "300", "330", "345"].iter().any(|free| british.len() == 10 && british.starts_with(free));
    let is_fiction = american.len() == 10 && american[3..].starts_with("55501")
        || ["7700900", "2079460", "1632960"].iter().any(|kept| british.starts_with(kept));
    let is_for_show =
        tail.windows(2).all(|pair| pair[0] == pair[1]) || national.ends_with("12345678") || national == "13800138000";
    is_service || is_fiction || is_for_show
}

/// Mailboxes that belong to a department.
const OF_A_DEPARTMENT: [&str; 16] = [
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

/// Domains that are kept for examples and belong to nobody (RFC 2606).
const OF_NOBODY: [&str; 7] = ["example.com", "example.org", "example.net", "example", "invalid", "test", "localhost"];

fn is_personal_mailbox(candidate: &Candidate<'_>) -> bool {
    let address = candidate.text.to_lowercase();
    let Some((mailbox, domain)) = address.split_once('@') else { return false };
    let is_nobodys = |kept: &str| domain.strip_suffix(kept).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let crossed = mailbox.chars().filter(|&character| character == 'x').count() >= 3;
    !OF_A_DEPARTMENT.contains(&mailbox) && !OF_NOBODY.into_iter().any(is_nobodys) && !crossed
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// GB 11643: a birthday in the middle, and a last place that checks the seventeen before it (ISO 7064, 11-2).
fn is_chinese_identity(text: &str) -> bool {
    let places: Vec<u32> = text
        .chars()
        .filter_map(|character| if matches!(character, 'X' | 'x') { Some(10) } else { character.to_digit(10) })
        .collect();
    let sum: u32 = (0..places.len()).map(|index| (1 << (17 - index.min(17))) % 11 * places[index]).sum();
    places.len() == 18 && sum % 11 == 1 && is_birthday(&digits(text)[6..14])
}

/// Eight digits that are a day on which somebody alive may have been born.
fn is_birthday(text: &str) -> bool {
    Date::strptime("%Y%m%d", text).is_ok_and(|date| (1880..2100).contains(&date.year()))
}

/// Fifteen, sixteen or nineteen digits with the beginning of a scheme that issues cards, and Luhn's check.
fn is_bank_card(digits: &str) -> bool {
    let begins = |range: Range<u32>, places: usize| {
        digits.get(..places).and_then(|beginning| beginning.parse().ok()).is_some_and(|number| range.contains(&number))
    };
    let scheme = match digits.len() {
        15 => begins(34..35, 2) || begins(37..38, 2),
        16 => {
            begins(4..5, 1)
                || begins(51..56, 2)
                || begins(2221..2721, 4)
                || begins(35..36, 2)
                || begins(60..66, 2)
                || begins(81..82, 2)
        }
        19 => begins(62..63, 2) || begins(4..5, 1) || begins(60..61, 2),
        _ => false,
    };
    let luhn: u32 = (digits.chars().rev().filter_map(|digit| digit.to_digit(10)).enumerate())
        .map(|(index, digit)| if index % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    scheme && luhn.is_multiple_of(10) && digits.chars().any(|digit| digit != '0')
}

#[cfg(test)]
mod tests {
    use super::{is_bank_card, is_chinese_identity, personal_data};

    #[test]
    fn the_span_is_that_of_the_number_alone() {
        for (text, expected) in [
            ("他留下电话 15407283915，就走了", "15407283915"),
            ("证件号：11010519491231002X。", "11010519491231002X"),
            ("Her passport number is G15400728 she said", "G15400728"),
            ("写信到 li.wei@mail.zz 即可", "li.wei@mail.zz"),
        ] {
            let found: Vec<&str> = personal_data(text).into_iter().map(|(place, _)| &text[place]).collect();
            assert_eq!(found, [expected], "in {text:?}");
        }
    }

    #[test]
    fn a_wrong_check_digit_is_no_number() {
        assert!(is_chinese_identity("11010519491231002X"));
        assert!(!is_chinese_identity("110105194912310021"));
        assert!(!is_chinese_identity("110105194913310021"));
        assert!(is_bank_card("4111111111111111"));
        assert!(!is_bank_card("4111111111111112"));
    }
}
