//! The polygon around a line of places. Built of pieces that all turn the same way, so that the nonzero rule
//! never leaves a hole, however the pen doubled back.

use super::Place;

#[derive(Clone, Copy)]
struct Vector {
    x: f64,
    y: f64,
}

impl Vector {
    fn plus(self, other: Self) -> Self {
        Self {
            x: self.x + other.x,
            y: self.y + other.y,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            x: self.x - other.x,
            y: self.y - other.y,
        }
    }

    fn negated(self) -> Self {
        Self {
            x: 0.0 - self.x,
            y: 0.0 - self.y,
        }
    }

    /// Towards the left hand of someone walking along `self` (y points down).
    fn left(self) -> Self {
        Self {
            x: self.y,
            y: 0.0 - self.x,
        }
    }

    fn unit(self) -> Self {
        let length = (self.x * self.x + self.y * self.y).sqrt();
        Self {
            x: self.x / length,
            y: self.y / length,
        }
    }
}

type Corners = Vec<(f64, f64)>;

/// Neighbours in `line` must differ.
pub(super) fn envelope(line: &[Place]) -> Corners {
    match line {
        [] => Vec::new(),
        [only] => dot(*only),
        [first, .., last] => around(line, *first, *last),
    }
}

fn at(place: Place, direction: Vector) -> (f64, f64) {
    (place.x + place.r * direction.x, place.y + place.r * direction.y)
}

/// Corners strictly between the unit vectors `a` and `b` (less than half a turn apart): 2^depth − 1 of them.
fn arc(out: &mut Corners, place: Place, a: Vector, b: Vector, depth: u32) {
    if depth == 0 {
        return;
    }
    let middle = a.plus(b).unit();
    arc(out, place, a, middle, depth - 1);
    out.push(at(place, middle));
    arc(out, place, middle, b, depth - 1);
}

/// Half a turn from `from` over `over` to the opposite of `from`, both ends included.
fn half_turn(out: &mut Corners, place: Place, from: Vector, over: Vector) {
    out.push(at(place, from));
    arc(out, place, from, over, 3);
    out.push(at(place, over));
    arc(out, place, over, from.negated(), 3);
    out.push(at(place, from.negated()));
}

fn dot(place: Place) -> Corners {
    let (right, down) = (Vector { x: 1.0, y: 0.0 }, Vector { x: 0.0, y: 1.0 });
    let mut out = Vec::new();
    half_turn(&mut out, place, right, down);
    out.pop();
    half_turn(&mut out, place, right.negated(), down.negated());
    out.pop();
    out
}

fn around(line: &[Place], first: Place, last: Place) -> Corners {
    let mut ways: Vec<(Vector, f64)> = Vec::with_capacity(line.len());
    for pair in line.windows(2) {
        let [a, b] = pair else { continue };
        let step = Vector {
            x: b.x - a.x,
            y: b.y - a.y,
        };
        ways.push((step.unit(), (step.x * step.x + step.y * step.y).sqrt()));
    }
    let (Some(&(start, _)), Some(&(end, _))) = (ways.first(), ways.last()) else {
        return Vec::new();
    };
    let mut left: Corners = Vec::new();
    let mut right: Corners = Vec::new();
    half_turn(&mut left, first, start.left().negated(), start.negated());
    for (pair, &place) in ways.windows(2).zip(line.iter().skip(1)) {
        let [(before, length_before), (after, length_after)] = *pair else {
            continue;
        };
        let shorter = if length_before < length_after {
            length_before
        } else {
            length_after
        };
        joint(&mut left, &mut right, place, before, after, shorter);
    }
    half_turn(&mut left, last, end.left(), end);
    left.extend(right.into_iter().rev());
    left
}

/// Both sides of the line where it turns from `before` to `after`. Gentle turns get one corner on each side;
/// sharp ones an arc outside and a way over the centre inside, which keeps every piece turning one way.
fn joint(left: &mut Corners, right: &mut Corners, place: Place, before: Vector, after: Vector, shorter: f64) {
    let cosine = before.x * after.x + before.y * after.y;
    let sine = before.x * after.y - before.y * after.x;
    let turn = if sine < 0.0 { 0.0 - sine } else { sine };
    let (from, to) = (before.left(), after.left());
    if cosine > 0.8 && place.r * turn < 0.9 * shorter {
        let sum = from.plus(to);
        let middle = Vector {
            x: sum.x / (1.0 + cosine),
            y: sum.y / (1.0 + cosine),
        };
        left.push(at(place, middle));
        right.push(at(place, middle.negated()));
    } else if sine > 0.0 {
        outside(left, place, from, to, before.minus(after), cosine);
        inside(right, place, from.negated(), to.negated());
    } else {
        outside(
            right,
            place,
            from.negated(),
            to.negated(),
            before.minus(after),
            cosine,
        );
        inside(left, place, from, to);
    }
}

fn outside(out: &mut Corners, place: Place, from: Vector, to: Vector, tip: Vector, cosine: f64) {
    let middle = if cosine < 0.0 {
        tip.unit()
    } else {
        from.plus(to).unit()
    };
    out.push(at(place, from));
    arc(out, place, from, middle, 2);
    out.push(at(place, middle));
    arc(out, place, middle, to, 2);
    out.push(at(place, to));
}

fn inside(out: &mut Corners, place: Place, from: Vector, to: Vector) {
    out.push(at(place, from));
    out.push((place.x, place.y));
    out.push(at(place, to));
}
