//! Sites built by hand: one rich map, one bare one, in two languages.

use std::sync::Arc;

use motmap::testing::diagnostic::Diagnostic;
use motmap::testing::graph::Graph;
use motmap::testing::model::*;
use motmap::testing::render::{Edition, Overrides, Page, Selection, SiteInputs, Versions, is_single_file, render};
use motmap::testing::source::{Source, SourceId, Sources, Span, Spanned};

/// What `render` is given, and what it gave.
pub struct Built {
    pub site: Site,
    pub sources: Sources,
    pub findings: Vec<Diagnostic>,
    pub overrides: Overrides,
    source: SourceId,
}

impl Built {
    /// The edition for authors and trainers, which has all that readers see.
    pub fn pages(&self) -> (Vec<Page>, Vec<Diagnostic>) {
        self.selected(Selection { edition: Edition::Trainers, ..Selection::default() })
    }

    /// The edition for readers.
    pub fn for_readers(&self) -> Vec<Page> {
        self.selected(Selection::default()).0
    }

    fn selected(&self, selection: Selection) -> (Vec<Page>, Vec<Diagnostic>) {
        let (site, graph, findings) = (&self.site, &Graph::new(&self.site), &self.findings);
        render(
            SiteInputs {
                site,
                graph,
                versions: &Versions::new(site, graph),
                findings,
                sources: &self.sources,
                present: &self.sources,
                overrides: &self.overrides,
            },
            selection,
        )
    }

    /// Every map as one file.
    pub fn single_files(&self) -> Vec<Page> {
        let (pages, _) = self.selected(Selection { edition: Edition::Trainers, single_files: true, map: None });
        pages.into_iter().filter(|page| is_single_file(&page.path)).collect()
    }

    pub fn page(&self, path: &str) -> String {
        let (pages, _) = self.pages();
        let page = pages.iter().find(|page| &*page.path == path);
        let page = page.unwrap_or_else(|| panic!("there should be a page {path}, but there are {:?}", paths(&pages)));
        String::from_utf8(page.bytes.to_vec()).expect("pages are UTF-8")
    }

    /// A file of the user's in `templates/`.
    pub fn with_template(mut self, name: &str, text: &str) -> Self {
        let source = self.sources.add(Source::new(format!("templates/{name}"), text));
        self.overrides.insert(name.to_owned(), source);
        self
    }

    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start..end)
    }
}

pub fn paths(pages: &[Page]) -> Vec<&str> {
    pages.iter().map(|page| &*page.path).collect()
}

pub fn tag(tag: &str) -> Tag {
    Tag::parse(tag).expect("a language tag")
}

/// How texts of a built site are written: in Chinese and English from one word, or as hostile as can be.
#[derive(Clone, Copy)]
pub struct Texts {
    pub source: SourceId,
    pub hostile: Option<&'static str>,
}

impl Texts {
    fn span(self) -> Span {
        Span::new(self.source, 10..20)
    }

    fn at<T>(self, value: T) -> Spanned<T> {
        Spanned::new(value, self.span())
    }

    /// A text in both languages.
    pub fn both(self, zh: &str, en: &str) -> Text {
        let (zh, en) = (self.hostile.unwrap_or(zh), self.hostile.unwrap_or(en));
        let versions = [(tag("zh"), self.at(zh.into())), (tag("en"), self.at(en.into()))];
        Text::by_language(versions.into(), self.span()).expect("it has versions")
    }

    /// A text in Chinese alone.
    pub fn zh(self, zh: &str) -> Text {
        let zh = self.hostile.unwrap_or(zh);
        Text::plain(tag("zh"), self.at(zh.into()))
    }
}

/// The rich site: every field of the format somewhere.
pub fn rich() -> Built {
    built(None)
}

/// The same site with that text wherever an author may write.
pub fn hostile(text: &'static str) -> Built {
    built(Some(text))
}

fn built(hostile: Option<&'static str>) -> Built {
    let mut sources = Sources::default();
    let source = sources.add(Source::new("maps/gold-card.yaml", "title: gold\nstages: {}\n# more\n"));
    let t = Texts { source, hostile };
    let role = |id: &str, zh: &str, en: &str, layer| Role {
        id: t.at(id.into()),
        name: t.both(zh, en),
        layer: Some(layer),
        skills: vec![t.both("投诉处理", "Handling complaints")],
        later: vec![t.both("离网挽留", "Keeping who leaves")],
    };
    let config = Config {
        title: Some(t.both("我们的关键时刻", "Our moments of truth")),
        languages: vec![tag("zh"), tag("en")],
        roles: vec![
            role("agent", "客服代表", "Agent", Layer::FrontLine),
            role("team-lead", "班组长", "Team lead", Layer::Middle),
        ],
        segments: vec![Segment {
            id: t.at("vip".into()),
            name: t.both("贵宾", "VIP"),
            tier: Some(Tier::Key),
            state: Some(TradeState::Active),
            strategy: vec![t.both("专属客户经理", "A manager of their own")],
            customers: None,
            profit: None,
        }],
        complaints: Some(ComplaintPolicy {
            acknowledge: Some(t.at(TimeLimit { amount: 30, unit: TimeUnit::Minute })),
            resolve: None,
            owner: Some(t.at(RoleId(1))),
            never: vec![t.both("先要小票", "Asking for the receipt first")],
            crisis: Some(Crisis {
                speaks: Some(t.at(RoleId(1))),
                within: Some(t.at(TimeLimit { amount: 2, unit: TimeUnit::Hour })),
                never: vec![t.both("拒绝回应", "Refusing to answer")],
            }),
        }),
        brand: Brand { footer: Some(t.both("版权所有", "All rights reserved")), ..Brand::default() },
        ..Config::default()
    };
    let other = sources.add(Source::new("maps/bare.yaml", "title: bare\nstages: {}\n"));
    let maps = vec![gold_card(t), bare(Texts { source: other, ..t })];
    let told = sources.add(Source::new("maps/cases/fifty-six-minutes.md", "---\ntouchpoint: gold-card/hotline\n---\n"));
    let cases = vec![case(Texts { source: told, ..t })];
    let maps = maps.into_iter().map(Into::into).collect();
    Built {
        site: Site::new(config, maps, cases.into_iter().map(Arc::new).collect()),
        sources,
        findings: Vec::new(),
        overrides: Overrides::new(),
        source,
    }
}

fn bare(t: Texts) -> Map {
    let mut map = empty_map(t, 1, "bare", t.zh("只有名字的图"));
    place(&mut map, Stage::Customer, Phase::Contact, vec![touchpoint(t, "desk", t.zh("柜台"))]);
    map
}

fn empty_map(t: Texts, id: u32, name: &str, title: Text) -> Map {
    Map::titled(MapId(id), name.to_owned(), t.source, title, tag("zh"), t.span())
}

/// Puts touchpoints into a cell; cells are to be filled in the order of the grid.
fn place(map: &mut Map, stage: Stage, phase: Phase, touchpoints: Vec<Touchpoint>) {
    let cell = &mut map.stages[stage.index()].cells[phase.index()];
    (cell.first, cell.count) = (map.touchpoints.len(), touchpoints.len());
    for (index, mut touchpoint) in touchpoints.into_iter().enumerate() {
        touchpoint.cell = CellAt { stage, phase };
        touchpoint.rank = index + 1;
        map.touchpoints.push(touchpoint);
    }
}

fn touchpoint(t: Texts, id: &str, name: Text) -> Touchpoint {
    let cell = CellAt { stage: Stage::Unknown, phase: Phase::Contact };
    Touchpoint::named(t.at(id.to_owned()), name, cell, 1, t.span())
}

fn gold_card(t: Texts) -> Map {
    let mut map = empty_map(t, 0, "gold-card", t.both("金卡客户在机场", "A gold-card customer at the airport"));
    map.summary = Some(t.both("在机场忘带卡的**那一小时**。", "The hour at the airport *without* the card."));
    map.customer = Some(t.both("商务旅客", "Business traveller"));
    map.owner = Some(t.at(RoleId(1)));
    map.reviewed = Some(t.at(jiff::civil::date(2026, 10, 1)));
    let waiver = |zh: &str, en: &str| Some(Waiver { reason: Some(t.both(zh, en)), span: t.span() });
    map.stages[Stage::Unknown.index()].waiver = waiver("本图从有卡开始", "This map begins with the card");
    map.stages[Stage::Prospect.index()].cells[3].waiver = waiver("购买见续约图", "Buying is on another map");
    let plan = &mut map.stages[Stage::Customer.index()];
    plan.focus = vec![t.both("售后服务", "After-sales"), t.both("快速支援", "Fast support")];
    plan.guide[0] = Practice {
        mainstream: Some(t.both("等客户来电", "Wait for the call")),
        innovative: Some(t.both("到期前主动提醒", "Remind before it lapses")),
        span: None,
    };
    place(&mut map, Stage::Prospect, Phase::Contact, vec![touchpoint(t, "fair", t.both("展会", "Trade fair"))]);
    place(&mut map, Stage::Customer, Phase::Contact, vec![hotline(t), lounge(t)]);
    let mut solved = touchpoint(t, "solved-in-time", t.both("及时解决", "Solved in time"));
    solved.delivers = vec![t.at(PromiseId { made_at: TouchpointId { map: MapId(0), index: 1 }, index: 0 })];
    solved.perception = Some(t.at(2));
    place(&mut map, Stage::Customer, Phase::FirstImpression, vec![solved]);
    place(&mut map, Stage::Customer, Phase::Attitude, vec![touchpoint(t, "goodwill", t.zh("初步好感"))]);
    let mut leaves = touchpoint(t, "left-alone", t.both("被遗忘", "Left alone"));
    leaves.leads_to = Some(t.at(Vec::new()));
    place(&mut map, Stage::Departing, Phase::FirstImpression, vec![leaves]);
    map.value_list[0] = vec![Value {
        value: t.both("竞品信息", "Rival information"),
        need: Some(t.both("为采购准备", "To prepare a purchase")),
    }];
    map.responsibilities[0][0] = Some(t.both("提炼理念", "Distil the idea"));
    map.lifecycle = vec![Period {
        name: t.both("入网期", "Onboarding"),
        months: Some((1, 3)),
        aim: Some(t.both("建立信任", "Trust")),
        actions: vec![t.both("欢迎", "Welcome")],
        never: vec![t.both("账单出错", "Bill errors")],
        touchpoints: vec![t.at(TouchpointId { map: map.id, index: 0 })],
    }];
    map
}

fn hotline(t: Texts) -> Touchpoint {
    let play = |say: &str, en: &str, perception| Play {
        say: vec![t.both(say, en)],
        actions: vec![t.both("打开客户档案", "Open the customer's file")],
        avoid: vec![t.both("转接", "Passing on")],
        perception: Some(t.at(perception)),
        span: t.span(),
    };
    let line = |who, zh: &str, en: &str, step| Line {
        who,
        says: Some(t.both(zh, en)),
        step,
        note: Some(t.both("语气放缓", "Slower now")),
    };
    Touchpoint {
        channel: Some(ChannelRef::Free(t.both("电话", "Telephone"))),
        attended: true,
        place: Some(t.both("全国", "Nationwide")),
        role: Some(t.at(RoleId(0))),
        segments: vec![t.at(SegmentId(0))],
        importance: Importance::High,
        customer: CustomerView {
            does: Some(t.both("报身份查卡号", "Asks for the card's number")),
            thinks: Some(t.both("我明明是机主", "But I am the owner")),
            feels: Some(t.both("着急", "Pressed")),
        },
        expectation: Some(t.at(1)),
        evidence: Some(Box::new(Evidence {
            kind: Some(t.at(EvidenceKind::Observed)),
            source: Some(t.both("来电录音", "Recorded calls")),
            span: t.span(),
        })),
        requests: vec![
            Request {
                ask: t.both("能报一下我的金卡号吗？", "Can you read me my card's number?"),
                answer: Some(t.both("核对证件后四位，当场报出", "Check the last four digits, then read it out")),
                obstacle: None,
                remedy: None,
                span: t.span(),
            },
            Request {
                ask: t.both("帮我直接转客户经理", "Put me through to my manager"),
                answer: None,
                obstacle: Some(t.both("周末没有值班经理", "No manager on duty at weekends")),
                remedy: Some(Box::new(Remedy {
                    what: Some(t.both("设周末值班表", "Draw up a weekend roster")),
                    owner: Some(t.at(RoleId(1))),
                    due: Some(t.at(jiff::civil::date(2026, 12, 31))),
                    status: RemedyStatus::Open,
                    followed_up: None,
                    effect: None,
                    span: t.span(),
                })),
                span: t.span(),
            },
            Request {
                ask: t.both("给我发一份", "Send it to me"),
                answer: None,
                obstacle: None,
                remedy: None,
                span: t.span(),
            },
        ],
        stance: Some(t.both("能当场办的绝不让客户再打一次", "Whatever can be done now is done now")),
        moment: Some(Box::new(Moment {
            steps: [
                Some(play("您现在是在机场等候入座吗？", "Are you waiting at the lounge now?", -1)),
                Some(play("我核对两项信息，就能报给您。", "Two quick checks, and I can read it to you.", 0)),
                None,
                Some(play("我十分钟后回电。", "I will call back in ten minutes.", 3)),
            ],
            span: t.span(),
        })),
        authority: Some(Box::new(Authority {
            decides: Some(t.both("核对两项后直接报号", "Read it out after two checks")),
            escalates_to: Some(t.at(RoleId(1))),
            span: t.span(),
        })),
        recovery: Some(Box::new(Recovery {
            signal: Some(t.both("客户第二次来电", "The customer calls again")),
            steps: vec![t.both("由第一位接听者接回", "The first agent takes it back")],
            span: t.span(),
        })),
        complaint: Some(Box::new(Complaint {
            acknowledge: None,
            resolve: Some(t.at(TimeLimit { amount: 1, unit: TimeUnit::Day })),
            owner: None,
            kinds: vec![t.at(Complainant::Victim)],
            span: t.span(),
        })),
        promises: vec![Promise {
            id: t.at("ten-minutes".into()),
            text: Some(t.both("十分钟内回电", "A call within ten minutes")),
        }],
        quality: vec![t.at(Quality::Reliability), t.at(Quality::Responsiveness)],
        measures: vec![Measure {
            name: t.both("回电时长", "Time to call back"),
            kind: None,
            unit: Some(t.both("分钟", "minutes")),
            target: Some(t.at(Number { typed: "10".into(), amount: 10.0 })),
            actual: Some(t.at(Number { typed: "30".into(), amount: 30.0 })),
            n: Some(42),
            date: None,
            better: Some(Better::Lower),
        }],
        dialogues: vec![
            Dialogue {
                take: Take::Good,
                lines: vec![
                    line(Speaker::Customer, "我就是机主。", "I am the owner.", None),
                    line(Speaker::Role(RoleId(0)), "我马上核对。", "Let me check at once.", Some(Step::Explore)),
                    line(Speaker::Other(t.hostile.unwrap_or("bystander").into()), "……", "...", None),
                ],
            },
            Dialogue {
                take: Take::Bad,
                lines: vec![line(
                    Speaker::Role(RoleId(0)),
                    "这是规定，只说给培训师听",
                    "Those are the rules, for trainers alone",
                    None,
                )],
            },
        ],
        leads_to: Some(t.at(vec![
            Link { to: LinkEnd::Touchpoint(TouchpointId { map: MapId(0), index: 3 }), because: None, span: t.span() },
            Link {
                to: LinkEnd::Touchpoint(TouchpointId { map: MapId(0), index: 5 }),
                because: Some(t.both("断线后没有人回电", "Nobody called back")),
                span: t.span(),
            },
            Link { to: LinkEnd::Unreadable, because: None, span: t.span() },
            Link { to: LinkEnd::Touchpoint(TouchpointId { map: MapId(1), index: 0 }), because: None, span: t.span() },
        ])),
        ..touchpoint(t, "hotline", t.both("服务热线", "Service hotline"))
    }
}

fn lounge(t: Texts) -> Touchpoint {
    Touchpoint { importance: Importance::High, ..touchpoint(t, "贵宾厅", t.both("贵宾厅", "Lounge")) }
}

fn case(t: Texts) -> Case {
    let part = |heading: &str, body: &str| {
        let (heading, body) = (t.hostile.unwrap_or(heading), t.hostile.unwrap_or(body));
        Some(Part { heading: heading.into(), span: t.span(), body: t.at(body.to_owned()), is_empty: false })
    };
    let at = |index| t.at(TouchpointId { map: MapId(0), index });
    Case {
        name: t.hostile.unwrap_or("fifty-six-minutes").into(),
        source: t.source,
        faulty: false,
        hidden: Hidden::default(),
        has_personal_data: false,
        written: t.at(Default::default()),
        span: t.span(),
        language: tag("zh"),
        touchpoints: vec![at(1), at(2)],
        title: Some(t.zh("五十六分钟的卡号")),
        when: Some(t.at((t.hostile.unwrap_or("2026-04-22 13:10").to_owned(), None))),
        place: Some(t.zh("机场贵宾休息室")),
        people: vec![Person { name: t.zh("李先生"), role: Some(t.zh("客户")) }],
        outcome: Some(t.at(Outcome::Failure)),
        anonymised: true,
        questions: vec![Discussion {
            ask: t.zh("这位客户到底要什么？"),
            listen_for: Some(t.zh("证明身份与面子，只说给培训师听")),
        }],
        teaching_note: Some(t.zh("先分组讨论，只说给培训师听")),
        parts: [
            part("客观事实", "13点10分，李先生拨打热线，\n被告知稍等。\n\n三十分钟后没有回电。"),
            part("客户的要求", "要卡号"),
            part("理由", "规定"),
            part("满意点", "无"),
            part("流程", "授权"),
            part("要点", "先回电，再查明"),
        ],
    }
}
