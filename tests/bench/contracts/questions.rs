//! What people ask a list, over HTTP, one question after the other.

use super::filled::{APART_MS, FIRST_AT, KINDS, TYPES, name};
use anyhow::ensure;
use serde::Serialize;
use std::time::Instant;
use tests::browser::Browser;

/// How long the answers to one kind of question took.
#[derive(Serialize)]
pub struct Answered {
    pub question: &'static str,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub max_ms: f64,
    /// Rows of all answers together.
    pub rows: usize,
}

/// The question's name, and the query of its `n`th time.
type Question = (&'static str, fn(u64) -> String);

const QUESTIONS: [Question; 12] = [
    ("全部 list, first page", |_| String::new()),
    ("翻页 list, far down", |n| {
        let at = FIRST_AT + i64::try_from(n * 97).unwrap_or_default() * APART_MS;
        format!("before={at}")
    }),
    ("搜姓名 search a name", |n| format!("search={}", name(n * 31))),
    ("搜两字 search two characters", |n| {
        format!("search={}", KINDS[at(n)])
    }),
    ("搜长词 search a phrase", |n| {
        format!("search={}合同（{}", KINDS[at(n)], name(n * 7))
    }),
    ("签署方 party", |n| format!("party={}", name(n * 13))),
    ("编号 number", |n| format!("number=HT-2026-{:06}", n * 331)),
    ("状态 state", |n| {
        format!(
            "states={}",
            ["expired", "refused", "to_sign"][usize::try_from(n % 3).unwrap_or_default()]
        )
    }),
    ("类型 type", |n| format!("type={}", 1 + n % u64::from(TYPES))),
    ("类型+状态+日期 type, state, days", |n| {
        format!(
            "type={}&states=expired,revoked&opened_from=2024-01-01&opened_to=2024-03-31",
            1 + n % 8
        )
    }),
    ("没有结果 nothing found", |n| {
        format!("folder=9&type={}&signed_from=2099-01-01", 1 + n % 8)
    }),
    ("归档 archive", |_| "archived=true".to_owned()),
];

fn at(n: u64) -> usize {
    usize::try_from(n).unwrap_or_default() % KINDS.len()
}

pub fn ask(browser: &Browser, times: u32) -> anyhow::Result<Vec<Answered>> {
    let mut all = Vec::new();
    for (question, query) in QUESTIONS {
        let (mut took, mut rows) = (Vec::new(), 0);
        for n in 0..u64::from(times) {
            let path = format!("/contracts?which=sent&{}", encoded(&query(n)));
            let begin = Instant::now();
            let answer = browser.get(&path)?.ok()?;
            took.push(begin.elapsed().as_secs_f64() * 1000.0);
            rows += answer.json()?.as_array().map_or(0, Vec::len);
        }
        took.sort_by(f64::total_cmp);
        let nth = |share: f64| {
            took.get(((took.len() as f64 * share) as usize).min(took.len() - 1))
                .copied()
        };
        ensure!(!took.is_empty(), "nothing was asked");
        all.push(Answered {
            question,
            p50_ms: nth(0.50).unwrap_or_default(),
            p95_ms: nth(0.95).unwrap_or_default(),
            max_ms: nth(1.0).unwrap_or_default(),
            rows,
        });
    }
    Ok(all)
}

/// As a browser writes it into an address.
fn encoded(query: &str) -> String {
    query
        .bytes()
        .map(|byte| match byte.is_ascii() {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect()
}
