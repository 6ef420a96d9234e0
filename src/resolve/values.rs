//! Resolves single values: texts, words of closed lists, numbers, dates.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;
use jiff::civil::{Date, DateTime, Time};

use super::names::fold;
use crate::checks::coverage::placeholder_text::says_none;
use crate::diagnostic::Diagnostic;
use crate::id::id_from;
use crate::load::duplicate_key;
use crate::load::field::*;
use crate::load::names::{known_name, name_to_propose};
use crate::load::raw::{RawText, RawTexts};
use crate::load::synonyms;
use crate::load::unknown_field::missing_field;
use crate::load::unknown_names::UnknownNames;
use crate::model::*;
use crate::rule::references::{UNKNOWN_ROLE, UNKNOWN_SEGMENT};
use crate::rule::shape::INVALID_VALUE;
use crate::source::{Sources, Span, Spanned};
use crate::suggest::{closest, is_worthwhile, obvious_typo};
use crate::words;
use crate::words::Words;
use crate::yaml::flow_scalar;

/// Resolves the values of one file and collects the findings.
pub struct Resolver<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The language of plain texts.
    pub language: &'a Tag,
    /// The configuration, for roles, channels and languages.
    pub config: &'a Config,
    /// The unknown names of the file: one may be a misspelt field that seems to be missing.
    pub unknown_names: &'a UnknownNames,
    /// The findings so far.
    pub findings: &'a mut Vec<Diagnostic>,
}

/// A number or date with half-width digits and signs, since Chinese keyboards may type full-width ones.
fn half_width(typed: &Scalar) -> String {
    compatible(typed.value.trim()).replace('−', "-")
}

/// Parses a whole number, also in the form `2.0` that some programs write.
fn whole(typed: &str) -> Option<i64> {
    let amount = typed.parse::<f64>().ok().filter(|amount| amount.fract() == 0.0 && amount.abs() < 1e15)?;
    Some(amount as i64)
}

/// Parses a date, also in the form `2026-10-01T00:00:00.000Z` that programs without a type for dates write.
fn date(typed: &str) -> Option<Date> {
    let (day, time) = typed.split_at_checked(10)?;
    let date: Date = day.parse().ok()?;
    let midnight = || typed.strip_suffix('Z').unwrap_or(typed).parse::<DateTime>().ok();
    (time.is_empty() || midnight() == Some(date.to_datetime(Time::midnight()))).then_some(date)
}

/// The languages that a misspelt tag is compared with.
const LANGUAGES: [&str; 2] = ["zh", "en"];

/// The finding for a key that is no language tag; `meant` is the tag of the language that it names in words.
fn no_language(key: &Scalar, meant: Option<&str>) -> Diagnostic {
    let finding = INVALID_VALUE.at(key.span, words!("`{}` is not a language", "`{}` 不是语言代码", key.value));
    match meant {
        Some(tag) => finding.propose(words!("write `{tag}`", "请写成 `{tag}`"), key.span, tag),
        None => finding.help(words!(
            "a text by language is `{{zh: ..., en: ...}}`; a text that contains `: ` or begins with `{{` needs quotes",
            "多语言文字写作 `{{zh: ..., en: ...}}`；含有 `: ` 或以 `{{` 开头的文字要加引号"
        )),
    }
}

/// Guesses the date from three numbers with any separators, year first, such as `2026/10/1`.
fn intended_date(typed: &Scalar) -> Option<Date> {
    let typed = half_width(typed);
    let numbers: Vec<&str> = typed.split(|next: char| !next.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = numbers[..] else { return None };
    let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The negative number that a word processor wrote with a dash: `–2`.
fn intended_negative(typed: &Scalar) -> Option<Perception> {
    let digits = typed.value.trim().strip_prefix(['–', '—'])?;
    format!("-{digits}").parse().ok().filter(|value| PERCEPTION.contains(value))
}

/// The number at the start of a text: 90 in `90天`.
fn leading_number(typed: &Scalar) -> Option<u32> {
    let typed = half_width(typed);
    let digits = typed.len() - typed.trim_start_matches(|next: char| next.is_ascii_digit()).len();
    typed[..digits].parse().ok()
}

impl Resolver<'_> {
    /// A required value.
    pub fn required<T>(&mut self, field: Field<T>, name: &str, of: Span) -> Option<T> {
        if matches!(field, Field::Absent | Field::Blank) {
            self.report_missing(matches!(field, Field::Absent), name, of);
        }
        field.given()
    }

    /// A text.
    pub fn text(&mut self, raw: RawText) -> Option<Text> {
        match raw {
            RawText::Scalar(text) => self.plain(text),
            RawText::Mapping(versions) => self.versions(versions),
        }
    }

    fn plain(&mut self, text: Scalar) -> Option<Text> {
        let is_empty = text.value.trim().is_empty();
        (!is_empty).then(|| Text::plain(self.language.clone(), self.stored(text)))
    }

    /// Stores a text as a slice of its file to save memory, unless it is folded or escaped there.
    fn stored(&self, text: Scalar) -> Spanned<ByteString> {
        let file = &self.sources.get(text.span.source).text;
        let typed = file.get(text.span.range()).unwrap_or_default();
        let marks = ['"', '\''];
        let unquoted = typed.strip_prefix(marks).and_then(|rest| rest.strip_suffix(marks)).unwrap_or(typed);
        text.with(if unquoted == text.value { file.slice_ref(unquoted) } else { text.value.as_str().into() })
    }

    fn versions(&mut self, written: Spanned<Pairs<Scalar>>) -> Option<Text> {
        let mut versions = Vec::with_capacity(written.value.0.len());
        let mut first_of = BTreeMap::new();
        let mut not_a_language = false;
        for (key, text) in written.value.0 {
            let tag = self.language_tag(&key.value);
            if let Some(tag) = &tag {
                let first = *first_of.entry(tag.clone()).or_insert(key.span);
                if first != key.span {
                    self.findings.push(duplicate_key(&key, first));
                    continue;
                }
            }
            match (tag, text) {
                (Some(tag), Field::Given(text)) if !text.value.trim().is_empty() => {
                    versions.push((tag, self.stored(text)))
                }
                (Some(_), _) => {}
                (None, text) => {
                    let meant = synonyms::intended_name(&key.value, &LANGUAGES);
                    // A mapping without any language is probably a text that lacks quotes: one finding is enough.
                    if meant.is_some() || !not_a_language {
                        self.findings.push(no_language(&key, meant));
                    }
                    not_a_language |= meant.is_none();
                    if let (Some(tag), Field::Given(text)) = (meant.and_then(Tag::parse), text) {
                        versions.push((tag, self.stored(text)));
                    }
                }
            }
        }
        Text::by_language(versions, written.span)
    }

    /// Parses a tag. It shares the tags of the workspace to save memory.
    fn language_tag(&self, typed: &str) -> Option<Tag> {
        let known = self.config.languages.iter().find(|tag| tag.as_str() == typed);
        known.cloned().or_else(|| Tag::parse(typed))
    }

    /// An optional text.
    pub fn optional_text(&mut self, field: Field<RawText>) -> Option<Text> {
        field.given().and_then(|raw| self.text(raw))
    }

    /// A required text.
    pub fn required_text(&mut self, field: Field<RawText>, name: &str, of: Span) -> Option<Text> {
        let (faulty, absent) = (field.is_faulty(), matches!(field, Field::Absent));
        let before = self.findings.len();
        let text = self.optional_text(field);
        if text.is_none() && !faulty && self.findings.len() == before {
            self.report_missing(absent, name, of);
        }
        text
    }

    /// Reports a missing field, unless an unknown name may be its misspelt name.
    fn report_missing(&mut self, absent: bool, name: &str, of: Span) {
        if !(absent && self.unknown_names.may_hide_field(of)) {
            self.findings.push(missing_field(of, name));
        }
    }

    /// One text or several.
    pub fn texts(&mut self, field: Field<RawTexts>) -> Vec<Text> {
        match field {
            Field::Given(RawTexts::Scalar(text)) => self.plain(text).into_iter().collect(),
            Field::Given(RawTexts::Mapping(versions)) => self.versions(versions).into_iter().collect(),
            Field::Given(RawTexts::Sequence(list)) => list.each(|raw| self.text(raw)),
            _ => Vec::new(),
        }
    }

    /// A list of texts.
    pub fn text_list(&mut self, field: Field<List<RawText>>) -> Vec<Text> {
        field.given().map_or_else(Vec::new, |list| list.each(|raw| self.text(raw)))
    }

    /// A word of a closed list.
    pub fn word<C: Choice>(&mut self, word: Word<C>) -> Option<Spanned<C>> {
        let typed = &word.typed;
        let choice = known_name(typed.value.trim(), C::WORDS).and_then(C::from_id);
        if choice.is_none() {
            let words: Vec<String> = C::WORDS.iter().map(|word| format!("`{word}`")).collect();
            let finding = INVALID_VALUE
                .at(typed.span, words!("`{}` is not one of the words here", "这里不能写 `{}`", typed.value))
                .help(words!("write one of: {}", "可以写：{}", words.join(", "); words.join("、")));
            self.findings.push(match synonyms::intended_name(&typed.value, C::WORDS) {
                Some(near) => {
                    let near = name_to_propose(&typed.value, C::WORDS, near);
                    finding
                        .propose(words!("did you mean `{near}`?", "是不是想写 `{near}`？"), typed.span, near)
                        .maybe_fix(typed.span, obvious_typo(typed.value.trim(), C::WORDS.iter().copied()))
                }
                None => finding,
            });
        }
        choice.map(|choice| typed.with(choice))
    }

    /// An optional word of a closed list.
    pub fn maybe_word<C: Choice>(&mut self, field: Field<Word<C>>) -> Option<Spanned<C>> {
        field.given().and_then(|word| self.word(word))
    }

    /// A perception, -3 to +3.
    pub fn perception(&mut self, field: Field<PerceptionText>) -> Option<Spanned<Perception>> {
        self.minus_to_plus_three(field, &words!("a perception", "认知"))
    }

    /// An expectation, -3 to +3.
    pub fn expectation(&mut self, field: Field<PerceptionText>) -> Option<Spanned<Perception>> {
        self.minus_to_plus_three(field, &words!("an expectation", "期望"))
    }

    fn minus_to_plus_three(&mut self, field: Field<PerceptionText>, what: &Words) -> Option<Spanned<Perception>> {
        let typed = field.given()?.0;
        let read = whole(&half_width(&typed)).and_then(|number| Perception::try_from(number).ok());
        let fits = read.filter(|value| PERCEPTION.contains(value));
        self.or_invalid(
            fits,
            &typed,
            match intended_negative(&typed) {
                Some(number) => Advice::write(
                    words!("type an ordinary hyphen: `{number}`", "请用半角短横线：`{number}`"),
                    number.to_string(),
                ),
                None => words!(
                    "{} is a whole number from -3 to +3",
                    "{}是 -3 到 +3 之间的整数",
                    what.en; what.zh
                )
                .into(),
            },
        )
    }

    /// A whole number, not below zero.
    pub fn count(&mut self, field: Field<CountText>) -> Option<Spanned<u32>> {
        let typed = field.given()?.0;
        self.or_invalid(
            whole(&half_width(&typed)).and_then(|number| u32::try_from(number).ok()),
            &typed,
            match leading_number(&typed) {
                Some(_) if intended_date(&typed).is_some() => words!(
                    "write a whole number here, such as `90`, no date; the day of a review goes to `reviewed:`",
                    "这里要写整数，例如 `90`（天），不写日期；复核的日期写在 `reviewed:` 后面"
                )
                .into(),
                Some(number) => Advice::write(
                    words!("write the number alone: `{number}`", "只写数字：`{number}`"),
                    number.to_string(),
                ),
                None => {
                    words!("a whole number is expected here, not below zero", "这里应该是一个不小于零的整数").into()
                }
            },
        )
    }

    /// A share in per cent.
    pub fn share(&mut self, field: Field<NumberText>) -> Option<Number> {
        let advice = |typed: &str| match typed
            .strip_suffix('%')
            .map(str::trim_end)
            .filter(|rest| rest.parse::<f64>().is_ok())
        {
            Some(number) => {
                Advice::write(words!("write the number alone: `{number}`", "只写数字：`{number}`"), number.to_string())
            }
            None => words!("a share is a number, in per cent: `20` is a fifth", "占比写百分数的数字：五分之一写 `20`")
                .into(),
        };
        Some(self.number(field, advice)?.value)
    }

    /// A value that is measured.
    pub fn measured(&mut self, field: Field<NumberText>) -> Option<Spanned<Number>> {
        let words =
            words!("a number is expected here; the unit goes to `unit:`", "这里应该是数字，单位写在 `unit:` 里");
        self.number(field, |_| words.into())
    }

    /// A number, which keeps its typed form for pages.
    fn number(&mut self, field: Field<NumberText>, advice: impl FnOnce(&str) -> Advice) -> Option<Spanned<Number>> {
        let typed = field.given()?.0;
        let text = half_width(&typed);
        let amount = text.parse::<f64>().ok().filter(|amount| amount.is_finite());
        let advice = advice(&text);
        self.or_invalid(amount.map(|amount| Number { typed: text, amount }), &typed, advice)
    }

    /// A length of time.
    pub fn time_limit(&mut self, field: Field<TimeLimitText>) -> Option<Spanned<TimeLimit>> {
        let typed = field.given()?.0;
        let text = half_width(&typed);
        self.or_invalid(
            TimeLimit::parse(&text),
            &typed,
            match TimeLimit::intended(&text) {
                Some(limit) => Advice::write(words!("write `{limit}`", "请写成 `{limit}`"), limit.to_string()),
                None => words!(
                    "a time is a whole number with its unit: `90s` for seconds, `10m` for minutes, `2h` for hours, `3d` \
                     for days; working days are not told apart",
                    "时间写成整数加单位：`90s` 或 `90秒`，`10m` 或 `10分钟`，`2h` 或 `2小时`，`3d` 或 `3天`；这里不分工作日和自然日，要写最长的自然日"
                )
                .into(),
            },
        )
    }

    /// A date. One with other separators is reported with a fix.
    pub fn date(&mut self, field: Field<DateText>) -> Option<Spanned<Date>> {
        let typed = if let Field::Given(typed) = &field { Some(typed.0.clone()) } else { None };
        let date = self.date_as_written(field);
        if date.is_none()
            && let Some((at, meant)) = typed.and_then(|typed| Some((typed.span, date_with_other_separators(&typed)?)))
            && let Some(finding) = self.findings.pop()
        {
            self.findings.push(finding.maybe_fix(at, Some(&meant.to_string())));
        }
        date
    }

    fn date_as_written(&mut self, field: Field<DateText>) -> Option<Spanned<Date>> {
        let typed = field.given()?.0;
        self.or_invalid(
            date(&half_width(&typed)),
            &typed,
            match intended_date(&typed) {
                Some(date) => Advice::write(words!("write `{date}`", "请写成 `{date}`"), date.to_string()),
                None => words!(
                    "a date of the calendar is written year-month-day: 2026-10-01",
                    "请写日历上有的日期，写作 年-月-日：2026-10-01"
                )
                .into(),
            },
        )
    }

    /// A time with its text. A date without a time is valid, but gives no [`DateTime`].
    pub fn time(&mut self, field: Field<TimeText>) -> Option<Spanned<(String, Option<DateTime>)>> {
        let typed = field.given()?.0;
        let text = half_width(&typed);
        let time = if text.len() > 10 { text.parse::<DateTime>().ok() } else { None };
        let readable = time.is_some() || text.parse::<Date>().is_ok();
        let value = readable.then_some((text, time));
        self.or_invalid(value, &typed, words!("a time is written 2026-04-22 13:10", "时间写作 2026-04-22 13:10").into())
    }

    /// Yes or no.
    pub fn flag(&mut self, field: Field<FlagText>) -> Option<Spanned<bool>> {
        let typed = field.given()?.0;
        let flag = match typed.value.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "是" => Some(true),
            "false" | "no" | "否" => Some(false),
            _ => None,
        };
        self.or_invalid(flag, &typed, words!("write `true` or `false`", "请写 `true` 或 `false`").into())
    }

    /// A language tag.
    pub fn tag(&mut self, field: Field<TagText>) -> Option<Spanned<Tag>> {
        let typed = field.given()?.0;
        self.or_invalid(
            Tag::parse(typed.value.trim()),
            &typed,
            match synonyms::intended_name(&typed.value, &LANGUAGES) {
                Some(tag) => Advice::write(words!("write `{tag}`", "请写成 `{tag}`"), tag.to_owned()),
                None => words!("a language is written zh or en", "语言写作 zh 或 en").into(),
            },
        )
    }

    fn or_invalid<T>(&mut self, value: Option<T>, typed: &Scalar, advice: Advice) -> Option<Spanned<T>> {
        if value.is_none() {
            let finding =
                INVALID_VALUE.at(typed.span, words!("`{}` cannot be used here", "这里不能写 `{}`", typed.value.trim()));
            self.findings.push(match advice.text {
                Some(text) => finding.propose(advice.help, typed.span, text),
                None => finding.help(advice.help),
            });
        }
        value.map(|value| typed.with(value))
    }

    /// A channel: the id of one in the workspace, else free text.
    pub fn channel(&mut self, field: Field<RawText>) -> Option<ChannelRef> {
        if let Field::Given(RawText::Scalar(typed)) = &field
            && let Some(id) = self.channel_named(typed.value.trim())
        {
            return Some(ChannelRef::Named(typed.with(id)));
        }
        self.optional_text(field).map(ChannelRef::Free)
    }

    /// The channel of that id or name.
    fn channel_named(&self, typed: &str) -> Option<ChannelId> {
        let by_name = || self.config.channels.iter().position(|channel| channel.name.reads(typed));
        let by_id = self.config.channel_numbers.get(&fold(typed)).copied();
        by_id.or_else(|| by_name().map(|number| ChannelId(number as u32)))
    }

    /// Whether the channel implies that somebody of the organisation is there. Where a fault hides the channels, this
    /// is false, so that rules about people do not report what may not apply.
    pub fn is_attended(&self, channel: Option<&ChannelRef>) -> bool {
        match channel {
            Some(ChannelRef::Named(id)) => self.config.channel(id.value).kind.is_none_or(ChannelKind::is_attended),
            Some(ChannelRef::Free(_)) => !self.config.channels_hidden,
            None => true,
        }
    }

    /// A role of the workspace.
    pub fn role(&mut self, field: Field<Reference>) -> Option<Spanned<RoleId>> {
        let typed = field.given()?.0;
        let found = self.role_named(&typed.value);
        if found.is_none() && !self.config.roles_hidden {
            let finding = UNKNOWN_ROLE.at(
                typed.span,
                words!("there is no role `{}` in motmap.yaml", "motmap.yaml 里没有角色 `{}`", typed.value),
            );
            let known = self.config.roles.iter().map(|role| (&role.id, &role.name));
            self.findings.push(self.propose_id(finding, &typed, known, entry_for_role));
        }
        found.map(|role| typed.with(role))
    }

    /// Segments of the workspace.
    pub fn segments(&mut self, field: Field<List<Reference>>) -> Vec<Spanned<SegmentId>> {
        let mut segments = field.given().map_or_else(Vec::new, |list| list.each(|reference| self.segment(reference.0)));
        let mut known = BTreeSet::new();
        segments.retain(|segment| known.insert(segment.value));
        segments
    }

    fn segment(&mut self, typed: Spanned<String>) -> Option<Spanned<SegmentId>> {
        let found = self.config.segment_numbers.get(&fold(typed.value.trim())).copied();
        if found.is_none() && !self.config.segments_hidden {
            let finding = UNKNOWN_SEGMENT.at(
                typed.span,
                words!("there is no segment `{}` in motmap.yaml", "motmap.yaml 里没有客群 `{}`", typed.value),
            );
            let known = self.config.segments.iter().map(|segment| (&segment.id, &segment.name));
            self.findings.push(self.propose_id(finding, &typed, known, entry_for_segment));
        }
        found.map(|segment| typed.with(segment))
    }

    /// The finding with a proposal of the known id that an author may have meant, by its name or closest to what is
    /// typed; where there is none, with the advice to add an entry.
    fn propose_id<'n>(
        &self,
        finding: Diagnostic,
        typed: &Spanned<String>,
        known: impl Iterator<Item = (&'n Spanned<String>, &'n Text)> + Clone,
        entry: fn(&str) -> Option<Words>,
    ) -> Diagnostic {
        let ids = known.clone().map(|(id, _)| id.value.as_str());
        let called = known.clone().find(|(_, name)| name.reads(&typed.value)).map(|(id, _)| id.value.as_str());
        let near = || called.or_else(|| closest(&typed.value, ids.clone()));
        match is_worthwhile(self.findings).then(near).flatten() {
            Some(near) => finding
                .propose(words!("did you mean `{near}`?", "是不是想写 `{near}`？"), typed.span, near)
                .maybe_fix(typed.span, obvious_typo(typed.value.trim(), ids)),
            None => finding.maybe_help(entry(&typed.value)),
        }
    }

    /// A role of the workspace; none also for a word that means nobody.
    pub fn role_or_nobody(&mut self, field: Field<Reference>) -> Option<Spanned<RoleId>> {
        let nobody = |typed: &Reference| says_none(&typed.0.value) && self.role_named(&typed.0.value).is_none();
        if field.as_given().is_some_and(nobody) { None } else { self.role(field) }
    }

    /// The role of that id, if there is one.
    pub fn role_named(&self, id: &str) -> Option<RoleId> {
        self.config.role_numbers.get(&fold(id.trim())).copied()
    }
}

/// The advice for an unknown segment: the entry to add to motmap.yaml.
fn entry_for_segment(typed: &str) -> Option<Words> {
    let (id, name) = (id_from(typed)?, flow_scalar(typed.trim()));
    let entry = words!(
        "add it under `segments:` in motmap.yaml: `{id}: {{name: {name}, tier: ordinary}}`; the tier may also be `key` or `small`",
        "请在 motmap.yaml 的 `segments:` 下加一行：`{id}: {{name: {name}, tier: ordinary}}`；等级也可以是 `重点客户`、`小客户`"
    );
    Some(entry)
}

/// The advice for an unknown role: the entry to add to motmap.yaml.
fn entry_for_role(typed: &str) -> Option<Words> {
    let (id, name) = (id_from(typed)?, flow_scalar(typed.trim()));
    let entry = words!(
        "add it under `roles:` in motmap.yaml: `{id}: {{name: {name}, layer: front-line}}`; the layer may also be `middle` or `senior`",
        "请在 motmap.yaml 的 `roles:` 下加一行：`{id}: {{name: {name}, layer: front-line}}`；层级也可以是 `中层`、`高层`"
    );
    if fold(&id) == fold(typed.trim()) {
        return Some(entry);
    }
    Some(words!(
        "{}; then write its id here: `{id}` in place of `{typed}`",
        "{}；然后把这里的 `{typed}` 改成它的编号 `{id}`",
        entry.en; entry.zh
    ))
}

/// The advice for an invalid value, with the text to write instead if it is known.
struct Advice {
    help: Words,
    text: Option<String>,
}

impl Advice {
    fn write(help: Words, text: String) -> Self {
        Self { help, text: Some(text) }
    }
}

impl From<Words> for Advice {
    fn from(help: Words) -> Self {
        Self { help, text: None }
    }
}

/// The date of `2026/10/1`, `2026.10.1` or `2026年10月1日`. With the year first the order is certain, so it becomes a fix.
fn date_with_other_separators(typed: &str) -> Option<Date> {
    let mut parts = typed.trim().trim_end_matches('日').split(['-', '/', '.', '年', '月']).map(str::trim);
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    if parts.next().is_some() { None } else { Date::new(year, month, day).ok() }
}
