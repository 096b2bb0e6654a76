//! A database with many contracts of one sender: their rows as the contract's own rules would write them, one line of log each.

use actix_web::web;
use anyhow::Context;
use domain::aggregate::{Caller, EventBody, FiledRow, Projection};
use domain::cabinet::change::{CabinetChange, TypeDetails};
use domain::contract::list_rows::{RECEIVED, SENT};
use domain::ids::{AccountId, CommandId, StreamId};
use domain::line::{self, Head, LineHeader};
use domain::personal::PersonalSlot;
use domain::ports::event_log::{Append, EventLog};
use domain::ports::filing_cabinets::Refiling;
use domain::timestamp::Timestamp;
use futures_util::{StreamExt, TryStreamExt, stream};
use hub::hub::Hub;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;
use std::time::Instant;
use tests::browser::Browser;
use tests::ceremony::blocking;
use uuid::Uuid;

/// Of one of these a title is made; each stands in a tenth of all.
pub const KINDS: [&str; 10] = [
    "采购",
    "房屋租赁",
    "劳动",
    "保密",
    "销售",
    "技术服务",
    "展位",
    "运输",
    "借款",
    "加工承揽",
];
const SURNAMES: [&str; 20] = [
    "张", "李", "王", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗",
];
const GIVEN: [&str; 30] = [
    "三", "伟", "娜", "芳", "洋", "明", "静", "磊", "军", "敏", "涛", "超", "勇", "艳", "杰", "娟", "强",
    "霞", "平", "刚", "桂", "建国", "秀英", "志强", "晓东", "文博", "雨桐", "子涵", "浩然", "思远",
];
/// The states, and in how many of a hundred contracts each stands.
const STATES: [(&str, u64); 6] = [
    ("signed", 70),
    ("to_sign", 15),
    ("part_signed", 6),
    ("revoked", 4),
    ("refused", 3),
    ("expired", 2),
];
pub const TYPES: u32 = 8;
pub const FOLDERS: u32 = 20;
pub const FIRST_AT: i64 = 1_700_000_000_000;
/// Between two contracts.
pub const APART_MS: i64 = 300_000;
const AT_ONCE: usize = 256;
const A_BATCH: usize = 100;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
enum Sent {
    #[serde(rename = "hub.bench_sent.v1")]
    Sent { no: u64 },
}

impl EventBody for Sent {
    fn visit_personal(&mut self, _: &mut dyn FnMut(PersonalSlot<'_>)) {}
}

/// Spreads numbers without a pattern that lists could profit from (SplitMix64).
fn spread(no: u64) -> u64 {
    let mixed = (no + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^ (mixed >> 27)
}

fn pick<T: Copy>(from: &[T], by: u64) -> T {
    from[usize::try_from(by % from.len() as u64).unwrap_or_default()]
}

/// A person's name.
pub fn name(by: u64) -> String {
    format!("{}{}", pick(&SURNAMES, by), pick(&GIVEN, by / 32))
}

fn state(by: u64) -> &'static str {
    let mut left = by % 100;
    for (state, share) in STATES {
        match left.checked_sub(share) {
            Some(rest) => left = rest,
            None => return state,
        }
    }
    STATES[0].0
}

/// Seconds that it took.
pub async fn fill(hub: &web::Data<Hub>, browser: &Browser, count: u32) -> anyhow::Result<f64> {
    let own = browser.clone();
    let me = blocking(move || browser_account(&own)).await?;
    let begin = Instant::now();
    let log = hub.store.log.clone();
    let streams: Vec<StreamId> = stream::iter(0..u64::from(count))
        .map(|no| send(log.clone(), me, no))
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    file(hub, me, &streams).await?;
    Ok(begin.elapsed().as_secs_f64())
}

fn browser_account(browser: &Browser) -> anyhow::Result<AccountId> {
    let me = browser.get("/me")?.ok()?.json()?;
    let id = me["account"]["id"].as_str().context("no account")?;
    Ok(id.parse()?)
}

async fn send(log: Arc<dyn EventLog>, host: AccountId, no: u64) -> anyhow::Result<StreamId> {
    let stream = StreamId::new("contract", Uuid::new_v4());
    let epoch = log.claim(&stream).await?;
    let by = spread(no);
    let at = Timestamp(FIRST_AT + i64::try_from(no)? * APART_MS);
    let command = CommandId(Uuid::new_v4());
    let header = LineHeader {
        stream: &stream,
        at,
        by: Caller::Account(host),
        command,
        seen: None,
    };
    let line = line::write(Head::NONE, &header, &Sent::Sent { no })?;
    let append = Append {
        stream: stream.clone(),
        expected_seq: 0,
        epoch,
        command,
        result: b"{}".to_vec(),
        lines: vec![line],
        effects: vec![],
        answers: None,
        timers: None,
        projections: Some(rows(&stream, host, no, by, at)),
    };
    log.append(append).await?;
    Ok(stream)
}

fn rows(stream: &StreamId, host: AccountId, no: u64, by: u64, at: Timestamp) -> Vec<Projection> {
    let parties = [name(by / 7), name(by / 11)];
    let company = format!(
        "{}{}有限公司",
        pick(&["青屿", "北岸", "远山", "南桥"], by / 13),
        pick(&KINDS, by / 17)
    );
    let title = format!("{}合同（{}）", pick(&KINDS, by), parties[0]);
    let state = state(by / 19);
    let number = format!("HT-2026-{no:06}");
    let signed = (state == "signed").then(|| at.plus_millis(86_400_000));
    let row = json!({
        "id": stream.id, "title": title, "host_name": "林望舒", "course": "routine", "state": state, "phase": "signing",
        "parties": parties, "opened_at": at, "deadline": at.plus_millis(30 * 86_400_000), "demo": false,
        "sealed": signed.is_some(), "signed_at": signed, "number": number, "organisation": null,
    });
    let filed = |cabinet| FiledRow {
        cabinet,
        deadline: Some(at.plus_millis(30 * 86_400_000)),
        signed,
        parties: parties.iter().cloned().chain([company.clone()]).collect(),
        number: Some(number.clone()),
    };
    let found_by = vec![
        title,
        parties[0].clone(),
        parties[1].clone(),
        company.clone(),
        number.clone(),
    ];
    let projection = |list, owner| Projection {
        list,
        owner,
        sort_at: at,
        state,
        found_by: found_by.clone(),
        row: row.clone(),
        filed: Some(filed(owner)),
    };
    vec![
        projection(SENT, host),
        projection(RECEIVED, AccountId(Uuid::new_v4())),
    ]
}

/// Types and folders, each contract in one of each, and a tenth in the archive.
async fn file(hub: &Hub, owner: AccountId, streams: &[StreamId]) -> anyhow::Result<()> {
    let mut cabinet = hub.store.cabinets.cabinet(owner).await?;
    for no in 1..=TYPES {
        let details = TypeDetails {
            name: format!("类型{no}"),
            note: String::new(),
            default: false,
            locked: false,
            numbering: None,
        };
        cabinet = cabinet.changed(CabinetChange::AddType(details))?;
        hub.store.cabinets.save(owner, &cabinet).await?;
    }
    for no in 1..=FOLDERS {
        cabinet = cabinet.changed(CabinetChange::AddFolder(format!("文件夹{no}")))?;
        hub.store.cabinets.save(owner, &cabinet).await?;
    }
    for (no, batch) in (0_u32..).zip(streams.chunks(A_BATCH)) {
        let refiling = Refiling {
            kind: Some(1 + no % TYPES),
            folder: Some(TYPES + 1 + no % FOLDERS),
            archived: Some(no.is_multiple_of(10)),
        };
        hub.store.cabinets.file(owner, batch, refiling).await?;
    }
    Ok(())
}
