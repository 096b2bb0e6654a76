//! What the hub survives: processes that are killed at every kind of moment, and power cuts.

mod kill;
mod power_cut;
