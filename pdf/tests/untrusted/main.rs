//! Documents from outside: what is taken in, what is refused, what people see of it, and that none of it can hurt.
//!
//! Needs the program `qpdf` 11 and the font WenQuanYi Micro Hei (Debian: `qpdf`, `fonts-wqy-microhei`).

mod hostile;
mod intake;
mod limits;
mod office;
#[path = "../../../tests/src/office_file.rs"]
mod office_file;
mod pictures;
mod recommend;
mod repairs;
mod sample;
mod text;
mod worker;
