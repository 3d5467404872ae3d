//! A random world in the schema: each of its things can also come, or change, one at a time.

use daowei_core::domain::Id;
use daowei_core::domain::money::{Currency, recognise};
use rusqlite::params;

use super::ledger::Ledger;
use super::property::CODES;
use super::recount::{Close, Edition, Fund, Link, Policy, Project, Scheme, World};

/// A ledger, and the ids of what the world knows by its place.
pub struct Stored {
    pub ledger: Ledger,
    /// The lines.
    pub ids: Vec<Id>,
    pub zones: Vec<Id>,
    pub companies: Vec<Id>,
    pub projects: Vec<Id>,
    lists: Vec<Id>,
}

impl Stored {
    /// The world as a store; its closes freeze snapshots only where asked.
    pub fn new(world: &World, freeze: bool) -> Self {
        let ledger = Ledger::new();
        let zones = vec![ledger.zone];
        let mut this = Self { ledger, ids: Vec::new(), zones, companies: Vec::new(), projects: Vec::new(), lists: Vec::new() };
        for counts in &world.zones[1..] {
            let zone = this.ledger.zone("区", *counts);
            this.zones.push(zone);
        }
        let names = (0..world.companies).map(|n| format!("公司{n}")).chain(world.merged.iter().map(|_| "并入".to_owned()));
        for name in names {
            let company = this.ledger.company(&name);
            this.companies.push(company);
        }
        for (record, into) in (world.companies..).zip(&world.merged) {
            this.merge(record, *into);
        }
        for (code, line) in CODES.into_iter().zip(&world.lists) {
            let list = this.ledger.list(code, line.map(|line| CODES[line]));
            this.lists.push(list);
        }
        world.editions.iter().for_each(|edition| this.edition(edition));
        world.links.iter().for_each(|link| this.link(link));
        world.projects.iter().for_each(|project| this.project(project));
        world.schemes.iter().for_each(|(year, scheme)| this.scheme(*year, scheme));
        world.funds.iter().for_each(|fund| this.line(fund));
        world.closes.iter().for_each(|close| this.close(close, freeze));
        this
    }

    /// A record goes on as a company; as itself, while it was not merged.
    pub fn merge(&self, record: usize, into: usize) {
        let into = (into != record).then(|| self.companies[into]);
        self.run("UPDATE company SET merged_into = ? WHERE id = ?", params![into, self.companies[record]]);
    }

    pub fn edition(&mut self, edition: &Edition) {
        let entries: Vec<_> = edition.entries.iter().map(|(company, rank)| (self.companies[*company], *rank)).collect();
        self.ledger.edition(self.lists[edition.list], edition.year, &edition.published.to_string(), &entries);
    }

    pub fn link(&mut self, link: &Link) {
        let (from, to) = (link.from.map(|day| day.to_string()), link.to.map(|day| day.to_string()));
        let control = if link.documented { "vie" } else { "equity" };
        let (parent, child) = (self.companies[link.parent], self.companies[link.child]);
        self.ledger.owns(parent, child, Some(link.percent_ppm), control, from.as_deref(), to.as_deref());
    }

    fn project(&mut self, project: &Project) {
        let id = self.ledger.project("P", project.basis);
        project.signed.iter().for_each(|on| self.ledger.signed(id, &on.to_string()));
        self.projects.push(id);
    }

    /// A version that no longer counts, and the one that does.
    pub fn scheme(&mut self, year: i32, scheme: &Scheme) {
        let policy = match scheme.policy {
            Policy::A => "A",
            Policy::B => "B",
            Policy::C => "C",
        };
        let lines = scheme.third_list.map_or("{}".to_owned(), |line| format!("{{\"X\":\"{}\"}}", CODES[line]));
        let newest = "SELECT coalesce(max(version), 0) + 1 FROM scheme WHERE year = ?";
        let version: i32 = self.ledger.conn.query_row(newest, [year], |row| row.get(0)).unwrap();
        self.ledger.scheme(year, version, policy, &scheme.origins.join(","), "months", &lines);
        self.run(
            "INSERT INTO scheme (id, year, version, edition_policy, attribution, origins, forms, progress, merge_reviews, list_lines, note)
             SELECT randomblob(16), year, version + 1, edition_policy, attribution, origins, ?, progress, merge_reviews, list_lines, note
             FROM scheme WHERE year = ? AND version = ?",
            params![scheme.forms.join(","), year, version],
        );
    }

    pub fn line(&mut self, fund: &Fund) {
        let id = self.ledger.id();
        let currency = if fund.rate.is_some() { "USD" } else { "CNY" };
        let rate = fund.rate.map(|(rate, _)| format!("{}.{:04}", rate / 10_000, rate % 10_000));
        let unit = fund.rate.map(|(_, unit)| unit);
        let parsed = rate.as_deref().unwrap_or("1").parse().unwrap();
        let fen =
            recognise(fund.amount_minor, currency.parse::<Currency>().unwrap(), parsed, unit.unwrap_or(1), fund.share_bp).unwrap();
        self.run(
            "INSERT INTO fund (id, ref, project_id, investor_id, form, origin, arrived_on, currency, amount_minor, rate, rate_unit,
               share_bp, zone_id, reverses_id, link_kind, recognised_fen, recognised_city_fen, recognised_province_fen, status, verified_on)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                id, self.ids.len().to_string(), fund.project.map(|project| self.projects[project]), self.companies[fund.investor],
                fund.form, fund.origin, fund.arrived.to_string(), currency, fund.amount_minor, rate, unit, fund.share_bp,
                self.zones[fund.zone], fund.linked.map(|(to, _)| self.ids[to]), fund.linked.map(|(_, kind)| kind), fen.0,
                fund.city_fen, fund.province_fen, fund.status, fund.verified.map(|day| day.to_string())
            ],
        );
        self.ids.push(id);
    }

    pub fn close(&mut self, close: &Close, freeze: bool) {
        let period = if close.quarter == 0 { close.year.to_string() } else { format!("{}Q{}", close.year, close.quarter) };
        if freeze {
            self.ledger.close(&period, &close.on.to_string());
        } else {
            self.ledger.close_with(&period, &close.on.to_string(), "{}");
        }
    }

    pub fn run(&self, sql: &str, values: impl rusqlite::Params) {
        self.ledger.conn.execute(sql, values).unwrap();
    }
}
