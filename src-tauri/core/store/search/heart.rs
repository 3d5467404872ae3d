//! Learning names by heart from the tables, and keeping up with the journal: what it says was changed is read again.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, named_params};

use super::names::{Names, Role};
use super::{HitKind, minutes, people};
use crate::domain::Id;
use crate::error::Result;
use crate::journal::{self, Element};

/// With more journal than this behind, everything is read again, in bytes.
const JOURNAL_BYTES_MAX: i64 = 512 * 1024;

/// With more records changed than this, everything is read again.
const CHANGED_MAX: usize = 200;

/// With so many records forgotten, everything is read again, so that they take no room.
const GONE_MAX: usize = 2_000;

/// Names, and up to where in the journal they are true.
#[derive(Debug, Default)]
pub struct Heart {
    /// The names.
    pub names: Names,
    at: Option<i64>,
}

impl Heart {
    /// Brings the names up to what the connection reads.
    pub fn keep_up(&mut self, conn: &Connection) -> Result<&Names> {
        let last: Option<i64> = conn.prepare_cached("SELECT max(entry_no) FROM journal_entry")?.query_row([], |row| row.get(0))?;
        let last = last.unwrap_or(0);
        if self.at == Some(last) {
            return Ok(&self.names);
        }
        let changed = match self.at {
            Some(at) if at < last && self.names.gone() < GONE_MAX => journal::since(conn, at, JOURNAL_BYTES_MAX)?,
            _ => None,
        };
        let touched = changed.as_deref().map(|changed| Touched::by(conn, changed)).transpose()?.flatten();
        match touched {
            Some(touched) => touched.read_again(conn, &mut self.names)?,
            None => self.names = load(conn)?,
        }
        self.names.codes.settle();
        // What an open action wrote may yet be taken back.
        self.at = conn.is_autocommit().then_some(last);
        Ok(&self.names)
    }
}

/// Reads everything.
pub fn load(conn: &Connection) -> Result<Names> {
    let mut names = Names::default();
    companies(conn, &mut names)?;
    let mut statement = conn.prepare(include_str!("projects.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        put_project(&mut names, row)?;
    }
    users(conn, &mut names)?;
    let mut statement = conn.prepare(include_str!("people.sql"))?;
    for name in statement.query_map([], |row| row.get::<_, String>(0))? {
        put_person(&mut names, &name?);
    }
    let mut statement = conn.prepare(include_str!("phones.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        names.codes.put(
            (HitKind::Person, person(row.get_ref(0)?.as_str().unwrap_or_default())),
            row.get_ref(1)?.as_str().unwrap_or_default(),
        );
    }
    put_phones_alone(conn, &mut names, None)?;
    let mut statement = conn.prepare(include_str!("funds.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        put_fund(&mut names, row)?;
    }
    let mut statement = conn.prepare(include_str!("vouchers.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        put_voucher(&mut names, row)?;
    }
    names.codes.settle();
    Ok(names)
}

/// Names by which a company is also called, and the codes of what was merged into it.
#[derive(Debug, Default)]
struct Also {
    names: Vec<String>,
    codes: Vec<String>,
}

impl Also {
    /// Reads rows of the company meant, a name, another, a code, another.
    fn read(rows: &mut rusqlite::Rows<'_>) -> Result<HashMap<Id, Self>> {
        let mut all: HashMap<Id, Self> = HashMap::new();
        while let Some(row) = rows.next()? {
            let also = all.entry(row.get(0)?).or_default();
            for name in [row.get::<_, Option<String>>(1)?, row.get(2)?].into_iter().flatten() {
                if !also.names.contains(&name) {
                    also.names.push(name);
                }
            }
            also.codes.extend([row.get::<_, Option<String>>(3)?, row.get(4)?].into_iter().flatten());
        }
        Ok(all)
    }
}

fn companies(conn: &Connection, names: &mut Names) -> Result<()> {
    let also = Also::read(&mut conn.prepare(include_str!("also.sql"))?.query([])?)?;
    let mut met: HashMap<Id, u32> = HashMap::new();
    let mut statement = conn.prepare("SELECT company_id, max(held_on) FROM meeting GROUP BY company_id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        met.insert(row.get(0)?, days(row.get(1)?));
    }
    let mut statement = conn.prepare(include_str!("companies.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: Id = row.get(0)?;
        put_company(names, row, also.get(&id).unwrap_or(&Also::default()), met.get(&id).copied().unwrap_or(0))?;
    }
    Ok(())
}

fn days(on: chrono::NaiveDate) -> u32 {
    u32::try_from(chrono::Datelike::num_days_from_ce(&on)).unwrap_or(0)
}

fn put_company(names: &mut Names, row: &rusqlite::Row<'_>, also: &Also, met: u32) -> Result<()> {
    let id: Id = row.get(0)?;
    let own: Vec<String> = [row.get::<_, Option<String>>(1)?, row.get(2)?].into_iter().flatten().collect();
    let own = own.iter().zip([Role::Title, Role::Own]).map(|(name, role)| (role, name.as_str()));
    names.put(HitKind::Company, id, met, own.chain(also.names.iter().map(|alias| (Role::Alias, alias.as_str()))));
    for code in [row.get::<_, Option<String>>(3)?, row.get(4)?].into_iter().flatten().chain(also.codes.iter().cloned()) {
        names.codes.put((HitKind::Company, id), &code);
    }
    for (_, phone) in row.get::<_, Option<String>>(5)?.iter().flat_map(|note| people::phones(note, false)) {
        names.codes.put((HitKind::Company, id), &phone);
    }
    Ok(())
}

fn put_project(names: &mut Names, row: &rusqlite::Row<'_>) -> Result<()> {
    let (id, code, name): (Id, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let owners: Vec<String> = [row.get::<_, Option<String>>(3)?, row.get(4)?].into_iter().flatten().collect();
    let owners = owners.iter().map(|owner| (Role::Alias, owner.as_str()));
    names.put(HitKind::Project, id, 0, std::iter::once((Role::Title, name.as_str())).chain(owners));
    names.codes.put((HitKind::Project, id), &code);
    Ok(())
}

fn users(conn: &Connection, names: &mut Names) -> Result<()> {
    let mut statement = conn.prepare("SELECT id, name FROM user ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        names.put(HitKind::User, row.get(0)?, 0, [(Role::Title, name.as_str())]);
    }
    Ok(())
}

/// What stands for somebody whom meetings name.
fn person(name: &str) -> Id {
    Id::of_name("person", name)
}

/// Telephones that a meeting names without saying whose they are; of all meetings, or of one.
fn put_phones_alone(conn: &Connection, names: &mut Names, meeting: Option<Id>) -> Result<()> {
    let mut statement = conn.prepare_cached(include_str!("phones_alone.sql"))?;
    let mut rows = statement.query(named_params! { ":id": meeting })?;
    while let Some(row) = rows.next()? {
        names.codes.put((HitKind::Meeting, row.get(0)?), row.get_ref(1)?.as_str().unwrap_or_default());
    }
    Ok(())
}

fn put_person(names: &mut Names, name: &str) {
    names.put(HitKind::Person, person(name), 0, [(Role::Title, name)]);
}

fn put_party(names: &mut Names, fund: Id, name: Option<&str>) {
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { return };
    let id = Id::of_name("party", name);
    let doc = names.place(HitKind::Fund, id).unwrap_or_else(|| names.put(HitKind::Fund, id, 0, [(Role::Title, name)]));
    let lines = names.parties.entry(doc).or_default();
    if lines.last() != Some(&fund) {
        lines.push(fund);
    }
}

fn put_fund(names: &mut Names, row: &rusqlite::Row<'_>) -> Result<()> {
    let id: Id = row.get(0)?;
    names.codes.put((HitKind::Fund, id), row.get_ref(1)?.as_str().unwrap_or_default());
    names.codes.put_amount(id, row.get(3)?);
    put_party(names, id, row.get::<_, Option<String>>(2)?.as_deref());
    Ok(())
}

fn put_voucher(names: &mut Names, row: &rusqlite::Row<'_>) -> Result<()> {
    let fund: Id = row.get(0)?;
    for code in [row.get::<_, Option<String>>(1)?, row.get(5)?].into_iter().flatten() {
        names.codes.put((HitKind::Fund, fund), &code);
    }
    if let Some(minor) = row.get::<_, Option<i64>>(4)? {
        names.codes.put_amount(fund, minor);
    }
    put_party(names, fund, row.get::<_, Option<String>>(2)?.as_deref());
    put_party(names, fund, row.get::<_, Option<String>>(3)?.as_deref());
    Ok(())
}

/// Records whose names or codes may have changed.
#[derive(Debug, Default)]
struct Touched {
    companies: BTreeSet<Id>,
    projects: BTreeSet<Id>,
    funds: BTreeSet<Id>,
    people: BTreeSet<String>,
    /// Those with telephones that stand by themselves.
    meetings: BTreeSet<Id>,
    users: bool,
}

impl Touched {
    /// What some changes touch; none where reading everything again is quicker.
    fn by(conn: &Connection, changed: &[Element]) -> Result<Option<Self>> {
        let mut touched = Self::default();
        for (table, row, after, before) in changed {
            let images = [after, before].into_iter().flatten();
            let ids =
                |column: &str| images.clone().filter_map(|image| image.get(column)?.as_deref()?.parse().ok()).collect::<Vec<Id>>();
            match table.as_str() {
                "company" => {
                    touched.companies.insert(*row);
                    touched.companies.extend(ids("merged_into"));
                }
                "company_alias" => touched.companies.extend(ids("company_id")),
                "project" => drop(touched.projects.insert(*row)),
                "user" => touched.users = true,
                "fund" => drop(touched.funds.insert(*row)),
                "evidence_use" => touched.funds.extend(ids("fund_id")),
                "evidence" => {
                    let mut uses = conn.prepare_cached("SELECT fund_id FROM evidence_use WHERE evidence_id = :id")?;
                    touched
                        .funds
                        .extend(uses.query_map(named_params! { ":id": row }, |row| row.get(0))?.collect::<Result<Vec<Id>, _>>()?);
                }
                "meeting" => {
                    touched.companies.extend(ids("company_id"));
                    let with = "SELECT company_id FROM meeting WHERE id = :id";
                    touched.companies.extend(
                        conn.prepare_cached(with)?.query_row(named_params! { ":id": row }, |row| row.get::<_, Id>(0)).optional()?,
                    );
                    let texts = images.flat_map(|image| minutes::PEOPLE.iter().filter_map(|column| image.get(*column)?.as_deref()));
                    for person in texts.flat_map(people::people) {
                        if person.name.is_empty() {
                            touched.meetings.insert(*row);
                        } else {
                            touched.people.insert(person.name);
                        }
                    }
                }
                _ => {}
            }
        }
        let count =
            touched.companies.len() + touched.projects.len() + touched.funds.len() + touched.people.len() + touched.meetings.len();
        Ok((count <= CHANGED_MAX && !touched.users).then_some(touched))
    }

    fn read_again(self, conn: &Connection, names: &mut Names) -> Result<()> {
        for id in self.companies {
            names.forget(HitKind::Company, id);
            let met: Option<chrono::NaiveDate> = conn
                .prepare_cached("SELECT max(held_on) FROM meeting WHERE company_id = :id")?
                .query_row(named_params! { ":id": id }, |row| row.get(0))?;
            let also = Also::read(&mut conn.prepare_cached(include_str!("also_of.sql"))?.query(named_params! { ":id": id })?)?;
            let mut statement = conn.prepare_cached(include_str!("company.sql"))?;
            let mut rows = statement.query(named_params! { ":id": id })?;
            if let Some(row) = rows.next()? {
                put_company(names, row, also.get(&id).unwrap_or(&Also::default()), met.map_or(0, days))?;
            }
        }
        for id in self.projects {
            names.forget(HitKind::Project, id);
            let mut statement = conn.prepare_cached(include_str!("project.sql"))?;
            let mut rows = statement.query(named_params! { ":id": id })?;
            if let Some(row) = rows.next()? {
                put_project(names, row)?;
            }
        }
        for name in self.people {
            names.forget(HitKind::Person, person(&name));
            let met: bool = conn
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM search_person WHERE name = :name)")?
                .query_row(named_params! { ":name": name }, |row| row.get(0))?;
            if met {
                put_person(names, &name);
                let mut statement =
                    conn.prepare_cached("SELECT DISTINCT phone FROM search_phone WHERE name = :name ORDER BY phone")?;
                for phone in statement.query_map(named_params! { ":name": name }, |row| row.get::<_, String>(0))? {
                    names.codes.put((HitKind::Person, person(&name)), &phone?);
                }
            }
        }
        for id in self.meetings {
            names.codes.forget((HitKind::Meeting, id));
            put_phones_alone(conn, names, Some(id))?;
        }
        if self.funds.is_empty() {
            return Ok(());
        }
        names.forget_lines(&self.funds);
        for id in self.funds {
            let mut statement = conn.prepare_cached("SELECT id, ref, payer, amount_minor FROM fund WHERE id = :id")?;
            let mut rows = statement.query(named_params! { ":id": id })?;
            if let Some(row) = rows.next()? {
                put_fund(names, row)?;
            }
            let mut statement = conn.prepare_cached(include_str!("vouchers_of.sql"))?;
            let mut rows = statement.query(named_params! { ":id": id })?;
            while let Some(row) = rows.next()? {
                put_voucher(names, row)?;
            }
        }
        Ok(())
    }
}
