from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache

import pytest

from hinge_log.charts.figure import MOMENTS, FigurePair, Frame, frames, pairs_for, still
from hinge_log.charts.figure.frames import Layout, Row
from hinge_log.charts.figure.motion import Moment
from hinge_log.charts.figure.raster import LAYERS
from hinge_log.exercises.catalogue import load

CATALOGUE = load()
STYLES = {"", "fault", *LAYERS}
SOME = {
    "deadlift-conventional": 0,
    "squat-back": 0,
    "hip-thrust-barbell": 0,
    "row-bent-over-barbell": 0,
    "good-morning-barbell": 1,
    "swing-two-hand": 0,
    "drill-dowel-hinge": 0,
    "everyday-box-pickup": 0,
}


def pair_of(name: str) -> FigurePair:
    return pairs_for(CATALOGUE.exercises[name])[SOME[name]]


@cache
def all_pairs() -> dict[str, FigurePair]:
    return {p.id: p for e in CATALOGUE.exercises.values() for p in pairs_for(e)}


def ink(frame: Frame, left: bool) -> set[tuple[int, int]]:
    """The dots of one of two figures side by side, without words."""
    dots: set[tuple[int, int]] = set()
    for y, line in enumerate(frame.text.split("\n")):
        half = (len(line) - 2) // 2
        for x, character in enumerate(line[:half] if left else line[half + 2 :]):
            code = ord(character) - 0x2800
            if 0 < code < 256:
                for bit, (dx, dy) in enumerate(((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))):
                    if code >> bit & 1:
                        dots.add((x * 2 + dx, y * 4 + dy))
    return dots


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("plain", [False, True])
def test_no_row_is_wider_than_the_place_it_has(name: str, plain: bool) -> None:
    pair = pair_of(name)
    layouts: tuple[Layout, ...] = ("side", "stack", "good")
    for width in (20, 37, 100):
        for height in (6, 9, 40):
            for layout in layouts:
                frame = still(pair, "middle", width, height, ascii=plain, layout=layout)
                assert len(frame.rows) == height
                assert all(sum(len(text) for text, _ in row) <= width for row in frame.rows)
                assert {style for row in frame.rows for _, style in row} <= STYLES
                assert not plain or frame.text.isascii()


def test_every_width_and_height_can_be_drawn() -> None:
    pair = pair_of("deadlift-conventional")
    for width in range(20, 101, 4):
        for height in range(6, 41, 5):
            assert all(len(line) <= width for line in still(pair, "bottom", width, height).text.split("\n"))


@pytest.mark.parametrize("key", all_pairs())
def test_good_and_fault_can_be_told_apart_without_colour(key: str) -> None:
    pair = all_pairs()[key]
    apart = []
    for moment in MOMENTS:
        frame = still(pair, moment, 62, 13, titles=False)
        good, bad = ink(frame, True), ink(frame, False)
        apart.append(len(good ^ bad) / len(good | bad))
    assert max(apart) > 0.25
    assert sorted(apart)[1] > 0.15  # and not in one lucky moment alone


@pytest.mark.parametrize("key", all_pairs())
def test_the_joint_is_named_beside_the_figure(key: str) -> None:
    pair = all_pairs()[key]
    for moment, plain, glyphs in (("middle", False, "◀▲▼▶"), ("bottom", True, "<^v>")):
        text = still(pair, moment, 78, 13, titles=False, ascii=plain).text
        pointed = re.escape(pair.word)
        assert re.search(f"[{glyphs}] {pointed}|{pointed} [{glyphs}]", text), (
            "a pointer, and the word at its other side"
        )


def test_figures_are_drawn_once_and_kept_and_always_the_same() -> None:
    pair = pair_of("squat-back")
    first = frames(pair, 50, 11)
    assert frames(pair_of("squat-back"), 50, 11) is first
    frames.cache_clear()
    assert frames(pair, 50, 11) == first
    assert len({frame.rows for frame in first}) > len(first) / 2  # it moves


def test_alternate_shows_a_whole_repetition_of_each() -> None:
    pair = pair_of("swing-two-hand")
    both = frames(pair, 40, 12, layout="alternate")
    half = len(both) // 2
    assert {frame.shown for frame in both[:half]} == {"good"}
    assert {frame.shown for frame in both[half:]} == {"fault"}
    assert both[0].rows != both[half].rows


def test_another_load_can_be_shown() -> None:
    pair = pair_of("deadlift-conventional")
    pictures = {
        still(replace(pair, prop=prop), "bottom", 40, 12).text for prop in ("plates", "kettlebell", "dowel", "none")
    }
    assert len(pictures) == 4


def test_figures_need_neither_a_screen_nor_a_chart_library() -> None:
    code = (
        "import sys, hinge_log.charts.figure\n"
        "print([m for m in ('textual', 'rich', 'plotext', 'numpy', 'pydantic', 'sqlite_utils') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("key", all_pairs())
def test_only_the_part_at_fault_has_the_colour_of_a_fault(key: str) -> None:
    frame = still(all_pairs()[key], "telling", 78, 15, titles=False)
    left = [(text, style) for row in frame.rows for text, style in _cut(row, 38) if text.strip()]
    right = [(text, style) for row in frame.rows for text, style in row if text.strip()]
    assert "mark" not in {style for _, style in left}
    assert {"body", "mark", "good"} <= {style for _, style in right}


@pytest.mark.parametrize("key", all_pairs())
def test_the_part_at_fault_is_denser_than_the_rest_and_has_the_pointer_beside_it(key: str) -> None:
    layouts: tuple[tuple[int, int, Layout], ...] = ((76, 16, "side"), (46, 26, "stack"))
    for width, height, layout in layouts:
        frame = still(all_pairs()[key], "telling", width, height, layout=layout, titles=False)
        cells = [[(character, style) for text, style in row for character in text] for row in frame.rows]
        places: dict[str, list[tuple[int, int]]] = {"mark": [], "body": [], "pointer": []}
        dots = {"mark": 0, "body": 0}
        for y, line in enumerate(cells):
            for x, (character, style) in enumerate(line):
                if style in dots and 0x2800 < ord(character) < 0x2900:
                    places[style].append((x, y))
                    dots[style] += (ord(character) - 0x2800).bit_count()
                elif style == "mark" and character in "◀▶▲▼":
                    places["pointer"].append((x, y))
        assert dots["mark"] / len(places["mark"]) > 0.9 * dots["body"] / len(places["body"])
        [(x, y)] = places["pointer"]
        assert min(max(abs(x - a) / 2, abs(y - b)) for a, b in places["mark"]) < 3


@pytest.mark.parametrize("key", all_pairs())
def test_the_telling_moment_shows_more_difference_than_the_first_still(key: str) -> None:
    pair = all_pairs()[key]

    def apart(moment: Moment) -> float:
        frame = still(pair, moment, 62, 17, titles=False)
        good, bad = ink(frame, True), ink(frame, False)
        return len(good ^ bad) / len(good | bad)

    assert apart("telling") > 0.25
    assert apart("telling") >= 0.8 * max(apart(moment) for moment in MOMENTS)


def _cut(row: Row, width: int) -> list[tuple[str, str]]:
    """The part of a row within `width` cells."""
    parts = []
    for text, style in row:
        parts.append((text[:width], style))
        width = max(0, width - len(text))
    return parts
