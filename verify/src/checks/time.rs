//! Time-stamps, and whether the session's own times lie between them (V17, V18, V25).

use super::log::LogFindings;
use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::Policy;
use crate::session::SessionLine;
use crate::tokens::{Token, TokenJudge};
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use recorder::package::layout;
use recorder::package::zip_form::{ASIC_MANIFEST, ASIC_TOKEN};

/// How far the hub's clock and an authority's may differ, milliseconds.
const SKEW_MS: i64 = 5_000;

/// What the tokens say; absent where there is none or it is bad.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    pub lower: Option<Token>,
    pub upper: Option<Token>,
    pub package: Option<Token>,
}

impl Times {
    /// Whether every token comes from an authority that the policy calls independent.
    pub fn independent(&self) -> bool {
        [&self.lower, &self.upper, &self.package]
            .into_iter()
            .flatten()
            .all(|token| token.independent)
            && self.upper.is_some()
    }
}

pub(super) fn check_tokens(
    contents: &Contents<'_>,
    log: &LogFindings<'_>,
    policy: &Policy,
    ledger: &mut Ledger,
) -> Times {
    let judge = TokenJudge::new(policy, contents.get(layout::TSA_CHAIN));
    let mut token = |check, name: &str, over: Option<&[u8]>| match (contents.get(name), over) {
        (Some(token), Some(over)) => judge.check(check, name, token, Sha256Hash::of(over), ledger),
        (None, None) => None,
        (None, Some(_)) => {
            ledger.fail(check, format!("{name} is missing"));
            None
        }
        (Some(_), None) => {
            ledger.fail(check, format!("{name} stamps nothing that is here"));
            None
        }
    };
    let lower = token(
        CheckId::V17,
        layout::LOWER_TOKEN,
        contents.get(layout::LOWER_CHECKPOINT),
    );
    let upper = token(
        CheckId::V17,
        layout::UPPER_TOKEN,
        contents.get(layout::UPPER_CHECKPOINT),
    );
    let package = token(CheckId::V25, ASIC_TOKEN, contents.get(ASIC_MANIFEST));
    if contents.get(ASIC_TOKEN).is_none() {
        ledger.fail(CheckId::V25, format!("{ASIC_TOKEN} is missing"));
    }
    if let (Some(lower), Some(upper)) = (&lower, &upper) {
        ledger.expect(CheckId::V18, lower.time <= upper.time, || {
            "the time-stamps are in the wrong order".to_owned()
        });
    }
    if let (Some(upper), Some(package)) = (&upper, &package) {
        ledger.expect(
            CheckId::V18,
            upper.time.0 <= package.time.0.saturating_add(SKEW_MS),
            || "the package was stamped before its last checkpoint".to_owned(),
        );
    }
    if log.upper.is_none() {
        ledger.skip(CheckId::V18, "there is no checkpoint to compare with");
    }
    Times {
        lower,
        upper,
        package,
    }
}

/// The session says when it was; the tokens say when it can have been.
pub(super) fn check_claims(lines: &[SessionLine<'_>], times: &Times, policy: &Policy, ledger: &mut Ledger) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let delay = policy.max_anchor_delay_ms;
    if let Some(lower) = &times.lower {
        let early = ms_between(first.at, lower.time);
        ledger.expect(CheckId::V18, early <= delay, || {
            format!(
                "the session says it opened {} s before it can have entered the log",
                early / 1000
            )
        });
    }
    if let Some(upper) = &times.upper {
        let late = ms_between(upper.time, last.at);
        ledger.expect(CheckId::V18, late <= SKEW_MS, || {
            format!(
                "the session says it closed {} s after it stood in the log",
                late / 1000
            )
        });
        let waited = ms_between(last.at, upper.time);
        if waited > delay {
            ledger.degrade(
                CheckId::V18,
                format!("its end was stamped only {} s later", waited / 1000),
            );
        }
    }
}

/// Milliseconds from `earlier` to `later`; negative if they are the other way round.
fn ms_between(earlier: Timestamp, later: Timestamp) -> i64 {
    later.0.saturating_sub(earlier.0)
}
