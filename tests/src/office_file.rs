//! Office files made by hand, honest and hostile: the parts are written out, so that a test says what is in them.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write;

/// A ZIP archive under construction.
#[derive(Clone, Default)]
pub struct OfficeFile {
    parts: Vec<(String, Vec<u8>)>,
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument";

/// The text of a short contract with a signing block, as people type it.
pub const CONTRACT: [&str; 12] = [
    "设备采购合同",
    "甲方：华东机械有限公司",
    "乙方：北京软件有限公司",
    "第一条 标的：甲方向乙方采购 Huiqian 服务一套，价款人民币 120,000 元。",
    "第二条 交付：乙方应当在本合同生效后 30 日内交付。",
    "第三条 本合同一式两份，双方各执一份，自双方签字盖章之日起生效。",
    "甲方（盖章）：",
    "法定代表人（签字）：____________",
    "日期：____年__月__日",
    "乙方（盖章）：",
    "法定代表人（签字）：____________",
    "日期：____年__月__日",
];

impl OfficeFile {
    /// A `docx` of these paragraphs, in 宋体 and Times New Roman.
    pub fn docx(paragraphs: &[&str]) -> Self {
        let run = "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\"/>\
                   <w:sz w:val=\"24\"/></w:rPr>";
        let paragraph =
            |text: &&str| format!("<w:p><w:r>{run}<w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
        let body: String = paragraphs.iter().map(paragraph).collect();
        Self::package("word/document.xml", "wordprocessingml.document.main+xml").part(
            "word/document.xml",
            format!(
                "<w:document xmlns:w=\"{WORD}\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
                 <w:pgMar w:top=\"1440\" w:right=\"1800\" w:bottom=\"1440\" w:left=\"1800\"/></w:sectPr></w:body></w:document>"
            ),
        )
    }

    /// An `xlsx` of one sheet with these rows, in 黑体.
    pub fn xlsx(rows: &[&[&str]]) -> Self {
        let cell = |text: &&str| format!("<c s=\"0\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let row = |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
        let rows: String = rows.iter().map(row).collect();
        Self::package("xl/workbook.xml", "spreadsheetml.sheet.main+xml")
            .overriding("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet+xml")
            .overriding("xl/styles.xml", "spreadsheetml.styles+xml")
            .part(
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{SHEET}\" xmlns:r=\"{RELATION}\"><sheets>\
                     <sheet name=\"清单\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                ),
            )
            .relation("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml", "")
            .relation("xl/_rels/workbook.xml.rels", "styles", "styles.xml", "")
            .part(
                "xl/worksheets/sheet1.xml",
                format!("<worksheet xmlns=\"{SHEET}\"><sheetData>{rows}</sheetData></worksheet>"),
            )
            .part(
                "xl/styles.xml",
                format!(
                    "<styleSheet xmlns=\"{SHEET}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"黑体\"/></font></fonts>\
                     <fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>\
                     <cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
                     <cellXfs count=\"1\"><xf fontId=\"0\"/></cellXfs></styleSheet>"
                ),
            )
    }

    fn package(main: &str, kind: &str) -> Self {
        Self::default()
            .part(
                "[Content_Types].xml",
                format!(
                    "<Types xmlns=\"{PACKAGE}/content-types\">\
                     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                     <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
                ),
            )
            .overriding(main, kind)
            .relation("_rels/.rels", "officeDocument", main, "")
    }

    /// Says the type of a part.
    pub fn overriding(self, name: &str, kind: &str) -> Self {
        self.before_end(
            "[Content_Types].xml",
            &format!("<Override PartName=\"/{name}\" ContentType=\"{TYPES}.{kind}\"/>"),
        )
    }

    /// Adds a relationship to a file of relationships, which is made where it is missing.
    pub fn relation(mut self, file: &str, kind: &str, target: &str, mode: &str) -> Self {
        if !self.parts.iter().any(|(name, _)| name == file) {
            self = self.part(
                file,
                format!("<Relationships xmlns=\"{PACKAGE}/relationships\"></Relationships>"),
            );
        }
        let content = &self
            .parts
            .iter()
            .find(|(name, _)| name == file)
            .expect("made just now")
            .1;
        let number = 1 + content
            .windows(14)
            .filter(|window| window == b"<Relationship ")
            .count();
        let mode = if mode.is_empty() {
            String::new()
        } else {
            format!(" TargetMode=\"{mode}\"")
        };
        self.before_end(
            file,
            &format!(
                "<Relationship Id=\"rId{number}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"{mode}/>"
            ),
        )
    }

    /// Adds a part as it is.
    pub fn part(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.parts.push((name.to_owned(), content.into()));
        self
    }

    /// Puts markup before the last closing tag of a part.
    pub fn before_end(mut self, name: &str, markup: &str) -> Self {
        let part = self.parts.iter_mut().find(|(known, _)| known == name);
        let content = &mut part.expect("a part of this name").1;
        let end = content
            .windows(2)
            .rposition(|window| window == b"</")
            .expect("a closing tag");
        content.splice(end..end, markup.bytes());
        self
    }

    /// Replaces text in a part, which must be there.
    pub fn replace(mut self, name: &str, from: &str, to: &str) -> Self {
        let part = self.parts.iter_mut().find(|(known, _)| known == name);
        let content = &mut part.expect("a part of this name").1;
        let text = String::from_utf8(content.clone()).expect("a part in UTF-8");
        assert!(text.contains(from), "{from} is not in {name}");
        *content = text.replace(from, to).into_bytes();
        self
    }

    /// The finished archive.
    pub fn bytes(&self) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for (name, content) in &self.parts {
            let at = file.len() as u32;
            let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
            packed.write_all(content).expect("memory");
            let packed = packed.finish().expect("memory");
            let mut checksum = flate2::Crc::new();
            checksum.update(content);
            let mut facts = Vec::new();
            // Version 2.0, names in UTF-8, deflated, 1980-01-01 00:00.
            facts.extend([20, 0, 0, 8, 8, 0, 0, 0, 0x21, 0]);
            for number in [checksum.sum(), packed.len() as u32, content.len() as u32] {
                facts.extend(number.to_le_bytes());
            }
            facts.extend((name.len() as u16).to_le_bytes());
            facts.extend([0, 0]);
            file.extend(b"PK\x03\x04");
            file.extend(&facts);
            file.extend(name.as_bytes());
            file.extend(&packed);
            directory.extend(b"PK\x01\x02\x14\x00");
            directory.extend(&facts);
            directory.extend([0; 10]);
            directory.extend(at.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let (start, count) = (file.len() as u32, (self.parts.len() as u16).to_le_bytes());
        file.extend(&directory);
        file.extend(b"PK\x05\x06\0\0\0\0");
        file.extend([count, count].concat());
        file.extend((directory.len() as u32).to_le_bytes());
        file.extend(start.to_le_bytes());
        file.extend([0, 0]);
        file
    }
}

/// A document that is quickly unpacked and takes LibreOffice long to lay out: some 1,500 pages.
pub fn long_docx() -> Vec<u8> {
    OfficeFile::docx(&["甲方与乙方约定如下事项，双方应当遵守。"; 60_000]).bytes()
}

/// A picture in a `docx` that is fetched from an address when the file is opened.
pub fn docx_with_linked_picture(address: &str) -> OfficeFile {
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006";
    let picture = format!(
        "<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"{drawing}/wordprocessingDrawing\"><wp:extent cx=\"900000\" cy=\"900000\"/>\
         <wp:docPr id=\"1\" name=\"p\"/><a:graphic xmlns:a=\"{drawing}/main\"><a:graphicData uri=\"{drawing}/picture\">\
         <pic:pic xmlns:pic=\"{drawing}/picture\"><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"p\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip xmlns:r=\"{RELATION}\" r:link=\"rId1\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"900000\" cy=\"900000\"/></a:xfrm><a:prstGeom prst=\"rect\"/></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p><w:sectPr>"
    );
    OfficeFile::docx(&CONTRACT)
        .relation("word/_rels/document.xml.rels", "image", address, "External")
        .replace("word/document.xml", "<w:sectPr>", &picture)
}
