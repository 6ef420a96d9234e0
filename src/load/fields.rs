//! The reference of the format's fields: one row a field, with all that its line in [`super::raw`] does not say.
//!
//! That line has the English name, and in its comment what the field is for. Both are written so that the first words, up
//! to the first comma or stop, can stand alone. The words of closed lists have no rows: their Chinese names are the terms
//! of the pages.

use PageKind::*;

use crate::phrase;
use crate::words::Phrase;

/// The fields of one type of the schema, those that authors need most often first.
#[derive(Debug)]
pub struct FieldGroup {
    /// The name of the type in the schema.
    pub schema_type: &'static str,
    /// What authors call it.
    pub title: Phrase,
    /// A row for each field.
    pub rows: &'static [FieldRow],
}

impl FieldGroup {
    /// The row of a field, by its English name.
    pub fn row(&self, name: &str) -> Option<&'static FieldRow> {
        self.rows.iter().find(|row| row.name == name)
    }
}

/// A field.
#[derive(Debug)]
pub struct FieldRow {
    /// Its English name.
    pub name: &'static str,
    /// Its Chinese name. Among the fields of its type it stands for this one alone.
    pub chinese: &'static str,
    /// What it is for, in Chinese.
    pub about: &'static str,
    /// How it is written, in the names of each language.
    pub example: Phrase,
    /// The pages on which it shows; empty where it holds further fields, which say it themselves.
    pub shows: &'static [PageKind],
}

/// The kinds of pages on which fields show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// Every page.
    EveryPage,
    /// The start page.
    StartPage,
    /// The pages of a map: the overview, the playbook with its cards and cases, the poster, the blueprint.
    MapPage,
    /// The pocket cards.
    PocketCards,
    /// The page of a role.
    RolePage,
    /// The page of service quality.
    QualityPage,
    /// The page of the segments.
    SegmentPage,
    /// The sheets for writing cases.
    CaseSheets,
    /// The page on complaints.
    ComplaintsPage,
    /// The pages for trainers.
    TrainerPages,
}

impl PageKind {
    /// What readers call it.
    pub const fn title(self) -> Phrase {
        match self {
            EveryPage => phrase!("every page", "每一页"),
            StartPage => phrase!("start page", "首页"),
            MapPage => phrase!("map", "图的页面"),
            PocketCards => phrase!("pocket cards", "口袋卡"),
            RolePage => phrase!("roles", "岗位页"),
            QualityPage => phrase!("service quality", "服务质量页"),
            SegmentPage => phrase!("segments", "客群页"),
            CaseSheets => phrase!("case-writing sheets", "案例撰写表"),
            ComplaintsPage => phrase!("complaints", "投诉页"),
            TrainerPages => phrase!("trainers' pages", "培训师专用页"),
        }
    }
}

const fn row(
    name: &'static str,
    chinese: &'static str,
    about: &'static str,
    shows: &'static [PageKind],
    example: Phrase,
) -> FieldRow {
    FieldRow { name, chinese, about, example, shows }
}

/// All fields of the format.
#[rustfmt::skip]
pub const GROUPS: &[FieldGroup] = &[
    FieldGroup { schema_type: "Map", title: phrase!("a map", "图"), rows: &[
        row("title", "标题", "图的名字，写在页面最上面。必写。", &[StartPage, MapPage, PocketCards, RolePage, QualityPage, SegmentPage, CaseSheets, ComplaintsPage, TrainerPages],
            phrase!("title: The corner flower shop", "标题: 街角花店")),
        row("stages", "阶段", "四个客户阶段：未知客户、潜在客户、成交客户、离开客户。少写一个就算空缺。", &[],
            phrase!("stages: {departing: {not_applicable: The complaints map has those}}", "阶段: {离开客户: {不适用: 离开的客户见投诉图}}")),
        row("summary", "简介", "这张图讲什么，两三句话。", &[StartPage, MapPage],
            phrase!("summary: From passing the window to becoming a regular", "简介: 从路过橱窗，到成为常客")),
        row("customer", "客户", "走这一程的是谁：哪一类客户，几个字说清。", &[StartPage, MapPage],
            phrase!("customer: People who live nearby", "客户: 住在附近的人")),
        row("owner", "负责人", "谁来维护这张图：motmap.yaml 里的一个角色。", &[MapPage, RolePage],
            phrase!("owner: shop-manager", "负责人: 店长")),
        row("reviewed", "审阅日期", "上一次复核的日子，年-月-日。", &[MapPage],
            phrase!("reviewed: 2026-09-01", "审阅日期: 2026-09-01")),
        row("review_every", "审阅周期", "隔多少天复核一次，过期后检查会提醒。", &[],
            phrase!("review_every: 90", "审阅周期: 90")),
        row("language", "语言", "没有分语言写的文字算哪种语言，例如 zh、en。不写就是工作区的第一种语言。", &[],
            phrase!("language: en", "语言: zh")),
        row("value_list", "价值列表", "大客户价值列表，分售前、售中、售后、响应：我们做什么，客户为什么需要。", &[],
            phrase!("value_list: {response: [{value: A call back within ten minutes, need: Peace of mind before the meeting}]}", "价值列表: {响应: [{价值: 十分钟内回电, 需要: 会前能安心}]}")),
        row("responsibilities", "分工", "谁负责什么：高层、中层、一线，各写理念、人员、业务、考核。", &[MapPage, RolePage],
            phrase!("responsibilities: {middle: {people: Half a day a week at the counter}}", "分工: {中层: {人员: 每周陪一线站半天}}")),
        row("lifecycle", "生命周期", "客户关系随时间的变化，一个时期一项。", &[],
            phrase!("lifecycle: [{period: Onboarding, months: [1, 3]}]", "生命周期: [{时期: 入网期, 月份: [1, 3]}]")),
    ]},
    FieldGroup { schema_type: "Stage", title: phrase!("a stage", "阶段"), rows: &[
        row("contact", "接触点", "客户在哪里、怎样遇到我们。要紧的接触点写在前面；这一格用不上就写理由。", &[],
            phrase!("contact: [{id: counter, name: The counter}]", "接触点: [{编号: 收银台, 名称: 收银台}]")),
        row("first-impression", "初次认知", "客户最先留意到什么。写法同接触点。", &[],
            phrase!("first-impression: [{id: wrapped-well, name: Wrapped with care}]", "初次认知: [{编号: 包得用心, 名称: 包得用心}]")),
        row("attitude", "态度形成", "客户心里怎么看我们，定了就难改。写法同接触点。", &[],
            phrase!("attitude: [{id: trusts-us, name: Trusts us}]", "态度形成: [{编号: 信得过, 名称: 信得过}]")),
        row("behaviour", "行为预测", "客户接下来会怎么做，等于投票。写法同接触点。", &[],
            phrase!("behaviour: {not_applicable: The renewal map has it}", "行为预测: {不适用: 行为见续约图}")),
        row("focus", "营销重点", "这个阶段最该抓什么，最要紧的写在前面。", &[MapPage],
            phrase!("focus: [Wrapped on the spot, Regulars remembered]", "营销重点: [当场包好, 记住常客]")),
        row("guide", "指引", "5W 指南：何时、何地、为何、何人、何事与如何，各写主流做法和创新做法。", &[],
            phrase!("guide: {when: {mainstream: Wait to be asked, innovative: Remind three days before}}", "指引: {何时: {主流做法: 等客人开口, 创新做法: 提前三天提醒}}")),
        row("not_applicable", "不适用", "整个阶段为什么用不上。写了理由就不算空缺。", &[MapPage],
            phrase!("not_applicable: The complaints map has those who leave", "不适用: 离开的客户见投诉图")),
    ]},
    FieldGroup { schema_type: "Waiver", title: phrase!("a cell", "一格"), rows: &[
        row("not_applicable", "不适用", "这一格为什么用不上。写了理由就不算空缺。", &[MapPage],
            phrase!("not_applicable: This map ends with the attitude", "不适用: 本图只写到态度形成")),
    ]},
    FieldGroup { schema_type: "Practice", title: phrase!("a question of the guide", "5W 指南的一问"), rows: &[
        row("mainstream", "主流做法", "同行一般怎么做。", &[MapPage],
            phrase!("mainstream: Wait to be asked", "主流做法: 等客人开口")),
        row("innovative", "创新做法", "怎样做更好。", &[MapPage],
            phrase!("innovative: Remind customers three days before", "创新做法: 纪念日的前三天提醒")),
    ]},
    FieldGroup { schema_type: "Touchpoint", title: phrase!("a touchpoint", "接触点"), rows: &[
        row("id", "编号", "别处引用它时用的编号：汉字、字母、数字和短横线。必写。", &[],
            phrase!("id: counter", "编号: 收银台")),
        row("name", "名称", "大家怎么叫它，页面上显示的就是这个。必写。", &[StartPage, MapPage, PocketCards, RolePage, QualityPage, SegmentPage, CaseSheets, ComplaintsPage, TrainerPages],
            phrase!("name: The counter", "名称: 收银台")),
        row("role", "角色", "我方由谁在这里接待客户：motmap.yaml 里的角色编号。", &[MapPage, PocketCards, RolePage, CaseSheets],
            phrase!("role: florist", "角色: 店员")),
        row("requests", "要求", "客户在这里可能提出的所有要求，每条写怎么答，或卡在哪里。", &[],
            phrase!("requests: [{ask: May I have it by tonight?, answer: Yes until seven}]", "要求: [{问: 今晚能送到吗？, 答: 七点以前的都能}]")),
        row("moment", "关键时刻", "这十五秒怎么演，分探求、提议、行动、确认四步。", &[],
            phrase!("moment: {explore: {say: Is it a present?}}", "关键时刻: {探求: {说: 是送人的吗？}}")),
        row("stance", "立场", "没料到的要求凭什么定夺，一句话。", &[MapPage, PocketCards, RolePage],
            phrase!("stance: Nobody is embarrassed before the one who gets the flowers", "立场: 不让客人在收花的人面前为难")),
        row("customer", "客户", "客户在这里做什么、想什么、感受如何。", &[],
            phrase!("customer: {does: Queues with flowers in both hands, feels: Hurried}", "客户: {所做: 捧着花排队, 所感: 着急}")),
        row("leads_to", "去向", "客户下一步到哪里。不写就是下一环节的每个接触点；写空列表，旅程到此为止。", &[],
            phrase!("leads_to: [wrapped-well]", "去向: [包得用心]")),
        row("importance", "重要性", "这里有多要紧：关键、一般或次要。写了关键，检查会接着要授权、补救和案例。", &[MapPage],
            phrase!("importance: high", "重要性: 关键")),
        row("channel", "渠道", "用什么方式接触到客户：motmap.yaml 里的渠道编号，或者直接写几个字。", &[MapPage, CaseSheets],
            phrase!("channel: At the counter", "渠道: 当面")),
        row("attended", "有人在场", "我方有没有人在那里。海报、网页、自助设备、信件写否。不写就看渠道的类型，否则算有人。", &[MapPage],
            phrase!("attended: false", "有人在场: 否")),
        row("segments", "适用客群", "只为哪几类客户而设，写 motmap.yaml 里的客群编号；人人都有的不写。", &[MapPage, RolePage],
            phrase!("segments: [regulars]", "适用客群: [常客]")),
        row("place", "地点", "在哪里。", &[MapPage, CaseSheets],
            phrase!("place: To the right of the door", "地点: 进门右手边")),
        row("expectation", "期望", "客户来的时候抱多大期望，从 -3 到 3，0 是无所谓。", &[MapPage],
            phrase!("expectation: 1", "期望: 1")),
        row("expects", "期待", "客户来的时候期待什么，要紧的在前，每条写来自哪里。", &[],
            phrase!("expects: [{text: Wrapped within two minutes, from: experience}]", "期待: [{内容: 两分钟包好, 来自: 以往经验}]")),
        row("standards", "标准", "这里定下的规矩，一行一条，谁都能拿来核对。", &[MapPage, RolePage],
            phrase!("standards: [Greet within ten seconds, Wrap within two minutes]", "标准: [十秒之内打招呼, 两分钟之内包好]")),
        row("benchmark", "对标", "别人在这里做得怎样：对谁，客户离开时的认知，怎么知道的。", &[],
            phrase!("benchmark: {against: The florist at the station, perception: 1, source: Three purchases in June}", "对标: {对象: 车站花店, 认知: 1, 来源: 六月买了三次}")),
        row("perception", "认知", "客户离开时的认知，从 -3 到 3。关键时刻里写过就不用再写。", &[MapPage],
            phrase!("perception: -2", "认知: -2")),
        row("authority", "权限", "当场能定什么，其余找谁。", &[],
            phrase!("authority: {decides: Damage up to twenty yuan, escalates_to: shop-manager}", "权限: {可决定: 二十元以内的损耗, 上报给: 店长}")),
        row("recovery", "补救", "办坏了怎么办：怎么看出来，一步步做什么。", &[],
            phrase!("recovery: {signal: The customer comes back with it, steps: Exchange it at once}", "补救: {信号: 客人拿着花回来, 步骤: 当场换掉}")),
        row("blueprint", "服务蓝图", "这次接触背后的服务蓝图：有形展示、前台、后台、支持。", &[],
            phrase!("blueprint: {back: [{do: Book the courier, role: shop-manager}]}", "服务蓝图: {后台: [{做: 约好跑腿, 角色: 店长}]}")),
        row("complaint", "投诉", "客户在这里投诉：多久回应、多久办结、谁负责。没写的按 motmap.yaml 的投诉规定。", &[],
            phrase!("complaint: {acknowledge: 10m, resolve: 2h, owner: shop-manager}", "投诉: {首次回应: 10分钟, 办结: 2小时, 负责人: 店长}")),
        row("promises", "承诺", "在这里许下了什么。许了没有人兑现，检查会报错。", &[],
            phrase!("promises: [{id: three-days, text: Exchanged if it wilts within three days}]", "承诺: [{编号: 三天, 内容: 三天之内不新鲜就换}]")),
        row("delivers", "兑现", "在这里兑现哪些承诺，写承诺的编号。", &[MapPage, PocketCards, RolePage],
            phrase!("delivers: [three-days]", "兑现: [三天]")),
        row("evidence", "依据", "您凭什么这样写：亲眼所见、转述所得，还是假设。", &[],
            phrase!("evidence: {kind: observed, source: Three afternoons in the shop}", "依据: {类型: 亲眼所见, 来源: 店长站了三个下午}")),
        row("quality", "质量", "这里要紧的服务质量维度，可以写几个。", &[MapPage, QualityPage],
            phrase!("quality: [reliability, empathy]", "质量: [可靠性, 移情性]")),
        row("measures", "指标", "这里量什么，目标多少，实际多少。", &[],
            phrase!("measures: [{name: Time in the queue, unit: minutes, target: 3, actual: 5}]", "指标: [{名称: 排队时间, 单位: 分钟, 目标: 3, 实际: 5}]")),
        row("dialogues", "对话", "课堂上演的对话，正面和反面的。反面的只给培训师看。", &[],
            phrase!("dialogues: [{take: good, lines: [{who: customer, says: Will it get crushed?}]}]", "对话: [{示范: 正面示范, 台词: [{谁: 客户, 说: 这个会不会压坏？}]}]")),
    ]},
    FieldGroup { schema_type: "Expected", title: phrase!("something that customers expect", "一条期待"), rows: &[
        row("text", "内容", "客户期待的事。必写。", &[MapPage],
            phrase!("text: Wrapped within two minutes", "内容: 两分钟包好")),
        row("from", "来自", "这份期待是怎么来的：以往经验、口碑、自身需要，还是我们的承诺。", &[MapPage],
            phrase!("from: experience", "来自: 以往经验")),
    ]},
    FieldGroup { schema_type: "Benchmark", title: phrase!("`benchmark` of a touchpoint", "接触点的“对标”"), rows: &[
        row("against", "对象", "和谁比：同行、别的门店、别的行业里做得最好的。必写。", &[MapPage],
            phrase!("against: The florist at the station", "对象: 车站花店")),
        row("perception", "认知", "客户离开他们那里时的认知，从 -3 到 3。", &[MapPage],
            phrase!("perception: 1", "认知: 1")),
        row("source", "来源", "怎么知道的。", &[MapPage],
            phrase!("source: Three purchases in June", "来源: 六月买了三次")),
    ]},
    FieldGroup { schema_type: "CustomerView", title: phrase!("`customer` of a touchpoint", "接触点的“客户”"), rows: &[
        row("does", "所做", "客户在做什么，要看得见。", &[MapPage],
            phrase!("does: Queues with flowers in both hands", "所做: 捧着花排队")),
        row("thinks", "所想", "客户心里在想什么，用客户的口气。", &[MapPage, RolePage],
            phrase!("thinks: Will it get crushed?", "所想: 会不会压坏？")),
        row("feels", "所感", "客户是什么心情。", &[MapPage],
            phrase!("feels: Hurried", "所感: 着急")),
    ]},
    FieldGroup { schema_type: "Request", title: phrase!("a request", "一条要求"), rows: &[
        row("ask", "问", "客户的原话。必写。", &[MapPage, PocketCards, RolePage, CaseSheets],
            phrase!("ask: May I have other paper?", "问: 能换一种包装纸吗？")),
        row("answer", "答", "当场怎么解决。", &[MapPage, PocketCards, RolePage],
            phrase!("answer: Yes and at no cost", "答: 能，当场换，不加钱")),
        row("obstacle", "障碍", "卡在哪里，为什么不能当场解决。", &[MapPage, PocketCards, RolePage],
            phrase!("obstacle: Nobody delivers after seven", "障碍: 晚上七点以后没有人送")),
        row("remedy", "改进", "怎样克服这个障碍：做什么，谁负责，什么时候以前。办好以前只有作者与培训师版显示。", &[],
            phrase!("remedy: {do: Agree with the shop next door, owner: shop-manager, due: 2026-12-31}", "改进: {做: 和便利店约好代送, 负责人: 店长, 期限: 2026-12-31}")),
    ]},
    FieldGroup { schema_type: "Remedy", title: phrase!("the remedy of an obstacle", "障碍的改进"), rows: &[
        row("do", "做", "要做的事。", &[MapPage, PocketCards, RolePage, TrainerPages],
            phrase!("do: Agree on deliveries with the shop next door", "做: 和楼下便利店约好代送")),
        row("owner", "负责人", "由谁去办：motmap.yaml 里的一个角色。", &[MapPage, RolePage],
            phrase!("owner: shop-manager", "负责人: 店长")),
        row("due", "期限", "什么时候以前办好，年-月-日。", &[MapPage, RolePage],
            phrase!("due: 2026-12-31", "期限: 2026-12-31")),
        row("status", "状态", "待完成还是已完成。", &[MapPage, RolePage],
            phrase!("status: open", "状态: 待完成")),
        row("followed_up", "回访日期", "做完以后，哪一天回头看过，年-月-日。", &[MapPage, TrainerPages],
            phrase!("followed_up: 2027-01-20", "回访日期: 2027-01-20")),
        row("effect", "成效", "回头看到了什么：客户那里有什么不同。", &[MapPage, TrainerPages],
            phrase!("effect: Eleven late deliveries in three weeks and none refused", "成效: 三周里晚间送了十一单，一单也没有回绝")),
    ]},
    FieldGroup { schema_type: "Play", title: phrase!("a step of a moment", "关键时刻的一步"), rows: &[
        row("say", "说", "原话，念出来不超过十五秒。", &[MapPage, PocketCards, RolePage],
            phrase!("say: Is it for yourself or a present?", "说: 是自己带走，还是送人？")),
        row("do", "做", "动作，要具体到镜头拍得到。", &[MapPage, PocketCards, RolePage],
            phrase!("do: Put down the scissors", "做: 放下剪刀，看着客人说话")),
        row("avoid", "避免", "不要做的事。", &[MapPage, PocketCards, RolePage],
            phrase!("avoid: [Looking at the telephone, Naming the price alone]", "避免: [边说边看手机, 只报价钱]")),
        row("perception", "认知", "这一步之后客户的认知，从 -3 到 3。页面会画成曲线。", &[MapPage],
            phrase!("perception: 1", "认知: 1")),
    ]},
    FieldGroup { schema_type: "Authority", title: phrase!("`authority` of a touchpoint", "接触点的“权限”"), rows: &[
        row("decides", "可决定", "自己当场能定什么。", &[MapPage, PocketCards, RolePage],
            phrase!("decides: Damage up to twenty yuan is ours to bear", "可决定: 二十元以内的损耗当场免掉")),
        row("escalates_to", "上报给", "其余的找谁：motmap.yaml 里的一个角色。", &[MapPage, PocketCards, RolePage],
            phrase!("escalates_to: shop-manager", "上报给: 店长")),
    ]},
    FieldGroup { schema_type: "Recovery", title: phrase!("`recovery` of a touchpoint", "接触点的“补救”"), rows: &[
        row("signal", "信号", "怎么看出办坏了。", &[MapPage, PocketCards, RolePage],
            phrase!("signal: The customer lifts the flowers and puts them down", "信号: 客人把花举起来又放下")),
        row("steps", "步骤", "接下来按次序做什么。", &[MapPage, PocketCards, RolePage],
            phrase!("steps: [Ask which flower it is, Exchange it, Wrap it anew]", "步骤: [问清是哪一枝, 当场换掉, 重新包好]")),
    ]},
    FieldGroup { schema_type: "Blueprint", title: phrase!("`blueprint` of a touchpoint", "接触点的“服务蓝图”"), rows: &[
        row("evidence", "有形展示", "客户看得见、带得走的东西：标牌、单据、凭条。", &[MapPage],
            phrase!("evidence: [The price board, The receipt]", "有形展示: [价目牌, 小票]")),
        row("front", "前台", "当着客户的面做的事。不写就用关键时刻里的“做”。", &[MapPage],
            phrase!("front: [Wraps the flowers on the counter]", "前台: [在台面上包花]")),
        row("back", "后台", "客户看不见的事，按先后写，每件写由哪个角色做。", &[],
            phrase!("back: [{do: Book the courier, role: shop-manager, fails: Nobody rides after seven}]", "后台: [{做: 约好跑腿, 角色: 店长, 失误点: 七点以后没人接单}]")),
        row("support", "支持", "系统和其他部门为此做的事。", &[],
            phrase!("support: [{do: Prints the address label, system: Till}]", "支持: [{做: 打印地址标签, 系统: 收银系统}]")),
    ]},
    FieldGroup { schema_type: "BackstageStep", title: phrase!("a backstage step of a blueprint", "服务蓝图后台的一步"), rows: &[
        row("do", "做", "做什么。必写；只写这一项时，可以直接写一句话。", &[MapPage, RolePage],
            phrase!("do: Book the courier", "做: 约好跑腿")),
        row("role", "角色", "由谁做：motmap.yaml 里的角色编号。", &[MapPage, RolePage],
            phrase!("role: shop-manager", "角色: 店长")),
        row("fails", "失误点", "容易在哪里出错，只给作者和培训师看。", &[MapPage],
            phrase!("fails: Nobody rides after seven", "失误点: 七点以后没人接单")),
    ]},
    FieldGroup { schema_type: "SupportStep", title: phrase!("a support step of a blueprint", "服务蓝图支持的一步"), rows: &[
        row("do", "做", "为前台和后台做什么。必写；只写这一项时，可以直接写一句话。", &[MapPage],
            phrase!("do: Prints the address label", "做: 打印地址标签")),
        row("system", "系统", "哪个系统或部门。", &[MapPage],
            phrase!("system: Till", "系统: 收银系统")),
    ]},
    FieldGroup { schema_type: "Complaint", title: phrase!("`complaint` of a touchpoint", "接触点的“投诉”"), rows: &[
        row("acknowledge", "首次回应", "客户投诉以后，最迟多久先给一个回应：90s、10m、2h、3d，也可以写 10分钟。", &[MapPage, RolePage, ComplaintsPage],
            phrase!("acknowledge: 10m", "首次回应: 10分钟")),
        row("resolve", "办结", "最迟多久办完：90s、10m、2h、3d，也可以写 2小时。", &[MapPage, RolePage, ComplaintsPage],
            phrase!("resolve: 2h", "办结: 2小时")),
        row("owner", "负责人", "投诉归谁负责到底：motmap.yaml 里的一个角色。", &[MapPage, RolePage, ComplaintsPage],
            phrase!("owner: shop-manager", "负责人: 店长")),
        row("kinds", "投诉者", "来这里投诉的是哪几种人：质量监督型、理智型、谈判型、受害型。不写就是四种都有。", &[MapPage],
            phrase!("kinds: [quality-watcher, victim]", "投诉者: [质量监督型, 受害型]")),
    ]},
    FieldGroup { schema_type: "Promise", title: phrase!("a promise", "一条承诺"), rows: &[
        row("id", "编号", "别处兑现它时用的编号。必写。", &[],
            phrase!("id: three-days", "编号: 三天")),
        row("text", "内容", "向客户许下的话。", &[MapPage, PocketCards, RolePage],
            phrase!("text: Exchanged if it wilts within three days", "内容: 三天之内不新鲜就换")),
    ]},
    FieldGroup { schema_type: "ExplainedLink", title: phrase!("a link with its reason", "写明原因的去向"), rows: &[
        row("to", "到", "通往哪个接触点：它的编号，别的图里的写“图/编号”。必写。", &[MapPage],
            phrase!("to: tells-the-neighbours", "到: 讲给邻居听")),
        row("because", "原因", "为什么会到那里。跳过环节或阶段的一定要写。", &[MapPage],
            phrase!("because: People in the queue hear the argument", "原因: 排队的人听见店员和他争执")),
    ]},
    FieldGroup { schema_type: "Evidence", title: phrase!("`evidence` of a touchpoint", "接触点的“依据”"), rows: &[
        row("kind", "类型", "怎么知道的：亲眼所见、转述所得，还是尚属假设。", &[MapPage],
            phrase!("kind: observed", "类型: 亲眼所见")),
        row("source", "来源", "在哪里看到、听谁说的。", &[MapPage],
            phrase!("source: Three afternoons in the shop", "来源: 店长在店里站了三个下午")),
    ]},
    FieldGroup { schema_type: "Measure", title: phrase!("a measure", "一项指标"), rows: &[
        row("name", "名称", "量的是什么。必写。", &[MapPage, RolePage, QualityPage],
            phrase!("name: Time in the queue", "名称: 排队时间")),
        row("kind", "类型", "说明什么：满意看美誉度、指名度、投诉率、回头率、销售力、价格承受度；忠诚看重复购买、挑选时间、价格敏感度、对竞争者的态度、对缺陷的容忍、认同感。", &[MapPage, RolePage, QualityPage],
            phrase!("kind: returns", "类型: 回头率")),
        row("unit", "单位", "用什么单位。", &[MapPage, RolePage, QualityPage],
            phrase!("unit: minutes", "单位: 分钟")),
        row("target", "目标", "应该是多少。", &[MapPage, RolePage, QualityPage],
            phrase!("target: 3", "目标: 3")),
        row("actual", "实际", "现在是多少。", &[MapPage, RolePage, QualityPage],
            phrase!("actual: 5", "实际: 5")),
        row("n", "样本数", "量了多少次。", &[MapPage, RolePage, QualityPage],
            phrase!("n: 40", "样本数: 40")),
        row("date", "日期", "哪一天量的，年-月-日。", &[MapPage, RolePage, QualityPage],
            phrase!("date: 2026-09-30", "日期: 2026-09-30")),
        row("better", "方向", "往哪边算好：越低越好，还是越高越好。", &[MapPage, RolePage, QualityPage],
            phrase!("better: lower", "方向: 越低越好")),
    ]},
    FieldGroup { schema_type: "Dialogue", title: phrase!("a dialogue", "一段对话"), rows: &[
        row("take", "示范", "是好是坏：正面示范，还是反面对照。反面的只给培训师看。", &[MapPage, TrainerPages],
            phrase!("take: good", "示范: 正面示范")),
        row("lines", "台词", "一句一句说了什么。", &[],
            phrase!("lines: [{who: florist, says: I add a layer of paper}]", "台词: [{谁: 店员, 说: 我给您多包一层}]")),
    ]},
    FieldGroup { schema_type: "Line", title: phrase!("a line of a dialogue", "一句台词"), rows: &[
        row("who", "谁", "谁在说：客户、一个角色，或者别人的称呼。必写。", &[MapPage, TrainerPages],
            phrase!("who: customer", "谁: 客户")),
        row("says", "说", "说的话。", &[MapPage, TrainerPages],
            phrase!("says: Will it get crushed?", "说: 这个会不会压坏？")),
        row("step", "步骤", "演的是关键时刻的哪一步。", &[MapPage, TrainerPages],
            phrase!("step: offer", "步骤: 提议")),
        row("note", "提示", "提醒学员留意什么。", &[MapPage, TrainerPages],
            phrase!("note: Neither explored nor offered", "提示: 没有探求，也没有提议")),
    ]},
    FieldGroup { schema_type: "Value", title: phrase!("a pair of the value list", "价值列表的一对"), rows: &[
        row("value", "价值", "我们做什么。必写。", &[MapPage, RolePage],
            phrase!("value: A call back within ten minutes", "价值: 十分钟内回电")),
        row("need", "需要", "客户需要它做什么。", &[MapPage, RolePage],
            phrase!("need: Peace of mind before the meeting", "需要: 会前能安心")),
    ]},
    FieldGroup { schema_type: "Period", title: phrase!("a period of the lifecycle", "生命周期的一个时期"), rows: &[
        row("period", "时期", "这个时期叫什么。必写。", &[MapPage, RolePage],
            phrase!("period: Onboarding", "时期: 入网期")),
        row("months", "月份", "从第几个月到第几个月。", &[MapPage, RolePage],
            phrase!("months: [1, 3]", "月份: [1, 3]")),
        row("aim", "目的", "这个时期要达到什么。", &[MapPage, RolePage],
            phrase!("aim: They welcome our call", "目的: 让客户放心")),
        row("do", "做", "该做的事。", &[MapPage, RolePage],
            phrase!("do: [Go through the first bill line by line]", "做: [首张账单逐项讲解]")),
        row("never", "绝不", "绝不做的事。", &[MapPage, RolePage],
            phrase!("never: [Press the dear ones on them]", "绝不: [急着推荐贵的]")),
        row("touchpoints", "接触点", "这个时期落在哪些接触点上，写它们的编号。", &[MapPage, RolePage],
            phrase!("touchpoints: [counter]", "接触点: [收银台]")),
    ]},
    FieldGroup { schema_type: "Workspace", title: phrase!("motmap.yaml", "motmap.yaml"), rows: &[
        row("title", "标题", "整本手册的名字。", &[EveryPage],
            phrase!("title: Our moments of truth", "标题: 我们的关键时刻")),
        row("languages", "语言", "生成哪些语言的页面，第一种是默认的。", &[EveryPage],
            phrase!("languages: [en]", "语言: [zh]")),
        row("roles", "角色", "我方的角色，各有编号；图里写的是编号。", &[],
            phrase!("roles: {florist: {name: Florist, layer: front-line}}", "角色: {店员: {名称: 店员, 层级: 一线}}")),
        row("channels", "渠道", "接触客户的方式，各有编号；接触点的渠道可以写编号。", &[],
            phrase!("channels: {poster: {name: Poster, kind: print}}", "渠道: {海报: {名称: 橱窗海报, 类型: 印刷品}}")),
        row("complaints", "投诉", "各处投诉共用的规定：多久回应、多久办结、谁负责、绝不做什么，以及闹大了谁来发言。", &[],
            phrase!("complaints: {acknowledge: 30m, resolve: 1d, owner: shop-manager}", "投诉: {首次回应: 30分钟, 办结: 1天, 负责人: 店长}")),
        row("telephone", "电话", "打电话、接电话该做什么、绝不做什么，加在卡片自带的要点后面。", &[],
            phrase!("telephone: {do: [Name the shop first]}", "电话: {做: [先报店名]}")),
        row("segments", "客户分类", "有哪几类客户，各有编号；接触点的客群写的是编号。", &[],
            phrase!("segments: {regulars: {name: Regulars, tier: key}}", "客户分类: {常客: {名称: 常客, 等级: 重点客户}}")),
        row("rules", "规则", "每条规则的级别：关、提示、警告、错误。", &[],
            phrase!("rules: {thin-cell: off}", "规则: {thin-cell: 关}")),
        row("brand", "品牌", "手册上的名字、标志、颜色和页脚。", &[],
            phrase!("brand: {name: The corner flower shop, footer: For internal use}", "品牌: {名称: 街角花店, 页脚: 内部使用}")),
        row("labels", "用词", "阶段、环节、步骤想换的说法。", &[],
            phrase!("labels: {stages: {departing: Those who leave}}", "用词: {阶段: {离开客户: 转移客户}}")),
        row("vague_words", "空话", "补充几个空话，写进话术时检查会提醒；按语言分开写。", &[],
            phrase!("vague_words: {en: [be proactive]}", "空话: {zh: [主动, 热情]}")),
    ]},
    FieldGroup { schema_type: "Role", title: phrase!("a role of motmap.yaml", "motmap.yaml 里的角色"), rows: &[
        row("name", "名称", "大家怎么叫这个角色。必写。", &[StartPage, MapPage, PocketCards, RolePage, CaseSheets, ComplaintsPage, TrainerPages],
            phrase!("name: Florist", "名称: 店员")),
        row("layer", "层级", "在哪一层：高层、中层，还是一线。", &[StartPage, RolePage],
            phrase!("layer: front-line", "层级: 一线")),
        row("skills", "能力", "这个岗位现在要会什么。", &[RolePage],
            phrase!("skills: [Calming a customer]", "能力: [安抚客人]")),
        row("later", "日后能力", "这个岗位以后还要会什么。", &[RolePage],
            phrase!("later: [Keeping a customer who leaves]", "日后能力: [挽留要走的客人]")),
    ]},
    FieldGroup { schema_type: "Channel", title: phrase!("a channel of motmap.yaml", "motmap.yaml 里的渠道"), rows: &[
        row("name", "名称", "大家怎么叫这个渠道。必写。", &[MapPage, CaseSheets],
            phrase!("name: Telephone", "名称: 电话")),
        row("kind", "类型", "哪一种渠道：面对面、电话、在线客服有人在场；网页或应用、媒体、印刷品、自助设备、信件或消息没有人。", &[],
            phrase!("kind: telephone", "类型: 电话")),
    ]},
    FieldGroup { schema_type: "ComplaintPolicy", title: phrase!("`complaints` of motmap.yaml", "motmap.yaml 的“投诉”"), rows: &[
        row("acknowledge", "首次回应", "客户投诉以后，最迟多久先给一个回应：90s、10m、2h、3d，也可以写 10分钟。", &[MapPage, RolePage, ComplaintsPage],
            phrase!("acknowledge: 30m", "首次回应: 30分钟")),
        row("resolve", "办结", "最迟多久办完：90s、10m、2h、3d，也可以写 2小时。", &[MapPage, RolePage, ComplaintsPage],
            phrase!("resolve: 1d", "办结: 1天")),
        row("owner", "负责人", "投诉归谁负责到底：这个文件里的一个角色。", &[MapPage, RolePage, ComplaintsPage],
            phrase!("owner: shop-manager", "负责人: 店长")),
        row("never", "绝不", "遇到投诉绝不做、绝不说的。", &[MapPage, ComplaintsPage],
            phrase!("never: [Asking for the receipt first]", "绝不: [先要小票再听话]")),
        row("crisis", "危机", "投诉闹到外面以后：谁发言，多久之内，绝不做什么。", &[],
            phrase!("crisis: {speaks: shop-manager, within: 2h}", "危机: {发言人: 店长, 时限: 2小时}")),
    ]},
    FieldGroup { schema_type: "Crisis", title: phrase!("`crisis` of the policy on complaints", "投诉规定的“危机”"), rows: &[
        row("speaks", "发言人", "只由谁对外说话：这个文件里的一个角色。", &[RolePage, ComplaintsPage],
            phrase!("speaks: shop-manager", "发言人: 店长")),
        row("within", "时限", "最迟多久开口：90s、10m、2h、3d，也可以写 2小时。", &[RolePage, ComplaintsPage],
            phrase!("within: 2h", "时限: 2小时")),
        row("never", "绝不", "闹大以后绝不做的事。", &[RolePage, ComplaintsPage],
            phrase!("never: [Refusing to answer]", "绝不: [拒绝回应]")),
    ]},
    FieldGroup { schema_type: "Telephone", title: phrase!("`telephone` of motmap.yaml", "motmap.yaml 的“电话”"), rows: &[
        row("do", "做", "电话里要做到的事。", &[MapPage, RolePage],
            phrase!("do: [Name the shop first]", "做: [先报店名]")),
        row("never", "绝不", "电话里绝不做的事。", &[MapPage, RolePage],
            phrase!("never: [Wrapping flowers while on the phone]", "绝不: [一边包花一边接电话]")),
    ]},
    FieldGroup { schema_type: "Segment", title: phrase!("a segment of motmap.yaml", "motmap.yaml 里的客群"), rows: &[
        row("name", "名称", "大家怎么叫这类客户。必写。", &[MapPage, RolePage, SegmentPage],
            phrase!("name: Regulars", "名称: 常客")),
        row("tier", "等级", "分量有多重：重点客户、一般客户，还是小客户。", &[SegmentPage],
            phrase!("tier: key", "等级: 重点客户")),
        row("state", "状态", "生意做到哪一步：潜在、目标、现有、流失，还是不做。", &[SegmentPage],
            phrase!("state: active", "状态: 现有")),
        row("strategy", "策略", "专门为这类客户做什么。", &[SegmentPage],
            phrase!("strategy: [A note before each anniversary]", "策略: [纪念日前提醒]")),
        row("share", "占比", "占客户的几成，占利润的几成。", &[],
            phrase!("share: {customers: 20, profit: 60}", "占比: {客户: 20, 利润: 60}")),
    ]},
    FieldGroup { schema_type: "Share", title: phrase!("`share` of a segment", "客群的“占比”"), rows: &[
        row("customers", "客户", "占全部客户的百分之几。", &[SegmentPage],
            phrase!("customers: 20", "客户: 20")),
        row("profit", "利润", "占全部利润的百分之几。别的客群赔钱时会超过 100，自己赔钱时写负数。", &[SegmentPage],
            phrase!("profit: 60", "利润: 60")),
    ]},
    FieldGroup { schema_type: "Labels", title: phrase!("`labels` of motmap.yaml", "motmap.yaml 的“用词”"), rows: &[
        row("stages", "阶段", "阶段的说法。", &[StartPage, MapPage, RolePage, QualityPage, CaseSheets],
            phrase!("stages: {departing: Those who leave}", "阶段: {离开客户: 转移客户}")),
        row("phases", "环节", "环节的说法。", &[MapPage, CaseSheets],
            phrase!("phases: {behaviour: What they do}", "环节: {行为预测: 投票行动}")),
        row("steps", "步骤", "关键时刻四步的说法。", &[MapPage, PocketCards, RolePage, ComplaintsPage],
            phrase!("steps: {explore: Ask}", "步骤: {探求: 探寻}")),
    ]},
    FieldGroup { schema_type: "Brand", title: phrase!("`brand` of motmap.yaml", "motmap.yaml 的“品牌”"), rows: &[
        row("name", "名称", "每一页最上面的名字，不写就用标题。", &[EveryPage],
            phrase!("name: The corner flower shop", "名称: 街角花店")),
        row("logo", "标志", "工作区里的一个 .svg 或 .png 文件。", &[EveryPage],
            phrase!("logo: logo.svg", "标志: logo.svg")),
        row("accent", "颜色", "链接的颜色，要加半角引号。", &[EveryPage],
            phrase!("accent: \"#1a5fb4\"", "颜色: \"#1a5fb4\"")),
        row("footer", "页脚", "每一页最下面的话。", &[EveryPage],
            phrase!("footer: For internal use", "页脚: 内部使用")),
    ]},
    FieldGroup { schema_type: "Case", title: phrase!("the header of a case", "案例的表头"), rows: &[
        row("touchpoint", "接触点", "发生在哪里：图/接触点的编号，可以写几个。必写。", &[MapPage],
            phrase!("touchpoint: flower-shop/counter", "接触点: flower-shop/收银台")),
        row("title", "标题", "案例的名字。", &[StartPage, MapPage, CaseSheets, TrainerPages],
            phrase!("title: The flowers that came too late", "标题: 没赶上的一束花")),
        row("when", "时间", "确切的时间，精确到分。", &[StartPage, MapPage, TrainerPages],
            phrase!("when: 2026-04-22 13:10", "时间: 2026-04-22 13:10")),
        row("place", "地点", "确切的地点。", &[StartPage, MapPage, TrainerPages],
            phrase!("place: The counter of the shop", "地点: 花店收银台")),
        row("people", "人物", "涉及的每一个人，不写真名。", &[],
            phrase!("people: [{name: Mrs Zhao, role: Customer}]", "人物: [{名称: 赵女士, 角色: 客户}]")),
        row("outcome", "结果", "成功还是失败。", &[MapPage, TrainerPages],
            phrase!("outcome: failure", "结果: 失败")),
        row("anonymised", "已匿名", "认不出任何真人了才写是，否则写否。", &[],
            phrase!("anonymised: true", "已匿名: 是")),
        row("language", "语言", "案例用哪种语言写的。", &[MapPage, TrainerPages],
            phrase!("language: en", "语言: zh")),
        row("questions", "讨论题", "课堂上讨论的问题。", &[],
            phrase!("questions: [{ask: What does the customer really want?}]", "讨论题: [{问: 客户真正要的是什么？}]")),
        row("teaching_note", "教学说明", "怎么带着学员讨论，只给培训师看。", &[TrainerPages],
            phrase!("teaching_note: Let somebody tell the story first", "教学说明: 先让学员讲一遍经过")),
    ]},
    FieldGroup { schema_type: "Person", title: phrase!("a person of a case", "案例里的人物"), rows: &[
        row("name", "名称", "在案例里怎么称呼，不写真名。必写。", &[MapPage, TrainerPages],
            phrase!("name: Mrs Zhao", "名称: 赵女士")),
        row("role", "角色", "这个人当时是什么身份。", &[MapPage, TrainerPages],
            phrase!("role: Customer", "角色: 客户")),
    ]},
    FieldGroup { schema_type: "Discussion", title: phrase!("a question of a case", "案例的讨论题"), rows: &[
        row("ask", "问", "要讨论的问题。必写。", &[MapPage, TrainerPages],
            phrase!("ask: What does the customer really want?", "问: 客户真正要的是什么？")),
        row("listen_for", "留意", "听学员有没有说到什么，只给培训师看。", &[TrainerPages],
            phrase!("listen_for: Not the flowers but having them in time", "留意: 不是花，是在开席以前拿到手")),
    ]},
];

/// The fields of a type of the schema.
pub fn group_of_type(schema_type: &str) -> Option<&'static FieldGroup> {
    GROUPS.iter().find(|group| group.schema_type == schema_type)
}
