//! The limited process in which everything that parses foreign bytes runs (design 2.10 and 5).
//!
//! [`client`] is the hub's side: it starts one process per job, in an empty folder of its own, and survives whatever
//! happens to it. [`serve`] is the process: it limits itself ([`sandbox`]) before it reads the first byte, does the
//! one job, answers and ends. Whatever starts LibreOffice runs in a worker of a second kind ([`office_sandbox`]). All speak [`wire`] frames of [`job`] headers.

pub mod client;
pub mod forbidden_calls;
pub mod job;
pub mod office_sandbox;
pub mod sandbox;
pub mod self_check;
pub mod serve;
pub mod settings;
pub mod wire;
