//! What a run comes to, for people and as one line of JSON.

use super::judges::Before;
use super::{Outcome, Tried};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Counts of one class of files.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Tally {
    pub files: usize,
    pub signed: usize,
    /// By code.
    pub refused: BTreeMap<String, usize>,
    pub failed: usize,
    /// Of the failed: the worker died instead of answering.
    pub crashed: usize,
}

/// The tallies of a run.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Table {
    /// By the first folder of the path.
    pub classes: BTreeMap<String, Tally>,
    /// Of the files that qpdf finds nothing wrong with.
    pub clean: Tally,
    pub all: Tally,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome) {
        self.files += 1;
        match outcome {
            Outcome::Signed => self.signed += 1,
            Outcome::Refused(code) => *self.refused.entry(code.clone()).or_default() += 1,
            Outcome::Failed { crashed, .. } => {
                self.failed += 1;
                self.crashed += usize::from(*crashed);
            }
        }
    }
}

impl Table {
    pub fn of(tried: &[Tried]) -> Self {
        let mut table = Self::default();
        for one in tried {
            let mut parts = one.path.iter();
            let first = parts.next().map(|part| part.to_string_lossy().into_owned());
            let class = first.filter(|_| parts.next().is_some());
            let class = table.classes.entry(class.unwrap_or_else(|| ".".to_owned()));
            class.or_default().add(&one.outcome);
            table.all.add(&one.outcome);
            if one.before == Before::Clean {
                table.clean.add(&one.outcome);
            }
        }
        table
    }
}

impl fmt::Display for Table {
    /// A Markdown table.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| class | files | signed | refused | failed | refused as |")?;
        writeln!(f, "|---|---|---|---|---|---|")?;
        let totals = [("*qpdf clean*", &self.clean), ("*all*", &self.all)];
        let classes = self.classes.iter().map(|(name, tally)| (name.as_str(), tally));
        for (name, tally) in classes.chain(totals) {
            let refused: usize = tally.refused.values().sum();
            let codes: Vec<String> = tally
                .refused
                .iter()
                .map(|(code, count)| format!("{code} {count}"))
                .collect();
            let (files, signed, failed) = (tally.files, tally.signed, tally.failed);
            let codes = codes.join(", ");
            writeln!(
                f,
                "| {name} | {files} | {signed} | {refused} | {failed} | {codes} |"
            )?;
        }
        Ok(())
    }
}
