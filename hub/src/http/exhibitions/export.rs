//! Lists and statistics of an exhibition to be taken away, for spreadsheet programs.

use super::{find, sees_people, view};
use crate::http::me::masked;
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::spreadsheet::{Cell, csv, xlsx};
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};
use domain::day::Day;
use domain::exhibition::event::DepositKind;
use domain::exhibition::exhibitor::{ExhibitorNo, ExhibitorStanding};
use domain::exhibition::floor::{Booth, BoothKind, BoothNo, Occupancy};
use domain::exhibition::staff::Duty;
use domain::exhibition::state::{Concluded, ExhibitionState};
use domain::exhibition::statistics::{Filled, Statistics, Tally};
use domain::personal::Personal;
use domain::timestamp::Timestamp;
use domain::working_days::SHANGHAI;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum List {
    Exhibitors,
    Booths,
    Contracts,
    Statistics,
}

/// Which list.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct ListPlace {
    exhibition: Uuid,
    list: List,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Csv,
    Xlsx,
}

#[derive(Clone, Copy, Debug, Deserialize)]
pub struct As {
    format: Format,
}

struct Table {
    header: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
}

/// `GET /exhibitions/{exhibition}/export/{list}?format=csv|xlsx`: for staff who deal with exhibitors, at every stage.
pub async fn export(
    giver: Giver,
    place: web::Path<ListPlace>,
    wanted: web::Query<As>,
) -> Result<HttpResponse, Problem> {
    let (account, state) = find(&giver, place.exhibition).await?;
    if !sees_people(&state, account) {
        return Err(giver.problem(Problem::new("not_allowed")));
    }
    let (name, table) = match place.list {
        List::Exhibitors => (
            "exhibitors",
            exhibitors(&state, state.may(account, Duty::Exhibitors)),
        ),
        List::Booths => ("booths", booths(&state)),
        List::Contracts => ("contracts", contracts(&state)),
        List::Statistics => (
            "statistics",
            statistics(&state, &view::statistics(&giver, &state, account)),
        ),
    };
    let (file, media_type, ending) = match wanted.format {
        Format::Csv => (
            csv(table.header, &table.rows).into_bytes(),
            "text/csv; charset=utf-8",
            "csv",
        ),
        Format::Xlsx => {
            let file = xlsx::xlsx(table.header, &table.rows);
            let file = file.map_err(|e| giver.problem(Problem::internal("write a workbook", e)))?;
            (
                file,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
            )
        }
    };
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.{ending}\""),
        ))
        .body(file))
}

/// Numbers in full are for those who call them.
fn exhibitors(state: &ExhibitionState, calls: bool) -> Table {
    let rows = state.exhibitors.iter().map(|(no, known)| {
        let standing = match known.standing {
            ExhibitorStanding::Applied => "待审核",
            ExhibitorStanding::Accepted => "已通过",
            ExhibitorStanding::Refused => "未通过",
        };
        let phone = Personal::text(&known.phone);
        let phone = if calls { phone.to_owned() } else { masked(phone) };
        let code = known.likeness.credit_code.as_ref();
        vec![
            Cell::Number(f64::from(no.0)),
            known.company.as_str().into(),
            code.map_or_else(String::new, ToString::to_string).into(),
            Personal::text(&known.contact).into(),
            phone.into(),
            standing.into(),
            booths_of(state, *no).into(),
            Cell::Number(f64::from(known.persons())),
            minute(known.applied).into(),
        ]
    });
    Table {
        header: &[
            "序号",
            "企业名称",
            "统一社会信用代码",
            "联系人",
            "手机号",
            "审核",
            "展位",
            "入场人数",
            "报名时间",
        ],
        rows: rows.collect(),
    }
}

fn booths_of(state: &ExhibitionState, exhibitor: ExhibitorNo) -> String {
    let own = state.booths.values();
    let own = own.filter(|booth| booth.occupancy.exhibitor() == Some(exhibitor));
    own.map(|booth| booth.plan.label.as_str())
        .collect::<Vec<_>>()
        .join("、")
}

fn booths(state: &ExhibitionState) -> Table {
    let rows = state.booths.values().map(|booth| {
        let hall = state.halls.get(&booth.plan.hall);
        vec![
            hall.map_or("", |hall| hall.name.as_str()).into(),
            booth.plan.label.as_str().into(),
            kind(booth.plan.kind).into(),
            hundredths(u64::from(booth.plan.area)),
            if booth.plan.corner { "是" } else { "" }.into(),
            hundredths(booth.plan.price),
            occupancy(booth).into(),
            company(state, booth.occupancy.exhibitor()).into(),
        ]
    });
    Table {
        header: &[
            "展馆",
            "展位",
            "类型",
            "面积（㎡）",
            "转角",
            "价格",
            "状态",
            "参展商",
        ],
        rows: rows.collect(),
    }
}

fn contracts(state: &ExhibitionState) -> Table {
    let mut known: Vec<&Concluded> = state.contracts.values().collect();
    known.sort_by_key(|contract| contract.number);
    let rows = known.into_iter().map(|contract| {
        let deposit = contract.deposit.as_ref();
        let part = |part: fn(&domain::exhibition::event::Deposit) -> Option<&str>| {
            Cell::from(deposit.and_then(|(deposit, _)| part(deposit)).unwrap_or_default())
        };
        let booth = contract.booth.and_then(|no: BoothNo| state.booths.get(&no));
        vec![
            Cell::Number(f64::from(contract.number)),
            company(state, Some(contract.by)).into(),
            booth.map_or("", |booth| booth.plan.label.as_str()).into(),
            booth.map_or(Cell::from(""), |booth| hundredths(booth.plan.price)),
            standing(contract).into(),
            contract.signed.map_or_else(String::new, minute).into(),
            part(|deposit| Some(money(deposit.kind))),
            deposit.map_or(Cell::from(""), |(deposit, _)| hundredths(deposit.amount)),
            part(|deposit| Some(&deposit.slip)),
            part(|deposit| deposit.invoice_to.as_deref()),
            part(|deposit| deposit.tax_number.as_deref()),
        ]
    });
    Table {
        header: &[
            "合同序号",
            "参展商",
            "展位",
            "展位费",
            "进度",
            "签署完成时间",
            "款项",
            "已收金额",
            "凭证单号",
            "发票抬头",
            "税号",
        ],
        rows: rows.collect(),
    }
}

/// By day, then by hall, then by kind, then all.
fn statistics(state: &ExhibitionState, all: &Statistics) -> Table {
    let mut rows = Vec::new();
    let mut row = |sort: &str, name: &str, booths: Option<u32>, tally: &Tally| {
        rows.push(vec![
            sort.into(),
            name.into(),
            booths.map_or(Cell::from(""), |count| Cell::Number(f64::from(count))),
            Cell::Number(f64::from(tally.contracts)),
            hundredths(tally.area),
            hundredths(tally.amount),
            hundredths(tally.received),
        ]);
    };
    for (day, tally) in &all.days {
        row("日期", day, None, tally);
    }
    for (no, Filled { booths, tally }) in &all.halls {
        let hall = state.halls.get(no).map_or("", |hall| hall.name.as_str());
        row("展馆", hall, Some(*booths), tally);
    }
    for (name, filled) in [("标摊", &all.shell), ("光地", &all.raw)] {
        row("类型", name, Some(filled.booths), &filled.tally);
    }
    row("合计", "", None, &all.total);
    Table {
        header: &[
            "分组",
            "名称",
            "展位数",
            "签约份数",
            "签约面积（㎡）",
            "签约金额",
            "已收金额",
        ],
        rows,
    }
}

fn company(state: &ExhibitionState, exhibitor: Option<ExhibitorNo>) -> &str {
    let known = exhibitor.and_then(|no| state.exhibitors.get(&no));
    known.map_or("", |known| known.company.as_str())
}

fn occupancy(booth: &Booth) -> &'static str {
    match booth.occupancy {
        Occupancy::Free => "空闲",
        Occupancy::Held { .. } => "预留",
        Occupancy::Leased { .. } => "离线签约台",
        Occupancy::Reserved { .. } => "签约中",
        Occupancy::Contracted { .. } => "已签约",
        Occupancy::Paid { .. } => "已付款",
    }
}

fn kind(kind: BoothKind) -> &'static str {
    match kind {
        BoothKind::Shell => "标摊",
        BoothKind::Raw => "光地",
    }
}

fn money(kind: DepositKind) -> &'static str {
    match kind {
        DepositKind::Earnest => "定金",
        DepositKind::Advance => "订金",
        DepositKind::Security => "保证金",
    }
}

fn standing(contract: &Concluded) -> &'static str {
    match (contract.ended, contract.signed) {
        (true, _) => "已失效",
        (false, Some(_)) => "已签署",
        (false, None) => "待签署",
    }
}

/// Areas and amounts as people count them.
#[expect(
    clippy::cast_precision_loss,
    reason = "below 2^53, so that every hundredth stands"
)]
fn hundredths(count: u64) -> Cell {
    Cell::Number(count as f64 / 100.0)
}

/// `2026-12-01 09:30` in Shanghai.
fn minute(at: Timestamp) -> String {
    let day = Day::of(at, SHANGHAI).map_or_else(String::new, |day| day.to_string());
    let minutes = (at.0 / 60_000 + i64::from(SHANGHAI)).rem_euclid(24 * 60);
    format!("{day} {:02}:{:02}", minutes / 60, minutes % 60)
}
