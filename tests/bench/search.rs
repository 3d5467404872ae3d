//! Search over 100,000 companies and 300,000 meetings: a keystroke under a frame, and the wanted record among the first five.
//!
//! 500 queries of all kinds are derived from records drawn at random, and each is typed letter by letter. A query is left out
//! and another drawn where more than five records answer to it equally well, as a plain count over all records says that
//! knows nothing of the index: names that hold the characters, or whose pinyin, initials, words or code hold the letters.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use daowei_core::domain::meeting::{Level, Mode};
use daowei_core::domain::{Id, uscc};
use daowei_core::journal::Op;
use daowei_core::store::company::{self, Company};
use daowei_core::store::meeting::{self, Meeting};
use daowei_core::store::search::{self, HitKind};
use daowei_tests::{Bureau, day, noon};

use crate::report;

const COMPANIES: usize = 100_000;
const MEETINGS: usize = 300_000;
const QUERIES: usize = 500;
/// Meetings of one commit.
const BATCH: usize = 10_000;
/// A frame at 60 Hz.
const FRAME: Duration = Duration::from_millis(16);
/// As many as the palette asks for.
const SHOWN: u32 = 24;
/// The wanted record must be among so many.
const FIRST: usize = 5;
/// In so many of a hundred queries.
const WANTED_PERCENT: usize = 98;

/// Places with their pinyin, syllables parted by blanks.
const PLACES: &str = "北京bei jing 上海shang hai 重庆chong qing 厦门xia men 长沙chang sha 深圳shen zhen 广州guang zhou 成都cheng du 武汉wu han 西安xi an 苏州su zhou 杭州hang zhou 合肥he fei 济南ji nan 青岛qing dao 长春chang chun 贵阳gui yang 昆明kun ming 郑州zheng zhou 宁波ning bo 福州fu zhou 佛山fo shan";
/// Characters of which brands are made.
const BRAND: &str = "远yuan 航hang 云yun 岭ling 东dong 翼yi 安an 济ji 通tong 衢qu 汇hui 星xing 枢shu 华hua 岳yue 芯xin 澜lan 光guang 羿yi 微wei 禾he 磐pan 石shi 飞fei 梭suo 满man 拾shi 睿rui 图tu 同tong 构gou 灵ling 犀xi 鼎ding 算suan 元yuan 启qi 长chang 河he 北bei 垦ken 天tian 衡heng 盐yan 湖hu 秦qin 川chuan 闽min 海hai 燕yan 山shan 港gang 湾wan 狮shi 门men 青qing 叶ye 子zi 午wu 豪hao 赫he 维wei 亚ya 锐rui 捷jie 鸿hong 蒙meng 拓tuo 普pu 康kang 泰tai 瑞rui 丰feng 博bo 晟sheng 景jing 明ming 卓zhuo 越yue 凯kai 德de 立li 信xin 恒heng 达da 顺shun 嘉jia 禄lu 宏hong 图tu 峰feng 源yuan 泽ze 霖lin 宇yu 轩xuan 尚shang 品pin 优you 迈mai 科ke 迪di 欧ou 诺nuo 圣sheng 鹏peng 雅ya 丽li";
/// What companies do.
const TRADES: &str = "新能源xin neng yuan 动力电池dong li dian chi 银行yin hang 航空发动机hang kong fa dong ji 生物制药sheng wu zhi yao 供应链gong ying lian 半导体ban dao ti 精密机械jing mi ji xie 冷链物流leng lian wu liu 智能装备zhi neng zhuang bei 大数据da shu ju 信息安全xin xi an quan 云计算yun ji suan 汽车零部件qi che ling bu jian 显示技术xian shi ji shu 电子材料dian zi cai liao 工业软件gong ye ruan jian 食品shi pin 环保huan bao 建设jian she 医疗器械yi liao qi xie 网络科技wang luo ke ji 机器人ji qi ren 化工hua gong 纺织fang zhi 传媒chuan mei 保险bao xian 证券zheng quan";
const FORMS: [&str; 5] = ["有限公司", "股份有限公司", "集团有限公司", "有限责任公司", "集团"];
/// Syllables of which English brands are made, and what follows them.
const SYLLABLES: [&str; 24] = [
    "kel", "von", "mar", "tex", "sol", "bri", "gan", "tor", "lum", "fer", "nex", "dal", "pri", "quo", "ster", "wal", "zen", "hol",
    "cam", "ber", "rud", "ost", "vel", "ach",
];
const ENGLISH: [&str; 10] =
    ["Semiconductor", "Energy", "Motors", "Pharma", "Logistics", "Chemical", "Electronics", "Holdings", "Aerospace", "Foods"];
/// Simplified and traditional forms.
const TRADITIONAL: [(char, char); 24] = [
    ('云', '雲'),
    ('岭', '嶺'),
    ('东', '東'),
    ('济', '濟'),
    ('汇', '匯'),
    ('华', '華'),
    ('岳', '嶽'),
    ('澜', '瀾'),
    ('禾', '禾'),
    ('飞', '飛'),
    ('满', '滿'),
    ('构', '構'),
    ('灵', '靈'),
    ('启', '啟'),
    ('长', '長'),
    ('垦', '墾'),
    ('湾', '灣'),
    ('狮', '獅'),
    ('门', '門'),
    ('维', '維'),
    ('亚', '亞'),
    ('锐', '銳'),
    ('鸿', '鴻'),
    ('达', '達'),
];
const TOPICS: [&str; 20] = [
    "二期厂房选址",
    "用电容量保障",
    "税收优惠政策",
    "研发中心落户",
    "产业基金出资",
    "用地指标",
    "人才公寓",
    "环评进度",
    "增资扩股",
    "供应商配套",
    "总部搬迁意向",
    "生产线搬迁",
    "数据中心能耗",
    "港口物流通道",
    "出口退税",
    "高管来访安排",
    "框架协议条款",
    "土地平整",
    "蒸汽管网",
    "员工子女入学",
];
const SURNAMES: &str =
    "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo";

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 16).unwrap_or(0) % count
    }
}

/// A word and its sound, a syllable a character.
#[derive(Debug, Clone)]
struct Part {
    text: String,
    sound: Vec<String>,
}

/// Parts as the tables above write them.
fn parts(table: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    for piece in table.split(' ') {
        let at = piece.find(|c: char| c.is_ascii()).unwrap_or(piece.len());
        if at > 0 {
            out.push(Part { text: piece[..at].to_owned(), sound: Vec::new() });
        }
        if let Some(part) = out.last_mut() {
            part.sound.push(piece[at..].to_owned());
        }
    }
    out
}

/// A company as it was generated.
struct Made {
    id: Id,
    name: String,
    sound: Vec<String>,
    brand: std::ops::Range<usize>,
    english: String,
    code: String,
}

fn made(dice: &mut Dice, number: usize) -> Made {
    let (places, brands, trades) = (parts(PLACES), parts(BRAND), parts(TRADES));
    let mut name = String::new();
    let mut sound = Vec::new();
    let mut add = |part: &Part, name: &mut String| {
        name.push_str(&part.text);
        sound.extend(part.sound.iter().cloned());
    };
    if dice.below(3) > 0 {
        add(&places[dice.below(places.len())], &mut name);
    }
    let from = name.chars().count();
    for _ in 0..2 + dice.below(2) {
        add(&brands[dice.below(brands.len())], &mut name);
    }
    let to = name.chars().count();
    add(&trades[dice.below(trades.len())], &mut name);
    name.push_str(FORMS[dice.below(FORMS.len())]);
    let english = if number.is_multiple_of(4) {
        let mut word: String = (0..3).map(|_| SYLLABLES[dice.below(SYLLABLES.len())]).collect();
        word[..1].make_ascii_uppercase();
        [&word, " ", ENGLISH[dice.below(ENGLISH.len())], " Inc."].concat()
    } else {
        String::new()
    };
    let body = format!(
        "9{}{}MA{:09}",
        1 + dice.below(3),
        100_000 + dice.below(600_000),
        (number * 7_919 + dice.below(7_919)) % 1_000_000_000
    );
    let body = &body[..17];
    let code = match uscc::parse(&[body, "0"].concat()) {
        Ok(code) => code,
        Err(uscc::Fault::Check(check)) => [body, &check.to_string()].concat(),
        Err(fault) => panic!("{body}: {fault}"),
    };
    Made { id: Id::from_bytes([0; 16]), name, sound, brand: from..to, english, code }
}

/// A query, the kind it is of, and what it must find.
struct Query {
    kind: &'static str,
    text: String,
    wanted: (HitKind, Id, String),
}

/// Measures and prints.
pub fn run() {
    let mut dice = Dice(7);
    let mut bureau = Bureau::new();
    let companies = fill_companies(&mut bureau, &mut dice);
    let people = fill_meetings(&mut bureau, &mut dice, &companies);
    let size = std::fs::metadata(bureau.path().join("daowei.db")).map_or(0, |file| file.len());
    println!("search: {COMPANIES} companies, {MEETINGS} meetings, database {} MB", size / 1_000_000);
    let conn = bureau.store.conn();
    let start = Instant::now();
    search::find(conn, "x", None, SHOWN).expect("an answer");
    println!("search: names learned by heart in {:.2?}", start.elapsed());
    let (queries, left_out) = queries(&mut dice, &companies, &people);
    let mut took = Vec::new();
    let mut by_kind: HashMap<&str, (usize, usize, Vec<Duration>)> = HashMap::new();
    for query in &queries {
        let entry = by_kind.entry(query.kind).or_default();
        let ends = query.text.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut hits = Vec::new();
        for end in ends {
            let start = Instant::now();
            hits = search::find(conn, &query.text[..end], None, SHOWN).expect("an answer");
            took.push(start.elapsed());
            entry.2.push(start.elapsed());
        }
        let (kind, id, title) = &query.wanted;
        let place = hits
            .iter()
            .filter(|hit| hit.kind == *kind)
            .position(|hit| hit.id == *id || (*kind == HitKind::Person && hit.title == *title));
        entry.0 += 1;
        if place.is_some_and(|place| place < FIRST) {
            entry.1 += 1;
        } else if std::env::var_os("DAOWEI_SHOW").is_some() {
            let first: Vec<String> = hits.iter().take(FIRST).map(|hit| format!("{} {}", hit.title, hit.score)).collect();
            println!("  {} {:?}: wanted {title}, place {place:?}, found {first:?}", query.kind, query.text);
        }
    }
    let mut kinds: Vec<_> = by_kind.into_iter().collect();
    kinds.sort_by_key(|(kind, _)| *kind);
    let found: usize = kinds.iter().map(|(_, (_, found, _))| found).sum();
    for (kind, (asked, found, mut took)) in kinds {
        report::within(&format!("search, {kind}: {found} of {asked} among the first {FIRST}; a keystroke"), &mut took, FRAME);
    }
    let verdict = if found * 100 >= queries.len() * WANTED_PERCENT { "ok" } else { "UNDER" };
    println!(
        "search: {found} of {} among the first {FIRST} of their kind, {left_out} ambiguous left out; limit {WANTED_PERCENT} %: {verdict}",
        queries.len()
    );
    report::within(&format!("search, all {} keystrokes of {} queries", took.len(), queries.len()), &mut took, FRAME);
}

fn fill_companies(bureau: &mut Bureau, dice: &mut Dice) -> Vec<Made> {
    let mut all: Vec<Made> = (0..COMPANIES).map(|number| made(dice, number)).collect();
    let start = Instant::now();
    bureau
        .store
        .write(Op::CompanyAdded, noon("2025-01-02"), |tx| {
            for company in &mut all {
                let name_en = (!company.english.is_empty()).then(|| company.english.clone());
                let new = Company {
                    name_zh: Some(company.name.clone()),
                    name_en,
                    uscc: Some(company.code.clone()),
                    ..Company::default()
                };
                company.id = company::add(tx, new)?;
            }
            Ok(())
        })
        .expect("the companies");
    println!("search: companies written in {:.2?}", start.elapsed());
    all
}

/// Logs the meetings; gives the names of the people met, each with its sound.
fn fill_meetings(bureau: &mut Bureau, dice: &mut Dice, companies: &[Made]) -> Vec<Part> {
    let (surnames, given) = (parts(SURNAMES), parts(BRAND));
    let people: Vec<Part> = (0..3_000)
        .map(|_| {
            let all = [&surnames[dice.below(surnames.len())], &given[dice.below(given.len())], &given[dice.below(given.len())]];
            Part {
                text: all.iter().map(|part| part.text.as_str()).collect(),
                sound: all.iter().flat_map(|part| part.sound.clone()).collect(),
            }
        })
        .collect();
    let start = Instant::now();
    let first = day("2015-01-01");
    for batch in 0..MEETINGS / BATCH {
        bureau
            .store
            .write(Op::MeetingLogged, noon("2025-12-31"), |tx| {
                for at in 0..BATCH {
                    let number = batch * BATCH + at;
                    let text = |dice: &mut Dice| {
                        format!(
                            "就{}、{}交换意见,{}",
                            TOPICS[dice.below(TOPICS.len())],
                            TOPICS[dice.below(TOPICS.len())],
                            TOPICS[dice.below(TOPICS.len())]
                        )
                    };
                    let meeting = Meeting {
                        held_on: first + chrono::Days::new(u64::try_from(number * 4_000 / MEETINGS).unwrap_or(0)),
                        mode: Mode::Visit,
                        level: Level::District,
                        company_id: companies[dice.below(companies.len())].id,
                        project_id: None,
                        place: Some("示例高新区".to_owned()),
                        lead_person: Some(people[dice.below(people.len())].text.clone()),
                        our_people: None,
                        their_people: Some(
                            [&people[dice.below(people.len())].text, "、", &people[dice.below(people.len())].text].concat(),
                        ),
                        topics: Some(text(dice)),
                        asks: Some(text(dice)),
                        promises: None,
                        blockers: None,
                        next_step: Some(["落实", TOPICS[dice.below(TOPICS.len())], "方案"].concat()),
                        next_owner: None,
                        next_due_on: None,
                        next_done_on: None,
                        trip: None,
                    };
                    meeting::log(tx, &meeting)?;
                }
                Ok(())
            })
            .expect("the meetings");
    }
    println!("search: meetings written in {:.2?}", start.elapsed());
    people
}

/// The queries, and how many were left out because they were ambiguous.
fn queries(dice: &mut Dice, companies: &[Made], people: &[Part]) -> (Vec<Query>, usize) {
    let (mut out, mut left_out) = (Vec::new(), 0);
    while out.len() < QUERIES {
        let kind = out.len() % 12;
        let company = &companies[dice.below(companies.len())];
        let person = &people[dice.below(people.len())];
        let Some((name, text, answers)) = draw(dice, kind, company, person, companies, people) else { continue };
        if answers > FIRST {
            left_out += 1;
            continue;
        }
        let wanted = if kind == 11 {
            (HitKind::Person, company.id, person.text.clone())
        } else {
            (HitKind::Company, company.id, company.name.clone())
        };
        out.push(Query { kind: name, text, wanted });
    }
    (out, left_out)
}

/// A query of a kind, and how many records answer to it equally well; none where this record gives none.
fn draw(
    dice: &mut Dice,
    kind: usize,
    company: &Made,
    person: &Part,
    companies: &[Made],
    people: &[Part],
) -> Option<(&'static str, String, usize)> {
    let chars: Vec<char> = company.name.chars().collect();
    let Made { sound, brand, .. } = company;
    let trade = brand.end..sound.len();
    let upto = (brand.end + 1 + dice.below(2)).min(sound.len());
    let text = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
    let said = |range: std::ops::Range<usize>| sound[range].concat();
    let holding = |needle: &str| companies.iter().filter(|other| other.name.contains(needle)).count();
    let sounding = |needle: &str| companies.iter().filter(|other| sounds(&other.sound, needle)).count();
    Some(match kind {
        0 => {
            let text = text(brand.start..upto);
            let answers = holding(&text);
            ("characters", text, answers)
        }
        1 => {
            let text = text(0..brand.end);
            let answers = holding(&text);
            ("a beginning", text, answers)
        }
        2 | 3 => {
            let text = said(brand.start..upto);
            let answers = sounding(&text);
            ("pinyin", text, answers)
        }
        4 => {
            let whole = said(brand.start..upto);
            let text = whole[..whole.len() - 1].to_owned();
            let answers = sounding(&text);
            ("pinyin, unfinished", text, answers)
        }
        5 => {
            let letters = |sound: &[String]| sound.iter().filter_map(|syllable| syllable.chars().next()).collect::<String>();
            let text = letters(&sound[..]);
            let answers = companies.iter().filter(|other| letters(&other.sound).contains(&text)).count();
            ("initials", text, answers)
        }
        6 => {
            let word = company.english.split(' ').next().filter(|word| !word.is_empty())?;
            let text = word[..word.len().min(6 + dice.below(3))].to_lowercase();
            let answers = companies.iter().filter(|other| other.english.to_lowercase().starts_with(&text)).count();
            ("english", text, answers)
        }
        7 => {
            let initials: String = sound[brand.clone()].iter().filter_map(|syllable| syllable.chars().next()).collect();
            let needle = text(trade);
            let answers = companies
                .iter()
                .filter(|other| {
                    other.name.contains(&needle)
                        && other.sound[other.brand.clone()]
                            .iter()
                            .filter_map(|syllable| syllable.chars().next())
                            .collect::<String>()
                            .ends_with(&initials)
                })
                .count();
            ("mixed", [initials, needle].concat(), answers)
        }
        8 => {
            let whole = said(brand.start..upto);
            let at = 1 + dice.below(whole.len() - 1);
            let wrong = char::from(b'a' + u8::try_from(dice.below(26)).unwrap_or(0));
            let text = match dice.below(3) {
                0 => [&whole[..at], &whole[at + 1..]].concat(),
                1 => [&whole[..at], &wrong.to_string(), &whole[at..]].concat(),
                _ => [&whole[..at], &wrong.to_string(), &whole[at + 1..]].concat(),
            };
            // As ambiguous as what was meant, and as the names that are really called so.
            (text != whole).then(|| ("one wrong letter", text.clone(), sounding(&whole) + sounding(&text)))?
        }
        9 => {
            let plain = text(brand.start..upto);
            let text: String = plain
                .chars()
                .map(|c| TRADITIONAL.iter().find(|(simple, _)| *simple == c).map_or(c, |(_, traditional)| *traditional))
                .collect();
            (text != plain).then(|| ("traditional", text, holding(&plain)))?
        }
        10 => {
            let from = 8 + dice.below(4);
            let text = company.code[from..from + 6].to_owned();
            let answers = companies.iter().filter(|other| other.code.contains(&text)).count();
            ("fragment", text, answers)
        }
        _ => {
            let text = person.sound.concat();
            let mut names: Vec<&str> =
                people.iter().filter(|other| sounds(&other.sound, &text)).map(|other| other.text.as_str()).collect();
            names.sort_unstable();
            names.dedup();
            ("person", text, names.len())
        }
    })
}

/// Whether the pinyin holds some letters from the beginning of a syllable on.
fn sounds(sound: &[String], needle: &str) -> bool {
    (0..sound.len()).any(|from| sound[from..].concat().starts_with(needle))
}
