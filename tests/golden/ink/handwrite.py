"""Writes names.json: five names as a person would write them on a pad, for tests and demonstrations.

Each character is a few skeleton strokes in a cell of 100 x 100; a simulated hand follows them: smooth paths,
slower in tight turns (speed ~ curvature^-1/3), soft starts, quick lifts, a little tremor, about 120 points a
second. Run `python3 handwrite.py` in this folder; the output depends on nothing but this file.
"""

import json
import math
import random

BOX = (480.0, 180.0)
RATE_HZ = 120.0

GLYPHS = {
    "张": [[(12, 18), (38, 15), (34, 34)], [(14, 37), (36, 33)],
          [(14, 36), (11, 54), (38, 50), (35, 82), (24, 76)],
          [(82, 10), (70, 25), (57, 36)], [(46, 50), (94, 44)],
          [(61, 18), (60, 86), (77, 73)], [(64, 50), (75, 70), (97, 86)]],
    "伟": [[(30, 10), (22, 34), (6, 54)], [(20, 38), (20, 94)], [(40, 26), (84, 20)], [(42, 44), (82, 39)],
          [(38, 62), (86, 56), (82, 76), (73, 71)], [(62, 6), (61, 98)]],
    "李": [[(12, 26), (88, 20)], [(50, 4), (50, 47)], [(48, 24), (34, 42), (10, 57)], [(52, 24), (66, 40), (93, 53)],
          [(32, 57), (68, 53), (51, 66)], [(51, 66), (56, 80), (49, 97), (37, 88)], [(12, 75), (92, 69)]],
    "娜": [[(26, 10), (18, 38), (12, 56), (36, 82)], [(37, 28), (28, 60), (6, 88)], [(4, 43), (45, 37)],
          [(48, 20), (71, 17), (67, 79), (58, 74)], [(50, 36), (69, 34)], [(48, 54), (67, 51)],
          [(58, 20), (56, 56), (42, 88)], [(78, 20), (94, 18), (82, 41), (94, 54), (82, 66)], [(78, 20), (78, 98)]],
    "王": [[(20, 18), (80, 14)], [(24, 48), (76, 44)], [(50, 16), (50, 84)], [(8, 87), (94, 81)]],
    "芳": [[(12, 22), (90, 17)], [(34, 7), (36, 34)], [(66, 5), (62, 33)], [(50, 36), (56, 45)], [(14, 53), (88, 47)],
          [(46, 66), (73, 62), (67, 93), (56, 86)], [(48, 52), (38, 78), (12, 98)]],
    "刘": [[(28, 8), (35, 19)], [(6, 31), (58, 25)], [(46, 30), (32, 62), (6, 88)], [(16, 44), (34, 62), (57, 84)],
          [(70, 24), (70, 67)], [(90, 6), (90, 94), (79, 85)]],
    "洋": [[(12, 12), (21, 21)], [(5, 37), (15, 45)], [(6, 86), (14, 74), (25, 55)], [(46, 8), (53, 21)],
          [(80, 6), (71, 21)], [(38, 30), (92, 26)], [(42, 50), (87, 46)], [(31, 71), (98, 65)], [(64, 28), (64, 99)]],
    "陈": [[(12, 14), (35, 11), (20, 38), (35, 52), (20, 65)], [(13, 14), (13, 98)], [(44, 24), (92, 19)],
          [(66, 6), (50, 50), (90, 46)], [(70, 34), (70, 94), (59, 85)], [(56, 62), (44, 80)], [(82, 60), (94, 77)]],
    "明": [[(14, 20), (14, 78)], [(14, 20), (38, 18), (38, 76)], [(15, 46), (37, 44)], [(15, 74), (37, 72)],
          [(58, 14), (57, 56), (43, 94)], [(58, 14), (87, 12), (86, 94), (76, 85)], [(58, 36), (85, 34)],
          [(57, 58), (85, 55)]],
}
NAMES = ["张伟", "李娜", "王芳", "刘洋", "陈明"]


def rounded(points, cut=0.16):
    """Corners cut twice (Chaikin) but kept tight, so that turns are small curves and not kinks."""
    for _ in range(3):
        out = [points[0]]
        for before, here, after in zip(points, points[1:], points[2:]):
            for other in (before, after):
                length = math.dist(here, other)
                part = min(cut, 5.0 / length) if length else 0.0
                out.append((here[0] + (other[0] - here[0]) * part, here[1] + (other[1] - here[1]) * part))
        out.append(points[-1])
        points = out
    return points


def bowed(points, rng):
    """Straight skeleton lines get the slight bow of a wrist."""
    out = [points[0]]
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        length = math.dist((ax, ay), (bx, by))
        bow = rng.uniform(0.015, 0.05) * length * (1 if abs(bx - ax) > abs(by - ay) else -1)
        for k in range(1, 9):
            s = k / 8
            push = bow * 4 * s * (1 - s)
            out.append((ax + (bx - ax) * s + (by - ay) / length * push, ay + (by - ay) * s - (bx - ax) / length * push))
    return out


def dense(points, step=0.4):
    out = [points[0]]
    for a, b in zip(points, points[1:]):
        count = max(1, round(math.dist(a, b) / step))
        out.extend((a[0] + (b[0] - a[0]) * k / count, a[1] + (b[1] - a[1]) * k / count) for k in range(1, count + 1))
    return out


def speeds(path, lifts_quickly):
    """Relative speed at each place of the path, units per ms."""
    reach = 8
    out = []
    for i in range(len(path)):
        a, b, c = path[max(0, i - reach)], path[i], path[min(len(path) - 1, i + reach)]
        ab, bc, ca = math.dist(a, b), math.dist(b, c), math.dist(c, a)
        cross = abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
        curvature = 2 * cross / (ab * bc * ca) if ab * bc * ca else 0.0
        speed = min(0.42, 0.13 * (curvature + 0.012) ** (-1 / 3))
        ramp_in = min(1.0, 0.22 + i / 22)
        ramp_out = min(1.0, (0.85 if lifts_quickly else 0.25) + (len(path) - 1 - i) / 18)
        out.append(speed * ramp_in * ramp_out)
    return out


def lifts_quickly(points):
    (ax, ay), (bx, by) = points[-2], points[-1]
    hook = len(points) > 2 and math.dist(points[-2], points[-1]) < 26
    falling_left = bx < ax - 5 and by > ay + 5
    falling_right = len(points) > 2 and bx > ax + 8 and by > ay + 8
    return hook or falling_left or falling_right


def write(glyph_points, place, rng):
    quick = lifts_quickly(glyph_points)
    path = dense(rounded(bowed(glyph_points, rng)))
    speed = speeds(path, quick)
    haste = rng.uniform(0.85, 1.2)
    drift = [rng.uniform(0, 2 * math.pi) for _ in range(4)]
    samples, clock, due = [], 0.0, 0.0
    for i, (x, y) in enumerate(path):
        if i:
            clock += math.dist(path[i - 1], path[i]) / (speed[i] * haste)
        if clock >= due or i + 1 == len(path):
            shake_x = 0.35 * math.sin(clock / 31 + drift[0]) + 0.15 * math.sin(clock / 11 + drift[1])
            shake_y = 0.35 * math.sin(clock / 37 + drift[2]) + 0.15 * math.sin(clock / 13 + drift[3])
            samples.append((*place(x + shake_x, y + shake_y), round(clock * 10)))
            due = clock + 1000 / RATE_HZ + rng.uniform(-0.6, 0.6)
    return [[*point, 512] for point in samples]


def name(text, seed):
    rng = random.Random(seed)
    strokes = []
    cell = 138.0
    left = (BOX[0] - cell * len(text) * 0.98) / 2
    for index, glyph in enumerate(text):
        size = cell * rng.uniform(0.94, 1.04)
        dx, dy = left + index * cell * 0.98, (BOX[1] - size) / 2 + rng.uniform(-5, 5)

        def place(x, y):
            leaning = x + (50 - y) * 0.07
            px, py = dx + leaning * size / 100, dy + (y - (x - 50) * 0.05) * size / 100
            grid = lambda value, whole: max(0, min(65535, round(value / whole * 65535)))
            return grid(px, BOX[0]), grid(py, BOX[1])

        for points in GLYPHS[glyph]:
            wobble = [(x + rng.uniform(-1.6, 1.6), y + rng.uniform(-1.6, 1.6)) for x, y in points]
            pause = 0 if not strokes else round(rng.uniform(90, 170) + (120 if points is GLYPHS[glyph][0] else 0))
            strokes.append({"pause_ms": pause, "points": write(wobble, place, rng)})
    return {"name": text, "box": [int(BOX[0]), int(BOX[1])], "strokes": strokes}


def main():
    lines = [json.dumps(name(text, 20 + i), ensure_ascii=False, separators=(",", ":")) for i, text in enumerate(NAMES)]
    with open("names.json", "w", encoding="utf-8") as out:
        out.write("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
