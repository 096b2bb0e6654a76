//! Contracts 合同 over HTTP: lists, links, page images and the finished files. Commands go over the live socket.

pub mod files;
pub mod links;
pub mod list;
pub mod own_place;
pub mod pages;
pub mod photo;
pub mod proofs;
pub mod remind;
pub mod saved_signature;
pub mod seals;
pub mod sign_many;
pub mod void;
