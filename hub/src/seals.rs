//! Seals as the hub handles them: their pictures, their signed records, and the way on which a use is permitted.

pub mod act;
pub mod design;
pub mod permit;
pub mod picture;
pub mod record;
