//! The server 会签: where every port meets its implementation, and everything that speaks HTTP or WebSocket.
//!
//! Read in this order: [`startup`] (what is put together), [`hub`] (what handlers work with), [`http::routes`]
//! (every route and who may call it), [`websocket`] and [`live`] (the ceremony), [`effects`] (what follows).

pub mod config;
pub mod startup;

pub mod clock;
pub mod hub;
pub mod issuance;
pub mod keys;
pub mod signer;

pub mod http;
pub mod live;
pub mod websocket;
pub mod wechat;
pub mod wechat_sign_in;

pub mod documents;
pub mod effects;
pub mod egress;
pub mod evidence;

pub mod approvals;
pub mod attempts;
pub mod batch_signing;
pub mod contract_for_visitor;
pub mod device_name;
pub mod downloads;
pub mod ended_sessions;
pub mod face_id;
pub mod face_inquiry;
pub mod filing_desk;
pub mod filled_pictures;
pub mod known_facts;
pub mod letters;
pub mod one_time_code;
pub mod open_contracts;
pub mod operator_setup;
pub mod passkeys;
pub mod password_hash;
pub mod printed_page;
pub mod qr_code;
pub mod revocations;
pub mod saved_signature;
pub mod scanned_sign_in;
pub mod seals;
pub mod sender_side;
pub mod signing_link;
pub mod spreadsheet;
pub mod step_up;
pub mod tencent_cloud;
pub mod timestamps;
pub mod tls;
pub mod void_agreement;

pub mod cli;
