//! QR codes (ISO/IEC 18004) as SVG for pages and as half blocks for the terminal.

use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// Quiet zone in modules (ISO/IEC 18004 section 9.1).
const QUIET: i32 = 4;

/// An SVG of the text, black on white, one path; empty where the text is too long for any code.
pub fn svg(text: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else {
        return String::new();
    };
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}

/// The text as half-block characters for a terminal with a light or dark ground.
pub fn terminal(text: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Low) else {
        return String::new();
    };
    let range = -QUIET / 2..code.size() + QUIET / 2;
    let mut out = String::new();
    for y in range.clone().step_by(2) {
        for x in range.clone() {
            out.push(match (code.get_module(x, y), code.get_module(x, y + 1)) {
                (true, true) => ' ',
                (true, false) => '▄',
                (false, true) => '▀',
                (false, false) => '█',
            });
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_square_picture() {
        let picture = svg("http://127.0.0.1:8080/s#abc");
        assert!(picture.contains("viewBox=\"0 0 37 37\""), "{}", &picture[..120]);
        let lines: Vec<usize> = terminal("x").lines().map(|line| line.chars().count()).collect();
        assert!(lines.windows(2).all(|pair| pair[0] == pair[1]) && lines[0] == 25);
    }
}
