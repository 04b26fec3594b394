"""Frames of a pair as rows of text in named styles, drawn once and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from math import asin, hypot, sin
from typing import Literal

from hinge_log.charts.figure.draw import (
    HEAD,
    REACH,
    FigureStyle,
    dowel,
    draw,
    draw_gap,
    draw_ghost,
    draw_level,
    draw_load,
    draw_scene,
    scene_lines,
)
from hinge_log.charts.figure.kinematics import MID_FOOT, Point, Skeleton, fold, lean, solve
from hinge_log.charts.figure.label import MOST_ROWS, arrow, draw_sticks, place
from hinge_log.charts.figure.motion import Moment, RepMoment
from hinge_log.charts.figure.pairs import FigurePair
from hinge_log.charts.figure.raster import LAYERS, Box, Dots, View, around, fit

Layout = Literal["side", "stack", "alternate", "good"]
Cells = list[list[tuple[str, str]]]
Row = tuple[tuple[str, str], ...]
MOMENTS: tuple[Moment, ...] = ("start", "middle", "bottom")
GAP = 2
_KEPT = 64  # sets of frames: a few exercises in a few sizes


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: rows of (text, style), and the beat at which it is shown for `seconds`.

    Styles are "good", "fault", "mark", "prop", "floor", "muted" and "" for nothing. `shown` says which
    figure it holds: "both", "good" or "fault".
    """

    rows: tuple[Row, ...]
    beat: RepMoment
    seconds: float
    shown: str = "both"

    @property
    def text(self) -> str:
        """The picture without styles."""
        return "\n".join("".join(text for text, _ in row) for row in self.rows)


@lru_cache(maxsize=_KEPT)
def frames(
    pair: FigurePair,
    width: int,
    height: int,
    *,
    ascii: bool = False,  # noqa: A002 - the name users know
    layout: Layout = "side",
    titles: bool = True,
) -> tuple[Frame, ...]:
    """Draw one repetition: 8 to 36 frames, at most `width` cells wide and `height` rows high.

    "side" and "stack" show good and fault on the same beat, "alternate" one whole repetition after the other,
    "good" the good one alone. `titles` is a line over each figure.
    """
    beats = pair.tempo.beats()
    seconds = pair.tempo.total / len(beats)
    drawn: dict[tuple[str, float, bool], tuple[Row, ...]] = {}

    def picture(side: str, beat: RepMoment) -> tuple[Row, ...]:
        key = (side, beat.way, beat.returning and 0 < beat.way < 1)
        if key not in drawn:
            drawn[key] = _picture(pair, beat, width, height, layout, side, ascii, titles, moves=False)
        return drawn[key]

    sides = ("good", "fault") if layout == "alternate" else ("both",) if layout != "good" else ("good",)
    return tuple(Frame(picture(side, beat), beat, seconds, side) for side in sides for beat in beats)


@lru_cache(maxsize=_KEPT * 3)
def still(
    pair: FigurePair,
    moment: Moment,
    width: int,
    height: int,
    *,
    ascii: bool = False,  # noqa: A002 - the name users know
    layout: Layout = "side",
    titles: bool = True,
) -> Frame:
    """Draw one moment: one of the three stills of a pair, or "telling", at which the figures differ most."""
    beat = moment_of(pair, moment)
    return Frame(_picture(pair, beat, width, height, layout, "both", ascii, titles, moves=True), beat, 0.0, "both")


@lru_cache(maxsize=_KEPT)
def telling_beat(pair: FigurePair) -> RepMoment:
    """The beat of the repetition at which good and faulty figure differ most, joint by joint."""

    def difference(beat: RepMoment) -> float:
        good, bad = skeletons(pair, beat)
        return sum(hypot(good.at(j)[0] - bad.at(j)[0], good.at(j)[1] - bad.at(j)[1]) for j in JOINTS)

    # Between the last two stills: hips that shoot up do so on the way up, and only early.
    (way, start), (last_way, end) = pair.ways[1:]
    start = start if way == last_way else end
    beats = [b for b in pair.tempo.beats() if b.returning is (last_way == "back")]
    near = [b for b in beats if min(start, end) <= b.way <= max(start, end)]
    return max(near, key=difference) if near else moment_of(pair, "bottom")


JOINTS = ("heel", "knee", "hip", "t12", "shoulder", "head", "hand", "load")


def moment_of(pair: FigurePair, moment: Moment) -> RepMoment:
    """The beat of a still: its seconds are those at which the moving figure passes it."""
    if moment == "telling":
        return telling_beat(pair)
    way, at = pair.ways[MOMENTS.index(moment)]
    returning = way == "back"
    tempo = pair.tempo
    inside = 0.5 - sin(asin(1 - 2 * (1 - at if returning else at)) / 3)  # the inverse of the easing
    seconds = tempo.there + tempo.hold + inside * tempo.back if returning else inside * tempo.there
    return RepMoment(seconds, tempo.words[2] if returning else tempo.words[0], at, returning)


def skeletons(pair: FigurePair, beat: RepMoment) -> tuple[Skeleton, Skeleton]:
    """The good and the faulty figure at a beat."""
    return (
        solve(pair.good.pose(beat.way, pair.segments, returning=beat.returning), pair.segments),
        solve(pair.bad.pose(beat.way, pair.segments, returning=beat.returning), pair.segments),
    )


def _picture(
    pair: FigurePair,
    beat: RepMoment,
    width: int,
    height: int,
    layout: Layout,
    side: str,
    plain: bool,
    titles: bool,
    *,
    moves: bool,
) -> tuple[Row, ...]:
    if width < GAP + 2 or not height:
        return ((("", ""),),) * height  # no space at all
    if layout == "good":
        pair, moves = replace(pair, mark=""), False  # nothing to compare
    panel = partial(_panel, pair, beat, plain, titles, moves)
    if layout in ("good", "alternate"):
        return _rows(panel(width, height, "fault" if side == "fault" else "good"))
    if layout == "stack":
        upper = height // 2
        return _rows(panel(width, upper, "good") + panel(width, height - upper, "fault"))
    half = (width - GAP) // 2
    both = zip(panel(half, height, "good"), panel(half, height, "fault"), strict=True)
    return _rows([left + [(" ", "")] * GAP + right for left, right in both])


def _panel(
    pair: FigurePair, beat: RepMoment, plain: bool, titles: bool, moves: bool, width: int, height: int, side: str
) -> Cells:
    title: Cells = []
    if titles and height >= 8:
        sentence = pair.kept if side == "good" else pair.slipped
        words = f"{'Good' if side == 'good' else 'Fault'}: {sentence}"
        words = words if len(words) <= width else sentence[:width]
        title = [[(c, side) for c in words.ljust(width)]]
    rows = height - len(title)
    view = _view(pair, width, rows)
    dots = Dots(width, rows, LAYERS)
    good, bad = skeletons(pair, beat)
    skeleton = good if side == "good" else bad
    style = FigureStyle(side, pair.mark, pair.prop, pair.scene)
    if plain and rows <= MOST_ROWS:
        draw_scene(dots, view, style.scene)
        draw_load(dots, skeleton, view, style)
        cells = dots.cells(ascii=True)
        draw_sticks(cells, skeleton, view, style)
    else:
        draw(dots, skeleton, view, style)
        if side == "fault":
            draw_ghost(dots, good, view, pair.mark)
            if pair.mark == "load":
                draw_gap(dots, view, skeleton)
        if pair.mark and pair.at in LEVELS:
            draw_level(dots, view, good.at(pair.at)[1])
        cells = dots.cells(ascii=plain)
    if side == "fault":
        place(cells, view.dot(skeleton.at(pair.at)), pair.word, pair.at, plain)
    if moves:
        _draw_moves(cells, pair, beat, view, side, plain)
    return title + cells


LEVELS = ("hip", "shoulder")
"""Faults at these joints are seen against the height at which the good figure has them."""

MOVE_SHARE = 0.3
"""An arrow shows the movement of the last 0.3 of the way."""

LEAST_MOVE = 0.025
"""Less movement than this, in body heights, has no arrow."""


def _draw_moves(cells: Cells, pair: FigurePair, beat: RepMoment, view: View, side: str, plain: bool) -> None:
    """Write how far hip and load moved of late: of the two lengths one reads which went first."""
    before_way = beat.way + MOVE_SHARE if beat.returning else beat.way - MOVE_SHARE
    before = replace(beat, way=min(1.0, max(0.0, before_way)))
    index = 0 if side == "good" else 1
    now, then = skeletons(pair, beat)[index], skeletons(pair, before)[index]
    for joint, front in (("hip", False), *((("load", True),) if pair.prop in REACH else ())):
        (x1, y1), (x2, y2) = view.dot(then.at(joint)), view.dot(now.at(joint))
        if hypot(x2 - x1, y2 - y1) > LEAST_MOVE * view.scale:
            across = 0.0 if pair.fault == "early-hip-rise" else x2 - x1  # what rises first is seen in the heights
            arrow(cells, (x2, y2), (across, y2 - y1), front, plain)


@lru_cache(maxsize=_KEPT)
def _box(pair: FigurePair) -> Box:
    reach = max(REACH.get(pair.prop, 0.03), 0.03)
    circles: list[tuple[Point, float]] = []
    for beat in pair.tempo.beats():
        for s in skeletons(pair, beat):
            circles += [(s.face, HEAD + 0.045)]
            circles += [(point, 0.04) for point in (s.hip, s.t12, s.shoulder, s.knee, s.heel, s.toe, s.elbow)]
            circles += [(s.load, reach), (s.hand, 0.02)]
            circles += [(point, 0.02) for point in (s.far_knee, s.far_ankle, s.far_hand) if point]
            if pair.prop == "dowel":
                circles += [(point, 0.01) for point in dowel(s)]
    for x1, y1, x2, y2 in scene_lines(pair.scene):
        circles += [((x1, y1), 0.01), ((x2, y2), 0.01)]
    if pair.prop in ("band_hips", "band_between"):
        circles.append(((-0.45, 0.2), 0.0))
    return around(circles)


@lru_cache(maxsize=_KEPT)
def _view(pair: FigurePair, width: int, rows: int) -> View:
    return fit(_box(pair), width, rows)


def _rows(cells: Cells) -> tuple[Row, ...]:
    rows: list[Row] = []
    for line in cells:
        parts: list[tuple[str, str]] = []
        for character, style in line:
            if parts and parts[-1][1] == style:
                parts[-1] = (parts[-1][0] + character, style)
            else:
                parts.append((character, style))
        rows.append(tuple(parts))
    return tuple(rows)


def describe(pair: FigurePair, frame: Frame) -> str:
    """Say a frame in words and angles: "down, hips go back first: knee 16, trunk 60 degrees; fault, ..."."""
    good, bad = skeletons(pair, frame.beat)
    measure = f"{pair.kept}: {measured(pair, good)}"
    slipped = f"fault, {pair.slipped}: {measured(pair, bad)}"
    if frame.shown == "good":
        return f"{frame.beat.phase}, {measure}"
    if frame.shown == "fault":
        return f"{frame.beat.phase}, {slipped}"
    return f"{frame.beat.phase}, {measure}; {slipped}"


def measured(pair: FigurePair, skeleton: Skeleton) -> str:
    """Give the two angles that tell good from fault, as whole degrees."""
    words = [_measure(name, skeleton) for name in pair.measures]
    degrees = [word for word in words if word[-1].isdigit()]
    others = [word for word in words if not word[-1].isdigit()]
    return ", ".join([*degrees[:-1], *(f"{word} degrees" for word in degrees[-1:]), *others])


def _measure(name: str, s: Skeleton) -> str:
    if name == "knee":
        return f"knee {fold(s.ankle, s.knee, s.hip):.0f}"
    if name == "hip":
        return f"hip {fold(s.knee, s.hip, s.shoulder):.0f}"
    if name == "shin":
        return f"shin {abs(lean(s.ankle, s.knee)):.0f}"
    if name == "elbow":
        return f"elbow {fold(s.shoulder, s.elbow, s.hand):.0f}"
    if name == "arm":
        return f"arm {abs(lean(s.hand, s.shoulder)):.0f}"
    if name == "heel":
        return f"heel {abs(lean(s.heel, s.toe) - 90):.0f}"
    if name == "back":
        bend = lean(s.t12, s.shoulder) - lean(s.hip, s.t12)
        shape = "straight" if abs(bend) < 8 else f"{'rounded' if bend > 0 else 'arched'} {abs(bend):.0f}"
        return f"low back {shape}"
    if name == "load":
        ahead = s.load[0] - MID_FOOT
        return "load over mid-foot" if ahead < 0.045 else "load over the toes" if ahead < 0.09 else "load past the toes"
    trunk = lean(s.hip, s.shoulder)
    return f"trunk back {-trunk:.0f}" if trunk < -3 else f"trunk {max(0.0, trunk):.0f}"
