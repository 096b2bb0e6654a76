//! Rules of seals.

mod approved;
mod desk;
mod grants;
mod making;
mod permits;
mod random;
pub(crate) mod samples;
