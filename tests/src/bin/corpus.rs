//! `scripts/corpus DIR`: takes a folder of PDFs through intake and two signatures and prints how they ended.

use anyhow::Context;
use clap::Parser;
use domain::timestamp::Timestamp;
use pdf::raster::fallback_fonts::DEFAULT_FONT;
use pdf::worker::client::Worker;
use pdf::worker::settings::WorkerSettings;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;
use tests::corpus::pages::{compare, keep};
use tests::corpus::signing::Signatory;
use tests::corpus::table::Table;
use tests::corpus::{Outcome, run};
use tests::hub_process::built_program;

/// 样本检验 Takes every PDF of a folder through intake, preparation and two signatures, and has qpdf, pdfsig and pyHanko judge.
#[derive(Parser)]
struct Corpus {
    /// 样本目录 The folder; its subfolders are the classes.
    folder: PathBuf,
    /// 同时处理 Files at a time.
    #[arg(long, default_value_t = 2)]
    jobs: usize,
    /// 列出被拒文件 Name the refused files too.
    #[arg(long)]
    refused: bool,
    /// 比较页面图像 Compares the images of up to so many pages of each file with poppler's instead of signing.
    #[arg(long)]
    pages: Option<u32>,
    /// 保留问题文件 Where signed files go that a judge faults, or both drawings of pages that differ.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// 字体 The font of the captions.
    #[arg(long, default_value = DEFAULT_FONT)]
    font: PathBuf,
}

/// Fails where a file failed.
fn main() -> anyhow::Result<ExitCode> {
    let options = Corpus::parse();
    let settings = WorkerSettings {
        font: options.font.clone(),
        ..WorkerSettings::default()
    };
    let worker = Worker::new(built_program("pdf-worker")?, Vec::new(), settings);
    worker.self_check().context("the document worker cannot run")?;
    if let Some(most) = options.pages {
        return compare_pages(&options, most, &worker);
    }
    let signatory = Signatory::new(worker, &options.font, now()?)?;
    let tried = run(&options.folder, options.jobs, &signatory, options.keep.as_deref())?;
    anyhow::ensure!(!tried.is_empty(), "{} holds no PDF", options.folder.display());
    for one in &tried {
        let path = one.path.display();
        match &one.outcome {
            Outcome::Signed => {}
            Outcome::Refused(code) if options.refused => println!("refused  {path}: {code}"),
            Outcome::Refused(_) => {}
            Outcome::Failed { reason, .. } => println!("FAILED   {path}: {reason}"),
        }
    }
    let table = Table::of(&tried);
    println!("\n{table}\n{}", serde_json::to_string(&table)?);
    Ok(if table.all.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn compare_pages(options: &Corpus, most: u32, worker: &Worker) -> anyhow::Result<ExitCode> {
    let compared = compare(&options.folder, most, worker)?;
    if let Some(folder) = &options.keep {
        keep(&compared, &options.folder, folder)?;
    }
    println!("worst   mean    undrawn  page");
    for page in &compared {
        println!("{page}");
    }
    let disputed = compared.iter().filter(|page| page.picture.is_disputed()).count();
    println!("{}", json!({"pages": compared.len(), "disputed": disputed}));
    Ok(ExitCode::SUCCESS)
}

#[expect(clippy::disallowed_methods, reason = "the judges go by the machine's clock")]
fn now() -> anyhow::Result<Timestamp> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    Ok(Timestamp(i64::try_from(since.as_millis())?))
}
