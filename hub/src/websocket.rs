//! The live protocol on the hub's side: upgrade, one connection actor per socket, commands, close codes.

pub mod close_code;
pub mod command;
pub mod connection;
pub mod delivery;
pub mod message;
pub mod upgrade;
