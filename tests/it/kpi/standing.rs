//! Where one line and one company stand: the same judgement as the figures'.

use daowei_core::domain::list::KpiLine;
use daowei_core::domain::reading::Uncounted;
use daowei_core::kpi::{self, FundStanding, StandingFilter};

use super::ledger::{Ledger, day, figures, quarter, through};

/// A group on F500 and C500 with a subsidiary and a minority holding, in a year whose first quarter closed on 8 April.
struct Case {
    ledger: Ledger,
    head: daowei_core::domain::Id,
    child: daowei_core::domain::Id,
    held: daowei_core::domain::Id,
}

fn case() -> Case {
    let mut ledger = Ledger::new();
    let (head, child, held) = (ledger.company("集团"), ledger.company("子公司"), ledger.company("参股"));
    for code in ["F500", "C500"] {
        let list = ledger.list(code, Some(code));
        ledger.edition(list, 2024, "2024-08-01", &[(head, Some(7))]);
    }
    ledger.owns(head, child, Some(550_000), "equity", Some("2025-02-01"), None);
    ledger.owns(head, held, Some(340_000), "equity", None, None);
    Case { ledger, head, child, held }
}

#[test]
fn a_line_says_where_it_counts_when_it_was_posted_and_why_not() {
    let Case { mut ledger, head, child, held } = case();
    let outside = ledger.zone("邻区", false);
    let line = |ledger: &mut Ledger, reference: &str, investor, arrived: &str, verified: Option<&str>, zone, fen| {
        let mut line = ledger.line(reference, investor, arrived, "2025-04-12", fen);
        (line.verified, line.zone) = (verified, zone);
        ledger.insert(&line)
    };
    let zone = ledger.zone;
    let in_time = line(&mut ledger, "1", head, "2025-01-20", Some("2025-02-05"), zone, 1);
    let late = line(&mut ledger, "2", child, "2025-03-28", Some("2025-04-12"), zone, 10);
    let minority = line(&mut ledger, "3", held, "2025-03-28", Some("2025-04-01"), zone, 100);
    let neighbour = line(&mut ledger, "4", head, "2025-05-01", Some("2025-05-02"), outside, 1_000);
    let waiting = line(&mut ledger, "5", head, "2025-05-01", None, zone, 10_000);
    ledger.close("2025Q1", "2025-04-08");

    let both = |uncounted: Option<Uncounted>, posted: Option<&str>, late| FundStanding {
        counts_in: if uncounted.is_none() { vec![KpiLine::F500] } else { Vec::new() },
        also_on: if uncounted.is_none() { vec![KpiLine::C500] } else { Vec::new() },
        uncounted,
        posted: posted.map(|quarter| quarter.parse().unwrap()),
        late,
    };
    let all = [in_time, late, minority, neighbour, waiting];
    let found: Vec<_> = kpi::fund_standings(&ledger.conn, &all).unwrap().into_iter().map(Option::unwrap).collect();
    assert_eq!(
        found,
        [
            both(None, Some("2025Q1"), false),
            both(None, Some("2025Q2"), true),
            both(Some(Uncounted::Minority), Some("2025Q1"), false),
            both(Some(Uncounted::Zone), Some("2025Q2"), false),
            both(None, None, false),
        ]
    );
    ledger.conn.execute("UPDATE fund SET status = 'DRAFT' WHERE id = ?", [waiting]).unwrap();
    assert_eq!(kpi::fund_standings(&ledger.conn, &[waiting]).unwrap(), [None], "no figure holds a draft");
    ledger.conn.execute("UPDATE fund SET status = 'SUBMITTED' WHERE id = ?", [waiting]).unwrap();

    let take = |filter: StandingFilter| {
        let mut found = kpi::funds_standing(&ledger.conn, &filter).unwrap();
        found.sort();
        found
    };
    let open = StandingFilter::default();
    assert_eq!(take(StandingFilter { line: Some(KpiLine::F500), ..open }), [in_time, late, waiting]);
    assert_eq!(take(StandingFilter { line: Some(KpiLine::C500), ..open }), [], "就高不重复");
    assert_eq!(take(StandingFilter { uncounted: true, ..open }), [minority, neighbour]);
    assert_eq!(take(StandingFilter { late: true, ..open }), [late]);
    let second = Some("2025Q2".parse().unwrap());
    assert_eq!(take(StandingFilter { posted: second, ..open }), [late, neighbour]);
    // What the filter takes for a line and a quarter is what the figure of that line and quarter holds.
    assert_eq!(take(StandingFilter { posted: second, line: Some(KpiLine::F500), ..open }), [late]);
    assert_eq!(quarter(&ledger.table(&through("2025Q2")))[0], 10);
}

#[test]
fn a_company_says_why_it_qualifies_on_a_day_and_who_its_group_is() {
    let Case { ledger, head, child, held } = case();
    let standing = |company, on| kpi::company_standing(&ledger.conn, company, day(on)).unwrap();
    let own = standing(child, "2025-02-01");
    let grounds: Vec<_> = own.grounds.iter().map(|g| (g.line, g.edition_year, g.rank, g.path.join("→"))).collect();
    let path = "子公司→集团".to_owned();
    assert_eq!(grounds, [(KpiLine::F500, 2024, Some(7), path.clone()), (KpiLine::C500, 2024, Some(7), path)]);
    let group: Vec<_> = own.group.iter().map(|member| (member.name.as_str(), member.depth)).collect();
    assert_eq!(group, [("集团", 0), ("子公司", 1)], "a minority holding is no member");
    assert_eq!((own.uncounted, own.group[1].link.as_ref().unwrap().percent.as_deref()), (None, Some("55.00")));

    let before = standing(child, "2025-01-31");
    assert_eq!((before.grounds.len(), before.uncounted), (0, Some(Uncounted::NotOnList)));
    assert_eq!(before.group.len(), 1);
    assert_eq!(standing(held, "2025-02-01").uncounted, Some(Uncounted::Minority));
    // Policy A: in 2024 the edition of August 2024 does not count yet.
    assert_eq!(standing(head, "2024-12-31").uncounted, Some(Uncounted::NotOnList));
    assert!(figures(&ledger.table(&through("2025Q1")))[0].funds == 0);
}
