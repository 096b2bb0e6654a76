//! The words in the picture, 中文 first, English beside it.

use crate::scene::Caption;
use crate::scene::party::Standing;
use domain::contract::event::Phase;
use domain::ids::PartyNo;
use recorder::film_script::FilmScript;

pub(super) fn phase(phase: Phase) -> (&'static str, &'static str) {
    match phase {
        Phase::Draft | Phase::Filling | Phase::Preparing => ("准备", "Preparing"),
        Phase::Lobby => ("候场", "Lobby"),
        Phase::Opening => ("开场", "Opening"),
        Phase::Reading => ("阅读", "Reading"),
        Phase::Signing => ("签署", "Signing"),
        Phase::Sealing => ("密封", "Sealing"),
        Phase::Closing | Phase::Closed => ("礼成", "Closing"),
        // Films are drawn of ceremonies; these end an ordinary contract.
        Phase::CalledOff | Phase::Refused | Phase::Revoked | Phase::Expired => ("已取消", "Called off"),
    }
}

pub(super) fn standing(standing: Standing) -> (&'static str, &'static str) {
    match standing {
        Standing::Awaited => ("待到场", "Awaited"),
        Standing::Verified => ("身份已核验", "Verified"),
        Standing::Present => ("已到场", "Present"),
        Standing::Admitted => ("已入席", "Seated"),
        Standing::Away => ("暂离", "Away"),
        Standing::MaySign => ("请签署", "May sign"),
        Standing::Signing => ("正在签署", "Signing"),
        Standing::Committed => ("已签署", "Signed"),
        Standing::Sealed => ("签名已密封", "Sealed"),
        Standing::Removed => ("已移出", "Removed"),
        Standing::Refused => ("拒绝签署", "Refused"),
    }
}

/// How a party is called where there is no room for its name.
pub(super) fn party(script: &FilmScript, no: PartyNo) -> (String, String) {
    let label = script
        .parties
        .iter()
        .find(|party| party.no == no)
        .and_then(|party| party.label.clone());
    (
        label.unwrap_or_else(|| format!("{no} 号席")),
        format!("Party {no}"),
    )
}

pub(super) fn caption(script: &FilmScript, caption: &Caption) -> (String, String) {
    let of = |no: &PartyNo, zh: &str, en: &str| {
        let (name_zh, name_en) = party(script, *no);
        (format!("{name_zh} {zh}"), format!("{name_en} {en}"))
    };
    let plain = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match caption {
        Caption::Phase(now) => {
            let (zh, en) = phase(*now);
            (format!("进入「{zh}」"), en.to_owned())
        }
        Caption::Page(page) => (
            format!("全体翻到第 {page} 页"),
            format!("All turn to page {page}"),
        ),
        Caption::Verified(no) => of(no, "身份已核验", "verified"),
        Caption::Admitted(no) => of(no, "入席", "takes the seat"),
        Caption::Present(no) => of(no, "到场", "is present"),
        Caption::Absent(no) => of(no, "暂离", "is away"),
        Caption::Granted(no) => of(no, "获准签署", "may sign"),
        Caption::Signing(no) => of(no, "正在签署", "is signing"),
        Caption::Cleared(no) => of(no, "重新书写", "writes again"),
        Caption::Committed(no) => of(no, "确认签署", "has signed"),
        Caption::SealingDue => plain("全体已签署，正在密封", "All have signed, sealing"),
        Caption::Signed(no) => of(no, "数字签名完成", "signature sealed"),
        Caption::Sealed => plain("合同已密封", "The contract is sealed"),
        Caption::Paused => plain("仪式暂停", "Paused"),
        Caption::Resumed => plain("仪式继续", "Resumed"),
        Caption::Removed(no) => of(no, "被主持人移出", "was removed by the host"),
        Caption::Refused(no) => of(no, "拒绝签署", "refused to sign"),
        Caption::CalledOff => plain("仪式取消", "Called off"),
    }
}

/// A length of time as people say it: `3 小时 5 分`, `12 分 8 秒`, `45 秒`.
pub(super) fn lasted(millis: u64) -> String {
    let seconds = millis / 1000;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} 秒"),
        (0, minutes, seconds) => format!("{minutes} 分 {seconds} 秒"),
        (hours, minutes, _) if hours < 48 => format!("{hours} 小时 {minutes} 分"),
        (hours, ..) => format!("{} 天 {} 小时", hours / 24, hours % 24),
    }
}
