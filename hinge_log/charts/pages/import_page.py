"""What an import would do: the file, its names and ours, and the sum of it; nothing is written by looking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, cut, fit, padded, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, Button, buttons, heading, title_bar


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name in the file: how sure it is ("=", "~", "?", "+", "-"), its sets, and what it becomes."""

    mark: str
    name: str
    sets: int
    ours: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that may be meant: its path, and what kind and how old it is."""

    path: str
    about: str


@dataclass(frozen=True, slots=True)
class ImportView:
    """All that the page shows. Without `about` a file is chosen from `files`, or typed.

    `unit` is ("kg" or "lb" or "", hint) where the user must choose and None where the file says it; `share` is how much
    is done while it reads or writes; `done` is set when it is written.
    """

    title: str
    files: Sequence[FileLine]
    about: Sequence[str]
    unit: tuple[str, str] | None
    names: Sequence[NameLine]
    will_do: Sequence[str]
    at: int
    status: str
    keys: Sequence[Key]
    doing: str = ""
    share: float | None = None
    done: bool = False
    help_key: str = "?"
    touch: bool = True
    typing: bool = False


def import_rows(view: ImportView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    taps = view.touch and width < NARROW and height >= LOW and not view.typing
    foot = height - 2 - (4 if taps else 0)
    if view.share is not None:
        _progress(grid, view)
    elif view.about:
        _preview(view, grid, foot)
    else:
        _files(view, grid, foot)
    if taps:
        _taps(grid, height - 6, view)
    grid.put(1, height - 2, fit("" if view.typing else view.status, width - 2), "muted")
    rows = grid.rows()
    if rows:
        right = "imported" if view.done else "nothing written yet"
        rows[0] = cut(title_bar([("Import ", "barstrong"), (view.title, "bar")], right, width), width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _progress(grid: Grid, view: ImportView) -> None:
    share = max(0.0, min(1.0, view.share or 0.0))
    y = max(1, grid.height // 3)
    grid.put(1, y, fit(f"{view.doing} {round(share * 100)} %", grid.width - 2), "strong")
    room = max(0, grid.width - 2)
    grid.put(1, y + 1, "━" * room, "grid")
    grid.put(1, y + 1, "━" * round(room * share), "data")


def _files(view: ImportView, grid: Grid, foot: int) -> None:
    words = ("Which file? enter takes the one at hand, / types a path.", "It is looked at first; nothing is written.")
    if not view.files:
        words = ("Which file? / types its path.", "Export it as CSV from the other app first.")
    for place, line in enumerate(words):
        grid.put(1, 1 + place, fit(line, grid.width - 2), "text" if place else "strong")
    room = max(1, foot - 4)
    first = max(0, min(view.at - room // 2, len(view.files) - room))
    for row, file in enumerate(view.files[first : first + room]):
        here, action = first + row == view.at, f">take({first + row})"
        about = file.about if grid.width >= NARROW else ""
        grid.put(0, 4 + row, "▸" if here else " ", "chosen")
        grid.put(
            1, 4 + row, padded(file.path, grid.width - 3 - text_width(about)), ("strong" if here else "text") + action
        )
        grid.put(grid.width - 1 - text_width(about), 4 + row, about, f"muted{action}")


def _preview(view: ImportView, grid: Grid, foot: int) -> None:
    width = grid.width
    y = 1
    for line in view.about:
        grid.put(1, y, fit(line, width - 2), "text")
        y += 1
    if view.unit is not None:
        chosen, hint = view.unit
        said = "Unit: not in the file."
        grid.put(1, y, fit(said, width - 2), "text" if chosen else "ask")
        x = text_width(said) + 3
        for unit in ("kg", "lb"):
            text = f"[{unit}]" if unit == chosen else unit
            grid.put(x, y, text, ("chosen" if unit == chosen else "strong") + f">unit('{unit}')")
            x += text_width(text) + 2
        grid.put(x + 1, y, fit(hint, max(0, width - x - 2)), "muted" if chosen else "ask")
        y += 1
    tall = len(view.will_do) + 1
    room = foot - y - tall - 1
    if room >= 2 and view.names:
        y = _names(view, grid, y + (1 if room > 5 else 0), room)
    if y + 1 < foot:
        heading(grid, 0, y, width, "Done" if view.done else "Will do")
        for place, line in enumerate(view.will_do[: foot - y - 1]):
            grid.put(1, y + 1 + place, fit(line, width - 2), "text" if place else "strong")


def _names(view: ImportView, grid: Grid, y: int, room: int) -> int:
    width = grid.width
    each = 1 if width >= NARROW or room < 2 * min(4, len(view.names)) + 1 else 2
    shown = max(1, (room - 2) // each)
    first = max(0, min(view.at - shown // 2, len(view.names) - shown))
    names = width * 2 // 5
    more = len(view.names) - shown
    if width >= NARROW:
        heading(grid, 0, y, width, f"{'Their name':<{max(0, names - 2)}}  sets   ours")
    else:
        heading(grid, 0, y, width, f"Names, {first + 1}-{min(len(view.names), first + shown)} of {len(view.names)}")
    if more > 0 and width >= NARROW:
        said = f" {first + 1}-{first + shown} of {len(view.names)} "
        grid.put(width - 2 - text_width(said), y, said, "muted")
    y += 1
    for place, line in enumerate(view.names[first : first + shown], first):
        here, action = place == view.at, f">pick({place})"
        style = ("strong" if here else "ask" if line.mark == "?" else "text") + action
        grid.put(0, y, "▸" if here else " ", "chosen")
        grid.put(1, y, line.mark, ("ask" if line.mark == "?" else "data") + action)
        count = f"{line.sets:,}"
        if width >= NARROW:
            grid.put(3, y, padded(line.name, names - 2), style)
            grid.put(names + 8 - text_width(count), y, count, f"muted{action}")
            grid.put(names + 11, y, fit(line.ours, width - names - 12), style)
        elif each == 2:
            grid.put(3, y, padded(line.name, width - 10 - text_width(count)), style)
            grid.put(
                width - 6 - text_width(count), y, f"{count} {'set' if line.sets == 1 else 'sets'}", f"muted{action}"
            )
            grid.put(5, y + 1, fit(f"→ {line.ours}", width - 6), f"muted{action}")
        else:
            half = max(4, (width - 6) // 2)
            grid.put(3, y, fit(line.name, half), style)
            grid.put(4 + half, y, fit(f"→ {line.ours}", width - 5 - half), f"muted{action}")
        y += each
    return y + 1


def _taps(grid: Grid, y: int, view: ImportView) -> None:
    if view.share is not None:
        return
    if view.done:
        shown = [Button("report", "report"), Button("DONE", "back", chosen=True)]
    elif view.about:
        shown = [Button("leave out", "leave_out"), Button("pick", "choose"), Button("IMPORT", "enter", chosen=True)]
    else:
        shown = [Button("path", "path"), Button("OPEN", "enter", chosen=bool(view.files))]
    buttons(grid, 1, y, grid.width - 2, 3, shown)
