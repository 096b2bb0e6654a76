//! Rules of seals.

mod approved;
mod desk;
mod grants;
mod in_contracts;
mod making;
mod permits;
mod random;
pub(crate) mod samples;
