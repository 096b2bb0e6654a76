//! Places on the hub's own printed pages, as one measures them on paper.

use domain::contract::plan::PageRect;

/// A sheet of which only the height matters: places are measured from its upper left.
#[derive(Clone, Copy, Debug)]
pub struct PrintedPage {
    /// In 1/1000 pt.
    height: i64,
}

impl PrintedPage {
    pub const A4: Self = Self { height: 841_890 };
    /// A badge holder's size, 105 × 148 mm.
    pub const A6: Self = Self { height: 419_528 };

    /// A place in millimetres from the upper left, in 1/1000 pt from the lower left.
    pub fn rect(self, left: i64, top: i64, width: i64, height: i64) -> PageRect {
        let points = |millimetres: i64| millimetres * 72_000 * 10 / 254;
        PageRect {
            x: points(left),
            y: self.height - points(top + height),
            w: points(width),
            h: points(height),
        }
    }
}
