"""One exercise on six tabs: the figure, the checks, the faults, the history, the notes and what is set for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.flow import lines_of as wrapped
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, Button, buttons, heading, put_status, rows_for_touch, title_bar

TABS = ("Figure", "Checks", "Faults", "History", "Notes", "Settings")
SHORT_TABS = ("Figure", "Checks", "Faults", "Past", "Note", "Set")
Arrangement = Literal["side", "stack", "alternate"]

LEAST_HEIGHT = 8
"""Rows under which a figure is no longer read."""

Words = tuple[tuple[str, str], ...]
"""Labels with a sentence each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: its text, and what stands at its right end.

    `warn` is for what is about safety, `own` for a value of one's own.
    """

    text: str
    tail: str = ""
    warn: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Where the figures stand and what surrounds them: `titles` are over the two, `progress` is 0 to 1."""

    arrangement: Arrangement
    titles: tuple[str, str]
    rows: tuple[Row, ...]
    shown: str
    progress: float
    beat: str


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """All that the page shows; `entries` and `at` are the list of a tab, `words` what is said below or beside it.

    `words_title` stands over the words; below a list it is the line at hand otherwise.
    """

    name: str
    stage: str
    tab: int
    picture: Picture | None
    entries: tuple[Entry, ...]
    at: int
    words: Words
    see: str
    empty: str
    status: str
    keys: tuple[Key, ...]
    help_key: str = "?"
    touch: bool = True
    typing: bool = False
    first: int = 0
    words_title: str = ""
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the figures go: the first row, and the cells that both together may take."""

    y: int
    width: int
    height: int
    arrangement: Arrangement


def figure_place(width: int, height: int, *, alternate: bool = False) -> Place | None:
    """The room for the figures of a page, or None where they would not be read."""
    room = height - 2 - _said(width, height) - 5
    if room < LEAST_HEIGHT or width < 24:
        return None
    if width >= NARROW and not alternate:
        return Place(3, width - 2, room, "side")
    if room >= 2 * LEAST_HEIGHT + 1 and not alternate:
        return Place(3, width - 2, room - 1, "stack")
    return Place(3, width - 2, room, "alternate")


def _said(width: int, height: int) -> int:
    """Rows for words under the figures."""
    if height < LOW:
        return 0
    return min(8, 5 + (height - 24) // 4) if width >= NARROW else 4


def exercise_rows(view: ExerciseView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    foot = height - 2 - (1 if view.typing else 0)
    _tabs(view, grid)
    if view.tab == 0:
        _figure(view, grid, foot)
    elif view.tab == 4:
        _sentences(grid, 1, 3, width - 2, foot, view.words, view.first)
    else:
        _list(view, grid, foot)
    if view.status:
        put_status(grid, view.status, "text" if view.typing else "muted", field=bool(view.typing))
    rows = grid.rows()
    if rows:
        rows[0] = title_bar([(view.name, "barstrong")], view.stage, width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def progress_row(share: float, beat: str, width: int) -> Row:
    """How far the repetition is, as a line."""
    said = fit(f"one rep, {beat}: {round(100 * share)}%", max(0, width - 12))
    # Always as long as the longest, so that the line does not jump while the figure moves.
    said = padded(said, min(width - 12, 26)) if width > 38 else said
    room = max(0, width - text_width(said) - 4)
    full = round(room * min(1.0, max(0.0, share)))
    return (
        ("─ ", "grid"), (said, "title"), (" ", ""), ("━" * full, "data"), ("─" * (room - full), "grid"), (" ", ""),
    )  # fmt: skip


def dressed(
    rows: Sequence[Row], titles: tuple[str, str], arrangement: Arrangement, shown: str, width: int
) -> list[Row]:
    """The figures with a line over each that says which is kept and which slipped."""

    def over(side: int, wide: int) -> Row:
        grid = Grid(wide, 1)
        heading(grid, 0, 0, wide, titles[side], style=("good", "fault")[side])
        return grid.rows()[0]

    margin = (" ", "")
    moved = [(margin, *row) for row in rows]
    if arrangement == "stack":
        upper = len(rows) // 2
        return [over(0, width), *moved[:upper], over(1, width), *moved[upper:]]
    if arrangement == "alternate":
        return [over(1 if shown == "fault" else 0, width), *moved]
    half = (width - 4) // 2
    return [(*over(0, half + 1), ("  ", ""), *over(1, width - half - 3)), *moved]


def seen(sentence: str, arrangement: Arrangement) -> str:
    """What the difference is, with the two figures called by where they stand."""
    names = {"side": ("left", "right"), "stack": ("upper", "lower"), "alternate": ("first", "second")}[arrangement]
    return re.sub(r"\b(left|right)\b", lambda found: names[found[0] == "right"], sentence)


def _tabs(view: ExerciseView, grid: Grid) -> None:
    for names in (TABS, SHORT_TABS):
        words = [f"{number} {name}" for number, name in enumerate(names, 1)]
        if sum(text_width(word) + 1 for word in words) < grid.width:
            break
    else:
        words = list(TABS)
    gap = 2 if sum(map(text_width, words)) + 2 * len(words) <= grid.width else 1
    # Where they do not all fit, the first ones go: the one at hand has to be seen.
    first = 0
    while first < view.tab and sum(text_width(word) + gap for word in words[first : view.tab + 1]) > grid.width - 1:
        first += 1
    x = 1
    for number, word in enumerate(words[first:], first):
        style = "chosen" if number == view.tab else "muted"
        grid.put(x, 1, word, f"{style}>tab({number})")
        if number != view.tab and word[0].isdigit():
            grid.put(x, 1, word[0], f"strong>tab({number})")
        if number == view.tab and view.mono:
            grid.put(x - 1, 1, "[", "chosen")
            grid.put(x + text_width(word), 1, "]", "chosen")
        x += text_width(word) + gap


def _figure(view: ExerciseView, grid: Grid, foot: int) -> None:
    width, height = grid.width, grid.height
    y = 2
    picture = view.picture
    if picture is not None:
        drawn = dressed(picture.rows, picture.titles, picture.arrangement, picture.shown, width)
        for place, row in enumerate(drawn):
            grid.stamp(0, y + place, [row])
        y += len(drawn)
        grid.stamp(0, y, [progress_row(picture.progress, picture.beat, width)])
        y += 1
    elif view.empty:
        grid.put(1, y + 1, fit(view.empty, width - 2), "muted")
        y += 3
    narrow = width < NARROW and height >= LOW
    if narrow:
        if view.see and y < foot:
            for line in wrapped(view.see, width - 2)[:2]:
                grid.put(1, y, line, "strong")
                y += 1
        # There is room for little: what to do about it comes first.
        first = tuple(sorted(view.words, key=lambda each: each[0] != "Fix"))
        _sentences(grid, 1, y, width - 2, foot, _whole(first, width - 2, foot - y), 0)
        return
    end = foot - (1 if view.see else 0)
    y = _sentences(grid, 1, y, width - 2, end, _whole(view.words, width - 2, end - y), 0)
    if view.see and y < foot:
        grid.put(1, y, fit(f"See the difference? {view.see}", width - 2), "strong")


_GIVE_WAY = ("In degrees", "Your cue", "What to feel", "What to see", "First fix")
"""What is left out of the words under a figure where they do not all fit, the first first."""


def _whole(words: Words, width: int, room: int) -> Words:
    """As many of the words as fit whole: none of them ends in the middle of a sentence."""
    for label in ("", *_GIVE_WAY):
        words = tuple(each for each in words if each[0] != label)
        if len(_lines(words, width)) <= room:
            break
    return words


_BUTTONS = {
    3: (Button("OPEN", "open", chosen=True),),
    5: (Button("-", "change(-1)"), Button("TYPE", "open", chosen=True), Button("+", "change(1)")),
}
"""What a finger presses under the list of a tab."""


def _list(view: ExerciseView, grid: Grid, foot: int) -> None:
    width, height = grid.width, grid.height
    if not view.entries:
        grid.put(1, 3, fit(view.empty, width - 2), "muted")
        return
    beside = width >= NARROW and bool(view.words)
    # A table of bests is narrow; sentences are not.
    wide = width * (12 if view.words_title else 9) // 20 if beside else width
    if beside:
        needed = max(text_width(each.text) + (text_width(each.tail) + 1 if each.tail else 0) for each in view.entries)
        wide = max(wide, min(needed + 3, width * 11 // 20))
    tall = rows_for_touch(width, height, touch=view.touch)
    room = foot - 3
    if view.words and not beside and room >= 8:
        room = min(len(view.entries) * tall, room // 2)
    shown = _BUTTONS.get(view.tab, ())
    if shown and view.touch and width < NARROW and height >= LOW and not view.typing:
        room = min(room, foot - 3 - 4)
        buttons(grid, 1, foot - 3, width - 2, 3, shown)
        foot -= 4
    if room < 1:
        return
    seen_at_once = max(1, room // tall)
    first = max(0, min(view.at - seen_at_once // 2, len(view.entries) - seen_at_once))
    for place, entry in enumerate(view.entries[first : first + seen_at_once], first):
        row = 3 + (place - first) * tall
        here, action = place == view.at, f">pick({place})"
        tone = "fault" if entry.warn else "data" if entry.own else "muted"
        tail = fit(entry.tail, wide // 2)
        left = wide - text_width(tail) - 3
        if tall > 1:
            grid.put(0, row + 1, " " * wide, f"text{action}")
        grid.put(0, row, "▸" if here else " ", "chosen")
        grid.put(1, row, padded(entry.text, left), f"{'strong' if here else 'text'}{action}")
        grid.put(wide - 1 - text_width(tail), row, tail, f"{tone}{action}")
    if beside:
        if view.words_title:
            heading(grid, wide + 1, 2, width - wide - 1, view.words_title)
        _sentences(grid, wide + 2, 3, width - wide - 3, foot, view.words, 0)
    elif view.words and 3 + room + 1 < foot:
        title = view.words_title or (view.entries[view.at].text if view.at < len(view.entries) else "")
        heading(grid, 0, 3 + room, width, title)
        _sentences(grid, 1, 4 + room, width - 2, foot, view.words, 0)


def _label_width(words: Words) -> int:
    return max([0, *(text_width(label) for label, _ in words)]) + 2


def _lines(words: Words, width: int) -> list[tuple[str, str]]:
    """Labels and sentences line by line: a label beside its first line, or in front of it where that is narrow."""
    labels = _label_width(words)
    lines: list[tuple[str, str]] = []
    for label, text in words:
        if width - labels >= 28:
            said = wrapped(text, width - labels) or [""]
            lines += [(label if place == 0 else "", line) for place, line in enumerate(said)]
        else:
            lines += [("", line) for line in wrapped(f"{label}: {text}", width) or [label]]
    return lines


def _sentences(grid: Grid, x: int, y: int, width: int, foot: int, words: Words, first: int) -> int:
    """Write labels with their sentences; gives the row after them."""
    labels = _label_width(words)
    beside = width - labels >= 28
    lines = _lines(words, width)
    first = max(0, min(first, len(lines) - (foot - y)))
    shown = lines[first : first + max(0, foot - y)]
    if shown and first + len(shown) < len(lines):
        shown[-1] = (shown[-1][0], fit(shown[-1][1] + " …", width - (labels if beside else 0)))
    for label, line in shown:
        if beside:
            grid.put(x, y, label, "muted")
            grid.put(x + labels, y, line, "text")
        else:
            head, colon, rest = line.partition(": ")
            if colon and any(head == each for each, _ in words):
                grid.put(x, y, f"{head}:", "muted")
                grid.put(x + text_width(head) + 2, y, rest, "text")
            else:
                grid.put(x, y, line, "text")
        y += 1
    return y
