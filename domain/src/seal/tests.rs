//! Rules of seals.

mod desk;
mod grants;
mod making;
mod permits;
mod random;
pub(crate) mod samples;
