//! What lists and screens show of an exhibition.

use super::floor::Occupancy;
use super::lease::LeaseStanding;
use super::state::{ExhibitionState, Stage};
use crate::aggregate::Projection;
use crate::ids::StreamId;
use serde::Serialize;
use serde_json::json;

/// The list of the exhibitions that somebody works at.
pub const EXHIBITIONS: &str = "exhibitions";

/// Numbers of the host's first page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Counts {
    pub exhibitors: usize,
    pub booths: usize,
    pub held: usize,
    pub contracted: usize,
    pub paid: usize,
    /// Contracts that stand, and those of them that all have signed.
    pub contracts: usize,
    pub signed: usize,
    /// Contracts that lost their booth and wait for another.
    pub without_booth: usize,
    pub quota: u32,
    pub quota_left: u32,
    pub desks_out: usize,
}

impl Counts {
    pub fn of(state: &ExhibitionState) -> Self {
        let booths =
            |is: fn(&Occupancy) -> bool| state.booths.values().filter(|booth| is(&booth.occupancy)).count();
        Self {
            exhibitors: state.exhibitors.len(),
            booths: state.booths.len(),
            held: booths(|booth| matches!(booth, Occupancy::Held { .. } | Occupancy::Reserved { .. })),
            contracted: booths(|booth| matches!(booth, Occupancy::Contracted { .. })),
            paid: booths(|booth| matches!(booth, Occupancy::Paid { .. })),
            contracts: state.concluded().count(),
            signed: state
                .concluded()
                .filter(|(_, known)| known.signed.is_some())
                .count(),
            without_booth: state
                .concluded()
                .filter(|(_, known)| known.lost.is_some())
                .count(),
            quota: state.quota,
            quota_left: state.quota_left(),
            desks_out: state
                .leases
                .values()
                .filter(|lease| lease.standing == LeaseStanding::Out)
                .count(),
        }
    }
}

/// What is still missing before it can open: codes of the catalogue, in the order in which one does them.
pub fn missing(state: &ExhibitionState) -> Vec<&'static str> {
    let with_booth = state
        .offers
        .values()
        .any(|offered| offered.on && offered.offer.with_booth);
    let steps = [
        (
            state.offers.values().any(|offered| offered.on),
            "exhibition_needs_offer",
        ),
        (state.quota > 0, "exhibition_needs_quota"),
        (!with_booth || !state.booths.is_empty(), "exhibition_needs_booths"),
    ];
    steps
        .into_iter()
        .filter(|(done, _)| !done)
        .map(|(_, code)| code)
        .collect()
}

/// One row for everybody who works there.
pub(super) fn projections(stream: &StreamId, state: &ExhibitionState) -> Vec<Projection> {
    let Some(founded) = &state.founded else {
        return Vec::new();
    };
    let row = json!({
        "id": stream.id,
        "name": founded.details.name,
        "place": founded.details.place,
        "days": founded.details.days,
        "stage": state.stage,
        "counts": Counts::of(state),
    });
    let word = match state.stage {
        Stage::None | Stage::Preparing => "preparing",
        Stage::Open => "open",
        Stage::Closed => "closed",
        Stage::Archived => "archived",
    };
    let of = |owner: &crate::ids::AccountId| Projection {
        list: EXHIBITIONS,
        owner: *owner,
        sort_at: founded.at,
        state: word,
        found_by: vec![founded.details.name.clone(), founded.details.place.clone()],
        filed: None,
        row: row.clone(),
    };
    state.staff.keys().map(of).collect()
}
