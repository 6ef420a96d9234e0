//! `template-error`: a template of the user's that cannot be read or does not fit its page.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "template-error",
    group: Group::Templates,
    level: Level::At(Severity::Error),
    summary: phrase!("a template of yours cannot be used", "自己的模板无法使用"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A file in `templates/` replaces the built-in template of the same name. This one cannot be read, or it asks for
something that its page does not have.

## Why

A page with a hole where a name was misspelt looks finished and is not. So a name that does not exist stops the
template; the built-in one takes its place, and all pages are there while you mend yours.

## Found

```html
# templates/index.html
<h1>{{ frame.titel }}</h1>
```

## Better

Start from a copy of the built-in template, change a little at a time, and keep the names as they are.

```html
# templates/index.html
<h1>{{ frame.title }}</h1>
```
";

const ZH: &str = "\
`templates/` 里的文件会替换同名的内置模板。这一个读不懂，或者用了页面上没有的名称。

## 为什么

名称拼错一个字母，页面上就少一块内容，看起来却像是完成了。所以遇到不存在的名称，模板就停用，暂由内置模板代替；
您修改期间，所有页面照样齐全。

## 会报告

```html
# templates/index.html
<h1>{{ frame.titel }}</h1>
```

## 应写成

先复制内置模板，每次只改一点，名称保持原样。

```html
# templates/index.html
<h1>{{ frame.title }}</h1>
```
";
