//! A drawn seal: filled paths of one colour at physical size, as SVG for screens and as PDF operators.

use crate::path::Path;
use crate::text::run::numbers;
use serde::{Deserialize, Serialize};

/// Lengths are in millimetres, origin at the lower left corner, y up.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Drawing {
    pub width: f64,
    pub height: f64,
    /// Red, green, blue.
    pub colour: [u8; 3],
    pub shapes: Vec<Shape>,
}

/// Outlines that are filled together.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Shape {
    pub path: Path,
    /// The even-odd rule instead of the non-zero one: an outline within another is a hole.
    pub even_odd: bool,
}

impl Drawing {
    /// A complete SVG file of the seal's physical size.
    pub fn to_svg(&self) -> String {
        let Self { width, height, .. } = self;
        let [r, g, b] = self.colour;
        let shapes: String = self
            .shapes
            .iter()
            .map(|shape| {
                let rule = if shape.even_odd {
                    " fill-rule=\"evenodd\""
                } else {
                    ""
                };
                format!("<path{rule} d=\"{}\"/>", shape.path.svg(self.height))
            })
            .collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
             viewBox=\"0 0 {width} {height}\" fill=\"#{r:02x}{g:02x}{b:02x}\">{shapes}</svg>\n"
        )
    }

    /// Operators that draw the seal in millimetres.
    pub fn operators(&self) -> Vec<u8> {
        let mut out = Vec::new();
        numbers(&mut out, &self.colour.map(|part| f64::from(part) / 255.0));
        out.extend_from_slice(b"rg\n");
        for shape in &self.shapes {
            shape.path.operators(&mut out);
            out.extend_from_slice(if shape.even_odd { b"f*\n" } else { b"f\n" });
        }
        out
    }
}
