//! Names of things in messages: a touchpoint by its name and code, a cell by its stage and phase.

use crate::locale::term;
use crate::model::{CellAt, MapText, Perception, Text, Touchpoint};
use crate::words;
use crate::words::{Lang, Words};

/// A touchpoint by name and code: “服务热线”（C1.2）.
pub fn touchpoint(touchpoint: &Touchpoint) -> Words {
    let (name, code) = (&touchpoint.name, touchpoint.code());
    words!("“{}” ({code})", "“{}”（{code}）", name.first_for(Lang::En); name.first_for(Lang::Zh))
}

/// A name that an author gave.
pub fn text(name: &Text) -> Words {
    words!("{}", "{}", name.first_for(Lang::En); name.first_for(Lang::Zh))
}

/// A cell in words: Customer × First impression.
pub fn cell(at: CellAt) -> Words {
    let (stage, phase) = (term(at.stage), term(at.phase));
    words!("{} × {}", "{} × {}", stage.en, phase.en; stage.zh, phase.zh)
}

/// The field of a text, and its touchpoint: `stance` of “服务热线” (C1.2).
pub fn field(text: &MapText<'_>) -> Words {
    let field = text.field.info().name;
    match text.touchpoint.map(touchpoint) {
        Some(owner) => words!("`{field}` of {}", "{}的 `{field}`", owner.en; owner.zh),
        None => words!("`{field}`", "`{field}`"),
    }
}

/// A perception with its sign, as trainers write it: +2, 0, -1.
pub fn perception(value: Perception) -> String {
    if value == 0 { value.to_string() } else { format!("{value:+}") }
}
