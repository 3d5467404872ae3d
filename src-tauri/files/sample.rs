//! The sample bureau: three years of invented history, brought in as any bureau's ledger would be.
//!
//! The pack lies in `assets/sample` and is part of the program. It goes through the ordinary importer,
//! so that whatever the sample shows, a bureau's own files can show.

use std::path::Path;

use chrono::NaiveDate;
use daowei_core::domain::fund::{Form, Origin};
use daowei_core::domain::list::KpiLine;
use daowei_core::domain::money::Fen;
use daowei_core::domain::period::Period;
use daowei_core::domain::reading::RecognitionLevel;
use daowei_core::domain::scheme::{Progress, Scheme};
use daowei_core::domain::user::Role;
use daowei_core::error::{Error, Result};
use daowei_core::journal::Op;
use daowei_core::store::project::{Credit, Supplement};
use daowei_core::store::receipts::Receipt;
use daowei_core::store::{
    Access, Machine, NewBureau, Now, Store, close, company, fund, lists, people, project, receipts, scheme, zones,
};
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::columns::Kind;
use crate::import;
use crate::import::file::{Asked, Opened};
use crate::import::run::{EditionOf, Mode, Watch};

static PACK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/sample");

/// Who the sample opens as: somebody who reviews, and sees the figures.
pub const OPENS_AS: &str = "示例副局长";

/// The day on which the sample's history ends.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 20) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// What `pack.json` says.
#[derive(Debug, Deserialize)]
struct Pack {
    bureau: String,
    zones: Vec<PackZone>,
    users: Vec<PackUser>,
    lists: Vec<PackList>,
    files: Vec<PackFile>,
    schemes: Vec<PackScheme>,
    closes: Vec<PackClose>,
    receipts: Vec<PackReceipt>,
    supplements: Vec<PackSupplement>,
    credits: Vec<PackCredit>,
    recognised: Vec<PackRecognised>,
}

#[derive(Debug, Deserialize)]
struct PackZone {
    name: String,
    counts: bool,
}

#[derive(Debug, Deserialize)]
struct PackUser {
    name: String,
    role: Role,
}

#[derive(Debug, Deserialize)]
struct PackList {
    code: String,
    name_zh: String,
    name_en: String,
    line: Option<KpiLine>,
}

#[derive(Debug, Deserialize)]
struct PackFile {
    file: String,
    kind: String,
    list: Option<String>,
    year: Option<i32>,
    published: Option<NaiveDate>,
    basis_year: Option<i32>,
    source: Option<String>,
}

#[derive(Debug, Deserialize)]
struct PackScheme {
    year: i32,
    edition_policy: daowei_core::domain::list::EditionPolicy,
    attribution: daowei_core::domain::list::Attribution,
    origins: Vec<daowei_core::domain::fund::Origin>,
    progress: Progress,
    merge_reviews: bool,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
struct PackClose {
    period: Period,
    on: NaiveDate,
}

#[derive(Debug, Deserialize)]
struct PackReceipt {
    project: String,
    company: String,
    due_on: NaiveDate,
    wan: i64,
    form: Form,
    origin: Origin,
    owner: String,
    note: String,
}

#[derive(Debug, Deserialize)]
struct PackSupplement {
    project: String,
    signed_on: NaiveDate,
    wan: i64,
    document: String,
}

#[derive(Debug, Deserialize)]
struct PackCredit {
    project: String,
    units: Vec<Credit>,
}

#[derive(Debug, Deserialize)]
struct PackRecognised {
    fund: String,
    level: RecognitionLevel,
    wan: i64,
    on: NaiveDate,
    number: String,
}

/// Ten-thousands of yuan in fen.
const fn wan(amount: i64) -> Fen {
    Fen(amount * 1_000_000)
}

/// Makes the sample in a new folder and opens it as [`OPENS_AS`]; everyone in it, the user `admin` too, has the one
/// passphrase.
///
/// # Errors
/// [`Error::StoreExists`], [`Error::Io`]; [`Error::Invalid`] names the file and row of the pack that is not as it should be.
pub fn make(folder: &Path, passphrase: &str, machine: Machine, now: Now) -> Result<Store> {
    let pack: Pack = serde_json::from_slice(content("pack.json")?)?;
    // Its history ends on a day of its own; a clock set before that day must not refuse it as money of the future.
    let now = Now { today: now.today.max(LAST_DAY), ..now };
    let zone = pack.zones.first().map(|zone| zone.name.clone()).unwrap_or_default();
    let new = NewBureau { bureau: pack.bureau.clone(), zone, user: "admin".to_owned(), role: Role::Admin, sample: true };
    let mut store = Store::create(folder, &new, passphrase, machine.clone(), now)?;
    for user in &pack.users {
        store.add_user(&user.name, user.role, passphrase, now)?;
    }
    for zone in pack.zones.iter().skip(1) {
        store.write(Op::ZoneAdded, now, |tx| zones::add(tx, &zone.name, zone.counts))?;
    }
    for list in &pack.lists {
        if lists::by_code(store.conn(), &list.code)?.is_none() {
            store.write(Op::ListChanged, now, |tx| lists::add(tx, &list.code, &list.name_zh, Some(&list.name_en), list.line))?;
        }
    }
    for file in &pack.files {
        bring(&mut store, now, file)?;
    }
    // Rules and closes are for whoever decides: that is who closed the periods.
    drop(store);
    let mut store = Store::open(folder, OPENS_AS, passphrase, machine, Access::Write)?;
    for set in pack.schemes {
        let rules = Scheme {
            edition_policy: set.edition_policy,
            attribution: set.attribution,
            origins: set.origins,
            progress: set.progress,
            merge_reviews: set.merge_reviews,
            note: set.note,
            ..Scheme::default_of(set.year)
        };
        store.write(Op::SchemeSet, now, |tx| scheme::set(tx, &rules))?;
    }
    for period in pack.closes {
        store.write(Op::PeriodClosed, now, |tx| close::close(tx, period.period, period.on))?;
    }
    // After the closes: what was published knows nothing of it.
    for plan in pack.receipts {
        let receipt = Receipt {
            project_id: project::find(store.conn(), &plan.project)?,
            company_id: company::find(store.conn(), &plan.company)?,
            due_on: plan.due_on,
            amount_fen: wan(plan.wan),
            form: plan.form,
            origin: plan.origin,
            owner_id: people::named(store.conn(), &plan.owner)?.map(|user| user.id),
            settled_on: None,
            note: Some(plan.note).filter(|note| !note.is_empty()),
        };
        store.write(Op::ReceiptPlanned, now, |tx| receipts::add(tx, &receipt))?;
    }
    for more in pack.supplements {
        let project = project::find(store.conn(), &more.project)?;
        let supplement = Supplement { signed_on: more.signed_on, amount_fen: wan(more.wan), document: Some(more.document) };
        store.write(Op::SupplementAdded, now, |tx| project::supplement(tx, project, &supplement))?;
    }
    for split in pack.credits {
        let project = project::find(store.conn(), &split.project)?;
        store.write(Op::CreditSet, now, |tx| project::set_credits(tx, project, &split.units))?;
    }
    for notice in pack.recognised {
        let fund = fund::find(store.conn(), &notice.fund)?;
        let amount = wan(notice.wan);
        store.write(Op::LevelRecognised, now, |tx| {
            fund::recognise(tx, fund, notice.level, amount, notice.on, Some(&notice.number))
        })?;
    }
    Ok(store)
}

fn content(name: &str) -> Result<&'static [u8]> {
    PACK.get_file(name).map(include_dir::File::contents).ok_or_else(|| Error::not_found("sample", name))
}

fn bring(store: &mut Store, now: Now, file: &PackFile) -> Result<()> {
    let bad = |detail: String| Error::invalid("sample", &file.file, detail);
    let kind = Kind::from_code(&file.kind).ok_or_else(|| bad(file.kind.clone()))?;
    let edition = match (&file.list, file.year, file.published) {
        (Some(list), Some(year), Some(published_on)) => {
            Some(EditionOf { list: list.clone(), year, published_on, basis_year: file.basis_year, source: file.source.clone() })
        }
        _ => None,
    };
    let asked = Asked { edition, ..Asked::default() };
    let opened = Opened::own(&file.file, content(&file.file)?.to_vec()).map_err(|error| bad(error.to_string()))?;
    let taken = opened.import(store, now, kind, asked, Mode::Whole, &Watch::default()).map_err(|error| match error {
        import::Error::Store(error) => error,
        other => bad(other.to_string()),
    })?;
    match taken.imported.plan.problems.first() {
        None => Ok(()),
        Some(problem) => Err(bad(format!("{problem:?}"))),
    }
}
