//! Three hundred meetings: the talks, the building and the running of the projects, the province's
//! quarterly talks with headquarters and what the city and the district made of them.

use std::collections::{BTreeMap, HashMap};

use super::{
    companies,
    csv::Sheet,
    date::Date,
    projects::{self, Project},
    rng::Rng,
    scenes::{self, Phase, Scene},
};

/// How many the pack holds.
pub const COUNT: usize = 300;

/// The pack's first and last day of work.
pub const FIRST: &str = "2024-01-08";
/// Nothing in the pack happened after this day.
pub const LAST: &str = "2026-11-20";

/// A meeting planned: when, with whom, about what.
struct Plan {
    on: Date,
    company: &'static str,
    project: Option<Project>,
    theme: &'static str,
    phase: Phase,
}

/// A meeting as it goes into the file.
pub struct Meeting {
    pub on: Date,
    pub mode: &'static str,
    pub level: &'static str,
    pub company: &'static str,
    pub place: String,
    pub lead: &'static str,
    pub our_people: String,
    pub their_people: &'static str,
    pub topic: String,
    pub ask: String,
    pub promise: String,
    pub blocker: String,
    pub next: String,
    pub next_owner: &'static str,
    pub due: Option<Date>,
    pub done: Option<Date>,
    pub project: &'static str,
    pub trip: String,
}

/// All meetings, by date.
pub fn all() -> Vec<Meeting> {
    let mut rng = Rng::of("meetings");
    let plans = plans(&mut rng);
    let mut used: HashMap<(&str, &str), usize> = HashMap::new();
    let mut said: HashMap<&str, usize> = HashMap::new();
    let mut meetings: Vec<Meeting> = Vec::new();
    for plan in &plans {
        let Some(scene) = scene(plan, &used, &said) else { continue };
        *used.entry((plan.company, scene.topic)).or_default() += 1;
        *said.entry(scene.topic).or_default() += 1;
        meetings.push(held(plan, &scene, &mut rng));
    }
    let month = |meeting: &Meeting| (meeting.on.civil().0, meeting.on.civil().1);
    while meetings.len() > COUNT {
        let at = usize::try_from(rng.between(0, i64::try_from(meetings.len()).unwrap_or(1) - 1)).unwrap_or(0);
        let busy = meetings.iter().filter(|meeting| month(meeting) == month(&meetings[at])).count() > 7;
        let project = meetings[at].project;
        let often = meetings.iter().filter(|meeting| meeting.project == project).count() > 4;
        if busy && often && !project.is_empty() {
            meetings.remove(at);
        }
    }
    travel(&mut meetings);
    meetings.sort_by(|a, b| (a.on, a.company, &a.topic).cmp(&(b.on, b.company, &b.topic)));
    follow_up(&mut meetings, &mut rng);
    meetings
}

/// Days before the signing, after it, and after production began, on which people meet.
const BEFORE: [i64; 6] = [310, 215, 140, 85, 45, 16];
const AFTER: [i64; 7] = [24, 66, 120, 185, 260, 345, 450];
const RUNNING: [i64; 5] = [25, 105, 200, 310, 430];

/// Projects with lines open or expected in the last quarter.
const LATELY: &[&str] =
    &["P02", "P04", "P05", "P07", "P08", "P09", "P11", "P12", "P14", "P15", "P18", "P20", "P21", "P23", "P28", "P32", "P33"];

/// With whom the province talks each quarter, and the theme of what follows below.
const HEADQUARTERS: &[&str] = &["yh", "ch", "yl", "bh", "zy", "hv", "dy", "aj", "sh", "tq", "xs", "wh"];
/// Targets without a project yet.
const TARGETS: &[(&str, &str)] =
    &[("rt", "soft"), ("wl", "chip"), ("hm", "material"), ("sg", "net"), ("qc", "energy"), ("mh", "cold"), ("gw", "retail")];

fn plans(rng: &mut Rng) -> Vec<Plan> {
    let mut plans = Vec::new();
    for project in projects::all() {
        of_project(project.key, rng, &mut plans);
    }
    let mut at = 0;
    for quarter in 0..12 {
        let (year, month) = (2024 + quarter / 4, quarter % 4 * 3 + 1);
        for turn in 0..2 {
            let company = HEADQUARTERS[at % HEADQUARTERS.len()];
            at += 1;
            let on = Date::ymd(year, month + turn, 9 + rng.between(0, 15)).workday();
            if on > Date::of(LAST) {
                continue;
            }
            plans.push(Plan { on, company, project: None, theme: "strategy", phase: Phase::Strategy });
            // Some talks at the top are not followed up below; the program shows which.
            if rng.chance(84) {
                let on = on.plus(rng.between(9, 24)).workday();
                plans.push(Plan { on, company, project: None, theme: "strategy", phase: Phase::FollowUp });
            }
        }
    }
    for &(company, theme) in TARGETS {
        for step in 0..rng.between(3, 5) {
            let on = Date::of("2024-03-04").plus(step * 190 + rng.between(0, 150)).workday();
            plans.push(Plan { on, company, project: None, theme, phase: Phase::Talks });
        }
    }
    plans.retain(|plan| Date::of(FIRST) <= plan.on && plan.on <= Date::of(LAST));
    plans.sort_by_key(|plan| (plan.on, plan.company));
    plans
}

fn of_project(key: &str, rng: &mut Rng, plans: &mut Vec<Plan>) {
    let project = projects::of(key);
    let mut days: Vec<(Date, Phase)> = Vec::new();
    let signed = Date::maybe(project.signed);
    let producing = Date::maybe(project.producing);
    let signing = signing(&project);
    for before in BEFORE {
        let on = signing.plus(rng.between(-9, 9) - before);
        days.push((on, Phase::Talks));
    }
    if let Some(signed) = signed {
        let end = match key {
            "P22" => Date::of("2026-02-10"),
            _ => producing.unwrap_or(Date::of(LAST)),
        };
        days.extend(
            AFTER.map(|after| (signed.plus(after + rng.between(-10, 10)), Phase::Building)).into_iter().filter(|(on, _)| *on < end),
        );
    }
    if let Some(producing) = producing {
        days.extend(RUNNING.map(|after| (producing.plus(after + rng.between(-12, 12)), Phase::Running)));
    }
    // Where money is due this quarter, somebody has asked for it lately.
    if LATELY.contains(&key) {
        let phase = if producing.is_some() { Phase::Running } else { Phase::Building };
        days.push((Date::of("2026-10-12").plus(rng.between(0, 38)), phase));
    }
    for (on, phase) in days {
        plans.push(Plan {
            on: on.workday(),
            company: project.company(),
            project: Some(projects::of(key)),
            theme: project.theme,
            phase,
        });
    }
}

/// When a project was signed. Not signed yet: as if it were soon; one has gone quiet, one was paused in spring.
fn signing(project: &Project) -> Date {
    Date::maybe(project.signed).unwrap_or_else(|| match project.key {
        "P36" => Date::of("2026-10-12"),
        "P39" => Date::of("2026-04-20"),
        "P40" => Date::of("2027-01-25"),
        _ => Date::of("2026-12-04"),
    })
}

/// Whether a scene comes at its time: nobody meets for the first time twice, or drafts a contract in
/// the first talk, or presses for a registration that is done.
fn in_turn(scene: &Scene, plan: &Plan, first: bool) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| scene.topic.contains(word));
    if says(&["初次接触"]) {
        return first;
    }
    let Some(project) = &plan.project else { return !says(&["协议文本", "草签"]) };
    let ahead = signing(project).since(plan.on);
    let registered = Date::maybe(project.registered);
    let started = Date::maybe(project.started);
    (!says(&["协议文本", "草签", "商务条款", "合资双方", "增资与控股"]) || ahead <= 130)
        && (!says(&["征询企业下一年度", "现有基地考察"]) || ahead >= 70)
        && (!says(&["督促项目公司注册", "土地出让金"]) || registered.is_none_or(|on| plan.on < on.plus(30)))
        && (!says(&["前置评价", "能评、环评", "道路开口", "招标", "特气站"]) || started.is_none_or(|on| plan.on < on.plus(20)))
        && (!says(&["招工与技能", "试生产", "验收", "封顶", "排污许可"]) || started.is_some_and(|on| plan.on > on.plus(60)))
}

/// The scene that fits and was heard least: never twice with one company.
fn scene(plan: &Plan, used: &HashMap<(&str, &str), usize>, said: &HashMap<&str, usize>) -> Option<Scene> {
    let mut scenes = match plan.phase {
        Phase::Strategy | Phase::FollowUp => scenes::strategy(),
        _ => scenes::of(plan.theme),
    };
    scenes.extend(scenes::of("any"));
    let abroad = companies::of(plan.company).country != "CN";
    let first = !used.keys().any(|(company, _)| *company == plan.company);
    scenes
        .into_iter()
        .filter(|scene| scene.phase == plan.phase && scenes::fits(scene, plan.company, abroad) && in_season(scene, plan.on))
        .filter(|scene| in_turn(scene, plan, first))
        .filter(|scene| !used.contains_key(&(plan.company, scene.topic)))
        .min_by_key(|scene| said.get(scene.topic).copied().unwrap_or(0))
}

/// Rain is talked of in the rainy months, the year's end at its end.
fn in_season(scene: &Scene, on: Date) -> bool {
    let month = on.civil().1;
    let says = |words: &[&str]| {
        words.iter().any(|word| [scene.topic, scene.ask, scene.blocker, scene.next].iter().any(|text| text.contains(word)))
    };
    (!says(&["雨季", "防汛", "汛期"]) || (4..=8).contains(&month))
        && (!says(&["节前", "年底"]) || month >= 11 || month == 1)
        && (!says(&["四月出具", "年中难以"]) || month >= 11 || month <= 3)
}

fn held(plan: &Plan, scene: &Scene, rng: &mut Rng) -> Meeting {
    let mode = mode(plan.phase, scene.topic, rng);
    let company = companies::of(plan.company);
    let level = match level(plan.phase, rng) {
        // Nobody flies abroad for a section alone.
        "section" if mode == "visit" && company.country != "CN" => "district",
        level => level,
    };
    let owner = plan.project.as_ref().map_or_else(|| desk(plan.company), |project| project.owner);
    let head = section_head(owner);
    let place = match mode {
        "visit" if matches!(plan.phase, Phase::Building | Phase::Running) && plan.project.is_some() => "项目现场".to_owned(),
        "visit" => company.headquarters.to_owned(),
        "received" => {
            (*rng.pick(&["示例高新区管委会", "示例高新区规划展示中心", "示例市政务中心", "示例高新区产业大厦"])).to_owned()
        }
        "video" => "视频会议".to_owned(),
        "call" => "电话".to_owned(),
        _ => (*rng.pick(&["示例产业链对接会", "示例新兴产业推介会", "示例大数据产业交流会", "示例企业家座谈会", "示例供需见面会"]))
            .to_owned(),
    };
    let (lead, our_people) = match level {
        "province" => ("示例省分管领导", "示例省投促部门、示例市政府、示例高新区管委会".to_owned()),
        "city" => ("示例市分管领导", format!("示例市投促部门、示例副局长、{head}")),
        "district" => (*rng.pick(&["示例副局长", "示例副局长", "示例局长"]), format!("{head}、{owner}")),
        _ => (head, (*rng.pick(&[owner.to_owned(), format!("{owner}、{}", colleague(owner))])).clone()),
    };
    let their_people = match plan.phase {
        Phase::Strategy if company.country != "CN" => {
            *rng.pick(&["全球高级副总裁、中国区总裁", "执行董事、大中华区总裁", "全球投资负责人、中国区副总裁"])
        }
        Phase::Strategy => *rng.pick(&["董事长、总裁", "董事长、战略投资部负责人", "总经理、总会计师"]),
        Phase::FollowUp => *rng.pick(&["执行副总裁、投资部负责人", "投资部总经理", "战略规划部负责人、区域总经理"]),
        Phase::Talks => *rng.pick(&[
            "投资总监、选址团队3人",
            "战略投资部负责人",
            "副总裁、投资部经理",
            "区域总经理",
            "投资部经理、技术负责人",
            "总裁助理、法务负责人",
        ]),
        Phase::Building => *rng.pick(&[
            "项目公司总经理、工程部负责人",
            "项目公司财务负责人",
            "项目总监、设计院代表",
            "项目公司副总经理",
            "工程部负责人、总包单位代表",
        ]),
        Phase::Running => {
            *rng.pick(&["工厂总经理、生产部负责人", "项目公司总经理", "财务负责人、统计员", "运营总监、人力资源负责人"])
        }
    };
    Meeting {
        on: plan.on,
        mode,
        level,
        company: plan.company,
        place,
        lead,
        our_people,
        their_people,
        topic: fill(scene.topic, rng),
        ask: fill(scene.ask, rng),
        promise: fill(scene.promise, rng),
        blocker: fill(scene.blocker, rng),
        next: fill(scene.next, rng),
        next_owner: match level {
            "province" | "city" if rng.chance(55) => "示例副局长",
            "district" if rng.chance(45) => head,
            _ => owner,
        },
        due: None,
        done: None,
        project: plan.project.as_ref().map_or("", |project| project.code),
        trip: String::new(),
    }
}

fn level(phase: Phase, rng: &mut Rng) -> &'static str {
    let roll = rng.between(1, 100);
    match phase {
        Phase::Strategy => {
            if roll <= 86 {
                "province"
            } else {
                "city"
            }
        }
        Phase::FollowUp => {
            if roll <= 45 {
                "city"
            } else {
                "district"
            }
        }
        Phase::Talks => {
            if roll <= 48 {
                "section"
            } else if roll <= 88 {
                "district"
            } else {
                "city"
            }
        }
        Phase::Building | Phase::Running => {
            if roll <= 68 {
                "section"
            } else if roll <= 96 {
                "district"
            } else {
                "city"
            }
        }
    }
}

fn mode(phase: Phase, topic: &str, rng: &mut Rng) -> &'static str {
    let says = |words: &[&str]| words.iter().any(|word| topic.contains(word));
    if says(&["电话"]) {
        return "call";
    }
    if says(&["推介会", "座谈会"]) {
        return "event";
    }
    if says(&["线上", "视频"]) {
        return "video";
    }
    if says(&["来访", "接待", "实地看", "会见"]) {
        return "received";
    }
    if says(&["总部拜会", "走访", "回访", "现场", "检查", "考察"]) {
        return "visit";
    }
    let roll = rng.between(1, 100);
    match phase {
        Phase::Strategy | Phase::FollowUp | Phase::Talks if roll <= 58 => "visit",
        Phase::Strategy | Phase::FollowUp | Phase::Talks if roll <= 82 => "received",
        Phase::Talks if roll >= 93 => "event",
        Phase::Building if roll <= 38 => "visit",
        Phase::Building if roll <= 66 => "received",
        Phase::Building if roll <= 86 && !topic.contains('会') => "call",
        Phase::Running if roll <= 62 => "visit",
        Phase::Running if roll <= 84 => "received",
        Phase::Running if roll >= 94 => "event",
        _ => "video",
    }
}

/// Whose company it is where no project says so.
fn desk(company: &str) -> &'static str {
    match company {
        "yh" | "bh" => "示例员甲",
        "ch" | "dy" | "hm" | "qc" => "示例员乙",
        "yl" | "sh" | "xs" | "sg" => "示例员丙",
        "zy" | "rt" | "wl" => "示例员丁",
        "hv" | "aj" => "示例员戊",
        _ => "示例员己",
    }
}

fn section_head(owner: &str) -> &'static str {
    match owner {
        "示例员甲" | "示例员乙" => "示例科长一",
        "示例员丙" | "示例员丁" => "示例科长二",
        _ => "示例科长三",
    }
}

fn colleague(owner: &str) -> &'static str {
    match owner {
        "示例员甲" => "示例员乙",
        "示例员乙" => "示例员甲",
        "示例员丙" => "示例员丁",
        "示例员丁" => "示例员丙",
        "示例员戊" => "示例员己",
        _ => "示例员戊",
    }
}

/// Puts numbers in the place of `{low-high}` and `{low-high/step}`.
fn fill(text: &str, rng: &mut Rng) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (range, after) = after.split_once('}').unwrap_or((after, ""));
        let (range, step) = range.split_once('/').unwrap_or((range, "1"));
        let (low, high) = range.split_once('-').unwrap_or((range, range));
        let number = |digits: &str| digits.parse::<i64>().unwrap_or(1);
        let (low, high, step) = (number(low), number(high), number(step));
        filled.push_str(&(low + rng.between(0, (high - low) / step) * step).to_string());
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// Visits to one part of the country become a trip: those within six weeks on following days, under
/// one name. What the leaders do keeps its own day.
fn travel(meetings: &mut [Meeting]) {
    let mut trips: BTreeMap<(i64, &str), Vec<usize>> = BTreeMap::new();
    for (at, meeting) in meetings.iter().enumerate() {
        if meeting.mode == "visit" && meeting.place != "项目现场" {
            let alone = if meeting.project.is_empty() { meeting.on.since(Date::of("1900-01-01")) } else { 0 };
            let window = meeting.on.since(Date::of("2024-01-01")) / 42;
            trips.entry((window + alone, region(&meeting.place))).or_default().push(at);
        }
    }
    for ((_, region), visits) in trips {
        let mut on = meetings[visits[0]].on;
        let (year, month, _) = on.civil();
        for at in visits {
            meetings[at].on = on;
            meetings[at].trip = format!("{year}年{month}月{region}走访");
            on = on.plus(1).workday();
        }
    }
}

fn region(place: &str) -> &'static str {
    let of = |names: &[&str]| names.iter().any(|name| place.contains(name));
    if of(&["北京", "河北", "山东", "辽宁", "黑龙江"]) {
        "北方"
    } else if of(&["上海", "浙江", "江苏", "安徽", "福建"]) {
        "华东"
    } else if of(&["广东", "香港"]) {
        "大湾区"
    } else if of(&["湖北", "湖南", "陕西", "四川", "青海"]) {
        "中西部"
    } else {
        "海外"
    }
}

/// Due dates, and which steps are done: all but what was agreed lately, and a few that were forgotten.
fn follow_up(meetings: &mut [Meeting], rng: &mut Rng) {
    let last = Date::of(LAST);
    for meeting in meetings.iter_mut() {
        let days = match meeting.mode {
            "call" => rng.between(3, 9),
            "visit" | "received" => rng.between(7, 24),
            _ => rng.between(5, 16),
        };
        let mut due = meeting.on.plus(days).workday();
        if meeting.on >= Date::of("2026-10-08") && rng.chance(50) {
            due = meeting.on.plus(rng.between(24, 52)).workday();
        }
        meeting.due = Some(due);
        let done = meeting.on.plus(rng.between(2, days + 3)).workday();
        let forgotten = meeting.on >= Date::of("2026-08-20") && rng.chance(36);
        if done <= last && due <= last && !forgotten {
            meeting.done = Some(done);
        }
    }
}

/// The meetings' file.
pub fn sheet() -> Sheet {
    let mut sheet = Sheet::new(&[
        "日期",
        "方式",
        "层级",
        "企业",
        "地点",
        "我方带队",
        "我方人员",
        "对方人员",
        "议题",
        "诉求",
        "承诺",
        "卡点",
        "下一步",
        "责任人",
        "期限",
        "完成日",
        "项目",
        "行程",
    ]);
    for meeting in all() {
        let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        sheet.row(&[
            &meeting.on.to_string(),
            meeting.mode,
            meeting.level,
            companies::zh(meeting.company),
            &meeting.place,
            meeting.lead,
            &meeting.our_people,
            meeting.their_people,
            &meeting.topic,
            &meeting.ask,
            &meeting.promise,
            &meeting.blocker,
            &meeting.next,
            meeting.next_owner,
            &day(meeting.due),
            &day(meeting.done),
            meeting.project,
            &meeting.trip,
        ]);
    }
    sheet
}
