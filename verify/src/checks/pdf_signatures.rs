//! placeholder until pdf::validate exists
use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::policy::Policy;
use domain::contract::state::ContractState;
pub(super) fn check(_contents: &Contents<'_>, _state: &ContractState, _policy: &Policy, ledger: &mut Ledger) {
    ledger.skip(CheckId::V24, "x");
}
pub(crate) fn check_alone(_bytes: &[u8], _policy: &Policy, ledger: &mut Ledger) {
    ledger.skip(CheckId::V24, "x");
}
