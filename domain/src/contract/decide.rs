//! placeholder
use super::{command::ContractCommand, event::ContractEvent, rejection::ContractRejection, state::ContractState};
use crate::aggregate::Envelope;
pub fn decide(_state: &ContractState, _command: &Envelope<ContractCommand>) -> Result<Vec<ContractEvent>, ContractRejection> { Ok(vec![]) }
