//! What the maps say, before it is written in any form.

use super::{DEPARTMENT, name};

pub const STAGES: [&str; 4] = ["unknown", "prospect", "customer", "departing"];
pub const PHASES: [&str; 4] = ["contact", "first-impression", "attitude", "behaviour"];
pub const STEPS: [&str; 4] = ["explore", "offer", "act", "confirm"];
pub const QUESTIONS: [&str; 5] = ["when", "where", "why", "who", "how"];

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
const OBSTACLES: [Said; 2] = [
    ["退款要等财务每周五一起办", "Refunds are paid out by the accounts department on Fridays alone"],
    ["夜班没有人能签字", "Nobody on the night shift may sign"],
];
const REMEDIES: [Said; 2] = [
    ["小额退款由班组长当场签字", "Let the team lead sign for small sums on the spot"],
    ["夜班设一名有权签字的人", "Put somebody on the night shift who may sign"],
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

/// What the maps of an organisation hold.
pub struct Map {
    pub name: String,
    /// `zh` or `en`.
    pub language: &'static str,
    pub title: String,
    pub customer: &'static str,
    pub owner: String,
    pub stages: [Stage; 4],
    pub fault: Option<Fault>,
}

pub struct Stage {
    pub id: &'static str,
    pub focus: [String; 4],
    pub guide: [Practice; 5],
    pub phases: [Phase; 4],
}

pub struct Practice {
    pub question: &'static str,
    pub mainstream: String,
    pub innovative: String,
}

pub struct Phase {
    pub id: &'static str,
    pub touchpoints: Vec<Touchpoint>,
}

pub struct Touchpoint {
    pub id: String,
    pub name: String,
    pub channel: &'static str,
    pub role: String,
    pub expectation: i32,
    pub perception: i32,
    pub thinks: String,
    pub stance: String,
    pub requests: [Request; 2],
    pub moment: [Play; 4],
    pub escalates_to: String,
    pub decides: String,
    /// Id and text.
    pub promise: Option<(String, &'static str)>,
    pub delivers: Vec<String>,
    pub leads_to: Option<Link>,
}

pub struct Request {
    pub ask: String,
    pub reply: Reply,
}

pub enum Reply {
    Answer(String),
    Obstacle { obstacle: String, remedy: String, owner: String },
}

pub struct Play {
    pub step: &'static str,
    pub say: String,
    pub act: String,
    pub avoid: String,
}

pub struct Link {
    pub to: String,
    pub because: Option<&'static str>,
}

/// What authors get wrong. The first two keep a map from being built, the others are gaps that its page shows.
#[derive(Clone, Copy)]
pub enum Fault {
    MisspeltRole,
    MisspeltField,
    UnansweredRequest,
    UnexplainedJump,
}

impl Fault {
    const ALL: [Fault; 4] =
        [Fault::MisspeltRole, Fault::MisspeltField, Fault::UnansweredRequest, Fault::UnexplainedJump];

    /// The fault of the map of that number: every tenth has one.
    pub fn of(number: usize) -> Option<Self> {
        (number % 10 == 7).then(|| Fault::ALL[number / 10 % Fault::ALL.len()])
    }
}

impl Map {
    /// The map of that number among so many.
    pub fn new(number: usize, maps: usize, fault: Option<Fault>) -> Self {
        let mut author = Author { number, maps, fault, lang: number % 2, turn: number };
        let place = author.word(PLACES[number % PLACES.len()]);
        Map {
            name: name(number),
            language: author.word(["zh", "en"]),
            title: format!("{place}{} {number}", author.word(["的旅程", " and what follows"])),
            customer: author.word(["附近居民", "A resident of the neighbourhood"]),
            owner: author.role("team-lead"),
            stages: std::array::from_fn(|stage| author.stage(stage)),
            fault,
        }
    }
}

/// Who writes one map.
struct Author {
    number: usize,
    maps: usize,
    fault: Option<Fault>,
    /// Chinese or English.
    lang: usize,
    /// What is said next.
    turn: usize,
}

impl Author {
    fn word(&self, said: Said) -> &'static str {
        said[self.lang]
    }

    /// The next of these, at a counter of its own: no two lines of a map are the same.
    fn say(&mut self, of: &[Said]) -> String {
        self.turn += 1;
        let said = self.word(of[self.turn * 7 % of.len()]);
        match self.lang {
            0 => format!("在{}号柜台，{said}", self.turn),
            _ => format!("At counter {}, {said}", self.turn),
        }
    }

    /// Somebody of the map's department.
    fn role(&self, role: &str) -> String {
        format!("{role}-{:02}", self.number / DEPARTMENT)
    }

    fn stage(&mut self, stage: usize) -> Stage {
        Stage {
            id: STAGES[stage],
            focus: std::array::from_fn(|_| self.say(&DEEDS)),
            guide: QUESTIONS.map(|question| Practice {
                question,
                mainstream: self.say(&DEEDS),
                innovative: self.say(&ANSWERS),
            }),
            phases: std::array::from_fn(|phase| {
                // Two contacts in every stage, so that a map has twenty touchpoints.
                let ranks = if phase == 0 { 2 } else { 1 };
                let touchpoints = (0..ranks).map(|rank| self.touchpoint(stage, phase, rank)).collect();
                Phase { id: PHASES[phase], touchpoints }
            }),
        }
    }

    fn touchpoint(&mut self, stage: usize, phase: usize, rank: usize) -> Touchpoint {
        let (is_contact, is_behaviour) = (phase == 0, phase == 3);
        let promise = |rank| format!("{}-promise-{rank}", STAGES[stage]);
        let place = self.word(PLACES[(stage * 5 + phase + rank) % PLACES.len()]);
        let label = ["甲乙", "AB"][self.lang].chars().nth(rank).unwrap_or('A');
        Touchpoint {
            id: id(stage, phase, rank),
            name: format!("{place} {}{}{label}", stage + 1, phase + 1),
            channel: self.word(["当面", "in person"]),
            role: self.role(["guide", "agent"][(stage + phase) % 2]),
            expectation: phase as i32 - 1,
            perception: phase as i32 % 2,
            thinks: self.say(&ASKS),
            stance: self.say(&DEEDS),
            requests: [
                self.answered(),
                if self.is_obstructed(stage, phase, rank) { self.obstructed() } else { self.answered() },
            ],
            moment: STEPS.map(|step| Play {
                step,
                say: self.say(&SAYINGS),
                act: self.say(&DEEDS),
                avoid: self.say(&NEVERS),
            }),
            decides: self.say(&ANSWERS),
            escalates_to: self.role("team-lead"),
            promise: is_contact.then(|| (promise(rank), self.word(["三天内给答复", "An answer within three days"]))),
            delivers: if is_behaviour { vec![promise(0), promise(1)] } else { Vec::new() },
            leads_to: is_behaviour.then(|| self.link_onward(stage)),
        }
    }

    /// One request of each map meets with an obstacle.
    fn is_obstructed(&self, stage: usize, phase: usize, rank: usize) -> bool {
        (stage, phase, rank) == (2, 0, 0)
    }

    fn answered(&mut self) -> Request {
        Request { ask: self.say(&ASKS), reply: Reply::Answer(self.say(&ANSWERS)) }
    }

    /// The team lead removes it; one in every department is for the head of service.
    fn obstructed(&mut self) -> Request {
        let ask = self.say(&ASKS);
        let owner = match self.number % DEPARTMENT {
            0 => "head-of-service".to_owned(),
            _ => self.role("team-lead"),
        };
        let reply = Reply::Obstacle { obstacle: self.say(&OBSTACLES), remedy: self.say(&REMEDIES), owner };
        Request { ask, reply }
    }

    /// From a behaviour to the next stage; from the last to the next map.
    fn link_onward(&self, stage: usize) -> Link {
        match STAGES.get(stage + 1) {
            Some(_) => Link { to: id(stage + 1, 0, 0), because: None },
            None => Link {
                to: format!("{}/{}", name((self.number + 1) % self.maps), id(0, 0, 0)),
                because: match self.fault {
                    Some(Fault::UnexplainedJump) => None,
                    _ => Some(self.word(["邻居介绍", "a neighbour was told"])),
                },
            },
        }
    }
}

fn id(stage: usize, phase: usize, rank: usize) -> String {
    format!("{}-{}-{}", STAGES[stage], PHASES[phase], rank + 1)
}
