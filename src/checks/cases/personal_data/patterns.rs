//! The patterns of personal data: telephone, identity, card and plate numbers and e-mail addresses, in Chinese and English
//! forms.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::candidate::Candidate;
use super::numbers::{digits, is_bank_card, is_chinese_identity, is_international, is_personal_mailbox};
use crate::model::compatible;
use crate::phrase;
use crate::words::{Lang, Phrase};

/// A kind of personal data.
#[derive(Serialize)]
pub struct PersonalDataKind {
    /// Its name.
    pub name: Phrase,
    /// The text to write in its place.
    pub replacement: Phrase,
    /// Its form, for [`AsciiForm`]; the first group, if there is one, is the data. It has the syntax that regular
    /// expressions in browsers have, too.
    pattern: &'static str,
    /// What a match of the pattern must be to be personal data.
    accepts: Test,
}

/// What a text with the form of personal data is tested for.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Test {
    Anything,
    NoReference,
    Mailbox,
    ChineseIdentity,
    SocialSecurity,
    BankCard,
    Telephone,
    InternationalTelephone,
    ChinesePlate,
    NamedPlate,
}

impl Test {
    fn accepts(self, candidate: &Candidate<'_>) -> bool {
        match self {
            Test::Anything => true,
            Test::NoReference => !candidate.is_reference(),
            Test::Mailbox => is_personal_mailbox(candidate.text),
            Test::ChineseIdentity => is_chinese_identity(candidate.text),
            Test::SocialSecurity => {
                !candidate.text.starts_with("000") && !candidate.text.starts_with("666") && !candidate.is_reference()
            }
            Test::BankCard => is_bank_card(&digits(candidate.text)) && !candidate.is_reference(),
            Test::Telephone => candidate.is_telephone(),
            Test::InternationalTelephone => is_international(candidate.text) && candidate.is_telephone(),
            Test::ChinesePlate => digits(candidate.text).len() >= 2,
            Test::NamedPlate => {
                digits(candidate.text).len() >= 2
                    && candidate.text.contains(|character: char| character.is_ascii_uppercase())
            }
        }
    }
}

const IDENTITY: Phrase = phrase!("identity number", "证件号码");
const IDENTITY_REPLACEMENT: Phrase = phrase!("[identity number]", "[证件号]");
const TELEPHONE: Phrase = phrase!("telephone number", "电话号码");
const TELEPHONE_REPLACEMENT: Phrase = phrase!("[telephone]", "[电话]");
const CARD: Phrase = phrase!("bank card number", "银行卡号");
const CARD_REPLACEMENT: Phrase = phrase!("[card number]", "[卡号]");
const PLATE: Phrase = phrase!("number plate", "车牌号");
const PLATE_REPLACEMENT: Phrase = phrase!("[number plate]", "[车牌]");
const EMAIL: Phrase = phrase!("e-mail address", "电子邮箱");
const EMAIL_REPLACEMENT: Phrase = phrase!("[e-mail]", "[邮箱]");

/// Every kind; a match that overlaps one of an earlier kind is ignored.
pub(super) const KINDS: [PersonalDataKind; 14] = [
    PersonalDataKind {
        name: EMAIL,
        replacement: EMAIL_REPLACEMENT,
        pattern: r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
        accepts: Test::Mailbox,
    },
    // China: eighteen digits, the last a check (GB 11643).
    PersonalDataKind {
        name: IDENTITY,
        replacement: IDENTITY_REPLACEMENT,
        pattern: r"\d{6} ?\d{8} ?\d{3}[\dXx]",
        accepts: Test::ChineseIdentity,
    },
    // United States: a social security number.
    PersonalDataKind {
        name: IDENTITY,
        replacement: IDENTITY_REPLACEMENT,
        pattern: r"\d{3}-\d{2}-\d{4}",
        accepts: Test::SocialSecurity,
    },
    // United Kingdom: a national insurance number.
    PersonalDataKind {
        name: IDENTITY,
        replacement: IDENTITY_REPLACEMENT,
        pattern: r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
        accepts: Test::NoReference,
    },
    // A passport number is recognised by the words before it.
    PersonalDataKind {
        name: IDENTITY,
        replacement: IDENTITY_REPLACEMENT,
        pattern: concat!(
            r"(?:护照号?码?|(?:[Pp]assport|PASSPORT)(?: [Nn][Oo]\.?| [Nn]umber| NUMBER)?)",
            r"\s*(?:是|为|is|was|IS|WAS)?\s*:?\s*([A-Za-z]{1,2}\d{7,8}|\d{9})"
        ),
        accepts: Test::Anything,
    },
    PersonalDataKind {
        name: CARD,
        replacement: CARD_REPLACEMENT,
        pattern: r"\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{3})?|\d{19}|\d{15,16}|3[47]\d{2}[ -]\d{6}[ -]\d{5}",
        accepts: Test::BankCard,
    },
    // China: mobile telephones; emphasis within the number is not seen on the page.
    PersonalDataKind {
        name: TELEPHONE,
        replacement: TELEPHONE_REPLACEMENT,
        pattern: concat!(
            r"(?:(?:\+|00)?86[- ]?)?1[3-9]\d",
            r"(?:(?:(?:[- ./_·•・]|\*{1,3})?\d{4}){2}|\d[- ]\d{3}[- ]\d{4})"
        ),
        accepts: Test::Telephone,
    },
    // China: fixed lines with their area; also London.
    PersonalDataKind {
        name: TELEPHONE,
        replacement: TELEPHONE_REPLACEMENT,
        pattern: r"(?:\(0\d{2,3}\) ?|0\d{2,3}[- ])[2-9]\d{2,3}[- ]?\d{4}",
        accepts: Test::Telephone,
    },
    // Any country, with its code.
    PersonalDataKind {
        name: TELEPHONE,
        replacement: TELEPHONE_REPLACEMENT,
        pattern: r"(?:\+[1-9]\d*|00[1-9]\d{0,2}[ .-])(?:[ .()/-]{0,2}\d+)*",
        accepts: Test::InternationalTelephone,
    },
    // North America.
    PersonalDataKind {
        name: TELEPHONE,
        replacement: TELEPHONE_REPLACEMENT,
        pattern: r"(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])\d{3}[-. ]\d{4}",
        accepts: Test::Telephone,
    },
    // United Kingdom.
    PersonalDataKind {
        name: TELEPHONE,
        replacement: TELEPHONE_REPLACEMENT,
        pattern: r"07\d{3} ?\d{3} ?\d{3}|0[12]\d{2,3} \d{3} ?\d{3,4}",
        accepts: Test::Telephone,
    },
    // China: the province, the city, then five places or, for electric cars, six.
    PersonalDataKind {
        name: PLATE,
        replacement: PLATE_REPLACEMENT,
        pattern: concat!(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•・. -]?",
            r"(?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[学警港澳挂])"
        ),
        accepts: Test::ChinesePlate,
    },
    // United Kingdom.
    PersonalDataKind {
        name: PLATE,
        replacement: PLATE_REPLACEMENT,
        pattern: r"[A-Z]{2}\d{2} [A-Z]{3}",
        accepts: Test::NoReference,
    },
    // Elsewhere a plate is recognised by the words before it.
    PersonalDataKind {
        name: PLATE,
        replacement: PLATE_REPLACEMENT,
        pattern: concat!(
            r"(?:[Pp]late|PLATE|[Rr]egistration|REGISTRATION|[Ll]icen[cs]e|LICEN[CS]E)",
            r"(?: [Nn]umber| NUMBER| [Nn][Oo]\.?)?(?: was| is| WAS| IS|:)? ([A-Z0-9]{2,4}[- ]?[A-Z0-9]{2,4})"
        ),
        accepts: Test::NamedPlate,
    },
];

static PATTERNS: LazyLock<[Regex; KINDS.len()]> =
    LazyLock::new(|| KINDS.each_ref().map(|kind| Regex::new(kind.pattern).expect("a pattern is a regular expression")));

/// The place and the kind of each piece of personal data in a text, in order.
pub fn find_personal_data(text: &str) -> Vec<(Range<usize>, &'static PersonalDataKind)> {
    let ascii = AsciiForm::of(text);
    let mut found: BTreeMap<usize, (usize, &'static PersonalDataKind)> = BTreeMap::new();
    for (kind, pattern) in KINDS.iter().zip(PATTERNS.iter()) {
        for captures in pattern.captures_iter(&ascii.text) {
            let Some(place) = captures.get(1).or(captures.get(0)).map(|matched| matched.range()) else { continue };
            let place = without_trailing_date(&ascii.text, place);
            let before = found.range(..place.end).next_back();
            let overlaps = before.is_some_and(|(_, (end, _))| *end > place.start);
            let candidate = Candidate::at(&ascii.text, place.clone());
            if candidate.is_whole() && kind.accepts.accepts(&candidate) && !overlaps {
                found.insert(place.start, (place.end, kind));
            }
        }
    }
    found
        .into_iter()
        .map(|(start, (end, kind))| (ascii.original_offset(start)..ascii.original_offset(end), kind))
        .collect()
}

/// The text with the kind of each piece of personal data in its place.
pub fn redact(text: &str, lang: Lang) -> Cow<'_, str> {
    let found = find_personal_data(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let (mut redacted, mut at) = (String::new(), 0);
    for (place, kind) in found {
        redacted += &text[at..place.start];
        redacted += kind.replacement.get(lang);
        at = place.end;
    }
    Cow::Owned(redacted + &text[at..])
}

/// The place of a telephone number with a country code, without a date or hour that the pattern took for its end.
fn without_trailing_date(text: &str, whole: Range<usize>) -> Range<usize> {
    if !text[whole.clone()].starts_with('+') && !text[whole.clone()].starts_with("00") {
        return whole;
    }
    let (start, mut end) = (whole.start, whole.end);
    loop {
        let candidate = Candidate::at(text, start..end);
        if candidate.is_whole() && is_international(candidate.text) {
            return start..end;
        }
        let Some(cut) = candidate.text.rfind(' ') else { return whole };
        end = start + candidate.text[..cut].trim_end().len();
    }
}

/// A text with full-width characters, dashes and spaces as ASCII.
struct AsciiForm<'t> {
    text: Cow<'t, str>,
    /// The offset in the original text for each byte; empty where the texts are equal.
    offsets: Vec<usize>,
}

impl<'t> AsciiForm<'t> {
    fn of(text: &'t str) -> Self {
        if text.chars().all(|character| ascii_form(character) == character) {
            return Self { text: Cow::Borrowed(text), offsets: Vec::new() };
        }
        let (mut written, mut offsets) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, character) in text.char_indices() {
            written.push(ascii_form(character));
            offsets.resize(written.len(), at);
        }
        offsets.push(text.len());
        Self { text: Cow::Owned(written), offsets }
    }

    fn original_offset(&self, byte: usize) -> usize {
        self.offsets.get(byte).copied().unwrap_or(byte)
    }
}

/// The ASCII form of a character, or the character.
fn ascii_form(character: char) -> char {
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

#[cfg(test)]
mod tests {
    use super::{find_personal_data, redact};
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
            let found: Vec<&str> = find_personal_data(text).into_iter().map(|(place, _)| &text[place]).collect();
            assert_eq!(found, [expected], "in {text:?}");
        }
    }

    #[test]
    fn what_could_identify_somebody_is_redacted() {
        assert_eq!(redact("１５４０７２８３９１５是王女士的", Lang::Zh), "[电话]是王女士的");
        assert_eq!(redact("To li@mail.zz, 154 0728 3915", Lang::En), "To [e-mail], [telephone]");
        assert_eq!(redact("The torn bag", Lang::En), "The torn bag");
    }
}
