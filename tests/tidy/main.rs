//! The rules of this repository as tests: crate order, fences, headers, names, words, and paths that must exist.

mod catalogue;
mod crate_order;
mod documents;
mod fences;
mod headers;
mod repository;
