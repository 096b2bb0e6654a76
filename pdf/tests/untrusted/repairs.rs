//! Damage that is put right where nothing can have been lost, and said; the rest is refused.

use crate::sample::{FIRST_PAGE, Sample, a4, clean, has, position, take_in};
use pdf::intake::IntakeLimits;
use pdf::intake::refusal::IntakeRefusal;

#[test]
fn a_wrong_cross_reference_table_is_rebuilt_where_the_file_is_whole() {
    let sound = Sample::pages(3).bytes();
    assert!(!take_in(&sound, &IntakeLimits::default()).unwrap().facts.repaired);
    let start = position(&sound, "startxref\n") + 10;
    let wrong = [&sound[..start], b"7\n%%EOF\n".as_slice()].concat();
    let repaired = take_in(&wrong, &IntakeLimits::default()).unwrap();
    assert!(repaired.facts.repaired);
    assert_eq!(repaired.boxes, vec![a4(); 3]);
}

#[test]
fn pages_without_a_size_get_the_one_that_readers_show_them_with() {
    let sample = Sample::pages(2)
        .page(1, "/MediaBox[0 0 300 400]")
        .object(2, "<</Type/Pages/Count 2/Kids[10 0 R 12 0 R]>>");
    let taken = clean(&sample);
    let sizes = taken.boxes.iter().map(|page| (page.visible.w, page.visible.h));
    assert_eq!(
        sizes.collect::<Vec<_>>(),
        [(612_000, 792_000), (300_000, 400_000)]
    );
    assert!(taken.facts.repaired, "the sender is told");
}

#[test]
fn a_page_that_the_tree_names_twice_becomes_two_pages() {
    let sample = Sample::pages(2).page(1, "/MediaBox[0 0 300 400]").object(
        2,
        "<</Type/Pages/Count 3/Kids[10 0 R 12 0 R 10 0 R]/MediaBox[0 0 595.276 841.89]>>",
    );
    let taken = clean(&sample);
    let widths: Vec<i64> = taken.boxes.iter().map(|page| page.visible.w).collect();
    assert_eq!(widths, [595_276, 300_000, 595_276]);
    assert!(taken.facts.repaired, "the sender is told");

    let cycle = Sample::pages(1).object(2, "<</Type/Pages/Count 2/Kids[10 0 R 2 0 R]>>");
    let refused = take_in(&cycle.bytes(), &IntakeLimits::default());
    assert_eq!(refused.unwrap_err(), IntakeRefusal::Broken);
}

#[test]
fn a_missing_startxref_is_put_right_where_the_trailer_is_whole() {
    let sound = Sample::pages(2).bytes();
    let (startxref, trailer) = (position(&sound, "startxref"), position(&sound, "trailer"));
    let without = |end: usize, rest: &str| [&sound[..end], rest.as_bytes()].concat();
    for kept in [without(startxref, "%%EOF\n"), without(startxref, "")] {
        let taken = take_in(&kept, &IntakeLimits::default()).unwrap();
        assert!(taken.facts.repaired && taken.boxes == [a4(), a4()]);
    }
    // What is cut within the trailer or before it may have lost pages, and so may what ends within a later revision.
    for cut in [
        without(trailer + 12, ""),
        without(trailer, ""),
        without(startxref, "20 0 obj\n<</Type/Pa"),
    ] {
        let refused = take_in(&cut, &IntakeLimits::default());
        assert_eq!(refused.unwrap_err(), IntakeRefusal::Broken);
    }
}

#[test]
fn a_font_that_is_called_like_an_attachment_is_none() {
    let sample = Sample::pages(1).object(
        FIRST_PAGE,
        "<</Type/Page/Parent 2 0 R/Contents 11 0 R/Resources<</Font<</F 3 0 R/EF 3 0 R>>>>>>",
    );
    assert!(has(&clean(&sample).bytes, "/EF"));
}
