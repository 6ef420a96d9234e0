//! Findings in the names that their file uses.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::load::names::{are_mostly_chinese, code_with_chinese_names, with_chinese_fields, with_chinese_names};
use crate::memo::{Memo, Shared};
use crate::rule::Group;
use crate::rule::shape::{INVALID_VALUE, UNKNOWN_FIELD};
use crate::source::{Source, SourceId, Sources};

/// Whether the names in a file are mostly Chinese.
pub type ChineseNames = Memo<SourceId, Shared<Source>, bool>;

/// Tells what is found in files with Chinese names in these names. In what is said of references a word may be an id, and
/// stays.
pub fn use_names_of_files(sources: &Sources, cache: &ChineseNames, findings: &mut [Diagnostic]) {
    let mut in_chinese = HashMap::<SourceId, bool>::new();
    let is_chinese = |source| {
        let text = || are_mostly_chinese(&sources.get(source).text);
        cache.get(source, || Shared(sources.shared(source)), text)
    };
    for finding in findings {
        let in_names = if finding.rule.group == Group::References { with_chinese_fields } else { with_chinese_names };
        let source = finding.primary.span.source;
        if *in_chinese.entry(source).or_insert_with(|| is_chinese(source)) {
            finding.for_each_sentence(|words| words.replace(|sentence, _| in_names(sentence)));
            // What other rules put into a file may be a text of the author's.
            if [&UNKNOWN_FIELD, &INVALID_VALUE].iter().any(|rule| rule.name == finding.rule.name) {
                let edits = finding.fix.iter_mut().chain(&mut finding.proposals).flat_map(|fix| &mut fix.edits);
                edits.for_each(|edit| edit.text = code_with_chinese_names(&edit.text));
            }
        }
    }
}
