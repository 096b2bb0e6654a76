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
    /// Width of a line along the outlines, which makes letters bolder; 0 for none.
    pub weight: f64,
}

impl Drawing {
    /// A complete SVG file of the seal's physical size.
    pub fn to_svg(&self) -> String {
        let Self { width, height, .. } = self;
        let colour: String = self.colour.iter().map(|part| format!("{part:02x}")).collect();
        let shapes: String = self.shapes.iter().map(|shape| shape.svg(self.height)).collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
             viewBox=\"0 0 {width} {height}\" fill=\"#{colour}\" stroke=\"#{colour}\" \
             stroke-linejoin=\"round\">{shapes}</svg>\n"
        )
    }

    /// Operators that draw the seal in millimetres.
    pub fn operators(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let colour = self.colour.map(|part| f64::from(part) / 255.0);
        numbers(&mut out, &colour);
        out.extend_from_slice(b"rg ");
        numbers(&mut out, &colour);
        out.extend_from_slice(b"RG 1 j\n");
        for shape in &self.shapes {
            shape.operators(&mut out);
        }
        out
    }
}

impl Shape {
    fn svg(&self, height: f64) -> String {
        let rule = if self.even_odd {
            " fill-rule=\"evenodd\""
        } else {
            ""
        };
        let (weight, path) = (self.weight, self.path.svg(height));
        format!("<path{rule} stroke-width=\"{weight:.3}\" d=\"{path}\"/>")
    }

    fn operators(&self, out: &mut Vec<u8>) {
        let bolder = self.weight > 0.0;
        if bolder {
            numbers(out, &[self.weight]);
            out.extend_from_slice(b"w\n");
        }
        self.path.operators(out);
        out.extend_from_slice(match (bolder, self.even_odd) {
            (false, false) => b"f\n",
            (false, true) => b"f*\n",
            (true, false) => b"B\n",
            (true, true) => b"B*\n",
        });
    }
}
