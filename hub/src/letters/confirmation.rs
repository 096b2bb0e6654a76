//! The confirmation letter 参展确认函 of a contract: who has which booth, what was paid, and how far the contract is.

use super::{Writing, amount};
use crate::documents::letter::letter;
use crate::http::problem::Problem;
use crate::hub::Services;
use crate::printed_page::PrintedPage;
use domain::day::Day;
use domain::exhibition::event::{Deposit, DepositKind, Details};
use domain::exhibition::floor::{BoothKind, BoothPlan};
use domain::exhibition::state::Exhibitor;
use domain::timestamp::Timestamp;
use domain::working_days::SHANGHAI;
use pdf::text::block::Align;

const BLANK: &[u8] = include_bytes!("../../assets/exhibition-confirmation.pdf");

/// What the letter confirms.
pub struct Confirmation<'a> {
    pub details: &'a Details,
    pub organiser: &'a str,
    pub exhibitor: &'a Exhibitor,
    /// Of the contract, within the exhibition.
    pub number: u32,
    /// The booth with the name of its hall, where the contract has one.
    pub booth: Option<(&'a BoothPlan, &'a str)>,
    pub deposit: Option<&'a (Deposit, Timestamp)>,
    /// How far the contract is, in both languages.
    pub standing: &'static str,
    /// Where the letter is checked.
    pub link: &'a str,
}

pub async fn print(services: &Services, confirmed: &Confirmation<'_>) -> Result<Vec<u8>, Problem> {
    let Details {
        name, place, days, ..
    } = confirmed.details;
    let page = PrintedPage::A4;
    let today = services.clock.now();
    let mut writing = Writing::default();
    let mut line = |top, text: String| {
        writing.text(page.rect(67, top, 120, 8), 11.0, Align::Left, text);
    };
    line(46, confirmed.exhibitor.company.clone());
    let code = confirmed.exhibitor.likeness.credit_code.as_ref();
    line(56, code.map_or_else(|| "—".to_owned(), ToString::to_string));
    line(72, name.clone());
    line(82, format!("{} — {} · {place}", days[0], days[1]));
    line(92, confirmed.organiser.to_owned());
    line(108, format!("{:04}", confirmed.number));
    line(118, confirmed.standing.to_owned());
    line(128, confirmed.booth.map_or_else(no_booth, booth));
    line(138, price(confirmed));
    line(
        154,
        confirmed
            .deposit
            .map_or_else(|| "未收 / not received".to_owned(), paid),
    );
    line(164, confirmed.deposit.map_or_else(String::new, receipt));
    line(174, invoice(confirmed.deposit));
    line(184, balance(confirmed));
    writing.text(page.rect(22, 226, 100, 8), 10.0, Align::Left, date(today));
    writing.qr(page.rect(150, 208, 38, 38), confirmed.link)?;
    letter(services, BLANK, writing.0).await
}

fn no_booth() -> String {
    "未分配 / none yet".to_owned()
}

fn booth((plan, hall): (&BoothPlan, &str)) -> String {
    let kind = match plan.kind {
        BoothKind::Shell => "标摊 shell scheme",
        BoothKind::Raw => "光地 raw space",
    };
    let area = f64::from(plan.area) / 100.0;
    format!("{hall} {} · {kind} · {area} m²", plan.label)
}

fn price(confirmed: &Confirmation<'_>) -> String {
    let currency = &confirmed.details.currency;
    let price = confirmed.booth.map(|(plan, _)| plan.price);
    price.map_or_else(|| "—".to_owned(), |price| format!("{currency} {}", amount(price)))
}

fn paid((deposit, at): &(Deposit, Timestamp)) -> String {
    let kind = match deposit.kind {
        DepositKind::Earnest => "定金 earnest money",
        DepositKind::Advance => "订金 advance",
        DepositKind::Security => "保证金 security",
    };
    format!("{kind} · {} · {}", amount(deposit.amount), date(*at))
}

fn receipt((deposit, _): &(Deposit, Timestamp)) -> String {
    deposit.slip.clone()
}

fn invoice(deposit: Option<&(Deposit, Timestamp)>) -> String {
    let parts = deposit.map(|(deposit, _)| [&deposit.invoice_to, &deposit.tax_number]);
    let parts: Vec<&str> = parts
        .iter()
        .flatten()
        .filter_map(|part| part.as_deref())
        .collect();
    parts.join(" · ")
}

/// What is left of the price; nothing where there is none, or a security is kept beside it.
fn balance(confirmed: &Confirmation<'_>) -> String {
    let price = confirmed.booth.map(|(plan, _)| plan.price);
    let counted = confirmed
        .deposit
        .filter(|(deposit, _)| deposit.kind != DepositKind::Security);
    let Some(price) = price else {
        return String::new();
    };
    let left = price.saturating_sub(counted.map_or(0, |(deposit, _)| deposit.amount));
    format!("{} {}", confirmed.details.currency, amount(left))
}

fn date(at: Timestamp) -> String {
    Day::of(at, SHANGHAI).map_or_else(String::new, |day| day.to_string())
}
