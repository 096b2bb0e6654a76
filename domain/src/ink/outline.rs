//! The picture of a stroke: one closed polygon that looks like a good fountain pen.
//!
//! Only + − × ÷ √ and comparisons, in a fixed order, so that Rust and TypeScript give the same bits
//! (`console/src/ink/outline.ts`; change both or neither, the golden vectors tell). Three steps: [`spine`] thins,
//! smooths and gives each place a width; [`curve`] rounds it; [`envelope`] walks around it.

mod curve;
mod envelope;
mod spine;

use super::Stroke;

/// Width of the nib at rest, as part of the square root of the box's area.
const NIB: f64 = 0.0175;

/// A place of the pen with half the width of its trace there, in the units of the box.
#[derive(Clone, Copy, Debug)]
struct Place {
    x: f64,
    y: f64,
    r: f64,
}

/// The outline of `stroke` in a box of `width` × `height` (any unit): a closed polygon without its repeated
/// first corner, origin top left, y down, to be filled with the *nonzero* rule. Points at the rim of the box
/// may reach out of it by half a nib. Empty for a stroke without points and for a box without a sensible area.
///
/// Deterministic to the bit. A longer stroke changes the outline of its beginning only near the old end, so
/// that ink can be drawn while it grows.
pub fn outline(stroke: &Stroke, width: f64, height: f64) -> Vec<(f64, f64)> {
    let area = width * height;
    let sensible = width > 0.0 && area > 1e-6 && area < 1e18;
    if stroke.points.is_empty() || !sensible {
        return Vec::new();
    }
    let nib = NIB * area.sqrt();
    let places = spine::spine(&stroke.points, width, height, nib);
    envelope::envelope(&curve::curve(&places, nib))
}

#[cfg(test)]
mod tests;
