//! Pages of companies for the grid and the command line.

use rusqlite::types::ToSql;
use rusqlite::{Connection, named_params};
use serde::{Deserialize, Serialize};

use crate::domain::Id;
use crate::error::Result;
use crate::store::{Conn, search};

/// Which companies a grid shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct CompanyFilter {
    /// Only those of this edition.
    pub edition_id: Option<Id>,
    /// Only ranks from this one, where an edition is chosen.
    pub rank_from: Option<i32>,
    /// Only ranks to this one.
    pub rank_to: Option<i32>,
    /// Only those with (true) or without (false) a meeting.
    pub visited: Option<bool>,
    /// Only those this user keeps.
    pub owner_id: Option<Id>,
    /// Only those found by this text: Chinese, English, pinyin, initials.
    pub text: Option<String>,
}

/// The order of a page of companies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum CompanySort {
    /// By rank on the chosen edition, unranked last; by name without an edition.
    #[default]
    Rank,
    /// By the name shown.
    Name,
    /// Last met first.
    LastMet,
}

/// One company of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct CompanyLine {
    /// The id.
    pub id: Id,
    /// 企业名称.
    pub name_zh: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// 行业.
    pub industry: Option<String>,
    /// 总部.
    pub headquarters: Option<String>,
    /// 统一社会信用代码.
    pub uscc: Option<String>,
    /// Rank on the chosen edition.
    pub rank: Option<i32>,
    /// The keeper's name.
    pub owner: Option<String>,
    /// How many meetings there were.
    pub meetings: i32,
    /// When it was last met.
    pub last_met_on: Option<String>,
    /// Verified money it paid itself, integer fen as a decimal string.
    pub delivered_fen: crate::domain::money::Fen,
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<CompanyLine> {
    Ok(CompanyLine {
        id: row.get("id")?,
        name_zh: row.get("name_zh")?,
        name_en: row.get("name_en")?,
        country: row.get("country")?,
        industry: row.get("industry")?,
        headquarters: row.get("headquarters")?,
        uscc: row.get("uscc")?,
        rank: row.get("rank")?,
        owner: row.get("owner")?,
        meetings: row.get("meetings")?,
        last_met_on: row.get("last_met_on")?,
        delivered_fen: row.get("delivered_fen")?,
    })
}

/// A page by place: `limit` companies from the `offset`-th on, and how many there are in all.
///
/// The places are walked in an index without touching the rows, so that a page deep in a long list costs little
/// more than the first.
pub fn page(conn: &Conn, filter: &CompanyFilter, sort: CompanySort, offset: u32, limit: u32) -> Result<(Vec<CompanyLine>, u32)> {
    let found = search::ids(conn, search::HitKind::Company, filter.text.as_deref())?;
    // Without a filter an index has the order and the count by itself.
    let plain = *filter == CompanyFilter { edition_id: filter.edition_id, ..CompanyFilter::default() };
    let (ids, total) = match (&filter.edition_id, sort) {
        (Some(_), CompanySort::Rank) if plain => {
            (include_str!("ids_of_edition_plain.sql"), include_str!("count_of_edition_plain.sql"))
        }
        (Some(_), CompanySort::Rank) => (include_str!("ids_by_rank.sql"), include_str!("count_of_edition.sql")),
        (Some(_), CompanySort::Name) => (include_str!("ids_of_edition_by_name.sql"), include_str!("count_of_edition.sql")),
        (Some(_), CompanySort::LastMet) => (include_str!("ids_of_edition_by_last_met.sql"), include_str!("count_of_edition.sql")),
        (None, CompanySort::LastMet) => (include_str!("ids_by_last_met.sql"), include_str!("count.sql")),
        (None, _) if plain => (include_str!("ids_plain.sql"), include_str!("count_plain.sql")),
        (None, _) => (include_str!("ids_by_name.sql"), include_str!("count.sql")),
    };
    let all: [(&str, &dyn ToSql); 8] = [
        (":edition", &filter.edition_id),
        (":rank_from", &filter.rank_from),
        (":rank_to", &filter.rank_to),
        (":visited", &filter.visited),
        (":owner", &filter.owner_id),
        (":found", &found),
        (":offset", &offset),
        (":limit", &limit),
    ];
    let used = |sql: &str| all.iter().filter(|(name, _)| sql.contains(name)).copied().collect::<Vec<_>>();
    let ids: Vec<Id> = conn.prepare_cached(ids)?.query_map(used(ids).as_slice(), |row| row.get(0))?.collect::<Result<_, _>>()?;
    let total = conn.prepare_cached(total)?.query_row(used(total).as_slice(), |row| row.get(0))?;
    Ok((lines(conn, &ids, filter.edition_id)?, total))
}

/// A page by key, in the order of ids: the companies after `after`.
pub fn page_after(conn: &Connection, after: Option<Id>, limit: u32) -> Result<Vec<CompanyLine>> {
    let mut statement = conn.prepare_cached(
        "SELECT id FROM company WHERE merged_into IS NULL AND (:after IS NULL OR id > :after) ORDER BY id LIMIT :limit",
    )?;
    let ids: Vec<Id> =
        statement.query_map(named_params! { ":after": after, ":limit": limit }, |row| row.get(0))?.collect::<Result<_, _>>()?;
    lines(conn, &ids, None)
}

/// The rows of these companies, in this order.
fn lines(conn: &Connection, ids: &[Id], edition: Option<Id>) -> Result<Vec<CompanyLine>> {
    let mut statement = conn.prepare_cached(include_str!("line.sql"))?;
    ids.iter().map(|id| Ok(statement.query_row(named_params! { ":id": id, ":edition": edition }, read)?)).collect()
}
