//! Each page drawn a second time by poppler, small, so that the sender is told of pages that programs show differently.
//! Where ours says that it lacks something, poppler's drawing is shown (docs/decisions/0020).

use super::likeness::difference;
use super::picture::{Pixels, decode, encode};
use super::poppler::Poppler;
use super::{LONGER_SIDE_PX, PagePicture};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// The name under which the document lies in the folder.
const DOCUMENT: &str = "drawn-again.pdf";
/// Longer side of the small drawing.
const SMALL_PX: u32 = 400;
/// Pages of one job that have not been compared by then are shown as we draw them.
const TIME: Duration = Duration::from_secs(10);

/// Compares `pictures` of `pages` (from 1) of `clean` and puts poppler's in the place of those that lack something.
/// `folder` is written to.
pub fn compare(
    poppler: &Poppler,
    folder: &Path,
    clean: &[u8],
    pages: &[u32],
    pictures: &mut [PagePicture],
) -> io::Result<()> {
    std::fs::write(folder.join(DOCUMENT), clean)?;
    let begun = Instant::now();
    for (page, picture) in pages.iter().zip(pictures) {
        if begun.elapsed() < TIME {
            compare_page(poppler, folder, *page, picture)?;
        }
    }
    std::fs::remove_file(folder.join(DOCUMENT))
}

fn compare_page(poppler: &Poppler, folder: &Path, page: u32, picture: &mut PagePicture) -> io::Result<()> {
    let Some(other) = poppler.draw(folder, DOCUMENT, page, SMALL_PX)? else {
        return Ok(());
    };
    picture.difference = difference(&picture.png, &other);
    if picture.undrawn > 0
        && let Some(drawn) = poppler.draw(folder, DOCUMENT, page, LONGER_SIDE_PX.into())?
        && let Some(Pixels { width, height, rgba }) = decode(&drawn)
        && let Ok(png) = encode(&rgba, width, height)
    {
        picture.png = png;
        (picture.width_px, picture.height_px) = (width, height);
        picture.redrawn = true;
    }
    Ok(())
}
