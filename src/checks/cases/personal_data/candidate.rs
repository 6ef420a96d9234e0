//! What the words around a number tell of it: whether it is part of something longer, a reference, an amount, an ID.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::numbers::{digits, is_service_or_fictitious};

/// A text that has the form of personal data, with its context.
pub(super) struct Candidate<'t> {
    pub text: &'t str,
    /// The text shortly before it on its line.
    before: &'t str,
    /// The text shortly behind it on its line.
    after: &'t str,
}

/// Words before a number that make it a reference: the number of an order, a parcel, a contract.
pub(super) const REFERENCE_WORDS: [&str; 47] = [
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

/// Words before a number that make it a telephone number after all.
pub(super) const TELEPHONE_WORDS: [&str; 23] = [
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

/// The text between a name and its number: ` number is: `.
pub(super) const BETWEEN_NAME_AND_NUMBER: &str =
    r"\s*(?:号码?|numbers?|nos?\.?|nr\.?|code)?\s*(?:是|为|\b(?:is|was))?[\s:=,、*_`(\x22“]*$";

static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(BETWEEN_NAME_AND_NUMBER).expect("a pattern is a regular expression"));

/// The beginning of a URL without `https://` that goes on behind its host.
pub(super) const URL_WITHOUT_SCHEME: &str = r"^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/.";

static URL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(URL_WITHOUT_SCHEME).expect("a pattern is a regular expression"));

/// Signs before an amount of money.
pub(super) const CURRENCY_SIGNS: [&str; 5] = ["¥", "￥", "$", "£", "€"];
/// What is counted in amounts.
pub(super) const UNITS: [&str; 8] = ["元", "块", "万", "积分", "yuan", "RMB", "USD", "points"];

/// Characters between a name and its number.
const SEPARATORS: [char; 6] = [' ', ':', '=', ',', '*', '_'];

/// Words with a full stop that ends no sentence.
pub(super) const ABBREVIATIONS: [&str; 4] = ["no", "nos", "nr", "ref"];

/// Words in a URL that make a number in it personal.
pub(super) const PERSONAL_URL_WORDS: [&str; 8] =
    ["phone", "tel", "mobile", "cell", "whatsapp", "wa.me", "card", "contact"];

/// How many bytes around a number are its context: as many as a long URL has.
const CONTEXT_BYTES: usize = 400;

impl<'t> Candidate<'t> {
    pub fn at(text: &'t str, place: Range<usize>) -> Self {
        let (before, behind) = (place.start.saturating_sub(CONTEXT_BYTES), text.len().min(place.end + CONTEXT_BYTES));
        let before = &text[text.floor_char_boundary(before)..place.start];
        let after = &text[place.end..text.floor_char_boundary(behind)];
        Self {
            text: &text[place],
            before: before.rsplit('\n').next().unwrap_or_default(),
            after: after.split('\n').next().unwrap_or_default(),
        }
    }

    /// Whether it is no part of a longer number or word.
    pub fn is_whole(&self) -> bool {
        !is_joined(self.before.chars().rev()) && !is_joined(self.after.chars())
    }

    /// The text before it in its clause, in lower case.
    fn clause(&self) -> String {
        let said = self.before.trim_end_matches([' ', ':', '*', '_']);
        let end = said.char_indices().rev().find(|&(at, character)| ends_clause(self.before, at, character));
        self.before[end.map_or(0, |(at, character)| at + character.len_utf8())..].to_lowercase()
    }

    /// Whether it is the number of an order, a ticket, a parcel, or a part of a URL.
    pub fn is_reference(&self) -> bool {
        let clause = self.clause();
        let near = clause.char_indices().rev().nth(13).map_or(&clause[..], |(at, _)| &clause[at..]);
        let last = |words: &[&str]| words.iter().filter_map(|word| last_word(near, word)).max();
        let is_named_behind = || {
            let behind: String = self.after.trim_start_matches([' ', '*', '_']).chars().take(5).collect();
            behind.strip_prefix('号').is_some_and(|thing| REFERENCE_WORDS.iter().any(|word| thing.starts_with(word)))
        };
        self.is_named(&REFERENCE_WORDS)
            || last(&REFERENCE_WORDS) > last(&TELEPHONE_WORDS)
            || near.ends_with('#')
            || is_named_behind()
            || self.is_in_url()
    }

    /// Whether one of the words names the number: `order number: `, `the order, `.
    fn is_named(&self, words: &[&str]) -> bool {
        let before = self.before.to_lowercase();
        let name = BETWEEN.find(&before).map_or(&before[..], |between| &before[..between.start()]);
        [name, before.trim_end_matches(SEPARATORS)].iter().any(|name| ends_with_word(name, words))
    }

    /// Whether it is an ID, and not that of a telephone or a messenger.
    fn is_an_id(&self) -> bool {
        let before = self.before.to_lowercase();
        let name = before.trim_end_matches(SEPARATORS);
        let of = name.strip_suffix("id").map(str::trim_end);
        ends_with_word(name, &["id"]) && of.is_some_and(|of| !ends_with_word(of, &TELEPHONE_WORDS))
    }

    /// Whether it is a part of a URL that no word makes personal.
    fn is_in_url(&self) -> bool {
        let ends = |character: char| !character.is_ascii_graphic() || "\"'<>()[]{}`|,;".contains(character);
        let address = self.before.rsplit(ends).next().unwrap_or_default().to_lowercase();
        let name = address.rsplit(['?', '&', '/']).next().unwrap_or_default();
        let is_parameter = name.ends_with('=') && address.len() > name.len();
        let is_url = address.contains("://") || address.starts_with("www.") || URL.is_match(&address) || is_parameter;
        let is_personal = |part: &str| {
            let mut words = part.split(|next: char| !next.is_ascii_alphanumeric() && next != '.');
            words.any(|word| PERSONAL_URL_WORDS.iter().any(|name| word.starts_with(name)))
        };
        is_url && !address.rsplit(['?', '&', '/']).take(2).any(is_personal)
    }

    fn is_amount(&self) -> bool {
        let before = self.before.trim_end();
        CURRENCY_SIGNS.iter().any(|sign| before.ends_with(sign))
            || UNITS.iter().any(|unit| self.after.trim_start().starts_with(unit))
    }

    pub fn is_telephone(&self) -> bool {
        let digits = digits(self.text);
        (7..=15).contains(&digits.len())
            && !is_service_or_fictitious(&digits)
            && !self.is_reference()
            && !self.is_an_id()
            && !self.is_amount()
    }
}

/// Whether the characters beside a number, the nearest first, make it part of something longer. Up to three asterisks are
/// emphasis; more hide digits.
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

/// Whether the character at a place in a text ends a clause.
fn ends_clause(text: &str, at: usize, sign: char) -> bool {
    let after = text[at + sign.len_utf8()..].chars().next();
    match sign {
        ',' | ';' | '!' | '?' | '。' | '、' | '…' => true,
        ':' => after.is_some_and(|after| after == ' ' || !after.is_ascii()),
        '.' => {
            let word = text[..at].rsplit(|next: char| !next.is_ascii_alphabetic()).next().unwrap_or_default();
            after == Some(' ') && !ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
        }
        _ => false,
    }
}

/// Whether a text in lower case ends with one of the words.
fn ends_with_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| last_word(text, word).is_some_and(|at| at + word.len() == text.len()))
}

/// The last place of a word in a text in lower case. A word in ASCII is no part of a longer one: `SN`, not `wasn't`.
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
