//! From drawn pictures to what the encoder takes: RGBA to YUV 4:2:0, BT.709, limited range, in integers.
//!
//! Our own, and not swscale's, so that the same picture gives the same bytes on every processor.

use tiny_skia::Pixmap;

/// Planes of one picture without padding; both sides are even.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Yuv {
    pub width: usize,
    pub height: usize,
    pub y: Vec<u8>,
    /// A quarter of the samples of `y` each.
    pub u: Vec<u8>,
    pub v: Vec<u8>,
}

// Rec. ITU-R BT.709-6 section 3: coefficients × 2^16, scaled to 16–235 and 16–240.
const Y: [i32; 3] = [11_966, 40_254, 4064];
const U: [i32; 3] = [-6596, -22_189, 28_785];
const V: [i32; 3] = [28_785, -26_145, -2640];
const HALF: i32 = 1 << 15;

fn weighted(weights: [i32; 3], rgb: [i32; 3]) -> i32 {
    weights[0] * rgb[0] + weights[1] * rgb[1] + weights[2] * rgb[2]
}

/// Converts an opaque picture with even sides. Chroma is the mean of each 2 × 2 block.
pub fn from_rgba(picture: &Pixmap, out: &mut Yuv) {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    out.width = width;
    out.height = height;
    out.y.resize(width * height, 0);
    out.u.resize(width * height / 4, 0);
    out.v.resize(width * height / 4, 0);
    let rows = picture.data().chunks_exact(width * 8);
    let chroma = out
        .u
        .chunks_exact_mut(width / 2)
        .zip(out.v.chunks_exact_mut(width / 2));
    for ((rows, luma), (u_row, v_row)) in rows.zip(out.y.chunks_exact_mut(width * 2)).zip(chroma) {
        let (top, bottom) = rows.split_at(width * 4);
        let (luma_top, luma_bottom) = luma.split_at_mut(width);
        let blocks = top.chunks_exact(8).zip(bottom.chunks_exact(8));
        let lumas = luma_top.chunks_exact_mut(2).zip(luma_bottom.chunks_exact_mut(2));
        for (((above, below), (y0, y1)), (u, v)) in blocks.zip(lumas).zip(u_row.iter_mut().zip(v_row)) {
            let mut sum = [0; 3];
            for (pixels, y) in [(above, y0), (below, y1)] {
                for (pixel, y) in pixels.chunks_exact(4).zip(y) {
                    let rgb = [i32::from(pixel[0]), i32::from(pixel[1]), i32::from(pixel[2])];
                    *y = (((weighted(Y, rgb) + HALF) >> 16) + 16) as u8;
                    for (total, part) in sum.iter_mut().zip(rgb) {
                        *total += part;
                    }
                }
            }
            let mean = sum.map(|total| (total + 2) >> 2);
            *u = (((weighted(U, mean) + HALF) >> 16) + 128) as u8;
            *v = (((weighted(V, mean) + HALF) >> 16) + 128) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiny_skia::Color;

    fn converted(r: u8, g: u8, b: u8) -> (u8, u8, u8) {
        let mut picture = Pixmap::new(4, 2).unwrap();
        picture.fill(Color::from_rgba8(r, g, b, 255));
        let mut out = Yuv::default();
        from_rgba(&picture, &mut out);
        assert_eq!((out.y.len(), out.u.len(), out.v.len()), (8, 2, 2));
        assert!(out.y.iter().all(|y| *y == out.y[0]));
        (out.y[0], out.u[1], out.v[0])
    }

    #[test]
    fn colours_match_bt_709() {
        assert_eq!(converted(0, 0, 0), (16, 128, 128));
        assert_eq!(converted(255, 255, 255), (235, 128, 128));
        assert_eq!(converted(255, 0, 0), (63, 102, 240));
        assert_eq!(converted(0, 255, 0), (173, 42, 26));
        assert_eq!(converted(0, 0, 255), (32, 240, 118));
    }
}
