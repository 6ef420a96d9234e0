//! `bad-encoding`: the file is not UTF-8 text.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "bad-encoding",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("the file is not UTF-8 text", "文件不是 UTF-8 编码"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
The file is not stored as UTF-8, the encoding that the program reads. The message says what it seems to be: GBK, Big5 or
UTF-16, as older editors and spreadsheets write them.

## Why

In another encoding the same bytes are other characters. Read as if they were UTF-8, Chinese texts would come out as
nonsense in every page, so the file is not read any further.

## Found

```text
maps/shop.yaml, saved by Notepad as \"ANSI\"
```

## Better

Open the file in the editor that shows it correctly and save it again. In Notepad: File, Save As, and at the bottom,
Encoding: UTF-8. In Visual Studio Code: click the name of the encoding in the bottom bar, Save with Encoding, UTF-8.

```text
maps/shop.yaml, saved by Notepad as \"UTF-8\"
```
";

const ZH: &str = "\
文件不是用 UTF-8 编码保存的。提示里写明了它看来是哪种编码：GBK、Big5 或 UTF-16，多半来自较旧的编辑器或表格软件。

## 为什么

编码不同，同样的字节就成了不同的字。硬当作 UTF-8 来读，页面上的汉字会全部变成乱码，所以这个文件不再往下读。

## 会报告

```text
maps/shop.yaml，记事本保存时编码选了“ANSI”
```

## 应写成

用能正常显示它的编辑器打开，重新保存。记事本：文件 → 另存为 → 底部“编码”选 UTF-8。\
VS Code：点右下角的编码名称 → 通过编码保存 → UTF-8。

```text
maps/shop.yaml，记事本保存时编码选了“UTF-8”
```
";
