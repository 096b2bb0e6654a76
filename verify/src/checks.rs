//! All checks over an opened package, in an order in which each can use what the earlier ones established.

mod acts;
mod chain;
mod documents;
mod facts;
mod leaves;
mod log;
mod media;
mod openings;
pub(crate) mod pdf_signatures;
mod rules;
mod seals;
mod seen_heads;
mod time;
mod totals;
mod weak_points;

use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::Policy;
use crate::report::Facts;
use crate::session;
use pdf::validate::Report as PdfReport;

/// Runs every check and gathers the facts, and what the sealed PDF says by itself.
pub(crate) fn run(
    contents: &Contents<'_>,
    policy: &Policy,
    ledger: &mut Ledger,
) -> (Facts, Option<PdfReport>) {
    let log = log::check(contents, policy, ledger);
    let times = time::check_tokens(contents, &log, policy, ledger);
    let mut lines = session::read_lines(contents, ledger).unwrap_or_default();
    let mut known = facts::of_log(contents, &log, &times);
    if lines.is_empty() {
        return (known, None);
    }
    chain::check(contents, &lines, ledger);
    let absent = openings::check(contents, &mut lines, &log, ledger);
    leaves::check(contents, &lines, &log, ledger);
    seen_heads::check(&lines, ledger);
    totals::check(&lines, ledger);
    let state = rules::replay(&lines, ledger);
    acts::check(&lines, &state, ledger);
    documents::check(contents, &lines, &state, ledger);
    media::check(contents, &lines, &state, ledger);
    let judged = pdf_signatures::check(contents, &state, policy, ledger);
    seals::check(contents, &state, &judged.signers, policy, ledger);
    time::check_claims(&lines, &times, policy, ledger);
    weak_points::check(contents, &lines, &log, &times, absent, policy, ledger);
    facts::of_session(&mut known, &lines, &state);
    (known, judged.report)
}
