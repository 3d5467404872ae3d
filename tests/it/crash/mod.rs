//! A process that writes is killed, again and again, or its disk fills: nothing it acknowledged may be lost, and the store
//! stays sound.

mod acts;

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use daowei_core::domain::Id;
use daowei_core::store::{Access, Store, meeting};
use daowei_tests::{Bureau, PASSPHRASE, machine};

/// How often the writer is killed; `DAOWEI_KILLS` asks for another number.
const KILLS: u64 = 200;
/// The longest a writer lives, in microseconds: opening takes some 20 ms, a commit about one.
const LIFE_MICROS_MAX: u64 = 160_000;
/// After so many kills the whole store is verified, beside every time all acknowledged meetings are looked for.
const VERIFY_EVERY: u64 = 50;

/// splitmix64: the moments are chosen by a seed, so that a failure can be looked at again.
fn mixed(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn a_killed_writer_loses_nothing_it_acknowledged() {
    let kills = std::env::var("DAOWEI_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let mut bureau = Bureau::new();
    let company = bureau.company("示例甲");
    let Bureau { folder, store } = bureau;
    drop(store);
    let path = folder.path().join("store");
    let mut acknowledged: Vec<Id> = Vec::new();
    let mut killed_at_work = 0;
    for kill in 0..kills {
        let mut writer = Command::new(env!("CARGO_BIN_EXE_writer"))
            .args([path.as_os_str(), company.to_string().as_ref(), kill.to_string().as_ref()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the writer starts");
        let said = writer.stdout.take().expect("its output");
        // What was said before the kill is read to the end, however full the pipe was.
        let listener = std::thread::spawn(move || BufReader::new(said).lines().map_while(Result::ok).collect::<Vec<_>>());
        std::thread::sleep(Duration::from_micros(mixed(kill) % LIFE_MICROS_MAX));
        writer.kill().expect("SIGKILL");
        let status = writer.wait().expect("it is gone");
        assert!(status.code().is_none(), "the writer was killed, it did not end by itself: {status}");
        let lines = listener.join().expect("the listener");
        killed_at_work += u64::from(!lines.is_empty());
        // The last line may have been cut short while it was written; it was not heard, then.
        acknowledged.extend(lines.iter().filter_map(|line| line.parse::<Id>().ok()));

        let store = Store::open(&path, "admin", PASSPHRASE, machine(1_000 + kill), Access::Write).expect("it opens after a kill");
        for id in &acknowledged {
            meeting::get(store.conn(), *id).unwrap_or_else(|error| panic!("kill {kill}: {id} was acknowledged: {error}"));
        }
        if kill % VERIFY_EVERY == VERIFY_EVERY - 1 || kill + 1 == kills {
            let found = store.verify().expect("verified");
            assert!(found.ok, "kill {kill}: {:?}", found.checks);
        }
        let (_, meetings) = meeting::page(store.conn(), &meeting::MeetingFilter::default(), 0, 1).expect("a count");
        let heard = u32::try_from(acknowledged.len()).expect("few");
        let unheard = u32::try_from(kill + 1).expect("few");
        assert!((heard..=heard + unheard).contains(&meetings), "kill {kill}: {meetings} meetings, {heard} acknowledged");
    }
    assert!(killed_at_work * 2 > kills, "most kills hit a writer at work: {killed_at_work} of {kills}");
}
