//! Workspaces of any size, the same on every machine: maps of about twenty touchpoints with their links, requests and
//! moments written out, Chinese and English in turn, every tenth with faults as authors make them.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// What `motmap.yaml` says: one language, so that a site is written once.
const CONFIG: &str = "\
title: 关键时刻手册 Moments of truth
languages: [zh]
roles:
  guide: {name: 引导员, layer: front-line}
  agent: {name: 客服 Agent, layer: front-line}
  team-lead: {name: 班组长, layer: middle}
  head-of-service: {name: 服务总监, layer: senior}
";

const STAGES: [&str; 4] = ["unknown", "prospect", "customer", "departing"];
const PHASES: [&str; 4] = ["contact", "first-impression", "attitude", "behaviour"];
const STEPS: [&str; 4] = ["explore", "offer", "act", "confirm"];

/// Something said in the two languages of the maps.
type Said = [&'static str; 2];

const PLACES: [Said; 8] = [
    ["临街大门", "the street door"],
    ["服务热线", "the hotline"],
    ["排队叫号机", "the ticket machine"],
    ["自助终端", "the self-service desk"],
    ["客户经理的办公桌", "the account manager's desk"],
    ["微信公众号", "the message account"],
    ["贵宾休息厅", "the lounge"],
    ["上门维修", "the repair visit"],
];
const ASKS: [Said; 5] = [
    ["能不能今天就帮我办好？", "Can this be done today?"],
    ["上次说好的那件事怎么样了？", "What became of the thing I was told about last time?"],
    ["要等多久？", "How long will I have to wait?"],
    ["这笔费用是怎么算出来的？", "How was this charge worked out?"],
    ["找谁才说了算？", "Who can decide about this?"],
];
const ANSWERS: [Said; 4] = [
    ["当场查清楚，把结果写在卡片上交给客户。", "Look it up at once and hand over the answer on a card."],
    ["先说明还要几分钟，再请客户坐下等。", "Say how many minutes are left, then offer a seat."],
    [
        "把同事请过来，当着客户的面把话交代完。",
        "Bring the colleague over and pass on the story in front of the customer.",
    ],
    ["打开账单，一行一行讲给客户听。", "Open the bill and go through it line by line."],
];
const SAYINGS: [Said; 6] = [
    ["您今天来，最想先办好哪一件？", "Which of these would you like to have settled first?"],
    ["我把刚才说的记下来，您看看对不对。", "I have written down what you told me; is it right?"],
    ["这件事我现在就能替您办，大约三分钟。", "I can do this for you now; it takes about three minutes."],
    ["办好了，这是回执，上面有我的名字。", "It is done; here is the receipt with my name on it."],
    ["如果明天还没收到，请直接打这个号码找我。", "If it has not come by tomorrow, call me at this number."],
    ["外面雨大，您先坐，不办业务也不要紧。", "It is raining hard; do sit down, whether or not you have business here."],
];
const DEEDS: [Said; 4] = [
    ["起身迎到门口，眼睛看着客户说话", "Stand up, walk to the door and look at the customer while speaking"],
    ["把屏幕转过去让客户一起看", "Turn the screen so that the customer sees it too"],
    ["当面核对姓名和金额各一遍", "Check the name and the sum once each with the customer"],
    ["在卡片背面写下办结的日期和工号", "Write the date and the staff number on the back of the card"],
];
const NEVERS: [Said; 3] = [
    ["边看手机边答话", "Answering while looking at a phone"],
    ["说“这不归我管”", "Saying that it is somebody else's business"],
    ["让客户把同一件事说第三遍", "Making the customer tell the same thing a third time"],
];

/// A map's name: the name of its file without the ending.
pub fn name(number: usize) -> String {
    format!("map-{number:05}")
}

/// Whether the map of that number is one of those with faults.
pub fn is_faulty(number: usize) -> bool {
    number % 10 == 7
}

/// Writes a workspace of that many maps into a folder.
///
/// # Errors
/// Where the disk refuses.
pub fn write(folder: &Path, maps: usize) -> io::Result<()> {
    fs::create_dir_all(folder.join("maps"))?;
    fs::write(folder.join("motmap.yaml"), CONFIG)?;
    (0..maps).try_for_each(|number| fs::write(folder.join(format!("maps/{}.yaml", name(number))), map(number, maps)))
}

/// The text of one map among so many.
pub fn map(number: usize, maps: usize) -> String {
    let mut map = Writer { lang: number % 2, turn: number, yaml: String::with_capacity(16_000) };
    map.whole(number, maps);
    map.yaml
}

/// A map in the making; writing into a string does not fail.
struct Writer {
    /// Chinese or English.
    lang: usize,
    /// What is said next.
    turn: usize,
    yaml: String,
}

macro_rules! line {
    ($writer:expr, $($what:tt)+) => { _ = writeln!($writer.yaml, $($what)+) };
}

impl Writer {
    /// The next of these, at a counter of its own: no two lines of a map are the same.
    fn say(&mut self, of: &[Said]) -> String {
        self.turn += 1;
        let said = of[self.turn * 7 % of.len()][self.lang];
        match self.lang {
            0 => format!("在{}号柜台，{said}", self.turn),
            _ => format!("At counter {}, {said}", self.turn),
        }
    }

    fn whole(&mut self, number: usize, maps: usize) {
        let place = PLACES[number % PLACES.len()][self.lang];
        let title = ["的旅程", " and what follows"][self.lang];
        line!(self, "title: {place}{title} {number}");
        line!(self, "language: {}", ["zh", "en"][self.lang]);
        line!(self, "customer: {}", ["附近居民", "A resident of the neighbourhood"][self.lang]);
        line!(self, "owner: team-lead");
        line!(self, "stages:");
        for (stage, name) in STAGES.iter().enumerate() {
            line!(self, "  {name}:");
            line!(self, "    focus:");
            for _ in 0..4 {
                let focus = self.say(&DEEDS);
                line!(self, "      - {focus}");
            }
            self.guide();
            for (phase, name) in PHASES.iter().enumerate() {
                line!(self, "    {name}:");
                // Two contacts in every stage, so that a map has twenty touchpoints.
                let count = if phase == 0 { 2 } else { 1 };
                for rank in 0..count {
                    self.touchpoint(number, maps, stage, phase, rank);
                }
            }
        }
        if is_faulty(number) {
            // A role that nobody has is found by its rule and keeps the map from being built; the other half has a gap alone.
            match number % 20 {
                7 => self.yaml = self.yaml.replacen("role: guide", "role: giude", 1),
                _ => self.yaml = self.yaml.replacen("    focus:\n", "    focsu:\n", 1),
            }
        }
    }

    fn guide(&mut self) {
        line!(self, "    guide:");
        for question in ["when", "where", "why", "who", "how"] {
            let (mainstream, innovative) = (self.say(&DEEDS), self.say(&ANSWERS));
            line!(self, "      {question}: {{mainstream: \"{mainstream}\", innovative: \"{innovative}\"}}");
        }
    }

    fn touchpoint(&mut self, number: usize, maps: usize, stage: usize, phase: usize, rank: usize) {
        let place = PLACES[(stage * 5 + phase + rank) % PLACES.len()][self.lang];
        line!(self, "      - id: {}", id(stage, phase, rank));
        line!(
            self,
            "        name: {place} {}{}{}",
            stage + 1,
            phase + 1,
            ["甲乙", "AB"][self.lang].chars().nth(rank).unwrap_or('A')
        );
        line!(self, "        channel: {}", ["当面", "in person"][self.lang]);
        line!(self, "        role: {}", ["guide", "agent"][(stage + phase) % 2]);
        line!(self, "        expectation: {}", phase as i32 - 1);
        line!(self, "        perception: {}", phase % 2);
        let (thinks, stance) = (self.say(&ASKS), self.say(&DEEDS));
        line!(self, "        customer: {{thinks: \"{thinks}\"}}");
        line!(self, "        stance: {stance}");
        line!(self, "        requests:");
        for _ in 0..2 {
            let (ask, answer) = (self.say(&ASKS), self.say(&ANSWERS));
            line!(self, "          - ask: \"{ask}\"");
            line!(self, "            answer: {answer}");
        }
        self.moment();
        if phase == 0 {
            line!(self, "        promises:");
            let promise = ["三天内给答复", "An answer within three days"][self.lang];
            line!(self, "          - {{id: {}-promise-{rank}, text: {promise}}}", STAGES[stage]);
        }
        if phase == 3 {
            line!(self, "        delivers: [{0}-promise-0, {0}-promise-1]", STAGES[stage]);
            line!(self, "        leads_to:");
            match STAGES.get(stage + 1) {
                Some(_) => line!(self, "          - {}", id(stage + 1, 0, 0)),
                None => {
                    let because = ["邻居介绍", "a neighbour was told"][self.lang];
                    let next = name((number + 1) % maps);
                    line!(self, "          - {{to: {next}/{}, because: {because}}}", id(0, 0, 0));
                }
            }
        }
    }

    fn moment(&mut self) {
        line!(self, "        moment:");
        for step in STEPS {
            let (say, act, avoid) = (self.say(&SAYINGS), self.say(&DEEDS), self.say(&NEVERS));
            line!(self, "          {step}:");
            line!(self, "            say: \"{say}\"");
            line!(self, "            do: {act}");
            line!(self, "            avoid: {avoid}");
        }
    }
}

fn id(stage: usize, phase: usize, rank: usize) -> String {
    format!("{}-{}-{}", STAGES[stage], PHASES[phase], rank + 1)
}
