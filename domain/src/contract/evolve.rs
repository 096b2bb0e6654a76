//! placeholder
use super::{event::ContractEvent, state::ContractState};
use crate::aggregate::Recorded;
pub fn evolve(_state: &mut ContractState, _event: &Recorded<ContractEvent>) {}
