//! What personal data looks like: telephone, identity, card and plate numbers, e-mail addresses, in Chinese and English
//! forms; and what only looks like it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::model::compatible;
use crate::phrase;
use crate::words::{Lang, Phrase};

/// A kind of personal data.
pub struct PersonalDataKind {
    /// What it is called.
    pub name: Phrase,
    /// What to write in its place.
    pub stand_in: Phrase,
    /// Its form in plain characters; what leads to the person is the first group, where there is one.
    pattern: &'static str,
    /// Whether what has the form is one.
    is_real: fn(&Candidate<'_>) -> bool,
}

/// Something of the form of personal data, on its line, in plain characters.
struct Candidate<'t> {
    text: &'t str,
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
const KINDS: [PersonalDataKind; 14] = [
    PersonalDataKind {
        name: EMAIL,
        stand_in: CROSSED_EMAIL,
        pattern: r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
        is_real: is_personal_mailbox,
    },
    // China: eighteen digits, the last a check (GB 11643).
    PersonalDataKind {
        name: IDENTITY,
        stand_in: CROSSED_IDENTITY,
        pattern: r"\d{6} ?\d{8} ?\d{3}[\dXx]",
        is_real: |candidate| is_chinese_identity(candidate.text),
    },
    // United States: a social security number.
    PersonalDataKind {
        name: IDENTITY,
        stand_in: CROSSED_IDENTITY,
        pattern: r"\d{3}-\d{2}-\d{4}",
        is_real: |candidate| {
            !candidate.text.starts_with("000") && !candidate.text.starts_with("666") && !candidate.is_reference()
        },
    },
    // United Kingdom: a national insurance number.
    PersonalDataKind {
        name: IDENTITY,
        stand_in: CROSSED_IDENTITY,
        pattern: r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
        is_real: |candidate| !candidate.is_reference(),
    },
    // A passport is known by what is said before it.
    PersonalDataKind {
        name: IDENTITY,
        stand_in: CROSSED_IDENTITY,
        pattern: r"(?xi) (?:护照号?码? | passport (?:\ no\.?|\ number)?)
            \s* (?:是|为|is|was)? \s* :? \s* ([a-z]{1,2}\d{7,8} | \d{9})",
        is_real: |_| true,
    },
    PersonalDataKind {
        name: CARD,
        stand_in: CROSSED_CARD,
        pattern: r"\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{3})?|\d{19}|\d{15,16}|3[47]\d{2}[ -]\d{6}[ -]\d{5}",
        is_real: |candidate| is_bank_card(&digits(candidate.text)) && !candidate.is_reference(),
    },
    // China: mobile telephones; emphasis within the number is not seen on the page.
    PersonalDataKind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"(?x) (?:(?:\+|00)?86[-\ ]?)? 1[3-9]\d
            (?: (?:(?:[-\ ./_·•・]|\*{1,3})?\d{4}){2} | \d[-\ ]\d{3}[-\ ]\d{4} )",
        is_real: |candidate| candidate.is_telephone(),
    },
    // China: fixed lines with their area; also London.
    PersonalDataKind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"(?:\(0\d{2,3}\) ?|0\d{2,3}[- ])[2-9]\d{2,3}[- ]?\d{4}",
        is_real: |candidate| candidate.is_telephone(),
    },
    // Any country, with its code.
    PersonalDataKind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"(?:\+[1-9]\d*|00[1-9]\d{0,2}[ .-])(?:[ .()/-]{0,2}\d+)*",
        is_real: |candidate| is_international(candidate.text) && candidate.is_telephone(),
    },
    // North America.
    PersonalDataKind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])\d{3}[-. ]\d{4}",
        is_real: |candidate| candidate.is_telephone(),
    },
    // United Kingdom.
    PersonalDataKind {
        name: TELEPHONE,
        stand_in: CROSSED_TELEPHONE,
        pattern: r"07\d{3} ?\d{3} ?\d{3}|0[12]\d{2,3} \d{3} ?\d{3,4}",
        is_real: |candidate| candidate.is_telephone(),
    },
    // China: the province, the city, then five places or, for electric cars, six.
    PersonalDataKind {
        name: PLATE,
        stand_in: CROSSED_PLATE,
        pattern: r"(?x) [京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] [A-HJ-NP-Z] [·•・.\ -]?
            (?:[A-HJ-NP-Z0-9]{5,6} | [A-HJ-NP-Z0-9]{4}[学警港澳挂])",
        is_real: |candidate| digits(candidate.text).len() >= 2,
    },
    // United Kingdom.
    PersonalDataKind {
        name: PLATE,
        stand_in: CROSSED_PLATE,
        pattern: r"[A-Z]{2}\d{2} [A-Z]{3}",
        is_real: |c| !c.is_reference(),
    },
    // Elsewhere a plate is known by what is said before it.
    PersonalDataKind {
        name: PLATE,
        stand_in: CROSSED_PLATE,
        pattern: r"(?x) (?i:plate|registration|licen[cs]e) (?i:\ number|\ no\.?)? (?i:\ was|\ is|:)?
            \  ([A-Z0-9]{2,4}[-\ ]?[A-Z0-9]{2,4})",
        is_real: |candidate| {
            let count = digits(candidate.text).len();
            count >= 2 && candidate.text.contains(|character: char| character.is_ascii_uppercase())
        },
    },
];

static PATTERNS: LazyLock<[Regex; KINDS.len()]> =
    LazyLock::new(|| KINDS.each_ref().map(|kind| Regex::new(kind.pattern).expect("a pattern of ours is a pattern")));

/// Every piece of personal data in a text: where it stands and what it is, in order.
pub fn personal_data(text: &str) -> Vec<(Range<usize>, &'static PersonalDataKind)> {
    let plain = Plain::of(text);
    let mut found: BTreeMap<usize, (usize, &'static PersonalDataKind)> = BTreeMap::new();
    for (kind, pattern) in KINDS.iter().zip(PATTERNS.iter()) {
        for captures in pattern.captures_iter(&plain.text) {
            let Some(place) = captures.get(1).or(captures.get(0)).map(|matched| matched.range()) else { continue };
            let place = without_what_follows(&plain.text, place);
            let before = found.range(..place.end).next_back();
            let overlaps = before.is_some_and(|(_, (end, _))| *end > place.start);
            let candidate = Candidate::at(&plain.text, place.clone());
            if candidate.stands_alone() && (kind.is_real)(&candidate) && !overlaps {
                found.insert(place.start, (place.end, kind));
            }
        }
    }
    found.into_iter().map(|(start, (end, kind))| (plain.typed(start)..plain.typed(end), kind)).collect()
}

/// The text with every piece of personal data replaced by what it was.
pub fn crossed_out(text: &str, lang: Lang) -> Cow<'_, str> {
    let found = personal_data(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut crossed, mut at) = (String::new(), 0);
    for (place, kind) in found {
        crossed += &text[at..place.start];
        crossed += kind.stand_in.get(lang);
        at = place.end;
    }
    Cow::Owned(crossed + &text[at..])
}

/// A telephone number with its country's code, without the date or the hour that was taken for its end.
fn without_what_follows(text: &str, whole: Range<usize>) -> Range<usize> {
    if !text[whole.clone()].starts_with('+') && !text[whole.clone()].starts_with("00") {
        return whole;
    }
    let (start, mut end) = (whole.start, whole.end);
    loop {
        let candidate = Candidate::at(text, start..end);
        if candidate.stands_alone() && is_international(candidate.text) {
            return start..end;
        }
        let Some(cut) = candidate.text.rfind(' ') else { return whole };
        end = start + candidate.text[..cut].trim_end().len();
    }
}

/// A text in plain characters: full-width ones as ASCII, dashes as hyphens, spaces as such.
struct Plain<'t> {
    text: Cow<'t, str>,
    /// By the byte, where it was typed; empty where nothing is typed otherwise.
    typed: Vec<usize>,
}

impl<'t> Plain<'t> {
    fn of(text: &'t str) -> Self {
        if text.chars().all(|character| plain(character) == character) {
            return Self { text: Cow::Borrowed(text), typed: Vec::new() };
        }
        let (mut written, mut typed) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, character) in text.char_indices() {
            written.push(plain(character));
            typed.resize(written.len(), at);
        }
        typed.push(text.len());
        Self { text: Cow::Owned(written), typed }
    }

    fn typed(&self, byte: usize) -> usize {
        self.typed.get(byte).copied().unwrap_or(byte)
    }
}

/// The plain form of a character.
fn plain(character: char) -> char {
    match character {
        '\0'..='\x7f' | '\u{4e00}'..='\u{9fff}' => character,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => {
            let mut buffer = [0; 4];
            let form = compatible(character.encode_utf8(&mut buffer));
            let mut characters = form.chars();
            let only = characters.next().filter(|only| only.is_ascii() && characters.next().is_none());
            only.unwrap_or(character)
        }
    }
}

/// Words before a number that make it the number of a thing.
const OF_A_THING: [&str; 47] = [
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
    "物流",
    "货号",
    "保单",
    "案号",
    "取件码",
    "设备号",
    "会员号",
    "会员卡",
    "工号",
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
    "membership",
    "sn",
    "s/n",
    "imei",
    "sku",
    "policy number",
    "policy no",
    "part no",
    "item no",
];

/// Words before a number that make it somebody's telephone again.
const OF_A_TELEPHONE: [&str; 23] = [
    "电话",
    "手机",
    "号码",
    "来电",
    "微信",
    "联系",
    "拨",
    "打",
    "留",
    "phone",
    "telephone",
    "cellphone",
    "tel",
    "mobile",
    "call",
    "caller",
    "text",
    "reach",
    "ring",
    "rang",
    "dial",
    "whatsapp",
    "wechat",
];

/// What may stand between the name of a thing and its number: `number is:`.
static OF_NAME_AND_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x) \s* (?: 号码? | numbers? | nos?\.? | nr\.? | code )?
        \s* (?: 是 | 为 | \b(?:is|was) )? [\s:=,、*_`(\x22“]* $";
    Regex::new(pattern).expect("a pattern of ours is a pattern")
});

/// The beginning of a web address that is written without `https://` and goes on behind its host.
static OF_AN_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/.";
    Regex::new(pattern).expect("a pattern of ours is a pattern")
});

/// Signs that may stand between a name and its number.
const OF_NO_NAME: [char; 6] = [' ', ':', '=', ',', '*', '_'];

/// Words with a full stop that ends no sentence.
const ABBREVIATED: [&str; 4] = ["no", "nos", "nr", "ref"];

/// What a part of a web address is called that holds a number of somebody's.
const OF_SOMEBODY_IN_ADDRESS: [&str; 8] = ["phone", "tel", "mobile", "cell", "whatsapp", "wa.me", "card", "contact"];

/// How many bytes around a number may tell what it is: as many as a long web address has.
const NEAR: usize = 400;

impl<'t> Candidate<'t> {
    fn at(text: &'t str, place: Range<usize>) -> Self {
        let (before, behind) = (place.start.saturating_sub(NEAR), text.len().min(place.end + NEAR));
        let before = &text[text.floor_char_boundary(before)..place.start];
        let after = &text[place.end..text.floor_char_boundary(behind)];
        Self {
            text: &text[place],
            before: before.rsplit('\n').next().unwrap_or_default(),
            after: after.split('\n').next().unwrap_or_default(),
        }
    }

    /// Whether it is not part of something longer: a number, a word, a number with crosses.
    fn stands_alone(&self) -> bool {
        !is_joined(self.before.chars().rev()) && !is_joined(self.after.chars())
    }

    /// What is said before it in its own clause, in small letters.
    fn clause(&self) -> String {
        let said = self.before.trim_end_matches([' ', ':', '*', '_']);
        let end = said.char_indices().rev().find(|&(at, character)| ends_clause(self.before, at, character));
        self.before[end.map_or(0, |(at, character)| at + character.len_utf8())..].to_lowercase()
    }

    /// Whether it is the number of an order, a ticket, a parcel, or of a page.
    fn is_reference(&self) -> bool {
        let clause = self.clause();
        let near = clause.char_indices().rev().nth(13).map_or(&clause[..], |(at, _)| &clause[at..]);
        let last = |words: &[&str]| words.iter().filter_map(|word| last_word(near, word)).max();
        let named_behind = || {
            let behind: String = self.after.trim_start_matches([' ', '*', '_']).chars().take(5).collect();
            behind.strip_prefix('号').is_some_and(|thing| OF_A_THING.iter().any(|word| thing.starts_with(word)))
        };
        self.is_named(&OF_A_THING)
            || last(&OF_A_THING) > last(&OF_A_TELEPHONE)
            || near.ends_with('#')
            || named_behind()
            || self.is_in_address()
    }

    /// Whether one of the words is the name of the number: `order number: `, `the order, `.
    fn is_named(&self, words: &[&str]) -> bool {
        let before = self.before.to_lowercase();
        let name = OF_NAME_AND_NUMBER.find(&before).map_or(&before[..], |between| &before[..between.start()]);
        [name, before.trim_end_matches(OF_NO_NAME)].iter().any(|name| ends_with_word(name, words))
    }

    /// Whether it is called an ID, and not that of a telephone or a messenger.
    fn is_an_id(&self) -> bool {
        let before = self.before.to_lowercase();
        let name = before.trim_end_matches(OF_NO_NAME);
        let of = name.strip_suffix("id").map(str::trim_end);
        ends_with_word(name, &["id"]) && of.is_some_and(|of| !ends_with_word(of, &OF_A_TELEPHONE))
    }

    /// Whether it is a part of a web address under a name that is nobody's.
    fn is_in_address(&self) -> bool {
        let ends = |character: char| !character.is_ascii_graphic() || "\"'<>()[]{}`|,;".contains(character);
        let address = self.before.rsplit(ends).next().unwrap_or_default().to_lowercase();
        let name = address.rsplit(['?', '&', '/']).next().unwrap_or_default();
        let is_parameter = name.ends_with('=') && address.len() > name.len();
        let is_address =
            address.contains("://") || address.starts_with("www.") || OF_AN_ADDRESS.is_match(&address) || is_parameter;
        let is_somebodys = |part: &str| {
            let mut words = part.split(|next: char| !next.is_ascii_alphanumeric() && next != '.');
            words.any(|word| OF_SOMEBODY_IN_ADDRESS.iter().any(|name| word.starts_with(name)))
        };
        is_address && !address.rsplit(['?', '&', '/']).take(2).any(is_somebodys)
    }

    fn is_amount(&self) -> bool {
        let before = self.before.trim_end();
        before.ends_with(['¥', '￥', '$', '£', '€'])
            || ["元", "块", "万", "积分", "yuan", "RMB", "USD", "points"]
                .iter()
                .any(|unit| self.after.trim_start().starts_with(unit))
    }

    fn is_telephone(&self) -> bool {
        let digits = digits(self.text);
        (7..=15).contains(&digits.len())
            && !is_service_or_stand_in(&digits)
            && !self.is_reference()
            && !self.is_an_id()
            && !self.is_amount()
    }
}

/// Whether what stands beside a number, the nearest first, makes it part of something longer. Up to three asterisks are
/// emphasis, more are crosses.
fn is_joined(mut beside: impl Iterator<Item = char> + Clone) -> bool {
    let marks = beside.clone().take_while(|&sign| sign == '*').count();
    let emphasis = match marks {
        0 => beside.clone().take_while(|&sign| sign == '_').count(),
        _ => marks,
    };
    if emphasis > 0 {
        let beyond = beside.nth(emphasis);
        let is_glued = |beyond: char| beyond.is_numeric() || marks == 0 && beyond.is_ascii_alphabetic();
        return emphasis > 3 || beyond.is_some_and(is_glued);
    }
    match beside.next() {
        Some('.' | '-' | '/') => beside.next().is_some_and(char::is_numeric),
        next => next.is_some_and(|next| next.is_ascii_alphabetic() || next.is_numeric()),
    }
}

/// Whether a sign at a place in a text ends a clause there.
fn ends_clause(text: &str, at: usize, sign: char) -> bool {
    let after = text[at + sign.len_utf8()..].chars().next();
    match sign {
        ',' | ';' | '!' | '?' | '。' | '、' | '…' => true,
        ':' => after.is_some_and(|after| after == ' ' || !after.is_ascii()),
        '.' => {
            let word = text[..at].rsplit(|next: char| !next.is_ascii_alphabetic()).next().unwrap_or_default();
            after == Some(' ') && !ABBREVIATED.iter().any(|known| word.eq_ignore_ascii_case(known))
        }
        _ => false,
    }
}

/// Whether a text in small letters ends with one of the words.
fn ends_with_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| last_word(text, word).is_some_and(|at| at + word.len() == text.len()))
}

/// Where a word stands last in a text in small letters. A word in letters is no part of a longer one: `SN`, not `wasn't`.
fn last_word(text: &str, word: &str) -> Option<usize> {
    let is_letter = |neighbour: Option<char>| neighbour.is_some_and(|neighbour| neighbour.is_ascii_alphabetic());
    let mut places = text.rmatch_indices(word).map(|(at, _)| at);
    places.find(|&at| {
        let (before, after) = (text[..at].chars().next_back(), text[at + word.len()..].chars().next());
        let in_letters = word.starts_with(|first: char| first.is_ascii());
        let is_short = word.len() <= 3;
        !(in_letters && (is_letter(before) || is_short && is_letter(after)))
    })
}

/// The codes of countries and networks (ITU-T E.164); those of three digits by their first two.
const OF_ONE_DIGIT: [&str; 2] = ["1", "7"];
const OF_TWO_DIGITS: [&str; 44] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51",
    "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90",
    "91", "92", "93", "94", "95", "98",
];
const OF_THREE_DIGITS: [&str; 26] = [
    "21", "22", "23", "24", "25", "26", "29", "35", "37", "38", "42", "50", "59", "67", "68", "69", "85", "88", "96",
    "97", "992", "993", "994", "995", "996", "998",
];

/// Whether digits behind a country's code may be a telephone number. A gain with a date behind it, `+30 2026-03-17`, is
/// none.
fn is_international(text: &str) -> bool {
    let runs: Vec<&str> = text.split(|next: char| !next.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let Some((&first, others)) = runs.split_first() else { return false };
    let first = if text.starts_with('+') { first } else { &first[2.min(first.len())..] };
    let begins = |codes: &[&str]| codes.iter().any(|code| first.starts_with(code));
    let Some(code) = [&OF_ONE_DIGIT[..], &OF_TWO_DIGITS, &OF_THREE_DIGITS].iter().position(|codes| begins(codes))
    else {
        return false;
    };
    let code = code + 1;
    // What is set apart as the code is the code.
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

/// Whether a telephone number is nobody's: a service line, a number kept for stories, or digits typed for show.
fn is_service_or_stand_in(digits: &str) -> bool {
    let national = digits.strip_prefix("0086").or(digits.strip_prefix("86")).unwrap_or(digits);
    let american = if digits.len() == 11 { digits.strip_prefix('1').unwrap_or(digits) } else { digits };
    let british = digits.strip_prefix("44").or(digits.strip_prefix('0')).unwrap_or(digits);
    let tail: Vec<char> = national.chars().rev().take(8).collect();
    let of_firms = |number: &str| number.len() == 10 && (number.starts_with("400") || number.starts_with("800"));
    let is_service = of_firms(national)
        || of_firms(american)
        || (american.len() == 10
            && ["833", "844", "855", "866", "877", "888"].iter().any(|free| american.starts_with(free)))
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
    use super::{crossed_out, is_bank_card, is_chinese_identity, personal_data};
    use crate::words::Lang;

    #[test]
    fn the_span_is_that_of_the_number_alone() {
        for (text, expected) in [
            ("他留下电话 15407283915，就走了", "15407283915"),
            ("证件号：11010519491231002X。", "11010519491231002X"),
            ("Her passport number is G15400728 she said", "G15400728"),
            ("写信到 li.wei@mail.zz 即可", "li.wei@mail.zz"),
            ("他留下电话１５４０７２８３９１５，就走了", "１５４０７２８３９１５"),
            ("２０日，写信到ｌｉ＠ｍａｉｌ．ｚｚ即可", "ｌｉ＠ｍａｉｌ．ｚｚ"),
            ("+44 7000 728391 2026-03-17 10:20", "+44 7000 728391"),
            ("+33 6 99 84 73 09, she said", "+33 6 99 84 73 09"),
        ] {
            let found: Vec<&str> = personal_data(text).into_iter().map(|(place, _)| &text[place]).collect();
            assert_eq!(found, [expected], "in {text:?}");
        }
    }

    #[test]
    fn a_text_is_crossed_out_where_somebody_could_be_found() {
        assert_eq!(crossed_out("１５４０７２８３９１５是王女士的", Lang::Zh), "[电话]是王女士的");
        assert_eq!(crossed_out("To li@mail.zz, 154 0728 3915", Lang::En), "To [e-mail], [telephone]");
        assert_eq!(crossed_out("The torn bag", Lang::En), "The torn bag");
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
