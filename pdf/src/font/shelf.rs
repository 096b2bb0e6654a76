//! The font files that this hub sets text in: for each face, which files are asked for a character one after the
//! other. Font files are the operator's own and trusted; what leaves here is subsets.

use super::outline::{self, LetterOutline};
use super::set::{Face, FaceOrder, FontSet};
use super::{FontError, FontSubset};
use skrifa::{FontRef, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Where a font comes from.
#[derive(Clone, Debug)]
pub enum FontFile {
    /// Kept in memory: asked for nearly every text.
    Loaded(Arc<Vec<u8>>),
    /// Read when a text needs it. A file that is not there is passed over.
    AtPath(PathBuf),
}

/// All fonts, by face. The first face of a collection file is used.
#[derive(Clone, Debug)]
pub struct FontShelf {
    files: Vec<FontFile>,
    faces: FaceOrder,
}

/// Where Debian 12 puts free fonts of each face: the package names stand in `scripts/install`. 仿宋 has no free font
/// with simplified characters; what it lacks is shown in 楷体.
pub const SONG: &str = "/usr/share/fonts/truetype/arphic/uming.ttc";
pub const KAI: &str = "/usr/share/fonts/truetype/arphic/ukai.ttc";
pub const FANG_SONG: &str = "/usr/share/fonts/truetype/cwtex/cwfs.ttf";
/// Rare characters of all planes.
pub const RARE: [&str; 2] = [
    "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
    "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
];

impl FontShelf {
    /// `main` for 黑体 and everything that is missing elsewhere, then `fallback` in order; no other faces.
    pub fn new(main: Arc<Vec<u8>>, fallback: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut shelf = Self {
            files: vec![FontFile::Loaded(main)],
            faces: FaceOrder::new(),
        };
        let order = std::iter::once(0).chain(fallback.into_iter().map(|path| shelf.add(path)));
        let order = order.collect();
        shelf.faces.insert(Face::Hei, order);
        shelf
    }

    /// `main`, and what Debian 12 offers for the other faces and for rare characters.
    pub fn debian(main: Arc<Vec<u8>>) -> Self {
        let mut shelf = Self::new(main, RARE.map(PathBuf::from));
        shelf.set_face(Face::Song, [SONG.into()]);
        shelf.set_face(Face::Kai, [KAI.into()]);
        shelf.set_face(Face::FangSong, [FANG_SONG.into(), KAI.into()]);
        shelf
    }

    /// Fonts of a face; after them the fonts of 黑体 are asked.
    pub fn set_face(&mut self, face: Face, paths: impl IntoIterator<Item = PathBuf>) {
        let mut order: Vec<usize> = paths.into_iter().map(|path| self.add(path)).collect();
        order.extend(self.faces.get(&Face::Hei).into_iter().flatten());
        self.faces.insert(face, order);
    }

    fn add(&mut self, path: PathBuf) -> usize {
        let known = self
            .files
            .iter()
            .position(|file| matches!(file, FontFile::AtPath(other) if *other == path));
        known.unwrap_or_else(|| {
            self.files.push(FontFile::AtPath(path));
            self.files.len() - 1
        })
    }

    /// The first character of `text` that no font of the face has. White space needs no glyph.
    pub fn missing(&self, face: Face, text: &str) -> Option<char> {
        let wanted: BTreeSet<char> = text
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        let absent = self.share_out(face, wanted, &mut BTreeMap::new());
        text.chars().find(|character| absent.contains(character))
    }

    /// Subsets with every character of the texts, and in [`Face::Hei`] ASCII and some marks. Characters that no font
    /// has are left out; they are then shown as boxes.
    pub fn subset<'a>(&self, texts: impl IntoIterator<Item = (Face, &'a str)>) -> Result<FontSet, FontError> {
        let mut wanted: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
        wanted
            .entry(Face::Hei)
            .or_default()
            .extend((' '..='~').chain(super::ALWAYS.chars()));
        for (face, text) in texts {
            let face = if self.faces.contains_key(&face) {
                face
            } else {
                Face::Hei
            };
            wanted.entry(face).or_default().extend(text.chars());
        }
        let mut shares = BTreeMap::new();
        for (face, characters) in &wanted {
            self.share_out(*face, characters.clone(), &mut shares);
        }
        let mut subsets = Vec::new();
        let mut places = BTreeMap::new();
        for (index, characters) in &shares {
            let Some(bytes) = self.read(*index) else { continue };
            places.insert(*index, subsets.len());
            subsets.push(FontSubset::of(&bytes, 0, characters)?);
        }
        let faces = wanted.keys().map(|face| {
            let order = self
                .order(*face)
                .iter()
                .filter_map(|index| places.get(index).copied());
            (*face, order.collect())
        });
        Ok(FontSet {
            faces: faces.collect(),
            subsets,
        })
    }

    /// The outlines of the letters of `text`; the error names the first that no font of the face has.
    pub fn outlines(&self, face: Face, text: &str) -> Result<Vec<LetterOutline>, char> {
        let files: Vec<Arc<Vec<u8>>> = self
            .order(face)
            .iter()
            .filter_map(|&index| self.read(index))
            .collect();
        text.chars()
            .map(|character| {
                let mut found = files.iter().filter_map(|file| outline::letter(file, character));
                found.next().ok_or(character)
            })
            .collect()
    }

    fn order(&self, face: Face) -> &[usize] {
        let order = self.faces.get(&face).or_else(|| self.faces.get(&Face::Hei));
        order.map_or(&[], Vec::as_slice)
    }

    /// Gives each file the characters that it is the first to have; returns those that none has.
    fn share_out(
        &self,
        face: Face,
        mut wanted: BTreeSet<char>,
        shares: &mut BTreeMap<usize, BTreeSet<char>>,
    ) -> BTreeSet<char> {
        for &index in self.order(face) {
            if wanted.is_empty() {
                break;
            }
            let Some(bytes) = self.read(index) else { continue };
            let Ok(font) = FontRef::from_index(&bytes, 0) else {
                continue;
            };
            let charmap = font.charmap();
            let has = |character: &char| charmap.map(*character).is_some_and(|glyph| glyph.to_u32() != 0);
            let (found, rest) = wanted.into_iter().partition::<BTreeSet<char>, _>(has);
            wanted = rest;
            if !found.is_empty() {
                shares.entry(index).or_default().extend(found);
            }
        }
        wanted
    }

    fn read(&self, index: usize) -> Option<Arc<Vec<u8>>> {
        match self.files.get(index)? {
            FontFile::Loaded(bytes) => Some(Arc::clone(bytes)),
            FontFile::AtPath(path) => std::fs::read(path).ok().map(Arc::new),
        }
    }
}

#[cfg(test)]
mod tests;
