//! placeholder
use super::state::ContractState;
pub fn broken(_state: &ContractState) -> Vec<&'static str> { vec![] }
