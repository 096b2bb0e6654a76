//! The rules of the signing hub: everything that can be decided without touching the world.
//!
//! No I/O, no runtime, no clock, no randomness: time, ids and random values arrive inside commands.
//! Read in this order: [`aggregate`] (what an entity is), [`line`] (how its history is written down),
//! [`contract`] (the entity this product exists for), [`ports`] (what the rules need from the world).

pub mod aggregate;
pub mod day;
pub mod exhibition;
pub mod hash;
pub mod id_number;
pub mod identity_document;
pub mod ids;
pub mod sign_code;
pub mod template;
pub mod timestamp;

pub mod canonical;
pub mod line;
pub mod password_rules;
pub mod personal;
pub mod quote;
pub mod written_text;

pub mod account;
pub mod agreements;
pub mod approval;
pub mod beacon;
pub mod bulk_start;
pub mod cabinet;
pub mod catalogue;
pub mod contract;
pub mod ink;
pub mod organisation;
pub mod page_space;
pub mod renewal;
pub mod seal;
pub mod search;
pub mod value;
pub mod working_days;

pub mod ports;
