//! The colours of the ceremony: night blue, ivory, a little gold.

use tiny_skia::Color;

fn rgb(r: u8, g: u8, b: u8) -> Color {
    Color::from_rgba8(r, g, b, 255)
}

/// Top and bottom of the ground.
pub fn night() -> (Color, Color) {
    (rgb(13, 19, 38), rgb(8, 11, 24))
}

pub fn glow() -> Color {
    Color::from_rgba8(66, 88, 150, 70)
}

pub fn ivory() -> Color {
    rgb(244, 239, 228)
}

pub fn muted() -> Color {
    rgb(146, 156, 184)
}

pub fn gold() -> Color {
    rgb(217, 183, 112)
}

pub fn light_gold() -> Color {
    rgb(243, 224, 177)
}

pub fn panel() -> Color {
    Color::from_rgba8(255, 255, 255, 13)
}

pub fn hairline() -> Color {
    Color::from_rgba8(255, 255, 255, 28)
}

/// The paper that ink is shown on.
pub fn paper() -> Color {
    rgb(250, 247, 239)
}

pub fn ink() -> Color {
    rgb(16, 32, 82)
}

/// What is done.
pub fn jade() -> Color {
    rgb(116, 196, 152)
}

/// What ended without a contract.
pub fn vermilion() -> Color {
    rgb(224, 106, 88)
}
