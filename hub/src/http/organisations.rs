//! Organisations 企业: one operation per command of [`domain::organisation`].

pub mod departments;
pub mod ending;
pub mod giver;
pub mod join;
pub mod letters;
pub mod list;
pub mod member_sheet;
pub mod members;
pub mod operators;
pub mod read;
pub mod register;
pub mod review;
pub mod roles;
pub mod sealed_alone;
pub mod services;
pub mod super_administrator;
