//! Whether a spoken line says who speaks, or from where. In doubt it does: a false alarm on the line that everybody says
//! costs more than a line that is let pass.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::compatible;
use crate::words::Lang;

/// Whether a line says who speaks or from where.
pub(super) fn says_who_or_where(line: &str, lang: Lang) -> bool {
    let line = compatible(line).replace('’', "'");
    HOLE.is_match(&line)
        || match lang {
            Lang::Zh => is_said_in_chinese(&line),
            Lang::En => is_said_in_english(&line),
        }
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern is a regular expression")
}

/// A place to put a name in: `[name]`, `XX`, 某某.
static HOLE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[\[\]{}<>【】〔〕＿]|_{2}|XX|xx|××|某某|○○|〇〇|\((姓名|名字|公司|单位)"));

/// 我是小陈, 我姓陈, 这里是城东支行, 工号 12; but not 我是想问一下.
static CHINESE_NAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"我姓|免贵姓|敝姓|工号|我的名字|我名叫|(?:医生|大夫|师傅|老师|经理|主任)(?:这边|这里)",
        r"|我叫(?:[^了他她它人您你车好师来]|$)",
        r"|(?:我|这里|这边|这儿|这头|我们|咱们|咱|我们这里|我们这边)(?:就)?是(?:[^说不想要来按怕看在否打问觉去听特有知怎什先跟把没能会可个谁很真]|$)",
        r"|(?:小|老)(?:王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|朱|胡|郭|何|林|罗|郑|梁|谢|宋|唐|许|韩|冯|邓|曹|彭|曾|肖|董|潘|袁|蔡|蒋|杜|叶|程|苏|魏|吕|丁|任|姚|沈|姜|崔|谭|陆|范|汪|廖)(?:[^的姐]|$)",
        r"|回电的是|给您(?:来|回)电的是|代表[^了您]*(?:公司|银行|行)",
    ))
});

/// 小陈为您服务, but not 很高兴为您服务.
static CHINESE_SERVES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"([^,。!?:;、\s]+?)(?:竭诚|继续|现在|正在|在此)?[为给][您你](?:服务|解答|办理)"));
const CHINESE_SERVES_NOBODY: [&str; 14] =
    ["请", "什么", "高兴", "可以", "能", "怎么", "如何", "乐意", "随时", "马上", "我来", "这就", "您好", "荣幸"];

/// Words in which an organisation, a place or a post ends.
const CHINESE_HOUSE: &str = "银行|支行|分行|网点|营业厅|营业部|大厅|公司|集团|中心|热线|专线|客服|客服部|前台|总台|总机|诊所|医院|酒店|\
    宾馆|饭店|餐厅|门店|专卖店|花店|书店|药店|商店|旗舰店|分店|总店|小店|车行|快递|物流|保险|移动|联通|电信|物业|旅行社|学校|幼儿园|\
    工作室|事务所|服务台|服务部|售后|售后部|技术部|维修部|预订部|市场部|财务部|办公室|工作站|加油站|俱乐部|贵宾厅|柜台|客户经理|经理|\
    专员|顾问|主管|组长|主任|值班|专柜|体验店";

/// A clause that is but a house or a post, with a name behind it or not: 城东支行, 贵宾专线林悦, 城东支行的小陈.
static CHINESE_HOUSE_ALONE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"^(?:喂|您好|你好|早上好|上午好|中午好|下午好|晚上好|大家好|欢迎致电|感谢致电|感谢您致电|谢谢您致电|[^,。]{{1,4}}(?:先生|女士|小姐|总|老师|阿姨|大爷|师傅)(?:您好|你好|早上好|上午好|下午好|晚上好)?)*(?:我们|咱们)?(?:[^,。!?您你我他她]*(?:{CHINESE_HOUSE})[^,。!?您你我他她]{{0,7}}|[^,。!?您你我他她]{{2,10}}[部馆科处局所站厅店行室社院校园坊](?:的?[一-龥]{{2,4}})?|[^,。!?您你我他她]{{2,8}}的[一-龥]{{1,2}}(?:师傅|医生|大夫|护士|老师|工))$"
    ))
});

/// Words of a clause that tells or asks something, so that a house in it is not the speaker's.
const CHINESE_TELLS: [&str; 26] = [
    "请", "哪", "去", "到", "在", "吗", "有", "要", "来", "办", "找", "问", "把", "被", "让", "给", "查", "转", "跟",
    "等", "看", "打", "记", "告诉", "已", "会",
];

/// A short name right behind the greeting: 您好,顺丰.
static CHINESE_NAME_BEHIND_GREETING: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"^(?:喂[,。!\s]*)?(?:您好|你好|早上好|上午好|中午好|下午好|晚上好)[,。!\s]*",
        r"[^,。!?\s您你我他她请讲说问打扰方便不好意思抱歉久等稍先生女士小姐吗了么什谁几有没是在的周月日点号听能可要想来去这那今明昨现冒昧叫一二两占用耽误,]{2,6}[,。!]",
    ))
});

fn is_said_in_chinese(line: &str) -> bool {
    let is_clause_end = |character: char| matches!(character, ',' | '。' | '!' | '?' | ';' | ':' | '、' | '~' | '…');
    let is_house = |clause: &str| {
        let clause = clause.trim();
        // The word for a call has one for coming in it.
        let rest = clause.replace("来电", "").replace("打来", "");
        CHINESE_HOUSE_ALONE.is_match(&rest) && !CHINESE_TELLS.iter().any(|word| rest.contains(word))
    };
    let serves = |caught: regex::Captures<'_>| {
        let who = &caught[1];
        !CHINESE_SERVES_NOBODY.iter().any(|nobody| who.contains(nobody))
    };
    CHINESE_NAMED.is_match(line)
        || CHINESE_NAME_BEHIND_GREETING.is_match(line)
        || CHINESE_SERVES.captures_iter(line).any(serves)
        || line.split(is_clause_end).any(is_house)
}

/// Words in which an organisation, a place or a post ends, in English.
const ENGLISH_HOUSE: &str = "bank|branch|clinic|hospital|telephone|surgery|practice|hotel|inn|restaurant|shop|store|bakery|florist|garage|\
    reception|desk|counter|front desk|line|hotline|helpline|helpdesk|switchboard|office|department|centre|center|service|services|\
    support|sales|accounts|bookings|reservations|team|company|insurance|telecom|mobile|airlines|travel|school|library|station|lounge|\
    club|agency|group|ltd|hall|laboratory|pharmacy|studio|manager|repairs|dispatch|care|residence|household";

static ENGLISH_NAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?x)
        \b(?i:my\ name\ is|my\ name's|the\ name\ is|(?:you're|you\ are|you've\ come|you\ have\ come)\ through\ to|you\ have\ reached|you've\ reached|you're\ speaking|you\ are\ speaking\ (?:to|with)|you're\ talking\ to|on\ behalf\ of|welcome\ to)\b
        | \b(?i:thank\ you|thanks)\ (?i:for\ (?:calling|ringing|phoning))\ (?:the\ |our\ )?[A-Z]
        | \b(?:I'm|I\ am|It's|it's|It\ is|it\ is)\ (?:Mr|Mrs|Ms|Dr|Miss|[A-Z][a-z]+)\b
        | \b(?:I'm|I\ am|it's|It's|it\ is|It\ is|[Tt]his\ is|[Hh]ere\ is)\ (?i:your|the|our|an?)\ (?:[a-z-]+\ ){{0,3}}(?i:{ENGLISH_HOUSE}|vet|nurse|doctor|receptionist|technician|engineer|consultant|adviser|advisor|agent|teller|colleague)\b
        | \b[Tt]his\ is\ (?:[A-Z]|[a-z]+\ (?:at|from|of|with|in)\ )
        | \b[A-Z][a-z]+\ (?:is\ )?speaking\b
        | \b[Ss]peaking\ is\ [A-Z]
        | \b(?:from|at|of|with)\ (?:the\ |your\ )?(?:[A-Z][A-Za-z'-]+\ ){{0,3}}(?:[a-z-]+\ ){{0,2}}(?i:{ENGLISH_HOUSE})\b
        | \b(?i:calling|ringing|phoning|call|here)\ (?:you\ )?(?:from|at|with|for)\ (?:the\ |our\ )?[A-Z]
        | (?:^|[.,;:!?–—-]\s*)[A-Z][a-z]+(?:\ [A-Z][a-z]+)?(?:,)?\ here\b
        "
    ))
});

/// A day, a month, or a word at which a sentence begins, which is nobody's name.
static ENGLISH_NO_NAME: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(?:Right|Everything|Everybody|Everyone|Nobody|Somebody|Over|Not|Down|Sorry) here\b|\b(?i:am i|who am i|who is|who's|are you|you were|generally|strictly) speaking\b",
    )
});

/// A clause that is but a house, with or without a greeting: "Good morning, Riverside Clinic".
static ENGLISH_HOUSE_ALONE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"^(?i:hello|good (?:morning|afternoon|evening|day)|hi|yes)?[\s,]*(?:(?i:the|your|our) )?(?:[A-Za-z0-9'&-]+ ){{0,4}}(?i:{ENGLISH_HOUSE})$"
    ))
});

/// A name at the beginning: "Harper and Sons, good morning".
static ENGLISH_NAME_FIRST: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[A-Z][\w'&-]*(?: (?:and|of|the|&|[A-Z][\w'&-]*))*(?:[,.;:!–—]|$)"));

/// The greeting before a name: "Good morning, Rosa's".
static ENGLISH_GREETING: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?i:hello|hi|good (?:morning|afternoon|evening|day))[\s,.!]+"));

/// A word that begins a line and is no name.
static ENGLISH_OPENER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?i:hello|hi|hey|yes|no|good|dear|please|sorry|well|right|now|so|thanks|thank|sir|madam|ok|okay|alright|sure|of|welcome|today|yesterday|tomorrow|excuse|pardon|mr|mrs|ms|dr|miss|professor|then|first|one|two|just|fine|great|done|apologies|speak|tell|listen|look|may|\w+ly)\b",
    )
});

/// A word of a clause that tells or asks something.
static ENGLISH_TELLS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:you|i|we|he|she|it|they|is|are|was|were|do|does|did|have|has|had|can|could|will|would|may|please|which|what|where|who|how|no|this|that|for|about|to)\b",
    )
});

fn is_said_in_english(line: &str) -> bool {
    let line = ENGLISH_NO_NAME.replace_all(line, "");
    let is_clause_end = |character: char| matches!(character, ',' | '.' | '!' | '?' | ';' | ':' | '–' | '—');
    let is_house = |clause: &str| ENGLISH_HOUSE_ALONE.is_match(clause.trim()) && !ENGLISH_TELLS.is_match(clause);
    let greeted = ENGLISH_GREETING.replace(&line, "");
    let begins_with_name = ENGLISH_NAME_FIRST.is_match(&greeted) && !ENGLISH_OPENER.is_match(&greeted);
    begins_with_name || ENGLISH_NAMED.is_match(&line) || line.split(is_clause_end).any(is_house)
}
