//! An organisation's rules, told as stories, and held against anything that anybody sends.

mod company;
mod people;
mod random;
mod registration;
mod rights;
