//! Seals of all shapes and lengths lie within their edge and say what they must; wrong wishes are named.

use super::*;
use crate::path::Segment;
use crate::rehearsal::micro_hei;
use std::sync::Arc;

fn shelf() -> FontShelf {
    FontShelf::debian(Arc::new(micro_hei()))
}

fn round(name: &str) -> SealDesign {
    SealDesign {
        outline: SealOutline::Round { diameter: 4000 },
        name: name.to_owned(),
        purpose: None,
        number: None,
        star: true,
        face: Face::Song,
        colour: red(),
    }
}

fn name(count: usize) -> String {
    "北京会签数字科技发展集团股份有限责任公司深圳前海分公司合同管理中心"
        .chars()
        .take(count)
        .collect()
}

#[test]
fn everything_lies_within_the_edge() {
    let shelf = shelf();
    for outline in [
        SealOutline::Round { diameter: 4000 },
        SealOutline::Ellipse {
            width: 4500,
            height: 3000,
        },
    ] {
        for count in [4, 5, 12, 13, 30] {
            let design = SealDesign {
                outline,
                purpose: Some("合同专用章".to_owned()),
                number: Some("1101080012345".to_owned()),
                ..round(&name(count))
            };
            let drawing = design.draw(&shelf).expect("a drawing");
            let (a, b) = (drawing.width / 2.0, drawing.height / 2.0);
            let edge = 1.0 - EDGE;
            assert_eq!(
                drawing.shapes.len(),
                1 + count + 1 + 5 + 13,
                "edge, name, star, purpose, number"
            );
            let middle = |shape: &Shape| {
                let [left, bottom, right, top] = shape.path.bounds().expect("a path");
                [f64::midpoint(left, right), f64::midpoint(bottom, top)]
            };
            let digits = &drawing.shapes[drawing.shapes.len() - 13..];
            let across: Vec<f64> = digits.iter().map(|digit| middle(digit)[0]).collect();
            assert!(across.is_sorted(), "the number is read from the left: {across:?}");
            for shape in &drawing.shapes[1..] {
                let [x, y] = middle(shape);
                let (x, y) = (x - a, y - b);
                let out = (x / (a * edge)).hypot(y / (b * edge));
                assert!(out < 0.95, "{outline:?} {count}: a letter at {out} of the edge");
            }
        }
    }
}

/// The mean of a letter's points: the same place in the letter, however it is turned.
fn place(shape: &Shape) -> Point {
    let points: Vec<Point> = shape
        .path
        .0
        .iter()
        .flat_map(|segment| match segment {
            Segment::Move(point) | Segment::Line(point) => vec![*point],
            Segment::Curve(points) => points.to_vec(),
            Segment::Close => Vec::new(),
        })
        .collect();
    let mean = |axis: usize| points.iter().map(|point| point[axis]).sum::<f64>() / points.len() as f64;
    [mean(0), mean(1)]
}

/// Widest gap between neighbours on the arc, in parts of the narrowest.
fn unevenness(outline: SealOutline, count: usize) -> f64 {
    let design = SealDesign {
        outline,
        ..round(&"国".repeat(count))
    };
    let drawing = design.draw(&shelf()).expect("a drawing");
    let places: Vec<Point> = drawing.shapes[1..=count].iter().map(place).collect();
    let gaps = places
        .windows(2)
        .map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]));
    let (narrowest, widest) = gaps.fold((f64::MAX, 0.0_f64), |(least, most), gap| {
        (least.min(gap), most.max(gap))
    });
    widest / narrowest
}

#[test]
fn names_of_every_length_stand_evenly_on_the_arc() {
    for count in 4..=30 {
        let round = unevenness(SealOutline::Round { diameter: 4000 }, count);
        assert!(round < 1.001, "{count} letters on a circle: {round}");
        // The ends of an ellipse are bent more than its back: as long an arc has a shorter chord there.
        let ellipse = unevenness(
            SealOutline::Ellipse {
                width: 4500,
                height: 3000,
            },
            count,
        );
        assert!(ellipse < 1.06, "{count} letters on an ellipse: {ellipse}");
    }
}

#[test]
fn a_drawing_is_the_same_as_svg_and_in_a_file() {
    let drawing = round("北京某某科技有限公司").draw(&shelf()).expect("a drawing");
    let svg = drawing.to_svg();
    assert!(
        svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40mm\" height=\"40mm\""),
        "{svg}"
    );
    assert_eq!(svg.matches("<path").count(), drawing.shapes.len());
    let operators = String::from_utf8(drawing.operators()).expect("operators");
    assert_eq!(operators.matches("f*\n").count(), 1, "the edge is a ring");
    let lines = |operator| operators.lines().filter(|line| *line == operator).count();
    assert_eq!((lines("B"), lines("f")), (10, 1), "ten bolder letters and a star");
    let json = serde_json::to_string(&drawing).expect("json");
    let again: Drawing = serde_json::from_str(&json).expect("a drawing");
    assert_eq!(again.operators(), drawing.operators());
}

#[test]
fn wishes_that_cannot_be_met_are_named() {
    let shelf = shelf();
    let refusal = |design: SealDesign| design.draw(&shelf).expect_err("a refusal");
    assert_eq!(refusal(round("三个字")), SealDesignError::ArcLength(3));
    assert_eq!(refusal(round(&name(31))), SealDesignError::ArcLength(31));
    let square = |text: &str| SealDesign {
        outline: SealOutline::Square { side: 2000 },
        ..round(text)
    };
    assert!(square("张三之印").draw(&shelf).is_ok());
    assert_eq!(refusal(square("")), SealDesignError::SquareLength(0));
    let tiny = SealDesign {
        outline: SealOutline::Round { diameter: 900 },
        ..round("北京公司")
    };
    assert_eq!(refusal(tiny), SealDesignError::Size);
    assert_eq!(
        refusal(round("北京\u{10FFFD}公司")),
        SealDesignError::CharacterMissing('\u{10FFFD}')
    );
    let wordy = SealDesign {
        purpose: Some("长".repeat(13)),
        ..round("北京公司")
    };
    assert_eq!(refusal(wordy), SealDesignError::SmallText);
    for error in [
        SealDesignError::Size,
        SealDesignError::ArcLength(3),
        SealDesignError::SquareLength(0),
        SealDesignError::SmallText,
        SealDesignError::CharacterMissing('x'),
    ] {
        assert!(domain::catalogue::has(error.code()), "{}", error.code());
    }
}
