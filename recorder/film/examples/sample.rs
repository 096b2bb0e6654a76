//! Writes the script of a sample ceremony for people to look at:
//! `cargo run -p film --example sample -- FOLDER [PAGE.png …]` leaves `script.json` and the pages
//! in FOLDER; then `huiqian-film --font FONT --pages FOLDER --script FOLDER/script.json --out film.mp4`.

#[path = "../tests/ceremony/mod.rs"]
mod ceremony;

use ceremony::{keep, plain_page, whole};
use recorder::film_script::{FilmOptions, film_script};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which folder?")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let mut images = Vec::new();
    for path in arguments {
        let png = std::fs::read(path)?;
        let reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info()?;
        let (width, height) = (reader.info().width, reader.info().height);
        images.push((keep(folder, &png), width, height));
    }
    if images.is_empty() {
        images = (0..4)
            .map(|page| (keep(folder, &plain_page(page, 1240, 1754)), 1240, 1754))
            .collect();
    }
    let ceremony = whole(&images, Some(4));
    let script = film_script(&ceremony.lines, &ceremony.pages, &FilmOptions::default())?;
    std::fs::write(folder.join("script.json"), serde_json::to_vec(&script)?)?;
    println!("{} ms", script.length_ms);
    Ok(())
}
