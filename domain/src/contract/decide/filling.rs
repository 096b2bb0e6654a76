//! Filling in: the values that R0 will hold, from the sender at the opening and from the parties after it.

use super::{Command, Decision, Rejection, personal, require_party, require_phase};
use crate::aggregate::Envelope;
use crate::contract::command::{Open, TypedValue};
use crate::contract::event::{ConsentKind, ContractEvent, FilledValue, Phase};
use crate::contract::plan::{FillControl, PageBox};
use crate::contract::state::ContractState;
use crate::ids::FieldNo;
use crate::value::{self, KnownValue, ValueKind, ValueProblem};

/// Places for values in one contract.
const MAX_CONTROLS: usize = 300;
const MAX_OPTIONS: usize = 30;
const MAX_COLUMNS: usize = 12;

/// Whether the draft's fill controls are complete: numbers, places, kinds, and who fills them.
pub(super) fn check_controls(open: &Open) -> Result<(), Rejection> {
    let bad = |control: &FillControl| Rejection::BadControl(control.name.clone());
    let first = open.fields.len() + 1;
    for (control, no) in open.controls.iter().zip(first..) {
        let placed = usize::from(control.no.0) == no && open.controls.len() <= MAX_CONTROLS;
        let filler = match control.party {
            None => !matches!(control.kind, ValueKind::Known { .. }),
            Some(party) => party.0 >= 1 && usize::from(party.0) <= open.parties.len(),
        };
        let seen = control.kind.is_derived() || control.party.is_none() || open.images.is_some();
        let complete = super::opening::is_name(&control.name, 30)
            && control.hint.chars().count() <= 60
            && lies_on_page(control, &open.pages)
            && is_complete(control, open);
        if !placed || !filler || !seen || !complete {
            return Err(bad(control));
        }
    }
    Ok(())
}

fn lies_on_page(control: &FillControl, pages: &[PageBox]) -> bool {
    let index = control.page.checked_sub(1);
    let page = index.and_then(|index| pages.get(index as usize));
    page.is_some_and(|page| super::opening::contains(&page.visible, &control.rect))
}

fn is_complete(control: &FillControl, open: &Open) -> bool {
    let are_names = |names: &[String], most: usize| {
        let named = names.iter().all(|name| super::opening::is_name(name, 40));
        let mut sorted: Vec<&String> = names.iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        named && !names.is_empty() && sorted.len() == names.len() && names.len() <= most
    };
    match &control.kind {
        ValueKind::Line { max } | ValueKind::Paragraph { max } => (1..=2_000).contains(max),
        ValueKind::Number { decimals } => *decimals <= 8,
        ValueKind::Choice { options } | ValueKind::Choices { options } => are_names(options, MAX_OPTIONS),
        ValueKind::Table { columns, max_rows } => {
            are_names(columns, MAX_COLUMNS) && (1..=200).contains(max_rows)
        }
        ValueKind::AmountInWords { of } => open
            .controls
            .iter()
            .any(|other| other.no == *of && other.kind == ValueKind::Amount {}),
        _ => true,
    }
}

/// The sender's values, complete.
pub(super) fn senders_values(
    open: &Open,
    command: &Envelope<Command>,
) -> Result<Vec<FilledValue>, Rejection> {
    let own: Vec<&FillControl> = open
        .controls
        .iter()
        .filter(|control| control.party.is_none() && !control.kind.is_derived())
        .collect();
    taken(&own, &open.values, &[], command)
}

pub(super) fn fill(
    state: &ContractState,
    command: &Envelope<Command>,
    typed: &[TypedValue],
    known: &[KnownValue],
) -> Decision {
    let party = require_party(state, command)?;
    require_phase(state, &[Phase::Filling])?;
    if state.deadline.is_some_and(|deadline| command.at >= deadline) {
        return Err(Rejection::DeadlinePassed);
    }
    for (kind, name) in [(ConsentKind::Terms, "terms"), (ConsentKind::Privacy, "privacy")] {
        if party.consented(kind) != Some(true) {
            return Err(Rejection::ConsentMissing(name));
        }
    }
    let own: Vec<&FillControl> = state.controls_of(Some(party.no)).collect();
    if own.is_empty() {
        return Err(Rejection::NotYourControl);
    }
    let values = taken(&own, typed, known, command)?;
    let mut events = vec![ContractEvent::Filled {
        party: party.no,
        values,
    }];
    let others_wait = state.still_to_fill().any(|no| no != party.no);
    if !others_wait {
        // The last values and the end of filling are one append: nothing changes after it.
        events.push(ContractEvent::FillingDone {});
    }
    Ok(events)
}

/// Each value in its one form, committed to; empty ones are left out where they may be. What the hub knows goes before
/// what is typed.
fn taken(
    own: &[&FillControl],
    typed: &[TypedValue],
    known: &[KnownValue],
    command: &Envelope<Command>,
) -> Result<Vec<FilledValue>, Rejection> {
    let is_own = |no: FieldNo| own.iter().any(|control| control.no == no);
    if typed.iter().any(|value| !is_own(value.no)) {
        return Err(Rejection::NotYourControl);
    }
    let mut values = Vec::new();
    for control in own {
        let bad = |problem: ValueProblem| Rejection::BadValue {
            name: control.name.clone(),
            problem,
        };
        let known = known_of(control, known);
        let text = match known {
            Some(known) => known.text.clone(),
            None => {
                let typed = typed.iter().find(|value| value.no == control.no);
                let text = typed.map_or("", |value| value.text.as_str());
                value::check(&control.kind, text).map_err(bad)?
            }
        };
        if !text.is_empty() {
            let path = format!("values/{}/value", control.no);
            values.push(FilledValue {
                no: control.no,
                value: personal(command, &path, &text),
                verified: known.is_some_and(|known| known.verified),
            });
        } else if control.required {
            return Err(bad(ValueProblem::Missing));
        }
    }
    Ok(values)
}

/// What the hub knows for a control of 签署方信息.
fn known_of<'a>(control: &FillControl, known: &'a [KnownValue]) -> Option<&'a KnownValue> {
    let ValueKind::Known { fact } = control.kind else {
        return None;
    };
    known.iter().find(|value| value.fact == fact)
}
