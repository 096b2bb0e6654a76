//! The files that are sealed: clean ones as the intake leaves them, of a known number of pages and length.

use pdf::incremental::append::{Appender, FileEnd};

/// Shape of a file.
#[derive(Clone, Copy)]
pub struct Sample {
    pub pages: usize,
    /// Roughly, in bytes.
    pub length: usize,
}

/// Ten pages of text, as most contracts are.
pub const CONTRACT: Sample = Sample {
    pages: 10,
    length: 200_000,
};

/// Ten scanned pages.
pub const SCANNED: Sample = Sample {
    pages: 10,
    length: 10_000_000,
};

impl Sample {
    /// One revision with a plain cross-reference table. Each page carries its share of the length as text.
    pub fn pdf(self) -> Vec<u8> {
        let mut file = Appender::new(FileEnd::of_nothing());
        let [catalog, pages, font] = [(); 3].map(|()| file.reserve());
        let kids: Vec<String> = (0..self.pages)
            .map(|page| self.page(&mut file, pages, font, page))
            .collect();
        file.object(
            catalog,
            format!("<< /Type /Catalog /Pages {pages} 0 R >>").as_bytes(),
        );
        let list = format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            self.pages
        );
        file.object(pages, list.as_bytes());
        file.object(font, b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        file.finish("0123456789abcdef".repeat(2)).0
    }

    /// Writes a page with its content; a reference to it.
    fn page(self, file: &mut Appender, parent: u32, font: u32, index: usize) -> String {
        let [page, content] = [(); 2].map(|()| file.reserve());
        let body = format!(
            "<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] \
             /Resources << /Font << /F1 {font} 0 R >> >> /Contents {content} 0 R >>"
        );
        file.object(page, body.as_bytes());
        file.stream(content, "", text(index, self.length / self.pages).as_bytes());
        format!("{page} 0 R")
    }
}

fn text(page: usize, length: usize) -> String {
    let mut text = String::with_capacity(length + 100);
    text.push_str("BT /F1 9 Tf 60 800 Td 11 TL ");
    let mut line = 0;
    while text.len() < length {
        text.push_str(&format!(
            "(Page {page}, clause {line}: the parties agree as stated here.) Tj T* "
        ));
        line += 1;
    }
    text.push_str("ET");
    text
}
