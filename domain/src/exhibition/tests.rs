//! Rules of an exhibition: one case each, and random sequences of all commands.

mod desks;
mod fair;
mod floor;
mod random;
mod setting_up;
mod statistics;
