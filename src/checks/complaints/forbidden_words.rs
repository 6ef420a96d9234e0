//! What the method never does where somebody complains, by the phrases that do it. In doubt a line is let pass: most
//! lines that hold one of these words hold it for a good reason.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::compatible;
use crate::words;
use crate::words::{Lang, Words};

/// What is never done where somebody complains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misstep {
    /// Reasons come before the facts.
    ArguesFirst,
    /// A verdict comes before anybody has looked.
    ConcludesEarly,
    /// Nothing is done.
    OnlyApologises,
    /// It happens to everybody.
    CallsItUsual,
    /// It was somebody else.
    ShiftsBlame,
}

impl Misstep {
    /// What it does, for a message: “this line …”.
    pub fn what(self) -> Words {
        match self {
            Misstep::ArguesFirst => words!("argues first", "先讲道理"),
            Misstep::ConcludesEarly => words!("concludes before anybody has looked", "还没查就下结论"),
            Misstep::OnlyApologises => words!("only apologises", "光道歉，不办事"),
            Misstep::CallsItUsual => words!("calls it usual", "说这很常见"),
            Misstep::ShiftsBlame => words!("shifts the blame", "推卸责任"),
        }
    }

    /// What to say in its place.
    pub fn instead(self) -> Words {
        match self {
            Misstep::ArguesFirst => words!(
                "hear it to the end and read it back first; rules and reasons come when the customer asks why",
                "先听完，复述一遍；规定和理由，等客户问起再讲"
            ),
            Misstep::ConcludesEarly => words!(
                "say what you will look up, and by when the customer hears of it",
                "说要去查什么、几点给答复，查清楚再说是谁的"
            ),
            Misstep::OnlyApologises => words!(
                "let what you do about it follow the apology: the act, and by when",
                "道歉后面接上要做的事：做什么，几点以前"
            ),
            Misstep::CallsItUsual => words!(
                "to this customer it happened once: say that it should not have, and what you do now",
                "对这位客户来说就这一回：承认不该这样，再说现在怎么办"
            ),
            Misstep::ShiftsBlame => words!(
                "take it on, whoever did it: “I will find out and ring you by four”",
                "不管是谁出的错，先接过来：“我去问清楚，四点前给您回话”"
            ),
        }
    }
}

/// What a line does that is never done, in a language that is judged.
pub(super) fn misstep(line: &str, lang: Lang) -> Option<Misstep> {
    let patterns = &PATTERNS[lang as usize];
    let line = spoken(line, patterns);
    patterns.of.iter().find(|(_, pattern)| pattern.is_match(&line)).map(|(misstep, _)| *misstep)
}

/// Whether a line is an apology and nothing else.
pub(super) fn is_bare_apology(line: &str, lang: Lang) -> bool {
    let patterns = &PATTERNS[lang as usize];
    let line = compatible(line).to_lowercase().replace('’', "'");
    patterns.apology.is_match(&line) && !patterns.apology_words.replace_all(&line, "").contains(char::is_alphanumeric)
}

/// A line without what it quotes, asks about or denies: 我们不会说“这不归我管”.
fn spoken(line: &str, patterns: &Patterns) -> String {
    let line = compatible(line).to_lowercase().replace('’', "'");
    let line = QUOTED.replace_all(&line, "");
    patterns.harmless.replace_all(&line, " ").into_owned()
}

static QUOTED: LazyLock<Regex> = LazyLock::new(|| regex("“[^”]*”|「[^」]*」|\"[^\"]*\""));

struct Patterns {
    of: [(Misstep, Regex); 4],
    /// Phrases that look like a misstep and are none.
    harmless: Regex,
    apology: Regex,
    /// All words of which a bare apology is made.
    apology_words: Regex,
}

/// By [`Lang`], in its order.
static PATTERNS: LazyLock<[Patterns; Lang::ALL.len()]> = LazyLock::new(|| {
    Lang::ALL.map(|lang| match lang {
        Lang::En => english(),
        Lang::Zh => chinese(),
    })
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern is a regular expression")
}

fn any_of(phrases: &[&str]) -> Regex {
    regex(&phrases.join("|"))
}

fn chinese() -> Patterns {
    Patterns {
        of: [
            (
                Misstep::ArguesFirst,
                any_of(&[
                    r"[您你](?:先|得|要|先要)?听我(?:解释|讲道理|把道理|讲讲道理)|[您你]先听我(?:说|讲)",
                    r"话不能这[么样]说|[您你]这[么样]说(?:可|就)?不(?:对|讲理|公平)",
                    r"(?:^|[^是])不是[您你](?:说|想|讲|以为)的(?:那样|那么回事|这样)(?:[,。!?;]|$)",
                    r"[您你](?:误会|误解|理解错|搞错|弄错|记错|看错|想错)(?:了|我们)",
                    r"[您你](?:也)?(?:要|得|能不能|先|总得)?(?:讲点|讲讲|讲点儿|讲)道理",
                    r"(?:按|按照|根据|依照)(?:我们|公司|银行|行里|店里)?的?(?:规定|合同|条款|制度|流程)[,，]?(?:就|只能|是)?(?:不能|不可以|没法|没办法|办不了|不行|不退|不赔|不给)",
                    r"这(?:都)?是(?:我们|公司|银行|行里|店里|总部|上面)?的?(?:规定|制度|政策)(?:[,。!?;]|$)",
                    r"合同(?:上|里)?(?:都|也)?写(?:得|的)?(?:很|清清|明明|清)?(?:楚楚|白白|清楚|明白)|白纸黑字",
                    r"[您你](?:当初|当时|自己)(?:也|可是|都|是)?签(?:了|过)(?:字|名)",
                    r"[您你](?:得|要|应该|也得|也要)(?:理解|体谅|谅解)(?:我们|一下我们)",
                    r"[您你](?:先)?(?:冷静|别激动|别喊|不要激动)",
                ]),
            ),
            (
                Misstep::ConcludesEarly,
                any_of(&[
                    r"(?:肯定|一定|绝对|显然|明显|八成|准)(?:就|都)?是(?:[您你](?:自己|那边|这边|家|操作|没|不小心|忘|记|弄|按|输|看|搞|点|填)|因为[您你])",
                    r"(?:我们|我们的|我们这边|系统|产品|机器|电脑|账单|柜台)(?:都|从来|根本|绝对)?(?:不可能|不会)(?:出错|有错|有问题|出问题|弄错|算错|记错|搞错|出这种|有这种)",
                    r"(?:^|[,。!?;]|这|那|这个|绝对|根本)不可能(?:的|吧|啊|的事)?(?:[,。!?;]|$)",
                    r"(?:绝对|肯定|根本)没(?:有)?(?:这回事|这种事)",
                    r"(?:不用|用不着|没必要)(?:再)?查(?:也|都|就|了)",
                    r"一看就(?:是|知道是)[您你]",
                ]),
            ),
            (
                Misstep::CallsItUsual,
                any_of(&[
                    r"这(?:种|个|样|都|也|其实|本来)?(?:事|事情|事儿|情况|问题|现象|毛病)?(?:都|也|其实|本来|就|还)*(?:很|挺|太|蛮|比较|都算|算|算是|是)*(?:正常|常见|普遍|平常|难免)",
                    r"(?:在所难免|免不了的|常有的事|常有的情况|家常便饭|时有发生|见怪不怪)",
                    r"经常(?:有|会有|发生|遇到|碰到)(?:的|这种|这样)",
                    r"(?:大家|别人|人家|别的客户|其他客户|其他人|所有人|人人|每个人|谁)(?:都|也|家)*(?:是|得)?(?:这样(?:的|办|做|等|排队|过来的)?(?:[,。!?;]|$)|这么过来|没说(?:什么|过|[,。!])|没意见|没有意见|没投诉|不投诉|没抱怨|没有抱怨|没反映|没有反映)",
                    r"(?:又不是|又不止|不光|不是只有|又不只)(?:是)?[您你]一(?:个|家|位)",
                    r"(?:哪家|哪儿|哪里|到哪)(?:银行|店|公司)?都(?:是)?(?:这样|一样|有)",
                ]),
            ),
            (
                Misstep::ShiftsBlame,
                any_of(&[
                    r"不(?:归|属于)(?:我|我们|我们部门|我们这边|我这边|我这儿|我这里|咱们|这边)(?:这边|这儿|部门)?(?:管|负责|办|处理|的)?",
                    r"(?:^|[^是])不是(?:我|我们|我们部门|我们这边|我这边|本店|本行)(?:的|这边的)?(?:事|问题|责任|错|干的|弄的|办的|经手|负责)",
                    r"(?:^|[^不])是(?:他们|她们|那边|那个部门|别的部门|厂家|厂里|供应商|快递|快递公司|总部|总行|后台|系统|电脑|机器|网络|财务|仓库|物流|技术部|同事|上一班|前一个人|[一-龥]{1,3}部|[一-龥]{1,3}部门)(?:自己)?的?(?:问题|责任|错|错误|疏忽|毛病|事|事儿)(?:[,。!;]|$)",
                    r"[您你](?:得|要|应该|还是|自己|只能|直接)*(?:去)?(?:找|问)(?:他们|那边|厂家|供应商|快递|快递公司|总部|别的部门|[一-龥]{1,3}部)(?:吧|去|要|说|问|解决|处理|反映|投诉)?(?:[,。!;]|$)",
                    r"我(?:也|是|们也)(?:实在|真的|真)?(?:没|没有)(?:什么)?办法(?:[,。!;啊呀]|$)|我(?:也)?(?:无能为力|爱莫能助)",
                    r"我(?:只是|就是|不过是)(?:一?个)?(?:打工|接电话|客服|柜员|前台|做事|办事|临时|新来|跑腿)",
                    r"谁(?:让|叫)[您你](?:不|没|自己|当初|买|签|信|贪)",
                    r"[您你](?:当初|当时|自己|之前)*(?:怎么|为什么|为何|干嘛|干吗|为啥)(?:当时|当初|自己)?(?:不|没)(?:早|先|看|说|问|留意|注意|检查|核对|提前|仔细|保管)",
                    r"[您你]自己(?:没|弄|按错|选错|签|填错|看错|操作|不小心|忘|记错|要(?:的|办))",
                    r"(?:跟|和|与)(?:我|我们|本店|本行)(?:没|没有|无)关(?:系)?|(?:跟|和|与)(?:我|我们|本店|本行)没(?:有)?关系|不关我(?:们)?的?事|我(?:们)?(?:可)?不(?:负|担)(?:这个)?责",
                ]),
            ),
        ],
        harmless: any_of(&[
            r"(?:如果|要是|假如|是不是|是否|万一|不管|无论|哪怕|不论|不等于|并不)[^,。!?;]*",
            r"[^,。!?;]*(?:吗|[^什怎多这那]么)(?:[,。!?;]|$)",
            r"(?:以后|今后|往后|下次|保证|再也)[^,。!?;]*",
            r"[^,。!?;]*,?(?:不代表|不等于|不意味着)[^,。!?;]*",
            r"不是我们?的(?:错|事|问题|责任),?我?们?(?:也|照样|还是)(?:要|得|会|该)[^,。!?;]*",
            r"[您你]这[么样]说不公平,我们?(?:很|能|完全)?(?:理解|明白)[^。!?;]*",
            r"不是[您你](?:的|自己|弄|搞|操作|那边)[^,。!?;]*|不怪[您你][^,。!?;]*|(?:虽然|虽说|尽管)[^,。!?;]*|(?:不用|不必|无需|免得|省得)[您你][^,。!?;]*|(?:生气|着急|担心|不高兴|不满|心情|情绪)[^。!?;]*",
        ]),
        apology: regex(r"对不起|抱歉|不好意思|道歉|歉意|见谅|原谅|谅解"),
        apology_words: any_of(&[
            r"对不起|抱歉|真?不好意思|致以|诚挚|道歉|歉意|见谅|原谅|谅解|海涵|表示|深表|感到|向|给|对|为|您|你|我们|我|本人|全体|代表|公司|银行|店里|添了?麻烦|麻烦|带来|造成|了|的|不便|不愉快|困扰|让|久等|受委屈|受累|非常|十分|实在|真是|真的|万分|很|太|深感|请|多多|多|再次|再|先|此|这件事|这次|这事|这一次|今天|发生|这样的|这种|事情|事|谢谢|理解|啊|呀|哦|先生|女士|小姐|[一-龥](?:先生|女士|小姐)",
        ]),
    }
}

fn english() -> Patterns {
    let outside = "courier|carrier|supplier|manufacturer|system|computer|machine|network|website|head office|back office|warehouse|\
         other department|other shift|accounts department|sales department|repair department|colleague|delivery company|post office";
    Patterns {
        of: [
            (
                Misstep::ArguesFirst,
                any_of(&[
                    r"\byou (?:have to|must|need to|should) (?:understand|see|realise|realize|be reasonable|appreciate)\b",
                    r"(?:^|[.,;!?] ?|please |you must |do )be reasonable\b|\b(?:calm down|don't get (?:upset|excited))\b",
                    r"\b(?:that is|that's|this is) (?:simply |just )?not (?:true|what happened|how it works|what you said)\b",
                    r"\b(?:you are|you're) (?:wrong|mistaken|confused|exaggerating)\b",
                    r"\byou (?:have |must have )?(?:misunderstood|misread|misheard)\b",
                    r"\b(?:that is|that's|it is|it's) (?:just |simply )?(?:our|the|company|bank|shop|house) (?:policy|rules?|regulations?)(?:[.,;!?]|$)",
                    r"\b(?:the|your) (?:contract|terms|conditions|small print|agreement) (?:clearly (?:says?|states?)|says? (?:so|no|that you))\b",
                    r"\byou signed (?:for|it|the|that|this|here|a|your)\b|\bif you had (?:read|listened|asked|looked)\b",
                    r"\blet me (?:first )?explain (?:to you )?why (?:you|we (?:charge|can't|cannot|don't|do not|took|have to))\b",
                    r"\b(?:listen to me|hear me out) first\b",
                ]),
            ),
            (
                Misstep::ConcludesEarly,
                any_of(&[
                    r"\byou must have (?:pressed|entered|dropped|forgotten|made (?:a|some) mistake|clicked|done something|used the wrong|put in the wrong|typed|misplaced|overlooked)\b",
                    r"\b(?:obviously|clearly|surely|certainly|definitely),? (?:it was you|you (?:pressed|entered|dropped|forgot|made|lost|did|used|typed)|your (?:own )?(?:mistake|fault|side|end))\b",
                    r"\b(?:our|the) (?:systems?|machines?|computers?|records?|bills?|staff|tills?)(?: here)? (?:doesn't|does not|don't|do not|never|cannot|can't) (?:makes? (?:a |any |such )?(?:mistakes?|errors?)|lies?|go wrong|be wrong|fail|fails|err)\b",
                    r"\bwe (?:never|don't|do not) make (?:a )?mistakes?\b",
                    r"\b(?:that is|that's|this is|it is|it's) (?:simply |quite |absolutely )?impossible(?:[.,;!]|$)|^impossible\b",
                    r"\b(?:that|it|this) (?:can't|cannot) (?:be (?:true|us|ours|on our side|our side)|have happened|happen here)\b",
                    r"\bno need to (?:check|look it up|investigate)\b",
                    r"\bit (?:must|has to|can only) (?:be|have been) (?:you|at your end|on your side|your (?:line|phone|end|side|device|computer|own|fault|mistake|router|card))\b",
                ]),
            ),
            (
                Misstep::CallsItUsual,
                any_of(&[
                    r"\b(?:this|that|it|such a thing) (?:is|'s|was) (?:quite |very |perfectly |pretty |completely |only |absolutely |really |just |all )?(?:normal|usual|common|typical|to be expected|nothing unusual)\b",
                    r"\b(?:that|it)'s (?:quite |very |perfectly |pretty |completely |only |absolutely |really |just |all )?(?:normal|usual|common|typical|to be expected|nothing unusual)\b",
                    r"(?:^|[.,;:!?] ?|\bbut |\band |\bwell |\byes )it (?:just )?happens(?: to (?:everyone|everybody|all of us|the best of us)| all the time| a lot| sometimes| every day|[.,;!]|$)",
                    r"\b(?:these|such) things (?:do )?happen\b|\bthings like that happen\b|\bone of those things\b",
                    r"\b(?:nobody|no one|none of our (?:other )?customers)(?: else (?:has |ever |has ever )?| has | have | ever | has ever )(?:complains|complained|minds|minded)\b",
                    r"\b(?:everybody|everyone|all our customers|other customers|the others)(?: else)? (?:has to|have to|waits?|puts? up with|manages?|gets? that|is in the same boat)\b",
                    r"\byou(?:'re| are) not the (?:only|first) (?:one|customer)(?: (?:who (?:has to|waits|is waiting|wants|pays)|with|waiting)\b|[.,;!]|$)",
                    r"\bwe (?:get|hear|have|see) (?:that|this|it) (?:a lot|all the time|every day|often|quite often)\b",
                    r"\bit is the same (?:everywhere|with everybody|at every bank)\b",
                ]),
            ),
            (
                Misstep::ShiftsBlame,
                any_of(&[
                    r"\b(?:that is|that's|it is|it's|this is|it was|that was)(?: really| actually| certainly)? not (?:my|our) (?:fault|department|job|problem|responsibility|mistake|business|doing|concern)\b",
                    r"\b(?:isn't|wasn't) (?:my|our) (?:fault|department|job|problem|responsibility|mistake|business|doing|concern)\b|^not (?:my|our) (?:fault|department|job|problem|responsibility)\b",
                    r"\bnothing to do with (?:me|us)\b",
                    &format!(
                        r"\b(?:it is|it's|that is|that's|it was|that was|this is|this was) (?:all )?(?:the|a|our|my) (?:{outside})(?:'s)? (?:fault|mistake|error|problem|doing|responsibility)\b"
                    ),
                    &format!(
                        r"\b(?:the|our|my) (?:{outside}) (?:is|was|are) (?:to blame|responsible|at fault)\b|\bblame (?:the|our) (?:{outside})\b"
                    ),
                    &format!(
                        r"\byou(?:'ll| will|'d)? (?:have to|need to|should|must|better) (?:ask|call|ring|contact|talk to|take it up with|speak to|complain to|go to|turn to) (?:them|the (?:{outside})|another|someone else|somebody else)\b"
                    ),
                    r"\bi (?:only|just) (?:work here|answer the phone|take the calls)\b",
                    r"\b(?:there is|there's) nothing (?:i|we) can do\b|\bi (?:can't|cannot) do anything\b|\bmy hands are tied\b",
                    r"\byou should have (?:read|checked|told|called|rung|said|known|kept|asked|come|looked|thought|noticed|paid)\b",
                    r"\bwhy (?:didn't|did) you (?:not )?(?:read|check|tell|call|ring|say|keep|ask|come|look|think|notice|complain|report)\b",
                    r"\byour own (?:fault|mistake|problem|doing)\b|\b(?:it is|it's|that is|that's|that was|it was) your (?:fault|mistake|problem)\b",
                ]),
            ),
        ],
        harmless: any_of(&[
            r"\b(?:if|whether|even if|whoever|whosever|so that) [^,.!?;]*|\b(?:it is|it's) (?:only |perfectly |quite )?normal (?:that|to) [^,.!?;]*",
            r"\b(?:is|are|was|were|do|does|did) (?:this|that|it|these|you|there)\b[^,.!;]*\?",
            r"\b(?:not|never|n't) (?:to )?(?:say|tell)[^,.!?;]*|\bnot (?:my|our) \w+ alone\b",
            r"\b(?:should|shall|must) (?:not|never)[^,.!?;]*|\bshouldn't [^,.!?;]*",
        ]),
        apology: regex(r"\b(?:sorry|apolog(?:y|ies|ise|ize)|forgive|regret)\b"),
        apology_words: any_of(&[
            r"\b(?:i am|i'm|we are|we're|i|we|my|our|am|are|so|very|really|truly|terribly|deeply|sincerely|extremely|awfully|most|please|accept|do|must|want|wish|would|like|to|can only|sorry|apolog(?:y|ies|ise|ize)|sincere|forgive|regret|for|about|that|this|it|the|any|all|inconvenience|trouble|wait|waiting|delay|mistake|caused|happened|what|has|have|had|was|having|you|your|us|me|again|once|more|indeed|on behalf of|bank|company|house|whole|team|in|name|of|mr|mrs|ms|sir|madam|kept|be|ever)\b",
        ]),
    }
}
