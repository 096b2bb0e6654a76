//! What the hub survives: processes that are killed at every kind of moment.

mod kill;
