//! The files that are sealed: clean ones as the intake leaves them, of a known number of pages and length.

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
        let kids: Vec<String> = (0..self.pages)
            .map(|page| format!("{} 0 R", 4 + 2 * page))
            .collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!(
                "<< /Type /Pages /Kids [{}] /Count {} >>",
                kids.join(" "),
                self.pages
            ),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        ];
        for page in 0..self.pages {
            let content = text(page, self.length / self.pages);
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> \
                 /Contents {} 0 R >>",
                5 + 2 * page
            ));
            objects.push(format!(
                "<< /Length {} >>\nstream\n{content}\nendstream",
                content.len()
            ));
        }
        file(&objects)
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

fn file(objects: &[String]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n".to_vec();
    let mut rows = String::from("0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        rows.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let (size, start) = (objects.len() + 1, out.len());
    let id = "<0123456789abcdef0123456789abcdef>";
    out.extend(
        format!("xref\n0 {size}\n{rows}trailer << /Root 1 0 R /Size {size} /ID [{id}{id}] >>\nstartxref\n{start}\n%%EOF\n")
            .bytes(),
    );
    out
}
