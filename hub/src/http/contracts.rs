//! Contracts 合同 over HTTP: lists, links, page images and the finished files. Commands go over the live socket.

pub mod files;
pub mod go_on;
pub mod known_facts;
pub mod links;
pub mod list;
pub mod own_link;
pub mod own_place;
pub mod pages;
pub mod photo;
pub mod pictures;
pub mod proofs;
pub mod reading;
pub mod remind;
pub mod saved_signature;
pub mod seals;
pub mod sign_many;
pub mod void;
