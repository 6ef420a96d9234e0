//! The words of [`vague_behaviour`](super::vague_behaviour).

use crate::words::Lang;

/// Words that say how to be, not what to do.
pub const fn vague_words(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => VAGUE_EN,
        Lang::Zh => VAGUE_ZH,
    }
}

/// Words that add nothing to do: degrees, duties, connectives, the people in question.
pub const fn filler_words(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => FILLER_EN,
        Lang::Zh => FILLER_ZH,
    }
}

#[rustfmt::skip]
const VAGUE_ZH: &[&str] = &[
    // How to be.
    "态度", "热情", "热忱", "热心", "友好", "友善", "和气", "和善", "和蔼", "亲切", "亲和力", "亲和", "礼貌", "有礼",
    "文明", "客气", "耐心", "细心", "细致", "用心", "上心", "走心", "贴心", "真心", "诚心", "爱心", "责任心", "真诚",
    "诚恳", "诚意", "诚信", "温和", "温柔", "柔和", "温暖", "和颜悦色", "彬彬有礼", "不卑不亢", "落落大方", "大方",
    "得体", "自然", "周到", "周全", "体贴", "关怀", "关心", "关爱", "尊重", "尊敬", "理解", "体谅", "包容", "宽容",
    "谦虚", "谦和", "冷静", "镇定", "沉着", "稳重", "自信", "积极", "主动", "主动性", "积极性", "热情洋溢", "专业",
    "职业", "规范", "标准", "敬业", "负责", "认真", "认真负责", "严谨", "高效", "快捷", "迅速", "灵活", "机动",
    "优质", "良好", "人性化", "个性化", "差异化", "精细化", "温馨", "舒心", "放心", "安心", "满意", "微笑服务",
    // Ways of seeing.
    "同理心", "共情", "共鸣", "移情", "换位思考", "角度", "将心比心", "感同身受", "设身处地", "以客户为中心", "客户至上",
    "客户第一", "以人为本", "第一位", "服务第一", "至上", "顾客至上", "顾客第一", "顾客就是上帝", "客户就是上帝", "用户至上", "服务意识", "服务理念",
    "服务精神", "大局意识", "责任意识", "职业素养", "专业素养", "服务水平", "服务质量", "服务态度", "服务品质",
    "工作态度", "客户满意度", "客户体验", "客户感受", "客户感知", "职业形象", "专业形象", "良好形象", "正能量",
    // Ways of saying, without what is said.
    "语气", "语调", "语态", "口气", "措辞", "用语", "礼貌用语", "文明用语", "沟通", "沟通技巧", "沟通方式", "方式方法",
    "技巧", "倾听", "聆听", "安抚", "安慰", "抚慰", "情绪", "客户情绪", "解释工作", "安抚工作", "沟通工作", "解释",
    "引导", "疏导", "挽留",
    // Ways of seeing to it, without what is done.
    "服务", "处理", "妥善", "妥善处理", "妥当", "适当", "恰当", "合理", "及时", "尽快", "尽力", "尽心尽力", "全力以赴",
    "竭尽全力", "尽力而为", "解决", "协调", "配合", "跟进", "跟踪", "落实", "应对", "对待", "重视", "高度重视", "响应",
    "协助", "帮助", "支持", "把控", "把握", "拉近距离", "拉近", "建立信任", "信任", "信任感", "维护", "维系", "关系",
    "好感", "好印象", "印象", "形象", "随机应变", "灵活应变", "察言观色", "热情接待", "接待", "急客户之所急",
    "想客户之所想", "到位", "提升", "提高", "增强", "加强", "优化", "改善", "改进", "宾至如归", "面面俱到",
    // What not to be.
    "冷漠", "生硬", "急躁", "浮躁", "不耐烦", "敷衍", "怠慢", "傲慢", "慌张", "紧张", "推诿", "冷淡", "粗暴",
];

#[rustfmt::skip]
const FILLER_ZH: &[&str] = &[
    "要", "应", "应该", "应当", "需", "需要", "必须", "务必", "一定", "一定要", "注意", "保持", "做到", "做好", "体现",
    "展现", "表现", "表现出", "表示", "表达", "给予", "给", "提供", "进行", "采取", "使用", "运用", "讲究", "注重",
    "强调", "坚持", "树立", "具备", "拥有", "有", "带着", "充满", "显得", "显示", "显示出", "展示", "展示出", "让",
    "使", "令", "时刻", "始终", "随时", "全程", "处处", "每次", "总是", "一直", "更", "更加", "多", "多一些", "一些",
    "一点", "很", "非常", "十分", "特别", "最", "充分", "足够", "高度", "尽量", "尽可能", "千万", "切勿", "切忌",
    "避免", "不", "不要", "不能", "不可", "不得", "勿", "别", "没有", "对", "对待", "向", "与", "和", "跟", "同",
    "为", "以", "用", "把", "将", "站在", "从", "立场", "出发", "上", "中", "下", "时", "里", "的", "地",
    "得", "之", "并", "并且", "而", "而且", "且", "又", "也", "都", "及", "以及", "等", "或", "即可", "就", "是",
    "来", "去", "好", "高", "差", "佳", "强", "优", "大", "快", "客户", "顾客", "客人", "用户", "来宾", "宾客",
    "对方", "他们", "他", "她", "员工", "我们", "大家", "工作人员", "工作", "问题", "事情", "需求", "诉求", "要求",
    "意见", "想法", "感受", "心情", "心理", "心态", "感", "感觉", "感到", "体验", "思考", "思考问题", "想问题", "想", "考虑", "着想", "看",
    "看待", "说话", "言行", "言语", "语言", "讲话", "交流", "回应", "答复", "回答", "反馈", "一切", "全部",
    "所有", "任何", "每一位", "每位", "每个", "认真", "态度要", "方面", "过程", "质量", "水平", "能力", "意识",
    "精神", "素质", "素养", "心", "力", "度", "性", "化", "情况", "实际", "根据", "按照", "按", "依据", "具体",
    "相关", "有关", "做", "办", "办理", "开展", "实施", "完成", "确保", "保证", "争取", "赢得", "获得", "取得",
    "留下", "营造", "氛围", "气氛", "环境", "加以", "予以", "深入", "有效", "真正", "切实", "不断", "持续", "进一步",
    "全面", "第一时间", "时间", "情", "气", "些", "点", "了", "着", "过", "能", "可以", "会", "到", "在", "于", "其",
    "自己", "本人", "自身", "我", "人", "者", "地方", "细节", "培训", "举止", "待客", "管理", "监督", "教育", "学习", "放在",
];

#[rustfmt::skip]
const VAGUE_EN: &[&str] = &[
    // How to be.
    "friendly", "friendliness", "polite", "politely", "politeness", "courteous", "courteously", "courtesy", "nice",
    "nicely", "kind", "kindly", "kindness", "warm", "warmly", "warmth", "welcoming", "cheerful", "enthusiastic",
    "enthusiastically", "enthusiasm", "professional", "professionally", "professionalism", "respectful",
    "respectfully", "respect", "patient", "patiently", "patience", "calm", "calmly", "composed", "helpful",
    "helpfulness", "attentive", "attentively", "attentiveness", "caring", "care", "careful", "carefully", "sincere",
    "sincerely", "sincerity", "genuine", "genuinely", "honest", "empathetic", "empathic", "empathy",
    "empathise", "empathize", "sympathetic", "sympathy", "compassion", "compassionate", "understanding",
    "considerate", "tactful", "tact", "gentle", "gently", "positive", "positivity", "proactive", "proactively",
    "responsive", "responsible", "responsibility", "reliable", "flexible", "flexibly", "flexibility", "confident",
    "confidence", "approachable", "diligent", "diligently", "thoughtful", "personable", "humble", "efficient",
    "efficiently", "efficiency", "properly", "appropriately", "appropriate", "adequately", "promptly", "quickly",
    "swiftly", "timely", "effectively", "effective", "well", "seriously", "smoothly", "customer-focused",
    "customer-centric", "customer-oriented", "service-minded", "service-oriented", "solution-oriented",
    // Slogans and ways of seeing.
    "customer first", "the customer is king", "the customer is always right", "customers come first",
    "go the extra mile", "going the extra mile", "above and beyond", "wow the customer", "delight", "delighted",
    "exceed expectations", "exceed their expectations", "exceed the customer's expectations", "exceed",
    "in their shoes", "in the customer's shoes", "put yourself", "from the customer's point of view",
    "from the customer's perspective", "best effort", "do your best", "try your best", "our best", "your best",
    "quality service", "good service", "great service", "excellent service", "customer service", "service",
    "excellence", "positive attitude", "good attitude", "right attitude", "attitude", "team spirit", "mindset",
    // Ways of saying, without what is said.
    "tone", "tone of voice", "body language", "manner", "manners", "demeanour", "demeanor", "listen", "listening",
    "listen actively", "active listening", "actively listen", "communicate", "communication", "communicating",
    "rapport", "build rapport", "reassure", "reassurance", "reassuring", "soothe", "calm down", "pacify",
    "manage expectations", "defuse", "de-escalate", "trust", "connect",
    // Ways of seeing to it, without what is done.
    "handle", "deal with", "take care", "take ownership", "ownership", "look after", "resolve", "solve", "support",
    "assist", "help", "follow up", "respond", "address", "serve", "treat", "satisfy", "satisfied", "satisfaction",
    "valued", "appreciated", "important", "special", "comfortable", "at ease", "at home", "welcome", "heard",
    "understood", "happy", "improve", "enhance", "strengthen", "good impression",
    "great impression", "impression", "experience", "engage",
    // What not to be.
    "rude", "impatient", "cold", "arrogant", "indifferent", "defensive", "careless", "dismissive", "negative",
];

#[rustfmt::skip]
const FILLER_EN: &[&str] = &[
    "a", "an", "the", "and", "or", "but", "as", "at", "in", "on", "of", "to", "for", "with", "without", "by", "from",
    "into", "towards", "toward", "that", "this", "it", "its", "is", "are", "be", "being", "been", "was", "so", "not",
    "never", "no", "don't", "do not", "do", "does", "always", "ever", "at all times", "all", "any", "every", "each",
    "both", "very", "really", "truly", "more", "most", "much", "extra", "extremely", "fully", "completely", "quite",
    "too", "also", "just", "simply", "possible", "as possible", "as soon as possible", "soon", "fast", "right",
    "away", "must", "should", "shall", "need", "needs", "needed", "have", "has", "having", "make", "makes", "sure",
    "ensure", "ensures", "keep", "keeps", "stay", "stays", "remain", "remains", "maintain", "maintains", "show",
    "shows", "showing", "display", "demonstrate", "demonstrates", "express", "convey", "give", "gives",
    "giving", "offer", "offers", "provide", "provides", "providing", "deliver", "delivers", "use", "uses", "using",
    "take", "takes", "pay", "attention", "mind", "watch", "be aware", "aware", "act", "acts", "behave", "behaves",
    "sound", "sounds", "seem", "feel", "feels", "feeling", "feelings", "let", "lets", "help them", "try",
    "tries", "aim", "focus", "build", "builds", "create", "creates", "establish", "develop", "win", "gain", "leave",
    "put", "puts", "raise", "training", "awareness",
    "remember", "know", "think", "see", "treats", "handles", "resolves", "solves", "serves", "responds", "listens",
    "way", "ways", "style", "voice", "words", "language", "attitudes", "spirit", "level", "high", "highest", "good",
    "great", "best", "better", "excellent", "outstanding", "perfect", "proper", "clear", "clearly", "open", "you",
    "your", "yourself", "we", "our", "us", "they", "them", "their", "he", "she", "him", "her", "his", "staff",
    "agent", "employee", "colleague", "colleagues", "team", "everyone", "everybody", "anyone", "people", "person",
    "customer", "customers", "customer's", "customers'", "client", "clients", "client's", "guest", "guests",
    "guest's", "visitor", "visitors", "caller", "callers", "matter", "matters", "issue", "issues", "problem",
    "problems", "situation", "situations", "complaint", "complaints", "concern", "concerns", "request", "requests",
    "emotion", "emotions", "expectation", "expectations", "quality", "thing", "things", "everything",
    "whatever", "what", "how", "when", "where", "while", "if", "first", "during", "throughout", "through", "time",
    "times", "moment", "conversation", "during the call", "on the phone", "interaction", "interactions", "there", "here",
];
