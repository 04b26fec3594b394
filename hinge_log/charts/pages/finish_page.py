"""The end of a workout: what was done, what slipped, what is a record, what is not rated, what to take next time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, WIDE, Button, buttons, heading, tied, title_bar, wrapped
from hinge_log.charts.pages.plans_page import MINI_HEIGHT
from hinge_log.charts.set_words import fitting
from hinge_log.training.workout import LABELS


@dataclass(frozen=True, slots=True)
class Offer:
    """A load for next time: what to take and why; `taken` when the plan has it already, `can` when it can take it."""

    what: str
    why: str
    can: bool = False
    taken: bool = False


@dataclass(frozen=True, slots=True)
class FinishView:
    """All that the page shows.

    `lifts` are (name, ever shorter ways to say what was done, form), `pains` (what hurt, in which sets), `slips` (what
    slipped, how often), `records` and `unrated` lines of text.
    `asked` is the question while sets are rated one by one, "" otherwise; `rate_key` and `take_key` are the keys of
    rating and of taking an offer, `at` the offer at hand.
    """

    name: str
    took: str
    lifts: tuple[tuple[str, tuple[str, ...], str], ...]
    slips: tuple[tuple[str, str], ...]
    records: tuple[str, ...]
    unrated: str
    asked: str
    offers: tuple[Offer, ...]
    at: int
    note: str
    status: str
    keys: tuple[Key, ...]
    rate_key: str = "r"
    take_key: str = "a"
    help_key: str = "?"
    touch: bool = True
    typing: bool = False
    pains: tuple[tuple[str, str], ...] = ()


Line = tuple[tuple[int, str, str], ...]
"""Pieces of a line as (column, text, style)."""

_Section = tuple[str, list[list[Line]]]
"""A title, and what stands under it: lines that are shown together or not at all."""

PAIN = "Pain"
_NUMBERS = re.compile(r"[0-9] (kg|lb)\b|\b(set|rated) [0-9]")


def finish_rows(view: FinishView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    foot = height - (3 if view.typing else 1 if height < MINI_HEIGHT and not view.status else 2)
    tapped = view.touch and width < NARROW and height >= LOW and not view.typing
    if tapped:
        foot -= 3
        buttons(grid, 1, foot, width - 2, 3, _pressed(view))
        foot -= 1
    beside = width >= WIDE and height >= LOW
    left = width * 3 // 5 if beside else width
    y = _done(view, grid, left, foot)
    if view.asked:
        y = _question(view, grid, y, left, foot, tall=height >= LOW and not tapped)
    offered = partial(_offered, roomy=height >= LOW)
    parts: list[Callable[[FinishView, int], _Section]]
    parts = [_pained, _slipped, _unrated] if beside else [_pained, _slipped, _recorded, _unrated, offered]
    _sections(grid, 0, y, left, foot, [each(view, left) for each in parts])
    if beside:
        more = [each(view, width - left - 2) for each in (_recorded, _offered)]
        _sections(grid, left + 2, 1, width - left - 2, foot, more, gap=False)
    if view.status:
        grid.put(1, height - 2, fit(view.status, width - 2), "text" if view.typing else "muted")
    rows = grid.rows()
    if rows:
        rows[0] = title_bar([("Workout done", "barstrong")], view.took, width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _pressed(view: FinishView) -> list[Button]:
    if view.asked:
        return [Button(word, f"rate({n})", str(n), choice=True) for n, word in LABELS.items()]
    return [Button("SAVE AND CLOSE", "finish", chosen=True)]


def _done(view: FinishView, grid: Grid, width: int, foot: int) -> int:
    """The lifts, at most two thirds of the page; gives the row after them."""
    heading(grid, 0, 1, width, view.name)
    y, names = 2, 18 if width >= NARROW else min(16, 1 + max([0, *(text_width(name) for name, _, _ in view.lifts)]))
    room = max(1, min(len(view.lifts), (foot - 2) * 2 // 3))
    shown = view.lifts if len(view.lifts) <= room else view.lifts[: room - 1]
    for name, said, form in shown:
        if y >= foot:
            return y
        grid.put(1, y, padded(name, names - 1), "strong")
        room = width - names - 2
        work = fitting(said, room - text_width(form) - 2)
        grid.put(names + 1, y, work or fitting(said, room), "text")
        if work:  # without room for both, what was done is said before how it looked
            grid.put(width - 1 - text_width(form), y, form, "data")
        y += 1
    if len(shown) < len(view.lifts) and y < foot:
        grid.put(1, y, fit(f"and {len(view.lifts) - len(shown)} more", width - 2), "muted")
        y += 1
    if view.note and y < foot:
        grid.put(1, y, fit(f'"{view.note}"', width - 2), "muted")
        y += 1
    return y


def _question(view: FinishView, grid: Grid, y: int, width: int, foot: int, *, tall: bool) -> int:
    y += 1 if foot - y > 8 else 0
    if y < foot:
        heading(grid, 0, y, width, view.asked, style="ask", heavy=True)
    if view.touch and grid.width < NARROW and grid.height >= LOW:
        return y + 1  # its buttons stand at the foot
    shown = [Button(word, f"rate({n})", str(n), choice=True) for n, word in LABELS.items()]
    size = 3 if tall and foot - y > 12 else 1
    if y + size < foot:
        buttons(grid, 1, y + 1, width - 2, size, shown)
    return y + 1 + size


def _sections(
    grid: Grid, x: int, y: int, width: int, foot: int, sections: Sequence[_Section], *, gap: bool = True
) -> None:
    """Sections one under the other: with gaps where there is room, and the longest cut first where there is none.

    Pain goes last of all.
    `gap` says whether there is one before the first.
    """
    kept = [(title, list(blocks)) for title, blocks in sections if blocks]

    def needed() -> int:
        return sum(1 + sum(map(len, blocks)) for _, blocks in kept)

    while kept and needed() > foot - y:
        longest = max(kept, key=lambda each: len(each[1]))
        if len(longest[1]) > 1:
            longest[1].pop()
        else:
            kept.pop(1 if len(kept) > 1 and kept[0][0] == PAIN else 0)
    last = next((blocks[0] for _, blocks in reversed(sections) if blocks), [])
    if not kept and len(last) <= foot - y:  # what is to be done next says enough without its heading
        _lines(grid, x, y, width, last)
    spare = foot - y - needed()
    for place, (title, blocks) in enumerate(kept):
        if spare > 0 and (gap or place):
            y, spare = y + 1, spare - 1
        heading(grid, x, y, width, title)
        y = _lines(grid, x, y + 1, width, [line for block in blocks for line in block])


def _lines(grid: Grid, x: int, y: int, width: int, lines: Sequence[Line]) -> int:
    for place, line in enumerate(lines):
        for column, text, style in line:
            grid.put(x + column, y + place, fit(text, width - column), style)
    return y + len(lines)


def _pained(view: FinishView, width: int) -> _Section:
    return PAIN, _told(view.pains, width)


def _slipped(view: FinishView, width: int) -> _Section:
    return "What slipped", _told(view.slips, width)


def _told(found: Sequence[tuple[str, str]], width: int) -> list[list[Line]]:
    wide = min(max((text_width(name) for name, _ in found), default=0), width // 2)
    return [[((1, fit(name, wide), "fault"), (wide + 3, how, "text"))] for name, how in found]


def _recorded(view: FinishView, width: int) -> _Section:
    blocks: list[list[Line]] = []
    for record in view.records:
        said = wrapped(_together(record), width - 3)
        blocks.append([((1 if place == 0 else 3, line, "text"),) for place, line in enumerate(said)])
    return "Records", blocks


def _unrated(view: FinishView, width: int) -> _Section:
    if not view.unrated or view.asked:
        return "Not rated", []
    said = wrapped(_together(f"{view.unrated}. {view.rate_key} rates them one by one."), width - 2)
    return "Not rated", [[((1, line, "text>rate_rest"),) for line in said[:2]]]


def _offered(view: FinishView, width: int, *, roomy: bool = True) -> _Section:
    blocks: list[list[Line]] = []
    for number, offer in enumerate(view.offers):
        here = view.at == number and offer.can and not offer.taken
        tail = " In the plan." if offer.taken else f" {view.take_key} takes it into the plan." if here else ""
        style = f"text>take({number})" if offer.can else "text"
        words = _together(f"{offer.what}: {offer.why}.")
        said = wrapped(words + tail, width - 3)
        if not roomy and len(said) > len(wrapped(words, width - 3)):
            said = wrapped(words, width - 3)
        mark = "▸" if here else "✓" if offer.taken else " "
        blocks.append(
            [
                ((0, mark if place == 0 else " ", "chosen"), (1 if place == 0 else 3, line, style))
                for place, line in enumerate(said)
            ]
        )
    return "Next time", blocks


def _together(text: str) -> str:
    """A text whose numbers keep the words that they belong to: "100 kg", "set 2"."""
    return _NUMBERS.sub(lambda found: tied(found[0]), text)
