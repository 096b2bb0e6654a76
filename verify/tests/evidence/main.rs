//! The verifier on real packages: whole ones, tampered ones, and ones with single bits flipped.

mod support;

mod bit_flips;
mod by_hand;
mod insider;
mod intact;
mod tamper;
