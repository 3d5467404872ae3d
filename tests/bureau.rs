//! A bureau in a temporary folder, with a clock and randomness of its own.

use std::path::PathBuf;

use chrono::NaiveDate;
use daowei_core::domain::Id;
use daowei_core::domain::fund::{Form, Origin, VoucherKind};
use daowei_core::domain::user::Role;
use daowei_core::journal::Op;
use daowei_core::store::company::Company;
use daowei_core::store::evidence::{Part, Voucher};
use daowei_core::store::fund::FundDraft;
use daowei_core::store::keys::KeyCost;
use daowei_core::store::{Access, Machine, NewBureau, Now, Random, Store, company, evidence, fund};

/// The passphrase of everyone in the stories.
pub const PASSPHRASE: &str = "correct horse battery";

/// A store in a folder that goes when it does.
#[derive(Debug)]
pub struct Bureau {
    /// The folder around the store.
    pub folder: tempfile::TempDir,
    /// The store.
    pub store: Store,
}

/// A day.
///
/// # Panics
/// For a text that is none.
#[must_use]
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Noon of a day, which is also the bureau's today.
///
/// # Panics
/// For a text that is no date.
#[must_use]
pub fn noon(text: &str) -> Now {
    let today = day(text);
    let unix_ms =
        u64::try_from(today.and_hms_opt(4, 0, 0).expect("noon in Beijing").and_utc().timestamp_millis()).expect("after 1970");
    Now { unix_ms, today }
}

/// A machine whose randomness is seeded, and where a guess is cheap.
#[must_use]
pub fn machine(seed: u64) -> Machine {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let random = Random::new(move |bytes| {
        for byte in bytes {
            // splitmix64
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (mixed >> 32).to_be_bytes()[7];
        }
    });
    Machine { random, name: "a test machine".to_owned(), key_cost: KeyCost::TEST }
}

impl Bureau {
    /// A new bureau with the admin 管理员 and the zone 高新区, made on 2025-01-02.
    ///
    /// # Panics
    /// Where it cannot be made.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let new = NewBureau {
            bureau: "测试区投资促进局".to_owned(),
            zone: "高新区".to_owned(),
            user: "admin".to_owned(),
            role: Role::Admin,
            sample: false,
        };
        let store = Store::create(&folder.path().join("store"), &new, PASSPHRASE, machine(1), noon("2025-01-02")).expect("a store");
        Self { folder, store }
    }

    /// Where the store is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// Adds a user who can sign in with [`PASSPHRASE`].
    ///
    /// # Panics
    /// Where that is refused.
    pub fn add_user(&mut self, name: &str, role: Role) -> Id {
        self.store.add_user(name, role, PASSPHRASE, noon("2025-01-02")).expect("a user")
    }

    /// Leaves the store and signs in as another user.
    ///
    /// # Panics
    /// Where that is refused.
    #[must_use]
    pub fn sign_in(self, name: &str) -> Self {
        let Self { folder, store } = self;
        drop(store);
        let store = Store::open(&folder.path().join("store"), name, PASSPHRASE, machine(7), Access::Write).expect("to sign in");
        Self { folder, store }
    }

    /// Adds a company by its Chinese name.
    ///
    /// # Panics
    /// Where that is refused.
    pub fn company(&mut self, name: &str) -> Id {
        let company = Company { name_zh: Some(name.to_owned()), ..Company::default() };
        self.store.write(Op::CompanyAdded, noon("2025-01-02"), |tx| company::add(tx, company)).expect("a company").value
    }

    /// Drafts a cash line in CNY from another province, with the investor's own bank slip.
    ///
    /// # Panics
    /// Where that is refused.
    pub fn cash(&mut self, investor: Id, arrived_on: &str, yuan: &str) -> Id {
        let draft = draft(investor, arrived_on, yuan);
        let now = noon("2025-12-31");
        self.store
            .write(Op::FundDrafted, now, |tx| {
                let id = fund::draft(tx, &draft)?;
                let payer = company::get(tx, investor)?.title().to_owned();
                let voucher = Voucher {
                    kind: VoucherKind::BankSlip,
                    number: Some(id.to_string()),
                    payer: Some(payer),
                    payee: None,
                    account_tail: None,
                    dated_on: None,
                    amount: Some(yuan.to_owned()),
                    currency: None,
                };
                evidence::add(tx, id, &voucher, None, Part::Whole)?;
                Ok(id)
            })
            .expect("a draft")
            .value
    }

    /// The whole content, as the dump writes it.
    ///
    /// # Panics
    /// Where it cannot be read.
    #[must_use]
    pub fn dump(&self) -> String {
        let mut out = Vec::new();
        self.store.dump(&mut out).expect("a dump");
        String::from_utf8(out).expect("UTF-8")
    }
}

impl Default for Bureau {
    fn default() -> Self {
        Self::new()
    }
}

/// A cash line in CNY from another province.
#[must_use]
pub fn draft(investor: Id, arrived_on: &str, yuan: &str) -> FundDraft {
    FundDraft {
        reference: None,
        project_id: None,
        investor_id: investor,
        payer: None,
        form: Form::Cash,
        origin: Origin::OtherProvince,
        arrived_on: day(arrived_on),
        currency: "CNY".to_owned(),
        amount: yuan.to_owned(),
        rate: None,
        rate_unit: None,
        rate_on: None,
        rate_source: None,
        share_bp: 10_000,
        zone_id: None,
        audited_year: None,
        note: None,
    }
}
