//! Resolves `motmap.yaml`.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::values::Resolver;
use super::{brand, map, names};
use crate::checks;
use crate::diagnostic::Diagnostic;
use crate::id::is_reserved_name;
use crate::load::field::*;
use crate::load::han::has_han;
use crate::load::names::known_name;
use crate::load::raw::{
    RawChannel, RawComplaintPolicy, RawConfig, RawCrisis, RawLabels, RawRole, RawSegment, RawShare, RawTelephone,
    RawText,
};
use crate::load::unknown_names::UnknownNames;
use crate::model::*;
use crate::rule::Level;
use crate::rule::shape::INVALID_VALUE;
use crate::source::{Sources, Spanned};
use crate::suggest::{closest, obvious_typo};
use crate::words;

/// Resolves the configuration. `base` says what does not come from the file.
pub fn resolve(
    raw: RawConfig,
    sources: &Sources,
    pictures: &BTreeMap<String, Bytes>,
    base: Config,
    unknown_names: &UnknownNames,
    findings: &mut Vec<Diagnostic>,
) -> Config {
    let mut config = base;
    let plain_language = plain_language(&raw);
    let RawConfig {
        title,
        languages,
        roles,
        channels,
        complaints,
        segments,
        telephone,
        rules,
        labels,
        vague_words,
        brand,
    } = raw;
    let no_roles = Config::default();
    let mut values = Resolver { sources, language: &plain_language, config: &no_roles, unknown_names, findings };
    if let Some(languages) = languages.given() {
        config.languages = resolve_languages(languages, &config, &mut values);
    }
    config.title = values.optional_text(title);
    config.brand = brand.given().map(|brand| brand::resolve(brand, pictures, &mut values)).unwrap_or_default();
    config.labels = labels.given().map(|labels| resolve_labels(labels, &mut values)).unwrap_or_default();
    resolve_roles(roles, &mut config, &mut values);
    resolve_channels(channels, &mut config, &mut values);
    resolve_segments(segments, &mut config, &mut values);
    let with_roles = Resolver { config: &config, findings: values.findings, ..values };
    let policy = complaints.given().map(|policy| resolve_complaints(policy, with_roles));
    config.complaints = policy;
    config.telephone = telephone.given().map(|telephone| resolve_telephone(telephone, &mut values)).unwrap_or_default();
    for (rule, level) in rules.given().into_iter().flat_map(|rules| rules.0) {
        if let Some((name, level)) = resolve_level(&rule, level, values.findings) {
            config.levels.entry(name).or_insert(level);
        }
    }
    for (language, list) in vague_words.given().into_iter().flat_map(|words| words.0) {
        if let Some(tag) = values.tag(Field::Given(TagText(language))) {
            let listed = list.given().into_iter().flat_map(List::into_items).collect();
            config.vague_words.entry(tag.value).or_default().extend::<Vec<_>>(listed);
        }
    }
    config
}

/// The finding for a language whose pages would lie in a folder that Windows cannot have.
fn no_folder(language: &Spanned<Tag>) -> Diagnostic {
    let tag = &language.value;
    INVALID_VALUE
        .at(
            language.span,
            words!(
                "pages in `{tag}` would lie in a folder `{tag}`, a name that Windows keeps for a device",
                "`{tag}` 的页面要放在目录 `{tag}` 里，而 Windows 把这个名字留给设备使用"
            ),
        )
        .help(words!("add the script, as in `{tag}-Latn`", "请加上文字代码，如 `{tag}-Latn`"))
}

/// Whether a fault of the file may hide the roles: they cannot be read, or are missing and may have a misspelt key.
pub fn may_hide_roles(raw: &RawConfig) -> bool {
    matches!(raw.roles, Field::Faulty | Field::Absent)
}

/// Whether a fault of the file may hide the channels.
pub fn may_hide_channels(raw: &RawConfig) -> bool {
    matches!(raw.channels, Field::Faulty | Field::Absent)
}

/// Whether a fault of the file may hide the segments.
pub fn may_hide_segments(raw: &RawConfig) -> bool {
    matches!(raw.segments, Field::Faulty | Field::Absent)
}

/// Whether a fault of the file hides the levels of the rules.
pub fn hides_levels(raw: &RawConfig) -> bool {
    matches!(raw.rules, Field::Faulty)
}

/// The language of plain texts in the configuration: the first that it names, else as for a map.
fn plain_language(raw: &RawConfig) -> Tag {
    let named = match &raw.languages {
        Field::Given(languages) => languages.value.clone().into_items().find_map(|tag| Tag::parse(tag.0.value.trim())),
        _ => None,
    };
    let han = matches!(&raw.title, Field::Given(RawText::Scalar(title)) if has_han(&title.value));
    named.or_else(|| Tag::parse(if han { "zh" } else { "en" })).expect("zh and en are language tags")
}

fn resolve_roles(raw: Field<Pairs<Spanned<RawRole>>>, config: &mut Config, values: &mut Resolver<'_>) {
    for (id, role) in raw.given().into_iter().flat_map(|roles| roles.0) {
        let role = resolve_role(names::check_id(id, values.findings), role, values);
        let folded = names::fold(&role.id.value);
        if let Some(&first) = config.role_numbers.get(&folded) {
            values.findings.push(names::duplicate_id(&role.id.value, role.id.span, config.role(first).id.span));
            continue;
        }
        config.role_numbers.insert(folded, RoleId(config.roles.len() as u32));
        config.roles.push(role);
    }
}

/// A role, by its id where it has no name.
fn resolve_role(id: Spanned<String>, written: Field<Spanned<RawRole>>, values: &mut Resolver<'_>) -> Role {
    let mut role = Role { name: named_by_id(&id, values), id, layer: None, skills: Vec::new(), later: Vec::new() };
    if let Some(Spanned { value: RawRole { name, layer, skills, later }, span }) = written.given() {
        role.layer = values.maybe_word(layer).map(|layer| layer.value);
        role.name = values.required_text(name, "name", span).unwrap_or(role.name);
        role.skills = values.texts(skills);
        role.later = values.texts(later);
    }
    role
}

fn resolve_channels(raw: Field<Pairs<Spanned<RawChannel>>>, config: &mut Config, values: &mut Resolver<'_>) {
    for (id, channel) in raw.given().into_iter().flat_map(|channels| channels.0) {
        let id = names::check_id(id, values.findings);
        let (name, kind) = match channel.given() {
            Some(Spanned { value: RawChannel { name, kind }, span }) => {
                let kind = values.maybe_word(kind).map(|kind| kind.value);
                (values.required_text(name, "name", span), kind)
            }
            None => (None, None),
        };
        let folded = names::fold(&id.value);
        if let Some(&first) = config.channel_numbers.get(&folded) {
            values.findings.push(names::duplicate_id(&id.value, id.span, config.channel(first).id.span));
            continue;
        }
        config.channel_numbers.insert(folded, ChannelId(config.channels.len() as u32));
        config.channels.push(Channel { name: name.unwrap_or_else(|| named_by_id(&id, values)), id, kind });
    }
}

/// `values` knows the roles.
fn resolve_complaints(raw: RawComplaintPolicy, mut values: Resolver<'_>) -> ComplaintPolicy {
    let RawComplaintPolicy { acknowledge, resolve, owner, never, crisis } = raw;
    ComplaintPolicy {
        acknowledge: values.time_limit(acknowledge),
        resolve: values.time_limit(resolve),
        owner: values.role(owner),
        never: values.texts(never),
        crisis: crisis.given().map(|RawCrisis { speaks, within, never }| Crisis {
            speaks: values.role(speaks),
            within: values.time_limit(within),
            never: values.texts(never),
        }),
    }
}

fn resolve_telephone(raw: RawTelephone, values: &mut Resolver<'_>) -> Telephone {
    let RawTelephone { actions, never } = raw;
    Telephone { actions: values.texts(actions), never: values.texts(never) }
}

fn resolve_segments(raw: Field<Pairs<Spanned<RawSegment>>>, config: &mut Config, values: &mut Resolver<'_>) {
    for (id, segment) in raw.given().into_iter().flat_map(|segments| segments.0) {
        let segment = resolve_segment(names::check_id(id, values.findings), segment, values);
        let folded = names::fold(&segment.id.value);
        if let Some(&first) = config.segment_numbers.get(&folded) {
            let first = config.segment(first).id.span;
            values.findings.push(names::duplicate_id(&segment.id.value, segment.id.span, first));
            continue;
        }
        config.segment_numbers.insert(folded, SegmentId(config.segments.len() as u32));
        config.segments.push(segment);
    }
}

/// A segment, by its id where it has no name.
fn resolve_segment(id: Spanned<String>, written: Field<Spanned<RawSegment>>, values: &mut Resolver<'_>) -> Segment {
    let name = named_by_id(&id, values);
    let (tier, state, strategy) = (None, None, Vec::new());
    let mut segment = Segment { name, id, tier, state, strategy, customers: None, profit: None };
    if let Some(Spanned { value: RawSegment { name, tier, state, strategy, share }, span }) = written.given() {
        segment.name = values.required_text(name, "name", span).unwrap_or(segment.name);
        segment.tier = values.maybe_word(tier).map(|tier| tier.value);
        segment.state = values.maybe_word(state).map(|state| state.value);
        segment.strategy = values.texts(strategy);
        let RawShare { customers, profit } = share.given().unwrap_or_default();
        segment.customers = values.share(customers);
        segment.profit = values.share(profit);
    }
    segment
}

/// The name of a role, a channel or a segment without one: its id.
fn named_by_id(id: &Spanned<String>, values: &Resolver<'_>) -> Text {
    map::text_of(&id.value, values.language, id.span)
}

/// The named languages that have words for pages, each once.
fn resolve_languages(written: Spanned<List<TagText>>, config: &Config, values: &mut Resolver<'_>) -> Vec<Tag> {
    if written.value.count() == 0 {
        values.findings.push(
            INVALID_VALUE.at(written.span, words!("no language is named here", "这里没有写任何语言")).help(words!(
                "write the languages of the site, as in `[zh, en]`, or remove the line",
                "写上要生成的语言，例如 `[zh, en]`，或者删掉这一行"
            )),
        );
    }
    let mut languages: Vec<Spanned<Tag>> = Vec::new();
    for tag in written.value.into_items() {
        let Some(tag) = values.tag(Field::Given(tag)) else { continue };
        if is_reserved_name(tag.value.as_str()) {
            values.findings.push(no_folder(&tag));
        }
        if let Some(first) = languages.iter().find(|first| first.value == tag.value) {
            values.findings.push(
                INVALID_VALUE
                    .at(tag.span, words!("`{}` is named twice", "`{}` 写了两次", tag.value))
                    .related(first.span, words!("first here", "第一次在这里"))
                    .help(words!("name each language once", "每种语言只写一次")),
            );
        } else if config.has_words(&tag.value) {
            languages.push(tag);
        } else {
            values.findings.push(no_words_for(&tag).help(words!(
                "or leave `{}` out; zh and en come built in",
                "或者去掉 `{}`；zh 和 en 是内置的",
                tag.value
            )));
        }
    }
    languages.into_iter().map(|tag| tag.value).collect()
}

/// The finding for a language of the site that there are no words for.
pub fn no_words_for(language: &Spanned<Tag>) -> Diagnostic {
    let tag = &language.value;
    INVALID_VALUE
        .at(
            language.span,
            words!("there are no words for pages in `{tag}`", "没有 `{tag}` 的页面用词，无法生成这种语言的页面"),
        )
        .help(words!(
            "write them in templates/locales/{tag}.yaml: `motmap init --words {tag}` makes it, as a copy of the English \
             ones to translate",
            "请写在 templates/locales/{tag}.yaml 里：运行 `motmap init --words {tag}` 会生成一份英文用词，逐条翻译即可"
        ))
}

fn resolve_labels(raw: RawLabels, values: &mut Resolver<'_>) -> Labels {
    let RawLabels { stages, phases, steps } = raw;
    let mut labels = Labels::default();
    fill(stages, &mut labels.stages, values);
    fill(phases, &mut labels.phases, values);
    fill(steps, &mut labels.steps, values);
    labels
}

fn fill<C: Choice>(raw: Field<Keyed<C, RawText>>, labels: &mut [Option<Text>], values: &mut Resolver<'_>) {
    for (choice, text) in raw.given().into_iter().flat_map(|keyed| keyed.entries) {
        labels[choice.value.index()] = values.optional_text(text);
    }
}

/// Resolves a rule and its level. A misspelt rule counts as the closest one and a misspelt level as `off`, so that a
/// typing mistake does not bring back the findings of a rule that the author turned off.
fn resolve_level(
    rule: &Scalar,
    level: Field<LevelText>,
    findings: &mut Vec<Diagnostic>,
) -> Option<(&'static str, Level)> {
    let known = checks::rule_named(&rule.value);
    let near = closest(&rule.value, checks::rules().map(|rule| rule.name));
    if known.is_none() {
        let finding = INVALID_VALUE.at(rule.span, words!("there is no rule `{}`", "没有 `{}` 这条规则", rule.value));
        findings.push(match near {
            Some(near) => finding
                .propose(words!("did you mean `{near}`?", "是不是想写 `{near}`？"), rule.span, near)
                .maybe_fix(rule.span, obvious_typo(&rule.value, checks::rules().map(|rule| rule.name))),
            None => finding.help(words!("`motmap explain` lists the rules", "`motmap explain` 会列出所有规则")),
        });
    }
    let known = known.or_else(|| checks::rule_named(near?))?;
    let typed = level.given()?.0;
    let is_typed = |level: &Level| known_name(typed.value.trim(), &[level.id()]).is_some();
    let Some(level) = Level::ALL.into_iter().find(is_typed) else {
        findings.push(INVALID_VALUE.at(typed.span, words!("`{}` is not a level", "`{}` 不是级别", typed.value)).help(
            words!("write one of: `off`, `note`, `warning`, `error`", "可以写：`off`、`note`、`warning`、`error`"),
        ));
        return (!known.group.blocks_map()).then_some((known.name, Level::Off));
    };
    if known.group.blocks_map() {
        findings.push(
            INVALID_VALUE
                .at(typed.span, words!("the level of `{}` cannot be changed", "`{}` 的级别不能更改", known.name))
                .help(words!(
                    "a map with such a fault cannot be understood; remove the line",
                    "有这种错误的图读不懂；请删掉这一行"
                )),
        );
        return None;
    }
    Some((known.name, level))
}
