//! What authors write is read as they mean it, and what they mistype is reported once, at its place.

mod workspace;

use std::time::{Duration, Instant};

use workspace::{Workspace, run_in};

/// A map whose only cell to look at is the customer's contact; the rest is waived.
fn map_of(touchpoints: &str) -> String {
    format!(
        "title: 网点\nstages:\n  unknown: {{not_applicable: 见宣传图}}\n  prospect: {{not_applicable: 见销售图}}\n\
            \x20 departing: {{not_applicable: 见挽留图}}\n  customer:\n    first-impression: {{not_applicable: 见接待图}}\n\
            \x20   attitude: {{not_applicable: 见接待图}}\n    behaviour: {{not_applicable: 见续约图}}\n    contact:\n\
            {touchpoints}"
    )
}

/// The line on which the touchpoints of [`map_of`] begin.
const FIRST: usize = 11;

/// The errors of a workspace: what reading finds, not what the map still lacks.
fn errors(files: &[(&str, &str)]) -> Vec<String> {
    errors_in(&Workspace::with(files))
}

fn errors_in(workspace: &Workspace) -> Vec<String> {
    let spoils = |finding: &String| {
        let rule = finding.rsplit(' ').next().expect("a finding names its rule");
        motmap::testing::checks::rule_named(rule).is_some_and(|rule| rule.group.blocks_map())
    };
    workspace.findings(&[]).into_iter().filter(spoils).collect()
}

fn errors_of(map: &str) -> Vec<String> {
    errors(&[("maps/a.yaml", map)])
}

/// Every finding, also of the rules that look at what a map lacks.
fn all_findings(files: &[(&str, &str)]) -> Vec<String> {
    Workspace::with(files).findings(&[])
}

#[test]
fn a_map_a_case_and_a_configuration_with_every_field_load() {
    let found = errors(&[
        ("motmap.yaml", include_str!("loading/every_field/motmap.yaml")),
        ("maps/gold-card.yaml", include_str!("loading/every_field/gold-card.yaml")),
        ("maps/renewal.yaml", include_str!("loading/every_field/renewal.yaml")),
        ("maps/cases/fifty-six-minutes.md", include_str!("loading/every_field/fifty-six-minutes.md")),
    ]);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn texts_are_the_characters_that_were_typed() {
    for (typed, read) in [
        ("no", "no"),
        ("0123", "0123"),
        ("1.10", "1.10"),
        ("12:30", "12:30"),
        ("\"null\"", "null"),
        ("Null Island", "Null Island"),
        ("yes, sir", "yes, sir"),
        ("'it''s'", "it's"),
        ("\"a \\\"b\\\"\"", "a \"b\""),
        ("|\n  一\n  二", "一\n二\n"),
        (">-\n  第一行，\n  第二行", "第一行，第二行"),
        (">-\n  one\n  two", "one two"),
        ("第一行\n  第二行", "第一行第二行"),
    ] {
        let map = format!("title: {typed}\nstages: {{}}\n");
        assert_eq!(title_of(&map).as_deref(), Some(read), "{typed:?}");
    }
    for blank in ["", "~", "null", "NULL", "!!null ''", "''", "\u{20}"] {
        assert_eq!(
            errors_of(&format!("title: {blank}\nstages: {{}}\n")),
            ["maps/a.yaml:1:1 missing-field"],
            "{blank:?}"
        );
    }
}

#[test]
fn every_way_in_which_programs_write_a_text_is_read_alike() {
    let ways = [
        "\n  \"Launches we\n  advertise\"",
        "\n  'Launches we\n  advertise'",
        "\n    'Launches\n  we\n      advertise' # as before",
        "\n  # why\n\n  \"Launches\n  we advertise\"",
        "\"Launches we\\\n  \\ advertise\"",
        "\"\\x4caunches \\u0077e \\U00000061dvertise\"",
        "\n  Launches we\n  advertise",
        "\n  >-\n  Launches we\n  advertise",
        "|2-\n  Launches we advertise",
        "!!str Launches we advertise",
        "!!str\n  \"Launches we\n  advertise\"",
        "&id001 Launches we advertise\nsummary: *id001",
        "&id001\n  \"Launches we\n  advertise\"\nsummary: *id001",
        "{en: Launches we advertise, zh}",
        "\n  {en: 'Launches we\n  advertise'}",
        "\n  { en: !!str \"Launches we\n  advertise\",\n  }",
    ];
    let written = |title: &str| format!("title: {title}\nstages: {{}}\n");
    let whole = [
        "%YAML 1.1\n---\ntitle: Launches we advertise\nstages: {}\n...\n",
        "--- {title: Launches we advertise, stages: {}}\n...\n",
        "--- !!map\ntitle: Launches we advertise\nstages: !!map {}\n",
        "---\n  title: Launches we advertise\n  stages: {}\n",
        "{\"title\":\"Launches we advertise\",\"stages\":{}}",
    ];
    for map in ways.map(written).into_iter().chain(whole.map(str::to_owned)) {
        assert_eq!(errors_of(&map), [""; 0], "{map}");
        assert_eq!(title_of(&map).as_deref(), Some("Launches we advertise"), "{map}");
    }
}

#[test]
fn quoted_texts_over_several_lines_are_read_at_any_depth() {
    let map = map_of(
        "    - id: a\n      name:\n        'the counter''s\n        end'\n      recovery:\n        steps:\n        - \"One\n          \
         two: three\"\n        -\n          'four\n          five'\n        - >-\n          six\n      quality:\n        [\n        \
         empathy,\n        assurance,\n        ]\n      place: hall\n",
    );
    assert_eq!(errors_of(&map), [""; 0], "{map}");
    let reading = read(&[("maps/a.yaml", &map)]);
    let (_, touchpoint) = reading.site.touchpoints(reading.site.maps[0].id).next().expect("it is read");
    assert_eq!(touchpoint.name.first(), "the counter's end");
    let steps: Vec<&str> = touchpoint.recovery.as_ref().expect("it is read").steps.iter().map(|s| s.first()).collect();
    assert_eq!(steps, ["One two: three", "four five", "six"]);
    assert_eq!((touchpoint.quality.len(), touchpoint.place.as_ref().map(|place| place.first())), (2, Some("hall")));
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_reported_where_it_opens() {
    let name =
        |text: &str| map_of(&format!("    - id: a\n      name:\n{text}      place: hall\n    - {{id: b, name: B}}\n"));
    for (text, place) in [
        ("        \"Launches we\n", "13:9"),
        ("        'Launches we\n", "13:9"),
        ("        \"Launches we\n        advertise\n", "13:9"),
    ] {
        let map = name(text);
        assert_eq!(errors_of(&map), [format!("maps/a.yaml:{place} invalid-yaml")], "{map}");
        let said = Workspace::with(&[("maps/a.yaml", &map)]).run(&["check", "--format", "short"]).out;
        assert!(said.contains("is never closed"), "{said}");
    }
}

#[test]
fn every_way_in_which_programs_write_a_date_or_a_number_is_read_alike() {
    let map = |date: &str, days: &str| format!("title: A\nstages: {{}}\nreviewed: {date}\nreview_every: {days}\n");
    let dates = [
        "2026-10-01",
        "'2026-10-01'",
        "!!timestamp \"2026-10-01\"",
        "2026-10-01T00:00:00.000Z",
        "2026-10-01 00:00:00",
        "２０２６－１０－０１",
    ];
    let days = ["90", "\"90\"", "!!int \"90\"", "90.0", "9e1", "９０"];
    for map in dates.map(|date| map(date, "90")).into_iter().chain(days.map(|days| map("2026-10-01", days))) {
        assert_eq!(errors_of(&map), [""; 0], "{map}");
        let reading = read(&[("maps/a.yaml", &map)]);
        let map_read = &reading.site.maps[0];
        let date = map_read.reviewed.as_ref().map(|date| date.value.to_string());
        assert_eq!(
            (date.as_deref(), map_read.review_every.as_ref().map(|days| days.value)),
            (Some("2026-10-01"), Some(90)),
            "{map}"
        );
    }
    for (date, days, place) in [
        ("2026-10-01T09:30:00Z", "90", "3:11"),
        ("20261001", "90", "3:11"),
        ("2026-10-01", "90.5", "4:15"),
        ("2026-10-01", ".inf", "4:15"),
        ("2026-10-01", "-1", "4:15"),
    ] {
        assert_eq!(errors_of(&map(date, days)), [format!("maps/a.yaml:{place} invalid-value")], "{date} {days}");
    }
}

/// The title as the program reads it.
fn title_of(map: &str) -> Option<String> {
    let reading = read(&[("maps/a.yaml", map)]);
    reading.site.maps.first().map(|map| map.title.first().to_owned())
}

fn read(files: &[(&str, &str)]) -> motmap::testing::pipeline::Reading {
    use motmap::testing::workspace::{File, FileKind, Workspace};
    let kind = |path: &str| match path {
        "motmap.yaml" => FileKind::Config,
        path if path.ends_with(".md") => FileKind::Case,
        _ => FileKind::Map,
    };
    let file = |(path, text): &(&str, &str)| File::new(*path, kind(path), text.as_bytes());
    motmap::testing::pipeline::read(&Workspace { root: ".".into(), files: files.iter().map(file).collect() })
}

#[test]
fn languages_are_the_same_in_capitals() {
    let twice = |text: &str| errors_of(&format!("title: {text}\nstages: {{}}\n"));
    assert_eq!(twice("{zh: 甲, ZH: 乙}"), ["maps/a.yaml:1:16 duplicate-key"]);
    assert_eq!(twice("{zh-Hant: 甲, zh-hant: 乙, zh: 丙}"), ["maps/a.yaml:1:21 duplicate-key"]);
    let map = ("maps/a.yaml", "title: {zh-Hant: 甲, en: A}\nstages: {}\n");
    let site = read(&[("motmap.yaml", "languages: [EN, ZH-hant]\n"), map]).site;
    let languages: Vec<String> = site.config.languages.iter().map(ToString::to_string).collect();
    assert_eq!(languages, ["en", "zh-Hant"]);
    assert_eq!(site.maps[0].title.get(&site.config.languages[1]).map(|text| &*text.value), Some("甲"));
}

#[test]
fn a_time_is_read_in_full_width_digits_too() {
    let case = |when: &str| {
        let header = format!("---\ntouchpoint: a/x\ntitle: 甲\nwhen: {when}\nplace: 厅\npeople: [{{name: 乙}}]\n---\n");
        let map = map_of("      - {id: x, name: 甲}\n");
        let reading = read(&[("maps/a.yaml", &map), ("maps/cases/x.md", &header)]);
        reading.site.cases[0].when.as_ref().map(|when| when.value.0.clone())
    };
    for typed in ["2026-04-22 13:10", "２０２６-０４-２２ １３：１０", "2026-04-22 13：10", "2026－04－22 13:10"]
    {
        assert_eq!(case(typed).as_deref(), Some("2026-04-22 13:10"), "{typed}");
    }
}

#[test]
fn plain_texts_are_in_the_language_that_the_map_or_the_workspace_names() {
    let language = |files: &[(&str, &str)]| read(files).site.maps[0].language.to_string();
    let (chinese, english) = ("title: 网点\n", "title: The branch\n");
    let config = ("motmap.yaml", "languages: [en, zh]\n");
    assert_eq!(language(&[("maps/a.yaml", chinese)]), "zh");
    assert_eq!(language(&[("maps/a.yaml", english)]), "en");
    assert_eq!(language(&[("maps/a.yaml", "title: The branch\nlanguage: ZH\n")]), "zh");
    assert_eq!(language(&[config, ("maps/a.yaml", chinese)]), "en");
    assert_eq!(language(&[config, ("maps/a.yaml", "title: 网点\nlanguage: zh\n")]), "zh");
    assert_eq!(language(&[("maps/a.yaml", "title: {en: The branch, zh: 网点}\n"), ("maps/b.yaml", chinese)]), "en");
}

#[test]
fn ids_are_of_any_script_and_two_that_look_the_same_are_duplicates() {
    let touchpoints = "      - {id: 热线-1, name: 甲}\n      - {id: 12, name: 乙, leads_to: [热线-1, 012]}\n\
        \x20     - {id: 012, name: 丙}\n      - {id: café, name: 丁}\n      - {id: cafe\u{301}, name: 戊}\n\
        \x20     - {id: STRASSE, name: 己}\n      - {id: straße, name: 庚}\n";
    assert_eq!(errors_of(&map_of(touchpoints)), ["maps/a.yaml:15:14 duplicate-id", "maps/a.yaml:17:14 duplicate-id"]);
    let bad = "      - {id: a b, name: 甲}\n      - {id: -a, name: 乙}\n      - {id: a.b, name: 丙}\n\
        \x20     - {id: '', name: 丁}\n";
    assert_eq!(errors_of(&map_of(bad)), [11, 12, 13, 14].map(|line| format!("maps/a.yaml:{line}:14 invalid-id")));
}

#[test]
fn an_id_that_cannot_name_a_file_is_reported_wherever_ids_become_files() {
    let touchpoint = |id: &str| map_of(&format!("      - {{id: '{id}', name: 甲}}\n"));
    for id in ["con", "Aux", "NUL", "prn", "com1", "COM9", "LPT1", "com¹", "Lpt³", &"𠀀".repeat(64)] {
        assert_eq!(errors_of(&touchpoint(id)), ["maps/a.yaml:11:14 invalid-id"], "a touchpoint `{id}`");
    }
    for id in ["console", "con-1", "aux-desk", "com", "com0", "com10", "comx", "lpt", &"汉".repeat(64)] {
        assert_eq!(errors_of(&touchpoint(id)), Vec::<String>::new(), "a touchpoint `{id}`");
    }
    let sound = touchpoint("counter");
    assert_eq!(errors(&[("maps/Con.yaml", &sound)]), ["maps/Con.yaml:1:1 invalid-id"], "a map's file");
    let case = "---\ntitle: 一次\ntouchpoint: a/counter\n---\n";
    let found = errors(&[("maps/a.yaml", &sound), ("maps/cases/lpt2.md", case)]);
    assert_eq!(found, ["maps/cases/lpt2.md:1:1 invalid-id"], "a case's file");
    let found = errors(&[("motmap.yaml", "roles: {nul: {name: 柜员}}\n"), ("maps/a.yaml", &sound)]);
    assert_eq!(found, ["motmap.yaml:1:9 invalid-id"], "a role");
    let found = errors(&[("motmap.yaml", "languages: [zh, con]\n"), ("maps/a.yaml", &sound)]);
    assert!(found.contains(&"motmap.yaml:1:17 invalid-value".to_owned()), "a language's folder: {found:?}");
}

#[test]
fn a_reference_across_maps_names_the_map() {
    let one = map_of("      - {id: counter, name: 柜台, leads_to: [{to: two/hotline, because: 转接}, hotline]}\n");
    let two = map_of("      - {id: hotline, name: 热线, leads_to: [three/x]}\n");
    assert_eq!(
        errors(&[("maps/one.yaml", &one), ("maps/deep/two.yml", &two)]),
        ["maps/deep/two.yml:11:44 unknown-map", "maps/one.yaml:11:76 unknown-touchpoint"]
    );
}

#[test]
fn errors_are_placed_to_the_character() {
    // Full-width characters before the error count as one column each.
    let touchpoints = "      - id: a\n        name: {zh: 服务热线, en: [x]}\n        importance: 很高\n\
        \x20       customer: {thinks: 我明明是机主, fels: 着急}\n        perception: +4\n        requests:\n\
        \x20         - {ask: 报卡号, remedy: {due: 明天}}\n        leads_to: [{to: b, because: 断线}, 丙]\n";
    let expected = [
        "12:30 wrong-type",
        "13:21 invalid-value",
        "14:36 unknown-field",
        "15:21 invalid-value",
        "17:38 invalid-value",
        "18:25 unknown-touchpoint",
        "18:42 unknown-touchpoint",
    ]
    .map(|place| format!("maps/a.yaml:{place}"));
    let map = map_of(touchpoints);
    assert_eq!(errors_of(&map), expected);
    assert_eq!(errors_of(&map.replace('\n', "\r\n")), expected, "with Windows line ends");
    assert_eq!(errors_of(&map.replace('\n', "\r")), expected, "with the line ends of old Macintoshes");
    assert_eq!(errors_of(&format!("\u{feff}{map}")), expected, "with a byte order mark");
    assert_eq!(map.lines().nth(FIRST - 1).map(str::trim), Some("- id: a"));
}

#[test]
fn errors_of_cases_and_of_the_configuration_are_placed_too() {
    let found = errors(&[
        (
            "motmap.yaml",
            "title: 手册\nroles:\n  客服: {name: 客服代表, layer: 前线}\nlanguages: [zh, 英文]\nrules: {thin-cel: off}\n",
        ),
        ("maps/a.yaml", &map_of("      - {id: a, name: 甲}\n")),
        (
            "maps/cases/x.md",
            "---\ntouchpoint: [a/a, a/乙]\nwhen: 昨天\npeople: [{name: 李先生, rôle: 客户}]\n---\n## 1 客观事实\n## 说明\n## 1 又一次\n",
        ),
    ]);
    assert_eq!(
        found,
        [
            "maps/cases/x.md:2:19 unknown-touchpoint",
            "maps/cases/x.md:3:7 invalid-value",
            "maps/cases/x.md:4:22 unknown-field",
            "maps/cases/x.md:7:1 invalid-value",
            "maps/cases/x.md:8:1 invalid-value",
            "motmap.yaml:3:27 invalid-value",
            "motmap.yaml:4:17 invalid-value",
            "motmap.yaml:5:9 invalid-value",
        ]
    );
}

#[test]
fn three_mistakes_are_three_findings() {
    let map =
        map_of("      - {id: a, name: 甲, leads_to: [nowhere]}\n      - {id: b, name: 乙, quality: reliability}\n")
            .replace("prospect:", "prospct:");
    assert_eq!(
        all_findings(&[("maps/a.yaml", &map)]),
        ["maps/a.yaml:4:3 unknown-field", "maps/a.yaml:11:37 unknown-touchpoint", "maps/a.yaml:12:35 wrong-type"]
    );
}

#[test]
fn one_mistake_is_one_finding() {
    let lonely = |touchpoint: &str| map_of(&format!("      - {{id: b, name: 乙, leads_to: [counter]}}\n{touchpoint}"));
    let cases = [
        ("an id that is missing", lonely("      - {name: 柜台}\n"), "12:9 missing-field"),
        ("an id that cannot be one", lonely("      - {id: 'counter ', nmae: 柜台, name: 丙}\n"), "12:26 unknown-field"),
        ("a misspelt name", lonely("      - {id: counter, nmae: 柜台}\n"), "12:23 unknown-field"),
        ("a misspelt id", lonely("      - {di: counter, name: 柜台}\n"), "12:10 unknown-field"),
        ("a name that is missing", lonely("      - {id: counter}\n"), "12:9 missing-field"),
        (
            "a misspelt phase",
            lonely("    atitude:\n      - {id: counter, name: 柜台}\n")
                .replace("    attitude: {not_applicable: 见接待图}\n", ""),
            "11:5 unknown-field",
        ),
        ("a touchpoint without its dash", map_of("      id: counter\n      name: 柜台\n"), "11:7 wrong-type"),
        (
            "a stage written twice",
            lonely("  customer:\n    contact:\n      - {id: counter, name: 柜台}\n"),
            "12:3 duplicate-key",
        ),
        (
            "two of one id",
            lonely("      - {id: counter, name: 丙}\n      - {id: Counter, name: 丁}\n"),
            "13:14 duplicate-id",
        ),
        ("a stage as a text", "title: 网点\nstages: customer\n".into(), "2:9 wrong-type"),
        ("a file with nothing in it", "# later\n".into(), "1:1 missing-field"),
    ];
    for (mistake, map, expected) in cases {
        let found: Vec<String> = all_findings(&[("maps/a.yaml", &map)]);
        assert_eq!(found, [format!("maps/a.yaml:{expected}")], "{mistake}");
    }
}

#[test]
fn a_file_that_cannot_be_read_says_so_alone() {
    let other = map_of("      - {id: b, name: 乙, role: agent, leads_to: [broken/x], delivers: [broken/p]}\n");
    let case = "---\ntouchpoint: broken/x\ntitle: 甲\nwhen: 2026-04-22 13:10\nplace: 厅\npeople: [{name: 甲}]\n---\n";
    let found = errors(&[
        ("maps/broken.yaml", "title: [\n"),
        ("maps/other.yaml", &other),
        ("maps/cases/x.md", case),
        ("motmap.yaml", "roles: {agent: {name: 甲}\n"),
    ]);
    let files: Vec<&str> = found.iter().map(|finding| finding.split(':').next().unwrap_or_default()).collect();
    assert_eq!(files, ["maps/broken.yaml", "motmap.yaml"], "{found:#?}");
}

#[test]
fn an_error_of_the_configuration_hides_only_its_own_field() {
    let map = map_of("      - {id: b, name: 乙, role: agnt, leads_to: []}\n");
    let roles = "roles: {agent: {name: 甲}}\n";
    let found = |config: &str| errors(&[("motmap.yaml", config), ("maps/a.yaml", &map)]);
    assert_eq!(
        found(&format!("titel: 手册\n{roles}")),
        ["maps/a.yaml:11:32 unknown-role", "motmap.yaml:1:1 unknown-field"]
    );
    assert_eq!(found("people: {agnt: {name: 甲}}\n"), ["motmap.yaml:1:1 unknown-field"]);
    let misspelt = found("rolse: {agent: {name: 甲}}\n");
    assert_eq!(misspelt, ["maps/a.yaml:11:32 unknown-role", "motmap.yaml:1:1 unknown-field"]);
    assert_eq!(found("---\n# nothing yet\n"), ["maps/a.yaml:11:32 unknown-role"]);
}

#[test]
fn two_maps_of_one_stem_are_reported_once() {
    let (one, two) = (map_of("      - {id: a, name: 甲}\n"), map_of("      - {id: b, name: 乙}\n"));
    let other = map_of("      - {id: c, name: 丙, leads_to: [{to: shop/a, because: 转}, {to: shop/b, because: 转}]}\n");
    let found = errors(&[("maps/other.yaml", &other), ("maps/shop.yaml", &one), ("maps/x/shop.yml", &two)]);
    assert_eq!(found, ["maps/x/shop.yml:1:1 duplicate-id"]);
}

#[test]
fn typing_mistakes_of_a_chinese_keyboard_are_repaired_and_the_rest_is_checked() {
    let cases: [(&str, &str, &[&str]); 11] = [
        (
            "a full-width colon, where YAML would swallow the field into the text above",
            "      - id：x\n        name：服务台\n        nmae: 乙\n",
            &["11:11 full-width-punctuation", "12:13 full-width-punctuation", "13:9 unknown-field"],
        ),
        (
            "a full-width colon and comma in braces",
            "      - {id：x，name：服务台, nmae: 乙}\n",
            &["11:12 full-width-punctuation", "11:25 unknown-field"],
        ),
        (
            "a full-width comma and colon in braces that begin well",
            "      - {id: x, name: 服务台，place：厅, nmae: 乙}\n",
            &["11:26 full-width-punctuation", "11:36 unknown-field"],
        ),
        (
            "languages are names too",
            "      - id: x\n        name: {zh：服务台，en: Counter}\n        nmae: 乙\n",
            &["12:18 full-width-punctuation", "13:9 unknown-field"],
        ),
        (
            "a full-width colon in the middle of a text's lines",
            "      - id: x\n        name: 服务台\n          place：大厅\n        nmae: 乙\n",
            &["13:16 full-width-punctuation", "14:9 unknown-field"],
        ),
        (
            "no space after the colon",
            "      - id:x\n        name:服务台\n        nmae: 乙\n",
            &["11:12 invalid-yaml", "12:14 invalid-yaml", "13:9 unknown-field"],
        ),
        (
            "a full-width dash",
            "      － id: x\n        name: 服务台\n        nmae: 乙\n",
            &["11:7 full-width-punctuation", "13:9 unknown-field"],
        ),
        (
            "a dash without its space behind full-width spaces, which have more bytes than columns",
            "　　　-id: x\n        nmae: 乙",
            &["11:1 invisible-character", "11:5 invalid-yaml", "12:9 unknown-field"],
        ),
        (
            "full-width spaces are two columns wide",
            "      - id: x\n　　　　name: 服务台\n        nmae: 乙\n",
            &["12:1 invisible-character", "13:9 unknown-field"],
        ),
        (
            "a tab is one level",
            "\t\t\t- id: x\n\t\t\t\tname: 服务台\n        nmae: 乙\n",
            &["11:1 invisible-character", "13:9 unknown-field"],
        ),
        (
            "spaces that are none, in names, after colons and in words",
            "      - id:\u{a0}x\n        name\u{a0}: 服务台\n        pla\u{200b}ce:\u{3000}厅\n\
                \x20       importance: hi\u{200b}gh\n        nmae: 乙\n",
            &[
                "11:12 invisible-character",
                "12:13 invisible-character",
                "13:12 invisible-character",
                "13:16 invisible-character",
                "14:23 invisible-character",
                "15:9 unknown-field",
            ],
        ),
    ];
    for (mistake, touchpoint, expected) in cases {
        let expected: Vec<String> = expected.iter().map(|place| format!("maps/a.yaml:{place}")).collect();
        assert_eq!(errors_of(&map_of(touchpoint)), expected, "{mistake}");
    }
}

#[test]
fn the_same_characters_in_texts_are_no_mistakes() {
    let touchpoints = "      - id: x\n        name: 甲　乙，丙：丁\n        place: \"id：x\n          name：厅\"\n\
        \x20       stance: 第一行\n          　　第二行：好\n        recovery:\n          signal: |\n            name：张三\n　　\n\
        \x20           \tsay：“好”\n          steps:\n            - 说：“请稍等”，再转接\n            - '热线 10:30 开放，name：x'\n\
        \x20           - 见 http://example.org/a:b\n            - a\u{a0}b\u{200b}c\n";
    assert_eq!(errors_of(&map_of(touchpoints)), [""; 0]);
}

#[test]
fn a_comma_that_cuts_a_text_in_braces_is_reported() {
    let map = map_of("      - id: x\n        name: {zh: 您好，请进, en: Come in, sir}\n");
    assert_eq!(errors_of(&map), ["maps/a.yaml:12:40 invalid-yaml"]);
}

#[test]
fn a_file_that_is_no_map_is_refused_at_once() {
    let aliases = |count: usize| vec!["*a"; count].join(", ");
    let deep_alias: String =
        (1..110).map(|n| format!("  - &a{n} {}*a{}{}\n", "[".repeat(50), n - 1, "]".repeat(50))).collect();
    let many_anchors: Vec<String> = (0..5_000).map(|n| format!("&a{n} x")).collect();
    let texts: Vec<(&str, String, &str)> = vec![
        ("nested brackets", "[".repeat(200_000), "1:65 invalid-yaml"),
        ("nested braces", "{a: ".repeat(50_000), "1:257 invalid-yaml"),
        ("nested dashes", "- ".repeat(50_000), "1:129 invalid-yaml"),
        (
            "a text repeated by aliases",
            format!("title: &a {}\nsummary: [{}]\n", "x".repeat(100_000), aliases(5_000)),
            "2:171 invalid-yaml",
        ),
        ("depth by aliases", format!("title: x\nsummary:\n  - &a0 x\n{deep_alias}"), "5:59 invalid-yaml"),
        ("anchors that nothing names", format!("title: [{}]\n", many_anchors.join(", ")), "1:8 wrong-type"),
        ("a merge key", "title: x\n<<: {summary: y}\n".into(), "2:1 invalid-yaml"),
        ("a tag of one's own", "title: 标题\nsummary: !!set x\n".into(), "2:10 invalid-yaml"),
        ("a tag that is another's", "title: 标题\nsummary: !!seq x\n".into(), "2:10 invalid-yaml"),
        ("a text that begins like a tag", "title: !重要\n".into(), "1:8 invalid-yaml"),
        ("a text that begins like an anchor", "title: &甲 乙\nstages: {}\n".into(), "1:8 invalid-yaml"),
        ("a text that begins like an alias", "title: **甲**\n".into(), "1:8 invalid-yaml"),
        ("an ampersand that stands alone", "title: & {id:： 甲}\n".into(), "1:8 invalid-yaml"),
        ("a quotation mark that swallows brackets", "{title: A,\n  name: '他]}}}\n".into(), "2:9 invalid-yaml"),
        ("a directive", "# 图\n%TAG ! !x\n---\ntitle: x\n".into(), "2:1 invalid-yaml"),
        ("two documents", "title: x\n---\ntitle: y\n".into(), "2:1 invalid-yaml"),
        ("nothing", String::new(), "1:1 missing-field"),
        ("comments", "# 图\n\n# x\n".into(), "1:1 missing-field"),
        ("a document mark alone", "---\n".into(), "1:1 missing-field"),
        ("a list for a key", "? [a, b]\n: x\n".into(), "1:1 invalid-yaml"),
        ("braces for a key", "title: x\n{a: b}: c\n".into(), "2:1 invalid-yaml"),
        ("a question mark", "title: ? 甲\n".into(), "1:8 invalid-yaml"),
        ("half of a surrogate pair", "title: \"\\ud800\"\n".into(), "1:8 invalid-yaml"),
        ("a control character", "title: 甲\u{7}乙\nstages: {}\n".into(), "1:9 invisible-character"),
        ("an escape that makes one", "title: \"\\e[31m\"\nstages: {}\n".into(), "1:8 invisible-character"),
        ("a line separator", "title: 甲\u{2028}乙\nstages: {}\n".into(), "1:9 invisible-character"),
        ("a paragraph separator", "title: 甲\u{2029}乙\nstages: {}\n".into(), "1:9 invisible-character"),
        ("a next line", "title: 甲\u{85}乙\nstages: {}\n".into(), "1:9 invisible-character"),
        ("a colon inside a text", "title: 甲\nsummary: 注意: 乙\n".into(), "2:12 invalid-yaml"),
        (
            "names in quotes without end",
            format!("title: x\nstages: {}\n", "\"\":".repeat(300_000)),
            "2:11 invalid-yaml",
        ),
        ("full-width commas without end", format!("title: {{zh: {}", "，".repeat(300_000)), "1:8 invalid-yaml"),
        ("a quotation mark left open", "title: \"甲\nstages:\n  customer: {}\n".into(), "1:8 invalid-yaml"),
    ];
    for (what, text, expected) in texts {
        assert_eq!(first_error(what, text.as_bytes()), format!("maps/a.yaml:{expected}"), "{what}");
    }
}

#[test]
fn a_locale_file_has_the_limits_of_a_map() {
    let repeated = format!("words: {{x: &a {}, y: [{}]}}\n", "x".repeat(100_000), vec!["*a"; 5_000].join(", "));
    for (what, words, place) in [
        ("nested brackets", format!("words: {}", "[".repeat(200_000)), "1:72"),
        ("a text repeated by aliases", repeated, "1:100181"),
        ("a word twice", "words:\n  grid: 甲\n  grid: 乙\n".to_owned(), "3:3"),
        ("a typing mistake", "words：\n  grid: 甲\n".to_owned(), "1:6"),
        ("a list for a word", "words:\n  grid: [甲]\n".to_owned(), "2:9"),
        ("a part that there is not", "wrods:\n  grid: 甲\n".to_owned(), "1:1"),
    ] {
        let workspace =
            Workspace::with(&[("maps/a.yaml", "title: 网点\nstages: {}\n"), ("templates/locales/zh.yaml", &words)]);
        let start = Instant::now();
        let run = workspace.run(&["build", "--lang", "zh"]);
        assert!(start.elapsed() < HANGS, "{what}: took {:?}", start.elapsed());
        let reported = format!("templates/locales/zh.yaml:{place}\n");
        assert!(run.messages.contains("错误[template-error]") && run.messages.contains(&reported), "{what}: {run:?}");
        assert!(run.messages.contains("暂用内置的"), "{what}: it says what the pages are built with: {run:?}");
        assert!(workspace.read("site/index.html").contains("网点"), "{what}: the pages are there all the same");
    }
}

#[test]
fn the_built_in_words_are_the_same_in_a_locale_file() {
    let map = ("maps/a.yaml", "title: 网点\nstages: {}\n");
    let site = |workspace: Workspace| {
        let run = workspace.run(&["build"]);
        assert!(!run.messages.contains("template-error"), "{run:?}");
        workspace.read("site/maps/a.html")
    };
    let words = ("templates/locales/zh.yaml", include_str!("../templates/locales/zh.yaml"));
    assert_eq!(site(Workspace::with(&[map, words])), site(Workspace::with(&[map])));
}

#[test]
fn a_ruled_line_below_a_text_of_a_case_does_not_end_its_part() {
    let header = "touchpoint: a/x\nwhen: 2026-03-17 10:20\nplace: here\npeople: [{name: he, role: customer}]\n";
    let others: String = (3..=6).map(|number| format!("\n## {number} More\n\nOne line.\n")).collect();
    let facts = "## 1 Facts\n\nHe called.\n---\nHe waited.\n\n2 Demands\n---\nA number.\n";
    let case = &format!("---\n{header}---\n{facts}{others}");
    let map = map_of("      - {id: x, name: 甲}\n");
    let workspace = Workspace::with(&[("maps/a.yaml", &map), ("maps/call.md", case)]);
    assert_eq!(errors_in(&workspace), [""; 0]);
    workspace.run(&["build"]);
    let page = workspace.read("site/playbooks/a.html");
    let (facts, demands) = (page.find("He waited.").expect("it stays"), page.find("Demands").expect("a heading"));
    assert!(facts < demands && !page.contains("---"), "both parts are there, and no line is left of their headings");
}

#[test]
fn another_encoding_than_utf8_is_named() {
    let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("GBK", b"title: x\nsummary: \xbd\xf0\xbf\xa8\n".to_vec(), "2:10"),
        ("Big5", b"title: \xaa\xf7\xa5\x64\xab\xc8\xa4\xe1\n".to_vec(), "1:8"),
        ("UTF-16LE", wide("\u{feff}title: 金卡\n", u16::to_le_bytes), "1:1"),
        ("UTF-16BE", wide("\u{feff}title: 金卡\n", u16::to_be_bytes), "1:1"),
        ("UTF-16LE", wide("title: 金卡\nstages:\n", u16::to_le_bytes), "1:1"),
        ("UTF-16BE", wide("title: 金卡\nstages:\n", u16::to_be_bytes), "1:1"),
        ("not text", b"title: a\0b\n".to_vec(), "1:9"),
        ("not text", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "1:1"),
        ("not UTF-8", b"title: caf\xe9\n".to_vec(), "1:11"),
    ];
    for (seems, bytes, place) in files {
        assert_eq!(first_error(seems, &bytes), format!("maps/a.yaml:{place} bad-encoding"), "{seems}");
        let workspace = Workspace::empty();
        workspace.write("maps/a.yaml", &bytes);
        let said = workspace.run(&["check", "--format", "short"]).out;
        assert!(said.contains(seems), "`{seems}` should be named: {said}");
    }
    assert_eq!(first_error("6 MB", &vec![b'x'; 6_000_000]), "maps/a.yaml:1:1 invalid-yaml");
}

/// What takes so long on no matter how busy a machine would never end on a larger file.
const HANGS: Duration = Duration::from_secs(30);

/// The first error of a map of these bytes, as the only one of its line.
fn first_error(what: &str, bytes: &[u8]) -> String {
    let workspace = Workspace::empty();
    workspace.write("maps/a.yaml", bytes);
    let start = Instant::now();
    let found = errors_in(&workspace);
    assert!(start.elapsed() < HANGS, "{what}: took {:?}", start.elapsed());
    found.into_iter().next().unwrap_or_else(|| format!("{what}: no error was found"))
}

#[test]
fn a_file_that_is_broken_all_over_is_reported_in_a_hundred_lines() {
    let map = format!("title: 网点\n{}", (0..5_000).map(|n| format!("f{n}: x\n")).collect::<String>());
    let workspace = Workspace::with(&[("maps/a.yaml", &map)]);
    let found = workspace.findings(&["--only", "unknown-field"]);
    assert_eq!(found.len(), 100);
    let said = workspace.run(&["check", "--only", "unknown-field"]).out;
    assert!(said.contains("4900 more of this kind follow in this file"), "{}", &said[said.len() - 300..]);
    // However many invisible characters a file has, their findings do not fill the memory.
    workspace.write("maps/a.yaml", format!("title: {}\n", "\u{7}甲".repeat(20_000)));
    let said = workspace.run(&["check", "--only", "invisible-character"]).out;
    assert!(said.contains("1900 more of this kind follow in this file"), "{}", &said[said.len() - 300..]);
}

#[test]
fn only_what_an_author_means_is_read() {
    let map = map_of("      - {id: a, name: 甲}\n");
    let workspace = Workspace::with(&[("maps/deep/er/a.yaml", &map), ("maps/b.yml", &map)]);
    for litter in
        [".a.yaml", "a.yaml~", "#a.yaml#", ".#a.yaml", "a.yaml.swp", "a.yaml.bak", "a.tmp", ".git/a.yaml", "notes.txt"]
    {
        workspace.write(&format!("maps/{litter}"), "title: [\n");
    }
    std::fs::create_dir_all(workspace.path().join("maps/folder.yaml")).expect("a folder can be made");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("..", workspace.path().join("maps/deep/circle")).expect("a link can be made");
        std::os::unix::fs::symlink("nowhere.yaml", workspace.path().join("maps/gone.yaml"))
            .expect("a link can be made");
    }
    assert_eq!(errors_in(&workspace), [""; 0]);
    let said = workspace.run(&["check"]).out;
    assert!(said.contains("2 maps, 2 touchpoints"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_ends_the_run_in_one_line() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::with(&[("maps/a.yaml", "title: x\n")]);
    let path = workspace.path().join("maps/a.yaml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("permissions can be set");
    if std::fs::read(&path).is_ok() {
        // An administrator may read anything.
        return;
    }
    let run = workspace.run(&["check"]);
    assert_eq!((run.code, run.messages.lines().count(), run.out.as_str()), (2, 1, ""), "{}", run.messages);
    assert!(run.messages.contains("maps/a.yaml: permission denied"), "{}", run.messages);
}

#[test]
fn without_a_workspace_the_program_says_so_in_one_line() {
    let nowhere = Workspace::empty();
    let run = nowhere.run(&["check"]);
    assert_eq!((run.code, run.messages.lines().count(), run.out.as_str()), (2, 1, ""), "{}", run.messages);
    let run = run_in(nowhere.path(), &[("LANG", "zh_CN.UTF-8")], &["check", "gone.yaml"]);
    assert_eq!((run.code, run.messages.lines().count()), (2, 1), "{}", run.messages);
    assert!(run.messages.contains("没有这个文件"), "{}", run.messages);
}

#[test]
fn a_map_or_a_case_outside_any_workspace_can_be_checked() {
    let folder = Workspace::with(&[
        ("shop.yaml", &map_of("      - {id: a, name: 甲, importnce: high}\n")),
        ("case.md", "no header\n"),
    ]);
    let found = |path: &str| folder.findings(&[path]);
    assert_eq!(found("shop.yaml"), ["shop.yaml:11:26 unknown-field"]);
    assert_eq!(found("case.md"), ["case.md:1:1 invalid-yaml"]);
}
