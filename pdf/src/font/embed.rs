//! The five objects of an embedded composite font: Type0, CIDFont, descriptor, program, ToUnicode
//! (ISO 32000-2, 9.7.4 to 9.10.3).

use super::{FontSubset, Outlines};
use crate::incremental::append::Appender;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::BTreeMap;
use std::io::Write;

impl FontSubset {
    /// Writes the font. Returns the number of the Type0 font object; text shown in it is two-byte glyph numbers.
    pub fn embed(&self, appender: &mut Appender) -> u32 {
        let [font, descendant, descriptor, program, to_unicode] = std::array::from_fn(|_| appender.reserve());
        let (name, bounds) = (&self.name, self.bounds.map(|value| value.to_string()).join(" "));
        let (subtype, file_key, file_entries) = match self.outlines {
            Outlines::TrueType => (
                "/CIDFontType2 /CIDToGIDMap /Identity",
                "FontFile2",
                format!("/Length1 {}", self.program.len()),
            ),
            Outlines::Cff => ("/CIDFontType0", "FontFile3", "/Subtype /CIDFontType0C".to_owned()),
        };
        appender.object(
            font,
            format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H \
                 /DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
            )
            .as_bytes(),
        );
        let widths: Vec<String> = self.widths.iter().map(u16::to_string).collect();
        appender.object(
            descendant,
            format!(
                "<< /Type /Font /Subtype {subtype} /BaseFont /{name} \
                 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
                 /FontDescriptor {descriptor} 0 R /DW 1000 /W [0 [{}]] >>",
                widths.join(" ")
            )
            .as_bytes(),
        );
        appender.object(
            descriptor,
            format!(
                "<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{bounds}] /ItalicAngle 0 \
                 /Ascent {} /Descent {} /CapHeight {} /StemV 80 /{file_key} {program} 0 R >>",
                self.ascent, self.descent, self.cap_height
            )
            .as_bytes(),
        );
        appender.stream(
            program,
            &format!("/Filter /FlateDecode {file_entries}"),
            &deflate(&self.program),
        );
        appender.stream(
            to_unicode,
            "/Filter /FlateDecode",
            &deflate(self.to_unicode().as_bytes()),
        );
        font
    }

    /// Which character each glyph stands for, so that text can be searched and read aloud.
    fn to_unicode(&self) -> String {
        let mut by_glyph = BTreeMap::new();
        for (character, glyph) in &self.glyphs.0 {
            by_glyph.entry(glyph.id).or_insert(*character);
        }
        let rows: Vec<String> = by_glyph
            .iter()
            .map(|(glyph, character)| {
                let units: String = character
                    .encode_utf16(&mut [0; 2])
                    .iter()
                    .map(|unit| format!("{unit:04X}"))
                    .collect();
                format!("<{glyph:04X}> <{units}>\n")
            })
            .collect();
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        for block in rows.chunks(100) {
            map.push_str(&format!(
                "{} beginbfchar\n{}endbfchar\n",
                block.len(),
                block.concat()
            ));
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

/// Packs a stream for the `FlateDecode` filter.
pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 2 + 64), Compression::fast());
    // Writing to memory has no way to fail; should it, the stream ends early and every validator says so.
    let written = encoder.write_all(data).and_then(|()| encoder.try_finish());
    debug_assert!(written.is_ok());
    encoder.finish().unwrap_or_default()
}
