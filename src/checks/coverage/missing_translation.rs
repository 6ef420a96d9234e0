//! `missing-translation`: a text that some readers of the site cannot read.

use std::collections::BTreeSet;

use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{ChannelRef, MapText, Tag, Text};
use crate::rule::{Check, Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "missing-translation",
    group: Group::Coverage,
    level: Level::At(Severity::Warning),
    summary: phrase!(
        "a text lacks one of the workspace's languages, where others of the map have it",
        "图上别的文字有这种语言的版本，这一处没有"
    ),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
`motmap.yaml` names several languages, and other texts of this map are written in each of them; this one is not. A map
that is written in one language throughout is left in peace, and so is a text without any letters, such as `%`.

## Why

The site is built in every language of the workspace. Where a text has none for one of them, its readers see another
language in the middle of the page, and trainers notice it in class.

## Found

```yaml
# motmap.yaml
languages: [en, zh]
# maps/shop.yaml
title: {en: A small shop, zh: 街角小店}
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```

## Better

In place of the text type `{en: ..., zh: ...}` with one text for each language. If a text has commas, put each language
on a line of its own below the field, indented by two more spaces.

```yaml
# motmap.yaml
languages: [en, zh]
# maps/shop.yaml
title: {en: A small shop, zh: 街角小店}
summary:
  en: The counter, the queue, the way home
  zh: 收银台、排队与回家的路
stages:
  customer:
    contact:
      - {id: counter, name: {en: The counter, zh: 收银台}}
```
";

const ZH: &str = "\
`motmap.yaml` 列出了几种语言，这张图别处的文字各种语言都有，这一处却缺了一种。

全图只用一种语言时不提示；没有字母也没有汉字的内容（如 `%`）不用翻译，也不提示。

## 为什么

网站按工作区的每种语言各生成一份。缺了一种，看那种语言的人就会在页面中间读到另一种文字，上课投屏时尤其显眼。

## 会报告

```yaml
# motmap.yaml
languages: [zh, en]
# maps/shop.yaml
title: {zh: 街角小店, en: A small shop}
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```

## 应写成

把文字换成 `{zh: 中文, en: 英文}`。文字里有半角逗号时，每种语言另起一行写在字段下面，缩进两个空格。

```yaml
# motmap.yaml
languages: [zh, en]
# maps/shop.yaml
title: {zh: 街角小店, en: A small shop}
summary:
  zh: 收银台、排队与回家的路
  en: The counter, the queue, the way home
stages:
  customer:
    contact:
      - {id: counter, name: {zh: 收银台, en: The counter}}
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    // Where the map has faults, a translation may be what could not be read.
    if subject.map.faulty {
        return;
    }
    let texts = &subject.texts;
    let written: BTreeSet<&Tag> = texts.iter().flat_map(|at| at.text.versions().iter().map(|(tag, _)| tag)).collect();
    let wanted: Vec<&Tag> = subject.config.languages.iter().filter(|tag| written.contains(tag)).collect();
    for at in texts {
        let MapText { field, text, .. } = *at;
        let name = field.info().name.rsplit('.').next().unwrap_or_default();
        findings.extend(untranslated(text, name, &wanted, || naming::field(at)));
    }
    let channels = subject.map.touchpoints.iter().filter_map(|touchpoint| match &touchpoint.channel {
        Some(ChannelRef::Named(id)) => Some(id.value),
        _ => None,
    });
    for channel in channels.collect::<BTreeSet<_>>().into_iter().map(|id| subject.config.channel(id)) {
        let owner = || words!("the name of channel `{}`", "渠道 `{}` 的名称", channel.id.value);
        findings.extend(untranslated(&channel.name, "name", &wanted, owner));
    }
}

/// The finding for a text that lacks one of the languages that are wanted.
fn untranslated(text: &Text, field: &str, wanted: &[&Tag], owner: impl FnOnce() -> Words) -> Option<Diagnostic> {
    let missing: Vec<_> = wanted.iter().filter(|tag| text.get(tag).is_none()).map(|tag| format!("`{tag}`")).collect();
    if missing.is_empty() || !has_letters(text.first()) {
        return None;
    }
    let (owned, en, zh) = (owner(), missing.join(", "), missing.join("、"));
    let every = wanted.iter().map(|tag| format!("{tag}: ...")).collect::<Vec<_>>().join(", ");
    Some(
        RULE.at(text.span(), words!("{} has no text in {en}", "{} 没有 {zh} 的文字", owned.en; owned.zh)).help(words!(
            "write it in every language: `{field}: {{{every}}}`",
            "每种语言各写一份：`{field}: {{{every}}}`"
        )),
    )
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}
