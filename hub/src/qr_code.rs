//! QR codes (ISO/IEC 18004) as SVG for pages, as PNG for paper, and as half blocks for the terminal.

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

/// Pixels of a module in [`png`]: sharp when it is printed a few centimetres wide.
const MODULE_PX: i32 = 8;

/// A PNG of the text, black on white; `None` where the text is too long for any code.
pub fn png(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = (code.size() + 2 * QUIET) * MODULE_PX;
    let pixel = |at: i32| at / MODULE_PX - QUIET;
    let pixels: Vec<u8> = (0..side * side)
        .map(|at| match code.get_module(pixel(at % side), pixel(at / side)) {
            true => 0,
            false => 255,
        })
        .collect();
    let side = u32::try_from(side).ok()?;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(file)
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
