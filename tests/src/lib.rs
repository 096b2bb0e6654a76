//! What tests, the demonstration and the benchmarks play with: a hub as a process, and people as sockets.
//!
//! [`venue`] is a hub of a test's own with its host; [`package_reader`] and [`independent_validators`] look at what
//! a ceremony leaves, [`power_cut`] at what is left of a hub after one. [`hub_process`] starts the real program; [`browser`] speaks
//! HTTP as one browser would and [`sign_in`] signs it in; [`live_socket`] is one person's WebSocket that comes back and
//! repeats its commands; [`ceremony`] plays a whole session with them.

pub mod authenticator;
pub mod browser;
pub mod ceremony;
pub mod company;
pub mod corpus;
pub mod device;
pub mod face_id_stand_in;
pub mod handwriting;
pub mod http_stand_in;
pub mod hub_process;
pub mod independent_validators;
pub mod live_socket;
pub mod office_file;
pub mod package_reader;
pub mod pdf_text;
pub mod power_cut;
pub mod sign_in;
pub mod stand_in_ca;
pub mod stand_in_tsa;
pub mod venue;
pub mod wechat_stand_in;
pub mod within;
