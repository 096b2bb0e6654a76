//! What lies under every card: the night, a light in it, the emblem, the mark of a demonstration.

use super::{faded, palette};
use crate::canvas::{Area, Canvas, HEIGHT, Style, WIDTH};
use crate::scene::Card;

pub(super) fn draw(canvas: &mut Canvas<'_>, card: Card) {
    let (top, bottom) = palette::night();
    canvas.wash(top, bottom);
    match card {
        Card::Stage => canvas.glow((430.0, 330.0), 720.0, palette::glow()),
        _ => {
            canvas.glow((WIDTH / 2.0, 300.0), 760.0, palette::glow());
            let rim = Area::new(28.0, 28.0, WIDTH - 56.0, HEIGHT - 56.0);
            canvas.frame(rim, 4.0, 1.0, faded(palette::gold(), 0.75));
            canvas.frame(rim.inset(7.0), 2.0, 0.6, faded(palette::gold(), 0.4));
            corners(canvas, rim);
        }
    }
}

/// Small squares in the corners of the rim, as on a certificate.
fn corners(canvas: &mut Canvas<'_>, rim: Area) {
    for x in [rim.x, rim.right()] {
        for y in [rim.y, rim.bottom()] {
            canvas.rect(Area::new(x - 5.0, y - 5.0, 10.0, 10.0), palette::night().1);
            canvas.frame(Area::new(x - 5.0, y - 5.0, 10.0, 10.0), 0.0, 1.0, palette::gold());
            canvas.rect(Area::new(x - 2.0, y - 2.0, 4.0, 4.0), palette::gold());
        }
    }
}

/// Two rings that meet: 会.
pub(super) fn emblem(canvas: &mut Canvas<'_>, centre: (f32, f32), radius: f32) {
    let apart = radius * 0.58;
    for side in [-1.0, 1.0] {
        let middle = (centre.0 + side * apart, centre.1);
        canvas.ring(middle, radius, radius * 0.13, palette::gold());
    }
    canvas.disc(centre, radius * 0.16, palette::light_gold());
}

/// A thin line with a diamond in its middle.
pub(super) fn rule(canvas: &mut Canvas<'_>, middle: (f32, f32), half: f32) {
    let (x, y) = middle;
    let gold = faded(palette::gold(), 0.7);
    canvas.line((x - half, y), (x - 10.0, y), 0.8, gold);
    canvas.line((x + 10.0, y), (x + half, y), 0.8, gold);
    canvas.line((x - 4.0, y), (x, y - 4.0), 1.2, palette::gold());
    canvas.line((x, y - 4.0), (x + 4.0, y), 1.2, palette::gold());
    canvas.line((x + 4.0, y), (x, y + 4.0), 1.2, palette::gold());
    canvas.line((x, y + 4.0), (x - 4.0, y), 1.2, palette::gold());
}

pub(super) fn demo_mark(canvas: &mut Canvas<'_>) {
    let area = Area::new(WIDTH - 152.0, 74.0, 112.0, 26.0);
    canvas.panel(area, 13.0, palette::vermilion());
    let style = Style::new(14.0, palette::ivory()).bold().middle().spaced(0.08);
    canvas.text((area.x + area.w / 2.0, area.y + 18.5), style, "演示 DEMO");
}
