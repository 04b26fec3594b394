"""The end of a workout: what was done, what slipped, what is a record, what is not rated, what to take next time."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.cells import Grid, Row, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, WIDE, Button, buttons, heading, title_bar, wrapped
from hinge_log.training.workout import LABELS
from hinge_log.values import dataclass


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

    `lifts` are (name, what was done, form), `pains` (what hurt, in which sets), `slips` (what slipped, how often),
    `records` and `unrated` lines of text.
    `asked` is the question while sets are rated one by one, "" otherwise; `rate_key` and `take_key` are the keys of
    rating and of taking an offer, `at` the offer at hand.
    """

    name: str
    took: str
    lifts: tuple[tuple[str, str, str], ...]
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

_Section = tuple[str, list[Line]]

PAIN = "Pain"


def finish_rows(view: FinishView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    foot = height - 2 - (1 if view.typing else 0)
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
    parts = [_pained, _slipped, _unrated] if beside else [_pained, _slipped, _recorded, _unrated, _offered]
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
        return [Button(word, f"rate({n})", str(n)) for n, word in LABELS.items()]
    return [Button("SAVE AND CLOSE", "finish", chosen=True)]


def _done(view: FinishView, grid: Grid, width: int, foot: int) -> int:
    """The lifts, at most two thirds of the page; gives the row after them."""
    heading(grid, 0, 1, width, view.name)
    y, names = 2, 18 if width >= NARROW else 16
    room = max(1, min(len(view.lifts), (foot - 2) * 2 // 3))
    shown = view.lifts if len(view.lifts) <= room else view.lifts[: room - 1]
    for name, said, form in shown:
        if y >= foot:
            return y
        grid.put(1, y, padded(name, names - 1), "strong")
        tail = fit(form, max(0, width - names - 14))
        grid.put(names + 1, y, fit(said, width - names - 4 - text_width(tail)), "text")
        grid.put(width - 1 - text_width(tail), y, tail, "data")
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
    shown = [Button(word, f"rate({n})", str(n)) for n, word in LABELS.items()]
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
    kept = [(title, list(lines)) for title, lines in sections if lines]

    def needed() -> int:
        return sum(1 + len(lines) for _, lines in kept)

    while kept and needed() > foot - y:
        longest = max(kept, key=lambda each: len(each[1]))
        if len(longest[1]) > 1:
            longest[1].pop()
        else:
            kept.pop(1 if len(kept) > 1 and kept[0][0] == PAIN else 0)
    spare = foot - y - needed()
    for place, (title, lines) in enumerate(kept):
        if spare > 0 and (gap or place):
            y, spare = y + 1, spare - 1
        heading(grid, x, y, width, title)
        for line in lines:
            y += 1
            for column, text, style in line:
                grid.put(x + column, y, fit(text, width - column), style)
        y += 1


def _pained(view: FinishView, width: int) -> _Section:
    return PAIN, _told(view.pains, width)


def _slipped(view: FinishView, width: int) -> _Section:
    return "What slipped", _told(view.slips, width)


def _told(found: Sequence[tuple[str, str]], width: int) -> list[Line]:
    wide = min(max((text_width(name) for name, _ in found), default=0), width // 2)
    return [((1, fit(name, wide), "fault"), (wide + 3, how, "text")) for name, how in found]


def _recorded(view: FinishView, width: int) -> _Section:
    lines: list[Line] = []
    for record in view.records:
        said = wrapped(record, width - 3)
        lines += [((1 if place == 0 else 3, line, "text"),) for place, line in enumerate(said)]
    return "Records", lines


def _unrated(view: FinishView, width: int) -> _Section:
    if not view.unrated or view.asked:
        return "Not rated", []
    said = wrapped(f"{view.unrated}. {view.rate_key} rates them one by one.", width - 2)
    return "Not rated", [((1, line, "text>rate_rest"),) for line in said[:2]]


def _offered(view: FinishView, width: int) -> _Section:
    lines: list[Line] = []
    for number, offer in enumerate(view.offers):
        here = view.at == number and offer.can and not offer.taken
        tail = " In the plan." if offer.taken else f" {view.take_key} takes it into the plan." if here else ""
        style = f"text>take({number})" if offer.can else "text"
        said = wrapped(f"{offer.what}: {offer.why}.{tail}", width - 3)
        mark = "▸" if here else "✓" if offer.taken else " "
        lines += [
            ((0, mark if place == 0 else " ", "chosen"), (1 if place == 0 else 3, line, style))
            for place, line in enumerate(said)
        ]
    return "Next time", lines
