//! Form values without drawings are set as a viewing program would, or refused.

use super::*;
use crate::rehearsal::{file, micro_hei};

/// A form with one field of these entries, and what the form says besides. Object 5 is an empty drawing.
fn form(field: &str, besides: &str) -> Vec<u8> {
    file(&[
        format!(
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /DA (/Helv 9 Tf 0 g) {besides} >> >>"
        ),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>".to_owned(),
        format!("<< /Type /Annot /Subtype /Widget /T (a) /Rect [250 220 50 200] {field} >>"),
        "<< /Length 0 >>\nstream\n\nendstream".to_owned(),
        "null".to_owned(),
        "<< /Title (Sample) >>".to_owned(),
    ])
}

/// The drawing of the field, as bytes of the file.
fn drawing(bytes: &[u8]) -> String {
    let file = PdfFile::read(bytes).expect("a file");
    let view = file.newest();
    let id = |number| ObjectId {
        number,
        generation: 0,
    };
    let widget = view.object(id(4)).expect("an object").expect("the widget");
    let Some(Value::Dictionary(drawings)) = widget
        .node
        .value
        .as_dictionary()
        .and_then(|it| it.get(b"AP"))
        .cloned()
    else {
        panic!("no drawing")
    };
    let normal = drawings
        .get(b"N")
        .and_then(Value::as_reference)
        .expect("a reference");
    let object = view.object(normal).expect("an object").expect("the drawing");
    String::from_utf8_lossy(&bytes[object.span]).into_owned()
}

#[test]
fn chinese_without_a_drawing_is_set_in_the_size_of_the_widget() {
    // 合同金额
    let bytes = form("/FT /Tx /V <FEFF5408540C91D1989D>", "/NeedAppearances true");
    let (drawn, count) = draw_values(&bytes, micro_hei()).expect("drawn");
    assert_eq!(count, 1);
    let shown = drawing(&drawn);
    assert!(
        shown.contains("/BBox [0 0 200 20]") && shown.contains(" Tj"),
        "{shown}"
    );
    assert!(drawn.starts_with(&bytes));
    let file = PdfFile::read(&drawn).expect("a file");
    let (_, catalog) = file.newest().catalog().expect("a catalog");
    let form = catalog
        .get(b"AcroForm")
        .and_then(Value::as_dictionary)
        .expect("a form");
    assert_eq!(form.get(b"NeedAppearances"), Some(&Value::Boolean(false)));
}

#[test]
fn a_drawing_that_is_there_stays_unless_the_file_asks_for_another() {
    let own = "/FT /Tx /V (x) /AP << /N 5 0 R >>";
    assert_eq!(draw_values(&form(own, ""), micro_hei()).expect("read").1, 0);
    let asks = form(own, "/NeedAppearances true");
    assert_eq!(draw_values(&asks, micro_hei()).expect("drawn").1, 1);
}

#[test]
fn a_choice_shows_its_text_and_a_comb_its_cells() {
    let pairs = "/FT /Ch /V (b) /Opt [[(a) (Alpha)] [(b) (Beta)]]";
    let file = form(pairs, "");
    let read = PdfFile::read(&file).expect("a file");
    let view = read.newest();
    let walk = Walk {
        view: &view,
        redraws: false,
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    let id = ObjectId {
        number: 4,
        generation: 0,
    };
    let widget = view.object(id).expect("an object").expect("the widget");
    let entries = widget.node.value.as_dictionary().expect("a dictionary");
    assert_eq!(
        (walk.chosen(entries, b"b"), walk.chosen(entries, b"c")),
        ("Beta".to_owned(), "c".to_owned())
    );
    let comb = form(&format!("/FT /Tx /Ff {COMB} /MaxLen 5 /V (123)"), "");
    let shown = drawing(&draw_values(&comb, micro_hei()).expect("drawn").0);
    assert_eq!(shown.matches(" Tj").count(), 3, "{shown}");
}

#[test]
fn what_cannot_be_set_is_refused() {
    for field in [
        format!("/FT /Tx /Ff {PASSWORD} /V (secret)"),
        "/FT /Ch /V [(a) (b)]".to_owned(),
        "/FT /Tx /V (x) /MK << /R 90 >>".to_owned(),
        // A character that the font lacks.
        "/FT /Tx /V <FEFFD83EDD16>".to_owned(),
        format!("/FT /Tx /V ({})", "far too long ".repeat(400)),
    ] {
        let refused = draw_values(&form(&field, ""), micro_hei());
        assert_eq!(refused.map(drop), Err(IntakeRefusal::UnflattenedForm), "{field}");
    }
}
