//! An organisation's rules, told as stories, and held against anything that anybody sends.

pub(crate) mod company;
mod letters;
mod official_seal;
mod people;
mod random;
mod registration;
mod reporting;
mod rights;
