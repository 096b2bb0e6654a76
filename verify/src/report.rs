//! What the verifier says: a verdict with its reasons, every check by name, and the facts it could establish.

use crate::check::CheckId;
use crate::ledger::{Ledger, Outcome};
use crate::policy::Policy;
use domain::contract::signed_source::{SignedHandling, SignedSource};
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use pdf::validate::{Report as PdfReport, SignatureReport, Verdict as PdfVerdict};
use serde::Serialize;

/// The verdict; its exit code is in [`crate::exit_code`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything is sound and as strong as the policy asks.
    Verified,
    /// Everything is sound, but something is weaker than the policy asks, or there is no policy.
    BelowPolicy,
    Tampered,
    NotCheckable,
}

/// One check in the report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Check {
    /// `V01` …
    pub id: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub outcome: Outcome,
    pub detail: String,
}

/// A party as the record shows it; values that were erased or left out are absent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PartyFacts {
    pub no: u8,
    pub label: String,
    pub name: Option<String>,
    pub organisation: Option<String>,
    /// `phone_code`, `host_face_to_face`, `outbox_code`, `own_account`, `standing_agreement`.
    pub identity: Option<String>,
    /// How many contracts the party confirmed with one press, this one included; absent where it was this one alone.
    pub together: Option<u64>,
    /// Times in milliseconds UTC.
    pub committed_at: Option<Timestamp>,
    pub signed_at: Option<Timestamp>,
    pub certificate: Option<Sha256Hash>,
}

/// What the package is about. Worth as much as the verdict says.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Facts {
    pub contract: String,
    pub session: Option<Sha256Hash>,
    pub title: Option<String>,
    pub host: Option<String>,
    pub parties: Vec<PartyFacts>,
    pub lines: u64,
    pub opened_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    /// SHA-256 of the signed contract.
    pub document: Option<Sha256Hash>,
    pub called_off: bool,
    /// What became of signatures that the upload carried, and the upload's SHA-256.
    pub signed_source: Option<SignedSource>,
    pub uploaded: Option<Sha256Hash>,
    /// Origin and key of the Merkle log, and where the session stands in it.
    pub log: String,
    pub log_key: Option<String>,
    pub open_leaf: Option<u64>,
    pub close_leaf: Option<u64>,
    /// Times of the tokens before and after the session.
    pub not_before: Option<Timestamp>,
    pub not_after: Option<Timestamp>,
    /// Time of the token over the package itself.
    pub packed_at: Option<Timestamp>,
}

/// The whole report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
    pub verdict: Verdict,
    pub exit_code: u8,
    /// Why the verdict is not a better one.
    pub reasons: Vec<String>,
    pub checks: Vec<Check>,
    /// Weak points by code; the sentences stand in the catalogue.
    pub degraded: Vec<String>,
    pub facts: Option<Facts>,
    /// The PDF by itself: each signature in it, also of people whom nobody here vouches for.
    pub pdf: Option<PdfReport>,
}

impl Report {
    pub(crate) fn conclude(
        ledger: Ledger,
        policy: &Policy,
        facts: Option<Facts>,
        pdf: Option<PdfReport>,
    ) -> Self {
        let checks: Vec<Check> = CheckId::ALL
            .iter()
            .map(|check| {
                let (outcome, detail) = ledger.outcome(*check);
                Check {
                    id: check.code(),
                    zh: check.zh(),
                    en: check.en(),
                    outcome,
                    detail,
                }
            })
            .collect();
        let of = |outcome| checks.iter().filter(move |check| check.outcome == outcome);
        let sentence = |check: &Check| format!("{} {} {}: {}", check.id, check.zh, check.en, check.detail);
        let unaccepted: Vec<String> = ledger
            .degraded
            .iter()
            .filter(|code| !policy.accepts(code))
            .cloned()
            .collect();
        let (verdict, reasons) = if let Some(why) = &ledger.not_checkable {
            (Verdict::NotCheckable, vec![why.clone()])
        } else if ledger.failed() {
            (Verdict::Tampered, of(Outcome::Fail).map(sentence).collect())
        } else if of(Outcome::Unknown).next().is_some() {
            (
                Verdict::NotCheckable,
                of(Outcome::Unknown).map(sentence).collect(),
            )
        } else {
            let mut reasons: Vec<String> = of(Outcome::Degraded).map(sentence).collect();
            reasons.extend(unaccepted.iter().map(|code| format!("薄弱点 weak point: {code}")));
            if !policy.is_pinned() {
                reasons.push("没有策略，未固定信任 no policy: trust is not pinned".to_owned());
            }
            let verdict = if reasons.is_empty() {
                Verdict::Verified
            } else {
                Verdict::BelowPolicy
            };
            (verdict, reasons)
        };
        Self {
            verdict,
            exit_code: crate::exit_code(verdict),
            reasons,
            checks,
            degraded: ledger.degraded.into_iter().collect(),
            facts,
            pdf,
        }
    }

    /// The check with this code, for example `V04`.
    pub fn check(&self, id: &str) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// The report as lines for a terminal.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for check in &self.checks {
            let mark = match check.outcome {
                Outcome::Pass => "通过 pass    ",
                Outcome::Fail => "失败 FAIL    ",
                Outcome::Degraded => "较弱 degraded",
                Outcome::Unknown => "未知 unknown ",
                Outcome::Skipped => "略过 skipped ",
            };
            out.push_str(&format!("{} {mark} {} {}\n", check.id, check.zh, check.en));
            if !check.detail.is_empty() {
                out.push_str(&format!("      {}\n", check.detail));
            }
        }
        if let Some(source) = self.facts.as_ref().and_then(|facts| facts.signed_source) {
            out.push_str(&source_line(source));
        }
        if let Some(pdf) = &self.pdf {
            out.push_str(&pdf_lines(pdf));
        }
        let verdict = match self.verdict {
            Verdict::Verified => "已核验，符合策略 verified to policy",
            Verdict::BelowPolicy => "有效，但低于策略 valid, but below policy",
            Verdict::Tampered => "被改动或自相矛盾 tampered or inconsistent",
            Verdict::NotCheckable => "无法检查 not checkable",
        };
        out.push_str(&format!("\n{verdict} ({})\n", self.exit_code));
        for reason in &self.reasons {
            out.push_str(&format!("  - {reason}\n"));
        }
        out
    }
}

/// What became of signatures that the upload carried.
fn source_line(source: SignedSource) -> String {
    let count = source.signatures;
    match source.handling {
        SignedHandling::Copy => format!(
            "\n上传的文件带有 {count} 个数字签名，合同是不含它们的副本 the upload carried {count} digital signatures; the contract is a copy without them\n"
        ),
        SignedHandling::Further => format!(
            "\n上传的文件带有 {count} 个数字签名，在其后继续签署 the upload carried {count} digital signatures and was signed further\n"
        ),
    }
}

/// The PDF by itself, and a line for each signature in it.
fn pdf_lines(pdf: &PdfReport) -> String {
    let verdict = match pdf.verdict {
        PdfVerdict::IntactOurs => "完好，签名均受信任 intact, all signatures trusted",
        PdfVerdict::IntactSomeOurs => "完好，部分签名不受信任 intact, some signatures not trusted here",
        PdfVerdict::Tampered => "被改动 tampered",
        PdfVerdict::Unsigned => "没有签名 no signatures",
        PdfVerdict::Malformed => "无法读取 malformed",
    };
    let mut out = format!("\nPDF: {verdict}\n");
    for one in &pdf.signatures {
        out.push_str(&signature_line(one));
    }
    out
}

fn signature_line(one: &SignatureReport) -> String {
    let who = one.name.as_deref().unwrap_or("?");
    let issuer = one.issuer.as_deref().unwrap_or("?");
    let intact = if one.intact {
        "完好 intact"
    } else {
        "不完好 not intact"
    };
    let trusted = if one.trusted {
        "受信任 trusted"
    } else {
        "不受信任 not trusted here"
    };
    let when = match (one.token_time, &one.stated_time) {
        (Some(time), _) => format!("时间戳 time-stamped {}", time.civil(0)),
        (None, Some(stated)) => format!("自述 says {}", stated.escape_debug()),
        (None, None) => String::new(),
    };
    let (who, issuer) = (who.escape_debug(), issuer.escape_debug());
    format!(
        "  {}: {who} ({issuer}), {intact}, {trusted} {when}\n",
        one.field.escape_debug()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_version_does_not_know_is_not_called_tampered_nor_sound() {
        let policy = Policy::none();
        let mut ledger = Ledger::default();
        ledger.pass(CheckId::V04);
        ledger.unknown(CheckId::V29, "signed with cms_sm2_sm3");
        let report = Report::conclude(ledger.clone(), &policy, None, None);
        assert_eq!((report.verdict, report.exit_code), (Verdict::NotCheckable, 30));
        assert!(report.reasons[0].contains("cms_sm2_sm3"), "{:?}", report.reasons);
        // What is wrong besides stays wrong.
        ledger.fail(CheckId::V04, "line 3");
        let report = Report::conclude(ledger, &policy, None, None);
        assert_eq!((report.verdict, report.exit_code), (Verdict::Tampered, 20));
    }
}
