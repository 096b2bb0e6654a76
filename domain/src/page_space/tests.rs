//! Known corners of turned and shifted pages, and the properties that hold for all of them.

use super::*;
use proptest::prelude::*;

fn page(rotate: u16) -> PageBox {
    PageBox {
        visible: PageRect {
            x: 10_000,
            y: 20_000,
            w: 200_000,
            h: 400_000,
        },
        rotate,
        user_unit: 1000,
    }
}

/// The strip 10 % from the top left corner of the displayed page: 25 % wide, 50 % high.
const STRIP: DisplayedRect = DisplayedRect {
    x: 100_000,
    y: 100_000,
    w: 250_000,
    h: 500_000,
};

#[test]
fn an_upright_page_only_turns_y_around() {
    assert_eq!(
        to_page(&page(0), &STRIP),
        PageRect {
            x: 30_000,
            y: 180_000,
            w: 50_000,
            h: 200_000
        }
    );
}

#[test]
fn a_quarter_turn_puts_the_bottom_left_corner_at_the_top_left() {
    assert_eq!(
        to_page(&page(90), &STRIP),
        PageRect {
            x: 30_000,
            y: 60_000,
            w: 100_000,
            h: 100_000
        }
    );
}

#[test]
fn a_half_turn_puts_the_bottom_right_corner_at_the_top_left() {
    assert_eq!(
        to_page(&page(180), &STRIP),
        PageRect {
            x: 140_000,
            y: 60_000,
            w: 50_000,
            h: 200_000
        }
    );
}

#[test]
fn three_quarters_put_the_top_right_corner_at_the_top_left() {
    assert_eq!(
        to_page(&page(270), &STRIP),
        PageRect {
            x: 90_000,
            y: 280_000,
            w: 100_000,
            h: 100_000
        }
    );
}

#[test]
fn the_size_follows_rotation_and_user_unit() {
    let mut turned = page(270);
    turned.user_unit = 2500;
    assert_eq!(
        displayed_size(&turned),
        DisplayedSize {
            width: 1_000_000,
            height: 500_000
        }
    );
    assert_eq!(
        displayed_size(&page(180)),
        DisplayedSize {
            width: 200_000,
            height: 400_000
        }
    );
}

#[test]
fn an_odd_rotation_counts_as_none() {
    assert_eq!(to_page(&page(45), &STRIP), to_page(&page(0), &STRIP));
    assert_eq!(to_page(&page(450), &STRIP), to_page(&page(90), &STRIP));
}

#[test]
fn hostile_numbers_neither_panic_nor_wrap() {
    let empty = PageBox {
        visible: PageRect {
            x: i64::MAX,
            y: i64::MIN,
            w: 0,
            h: 0,
        },
        rotate: 90,
        user_unit: i64::MAX,
    };
    let huge = DisplayedRect {
        x: i64::MAX,
        y: i64::MIN,
        w: i64::MAX,
        h: i64::MAX,
    };
    assert_eq!(to_page(&empty, &huge).w, 0);
    assert_eq!(displayed_size(&empty), DisplayedSize { width: 0, height: 0 });
    let everywhere = PageRect {
        x: i64::MIN,
        y: i64::MIN,
        w: i64::MAX,
        h: i64::MAX,
    };
    assert_eq!(
        to_displayed(&empty, &everywhere),
        DisplayedRect {
            x: 0,
            y: 0,
            w: 0,
            h: 0
        }
    );
}

fn any_page() -> impl Strategy<Value = PageBox> {
    (
        -1_000_000..1_000_000i64,
        -1_000_000..1_000_000i64,
        3_000..14_400_000i64,
        3_000..14_400_000i64,
        0..4u16,
        1..5000i64,
    )
        .prop_map(|(x, y, w, h, turns, user_unit)| PageBox {
            visible: PageRect { x, y, w, h },
            rotate: turns * 90,
            user_unit,
        })
}

fn inside() -> impl Strategy<Value = DisplayedRect> {
    (0..=WHOLE, 0..=WHOLE, 0..=WHOLE, 0..=WHOLE).prop_map(|(a, b, c, d)| DisplayedRect {
        x: a.min(b),
        y: c.min(d),
        w: (a - b).abs(),
        h: (c - d).abs(),
    })
}

/// How far an edge may move on the way through page space and back: half a unit of each, in millionths.
fn slack(length: i64) -> i64 {
    WHOLE / (2 * length) + 2
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_place(page in any_page(), rect in inside()) {
        let back = to_displayed(&page, &to_page(&page, &rect));
        let slack = slack(page.visible.w.min(page.visible.h));
        for (was, is) in [
            (rect.x, back.x), (rect.y, back.y), (rect.x + rect.w, back.x + back.w), (rect.y + rect.h, back.y + back.h),
        ] {
            prop_assert!((was - is).abs() <= slack, "{rect:?} came back as {back:?}");
        }
    }

    #[test]
    fn back_and_there_is_the_same_place(page in any_page(), rect in inside()) {
        let rect = to_page(&page, &rect);
        let there = to_page(&page, &to_displayed(&page, &rect));
        let slack = page.visible.w.max(page.visible.h) / (2 * WHOLE) + 2;
        for (was, is) in [
            (rect.x, there.x), (rect.y, there.y), (rect.x + rect.w, there.x + there.w), (rect.y + rect.h, there.y + there.h),
        ] {
            prop_assert!((was - is).abs() <= slack, "{rect:?} came back as {there:?}");
        }
    }

    #[test]
    fn inside_stays_inside(page in any_page(), rect in inside()) {
        let (inner, outer) = (to_page(&page, &rect), page.visible);
        prop_assert!(inner.w >= 0 && inner.h >= 0);
        prop_assert!(inner.x >= outer.x && inner.x + inner.w <= outer.x + outer.w);
        prop_assert!(inner.y >= outer.y && inner.y + inner.h <= outer.y + outer.h);
        let shown = to_displayed(&page, &inner);
        prop_assert!(shown.x >= 0 && shown.x + shown.w <= WHOLE && shown.y >= 0 && shown.y + shown.h <= WHOLE);
    }

    #[test]
    fn the_whole_page_is_the_visible_box(page in any_page()) {
        let whole = DisplayedRect { x: 0, y: 0, w: WHOLE, h: WHOLE };
        prop_assert_eq!(to_page(&page, &whole), page.visible);
        prop_assert_eq!(to_displayed(&page, &page.visible), whole);
    }

    #[test]
    fn neighbours_stay_neighbours(page in any_page(), rect in inside(), cut in 0..=WHOLE) {
        let first = DisplayedRect { w: rect.w * cut / WHOLE, ..rect };
        let second = DisplayedRect { x: first.x + first.w, w: rect.w - first.w, ..rect };
        let (first, second, both) = (to_page(&page, &first), to_page(&page, &second), to_page(&page, &rect));
        prop_assert!(first.w + second.w == both.w || first.h + second.h == both.h);
    }
}
