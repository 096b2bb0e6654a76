//! The page images that everybody saw: read when they are needed, checked against their hash, shrunk once.

use crate::failure::Failure;
use domain::hash::Sha256Hash;
use recorder::film_script::FilmPage;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use tiny_skia::{IntSize, Pixmap};

/// Most pixels of one page image.
const MOST_PIXELS: u64 = 50_000_000;
/// Shrunk images kept, one per page and size.
const KEPT: usize = 8;

/// The images of a film, by page.
pub struct PageImages {
    folder: PathBuf,
    pages: Vec<FilmPage>,
    /// The last page that was read, in full size.
    open: Option<(usize, Rc<Image>)>,
    shrunk: VecDeque<(usize, u32, u32, Rc<Pixmap>)>,
}

/// Opaque pixels, three bytes each.
struct Image {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl PageImages {
    /// Images lie in `folder` as `<sha256 hex>.png`.
    pub fn new(folder: &Path, pages: &[FilmPage]) -> Self {
        Self {
            folder: folder.to_owned(),
            pages: pages.to_vec(),
            open: None,
            shrunk: VecDeque::new(),
        }
    }

    /// Width and height in pixels of page `index` (from 0).
    pub fn size(&self, index: usize) -> Option<(f32, f32)> {
        self.pages
            .get(index)
            .map(|page| (page.width_px as f32, page.height_px as f32))
    }

    /// Page `index` (from 0) at `width` × `height` pixels, each the mean of the pixels that it covers.
    pub fn shrunk(&mut self, index: usize, width: u32, height: u32) -> Result<Rc<Pixmap>, Failure> {
        let same = |kept: &&(usize, u32, u32, Rc<Pixmap>)| (kept.0, kept.1, kept.2) == (index, width, height);
        if let Some(kept) = self.shrunk.iter().find(same) {
            return Ok(kept.3.clone());
        }
        let image = self.image(index)?;
        let pixmap = Rc::new(shrink(&image, width, height).ok_or(Failure::Picture { width, height })?);
        if self.shrunk.len() == KEPT {
            self.shrunk.pop_front();
        }
        self.shrunk.push_back((index, width, height, pixmap.clone()));
        Ok(pixmap)
    }

    fn image(&mut self, index: usize) -> Result<Rc<Image>, Failure> {
        if let Some((open, image)) = &self.open
            && *open == index
        {
            return Ok(image.clone());
        }
        let bad = |reason: String| Failure::Page {
            page: index + 1,
            reason,
        };
        let page = self
            .pages
            .get(index)
            .ok_or_else(|| bad("there is no such page".into()))?;
        let path = self.folder.join(format!("{}.png", page.image));
        let bytes = std::fs::read(&path).map_err(|source| Failure::Read { path, source })?;
        if Sha256Hash::of(&bytes) != page.image {
            return Err(bad("it is not the image that the log names".into()));
        }
        let image = Rc::new(decode(&bytes).map_err(bad)?);
        if (image.width, image.height) != (page.width_px as usize, page.height_px as usize) {
            return Err(bad("it has another size than the script says".into()));
        }
        self.open = Some((index, image.clone()));
        Ok(image)
    }
}

fn decode(bytes: &[u8]) -> Result<Image, String> {
    let limits = png::Limits { bytes: 256 << 20 };
    let mut decoder = png::Decoder::new_with_limits(std::io::Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let (width, height) = (reader.info().width, reader.info().height);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(format!("{width} x {height} is too large"));
    }
    let size = reader.output_buffer_size().ok_or("it is too large")?;
    let mut data = vec![0; size];
    let info = reader.next_frame(&mut data).map_err(|error| error.to_string())?;
    let samples = data.get(..info.buffer_size()).ok_or("it is cut short")?;
    // What is transparent lies on white paper.
    let on_paper = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let rgb: Vec<u8> = match info.color_type {
        png::ColorType::Rgb => samples.to_vec(),
        png::ColorType::Grayscale => samples.iter().flat_map(|&grey| [grey; 3]).collect(),
        png::ColorType::GrayscaleAlpha => samples
            .chunks_exact(2)
            .flat_map(|pixel| [on_paper(pixel[0], pixel[1]); 3])
            .collect(),
        png::ColorType::Rgba => {
            let pixels = samples.chunks_exact(4);
            pixels
                .flat_map(|pixel| [0, 1, 2].map(|index| on_paper(pixel[index], pixel[3])))
                .collect()
        }
        png::ColorType::Indexed => return Err("its palette was not resolved".into()),
    };
    Ok(Image {
        width: width as usize,
        height: height as usize,
        rgb,
    })
}

/// The mean over the source pixels that each target pixel covers, with fractions of pixels in 1/256.
fn shrink(image: &Image, width: u32, height: u32) -> Option<Pixmap> {
    let columns = spans(image.width, width as usize);
    let rows = spans(image.height, height as usize);
    let mut data = Vec::with_capacity(width as usize * height as usize * 4);
    let mut across: Vec<[u64; 3]> = Vec::new();
    for row in &rows {
        across.clear();
        across.resize(image.width, [0; 3]);
        for (y, weight) in row.clone() {
            let line = image.rgb.get(y * image.width * 3..(y + 1) * image.width * 3)?;
            for (sum, pixel) in across.iter_mut().zip(line.chunks_exact(3)) {
                for (sum, &value) in sum.iter_mut().zip(pixel) {
                    *sum += weight * u64::from(value);
                }
            }
        }
        let row_weight: u64 = row.clone().map(|(_, weight)| weight).sum();
        for column in &columns {
            let mut sum = [0; 3];
            let mut weights = 0;
            for (x, weight) in column.clone() {
                weights += weight * row_weight;
                for (sum, value) in sum.iter_mut().zip(across.get(x)?) {
                    *sum += weight * value;
                }
            }
            data.extend(sum.map(|sum| ((sum + weights / 2) / weights.max(1)) as u8));
            data.push(255);
        }
    }
    Pixmap::from_vec(data, IntSize::from_wh(width, height)?)
}

/// For each of `to` targets: the sources it covers with their weights in 1/256.
fn spans(from: usize, to: usize) -> Vec<impl Iterator<Item = (usize, u64)> + Clone> {
    let edge = move |index: usize| index * from * 256 / to.max(1);
    let span = move |index: usize| {
        let (start, end) = (edge(index), edge(index + 1).max(edge(index) + 1));
        (start / 256..=(end - 1) / 256).map(move |source| {
            let (low, high) = (start.max(source * 256), end.min((source + 1) * 256));
            (source, (high - low) as u64)
        })
    };
    (0..to).map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrinking_keeps_the_mean_and_growing_repeats() {
        let rgb: Vec<u8> = (0..6u8).flat_map(|i| [i * 40, 0, 255]).collect();
        let image = Image {
            width: 3,
            height: 2,
            rgb,
        };
        let small = shrink(&image, 1, 1).unwrap();
        assert_eq!(small.data(), [100, 0, 255, 255]);
        let large = shrink(&image, 6, 4).unwrap();
        assert_eq!(large.data()[..8], [0, 0, 255, 255, 0, 0, 255, 255]);
    }

    #[test]
    fn an_image_that_is_not_the_one_named_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let image = Sha256Hash::of(b"something else");
        std::fs::write(folder.path().join(format!("{image}.png")), b"not that").unwrap();
        let mut pages = PageImages::new(
            folder.path(),
            &[FilmPage {
                image,
                width_px: 1,
                height_px: 1,
            }],
        );
        assert_eq!(pages.shrunk(0, 1, 1).unwrap_err().code(), "film_bad_page_image");
        assert_eq!(pages.shrunk(7, 1, 1).unwrap_err().code(), "film_bad_page_image");
    }
}
