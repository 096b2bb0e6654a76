//! `bench sealing`: signatures per second (PAdES B-B, B-T and B-LTA, P-256), through the functions that the hub's sealing calls;
//! beside it, on the same file in the same run, pyHanko, and the bare cost of hash, signature and token.

mod prepared;
mod pyhanko;
mod sample;

use clap::Args;
use domain::ports::clock::Clock;
use hub::clock::SystemClock;
use prepared::{Prepared, Profile};
use pyhanko::PyhankoRate;
use sample::{CONTRACT, SCANNED, Sample};
use serde::Serialize;
use serde_json::json;
use std::io::Write;
use std::time::{Duration, Instant};

/// 签署速度 Sealing.
#[derive(Args)]
pub struct Sealing {
    /// 每项测量的秒数 Seconds of each measurement.
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
}

/// What is signed.
const CASES: [Case; 10] = [
    Case::new("B-B, 200 KB, 1 party", Profile::Basic, CONTRACT, 1),
    Case::new("B-B, 200 KB, 5 parties", Profile::Basic, CONTRACT, 5),
    Case::new("B-T, 200 KB, 1 party", Profile::Timestamped, CONTRACT, 1),
    Case::new("B-T, 200 KB, 5 parties", Profile::Timestamped, CONTRACT, 5),
    Case::new("B-T, 10 MB, 1 party", Profile::Timestamped, SCANNED, 1),
    Case::new("B-T, 10 MB, 5 parties", Profile::Timestamped, SCANNED, 5),
    Case::new("B-LTA, 200 KB, 1 party", Profile::LongTerm, CONTRACT, 1),
    Case::new("B-LTA, 200 KB, 5 parties", Profile::LongTerm, CONTRACT, 5),
    Case::new("B-LTA, 10 MB, 1 party", Profile::LongTerm, SCANNED, 1),
    Case::new("B-LTA, 10 MB, 5 parties", Profile::LongTerm, SCANNED, 5),
];

struct Case {
    name: &'static str,
    profile: Profile,
    sample: Sample,
    parties: u8,
}

/// Rates are signatures per second on one thread.
#[derive(Serialize)]
struct Row {
    case: &'static str,
    parties: u8,
    file_bytes: usize,
    hub: f64,
    /// SHA-256 of the whole file, one ECDSA signature, from B-T on one token; for B-LTA once more hash and token for the file.
    bare: f64,
    pyhanko: PyhankoRate,
    hub_to_pyhanko: f64,
    hub_to_bare: f64,
}

pub fn run(sealing: &Sealing) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let mut rows = Vec::new();
    for case in &CASES {
        rows.push(case.measure(folder.path(), sealing.seconds)?);
    }
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "签署速度 sealing: 每秒签名数，单线程 / signatures per second, one thread; pyHanko {}",
        rows.first().map_or("", |row| row.pyhanko.version.as_str())
    )?;
    writeln!(
        out,
        "{:26}{:>10}{:>10}{:>10}{:>12}{:>10}",
        "", "hub", "pyHanko", "bare", "hub/pyHanko", "hub/bare"
    )?;
    for row in &rows {
        writeln!(
            out,
            "{:26}{:>10.0}{:>10.1}{:>10.0}{:>12.1}{:>10.2}",
            row.case,
            row.hub,
            row.pyhanko.signatures_per_second,
            row.bare,
            row.hub_to_pyhanko,
            row.hub_to_bare
        )?;
    }
    let figures = json!({
        "bench": "sealing",
        "cores": std::thread::available_parallelism()?.get(),
        "seconds": sealing.seconds,
        "figures": rows,
        "aims": {"hub_to_pyhanko": 40, "hub_to_bare_10_mb": 0.5},
    });
    writeln!(out, "{figures}")?;
    Ok(())
}

impl Case {
    const fn new(name: &'static str, profile: Profile, sample: Sample, parties: u8) -> Self {
        Self {
            name,
            profile,
            sample,
            parties,
        }
    }

    fn measure(&self, folder: &std::path::Path, seconds: f64) -> anyhow::Result<Row> {
        let time = Duration::from_secs_f64(seconds);
        let prepared = Prepared::new(
            self.profile,
            self.sample,
            self.parties,
            SystemClock::default().now(),
        )?;
        prepared.check(&prepared.seal()?)?;
        let (key, _) = prepared.event_certificate("bare")?;
        let per_round = f64::from(self.parties);
        let bare = per_round * rounds_per_second(time / 2, || prepared.bare(&key))?;
        let hub = per_round * rounds_per_second(time, || prepared.seal().map(drop))?;
        let pyhanko = pyhanko::rate(&prepared, folder, seconds)?;
        Ok(Row {
            case: self.name,
            parties: self.parties,
            file_bytes: prepared.r0.len(),
            hub,
            bare,
            hub_to_pyhanko: hub / pyhanko.signatures_per_second,
            hub_to_bare: hub / bare,
            pyhanko,
        })
    }
}

/// How often per second something can be done, after doing it once.
fn rounds_per_second(time: Duration, mut round: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    round()?;
    let begun = Instant::now();
    let mut rounds = 0_u32;
    while begun.elapsed() < time {
        round()?;
        rounds += 1;
    }
    Ok(f64::from(rounds) / begun.elapsed().as_secs_f64())
}
