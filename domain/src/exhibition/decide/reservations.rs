//! The right to one contract: reserved by the contract's act, then quoted, given back, or settled after its time.

use super::floor::require_for;
use super::{Command, Decision, Event, NAME, Rejection, State, require, require_open};
use crate::aggregate::{Envelope, require_hub};
use crate::exhibition::event::{Deposit, OfferNo};
use crate::exhibition::exhibitor::{ExhibitorNo, ExhibitorStanding};
use crate::exhibition::floor::{BoothNo, Occupancy};
use crate::exhibition::staff::Duty;
use crate::hash::Sha256Hash;
use crate::ids::{ActId, ContractId};
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use crate::written_text::require_text;

/// How long a reservation waits to be quoted, in milliseconds: a contract is opened, read, and signed meanwhile.
const LASTS: i64 = 30 * 60_000;

/// What a contract asks for.
pub(super) struct Wish {
    pub act: ActId,
    pub contract: ContractId,
    pub exhibitor: ExhibitorNo,
    pub offer: OfferNo,
    pub booth: Option<BoothNo>,
    pub said: Option<Sha256Hash>,
}

pub(super) fn reserve(state: &State, command: &Envelope<Command>, wish: &Wish) -> Decision {
    require_for(state, command, wish.exhibitor)?;
    match state.reservations.get(&wish.act) {
        // Asked again: it has its reservation.
        Some(known) if is_for(known, wish) && !known.expired => return Ok(Vec::new()),
        Some(_) => return Err(Rejection::ReservationSpent),
        None if state.spent.contains_key(&wish.act) => return Err(Rejection::ReservationSpent),
        None => {}
    }
    require_open(state)?;
    let exhibitor = state.exhibitors.get(&wish.exhibitor).ok_or(Rejection::Unknown)?;
    if exhibitor.standing != ExhibitorStanding::Accepted {
        return Err(Rejection::NotAccepted);
    }
    let offered = state.offers.get(&wish.offer).filter(|offered| offered.on);
    let offered = offered.ok_or(Rejection::Unknown)?;
    if offered.offer.with_booth != wish.booth.is_some() {
        return Err(Rejection::BoothOfOffer);
    }
    let known = state.contracts.contains_key(&wish.contract);
    if known
        || state
            .reservations
            .values()
            .any(|other| other.contract == wish.contract)
    {
        return Err(Rejection::ReservationSpent);
    }
    if let Some(booth) = wish.booth {
        let booth = state.booths.get(&booth).ok_or(Rejection::Unknown)?;
        match booth.occupancy {
            Occupancy::Free => {}
            Occupancy::Held { by, .. } if by == wish.exhibitor => {}
            _ => return Err(Rejection::BoothTaken),
        }
    }
    if state.quota_left() == 0 {
        return Err(Rejection::QuotaUsed);
    }
    let number = state.next_numbers(1).first().copied();
    Ok(vec![Event::Reserved {
        act: wish.act,
        contract: wish.contract,
        by: wish.exhibitor,
        offer: wish.offer,
        number: number.ok_or(Rejection::QuotaUsed)?,
        booth: wish.booth,
        until: command.at.plus_millis(LASTS),
        said: wish.said,
    }])
}

fn is_for(known: &crate::exhibition::state::Reservation, wish: &Wish) -> bool {
    (known.contract, known.by, known.offer, known.booth)
        == (wish.contract, wish.exhibitor, wish.offer, wish.booth)
}

/// Also after its time, where the contract's line was written before: nothing was given to anybody else meanwhile.
pub(super) fn confirm(
    state: &State,
    command: &Envelope<Command>,
    act: ActId,
    used: &Quote,
    used_at: Timestamp,
) -> Decision {
    require_hub(command)?;
    let known = match state.reservations.get(&act) {
        Some(known) => known,
        None if state.spent.contains_key(&act) => return Ok(Vec::new()),
        None => return Err(Rejection::NoReservation),
    };
    let in_time = known.at <= used_at && used_at < known.until;
    if !in_time || used.stream.id != known.contract.0 {
        return Err(Rejection::ReservationSpent);
    }
    Ok(vec![Event::Contracted {
        act,
        used: used.clone(),
    }])
}

pub(super) fn release(
    state: &State,
    command: &Envelope<Command>,
    act: ActId,
    code: Option<&str>,
) -> Decision {
    require_hub(command)?;
    match state.reservations.get(&act) {
        Some(_) => Ok(vec![Event::ReservationReleased {
            act,
            code: code.map(str::to_owned),
        }]),
        None if state.spent.contains_key(&act) => Ok(Vec::new()),
        None => Err(Rejection::NoReservation),
    }
}

/// Its time is over; booth and number stay until somebody has looked whether the contract quoted it.
pub(super) fn expire(state: &State, command: &Envelope<Command>, act: ActId) -> Decision {
    require_hub(command)?;
    Ok(match state.reservations.get(&act) {
        Some(known) if !known.expired && known.until <= command.at => {
            vec![Event::ReservationExpired { act }]
        }
        _ => Vec::new(),
    })
}

pub(super) fn record_signed(
    state: &State,
    command: &Envelope<Command>,
    contract: ContractId,
    by_line: &Quote,
) -> Decision {
    require_hub(command)?;
    let known = state.contracts.get(&contract).ok_or(Rejection::NoContract)?;
    if by_line.stream.id != contract.0 {
        return Err(Rejection::NoContract);
    }
    if known.ended || known.signed.is_some() {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ContractSigned {
        contract,
        by_line: by_line.clone(),
    }])
}

pub(super) fn end_contract(
    state: &State,
    command: &Envelope<Command>,
    contract: ContractId,
    by_line: &Quote,
) -> Decision {
    require_hub(command)?;
    let known = state.contracts.get(&contract).ok_or(Rejection::NoContract)?;
    if known.ended {
        return Ok(Vec::new());
    }
    Ok(vec![Event::ContractEnded {
        contract,
        by_line: by_line.clone(),
    }])
}

pub(super) fn record_deposit(
    state: &State,
    command: &Envelope<Command>,
    contract: ContractId,
    deposit: &Deposit,
) -> Decision {
    require(state, command, Duty::Money)?;
    let known = state.contracts.get(&contract).filter(|known| !known.ended);
    let known = known.ok_or(Rejection::NoContract)?;
    let deposit = checked(deposit)?;
    match &known.deposit {
        Some((recorded, _)) if *recorded == deposit => Ok(Vec::new()),
        Some(_) => Err(Rejection::DepositRecorded),
        None => Ok(vec![Event::DepositRecorded { contract, deposit }]),
    }
}

fn checked(deposit: &Deposit) -> Result<Deposit, Rejection> {
    if deposit.amount == 0 {
        return Err(Rejection::BadDetails);
    }
    let optional = |text: &Option<String>| match text {
        Some(text) => require_text(text, NAME).map(|text| Some(text.to_owned())),
        None => Ok(None),
    };
    let tax_number = optional(&deposit.tax_number)?.map(|number| tax_number(&number));
    Ok(Deposit {
        slip: require_text(&deposit.slip, NAME)?.to_owned(),
        invoice_to: optional(&deposit.invoice_to)?,
        tax_number: tax_number.transpose()?,
        ..deposit.clone()
    })
}

/// Taxpayers have 15 to 20 letters and digits, of which 18 are a company's credit code.
fn tax_number(text: &str) -> Result<String, Rejection> {
    let number = text.to_ascii_uppercase();
    let known = (15..=20).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
    known.then_some(number).ok_or(Rejection::BadTaxNumber)
}
