"""The first run: what fits most people is chosen already, and a set can be tried without a trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hinge_log.charts.cells import Grid, Row, cut, fit, text_width
from hinge_log.charts.keybar import Key, keybar
from hinge_log.charts.pages.parts import LOW, NARROW, Button, buttons, form_words, heading, pips, title_bar, wrapped
from hinge_log.training.workout import LABELS


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One question: its words, the answers, which one is chosen, and a word after them."""

    label: str
    choices: tuple[str, ...]
    chosen: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """The set to try: what it is, whether it was logged, and its rating."""

    what: str
    logged: bool = False
    form: int | None = None


@dataclass(frozen=True, slots=True)
class FirstRunView:
    """What the page shows; `at` is the question at hand, `refusal` why what is typed cannot be taken."""

    rows: Sequence[ChoiceRow]
    at: int
    trial: Trial
    safety: str
    status: str
    keys: Sequence[Key]
    names: tuple[str, str, str] = ("enter", "space", "m")
    help_key: str = "?"
    touch: bool = True
    typing: bool = False
    refusal: str = ""


def first_run_rows(view: FirstRunView, width: int, height: int) -> list[Row]:
    """The page as exactly `height` rows."""
    grid = Grid(width, height)
    narrow = width < NARROW
    taps = narrow and view.touch and height >= LOW
    foot = height - 2
    if taps:
        foot -= 4
        buttons(grid, 1, foot, width - 2, 3, _taps(view))
    y = 1
    if height >= LOW:
        grid.put(1, 2, fit(f"Fine as it is? Press {view.names[0]}.", width - 2), "strong")
        y = 4
    each = _row_height(len(view.rows), narrow, foot - y)
    shown = view.rows
    first = 0
    if each * len(shown) > foot - y:
        room = max(1, (foot - y) // each)
        first = max(0, min(view.at - room // 2, len(shown) - room))
        shown = shown[first : first + room]
    for place, row in enumerate(shown, first):
        _question(grid, y, row, place, here=place == view.at, below=narrow and each > 1)
        y += each
    safety = wrapped(f"{view.safety} {view.names[2]} reads more.", max(10, min(60, width - 4)))
    y = _trial(view, grid, y + (1 if foot - y > 8 else 0), foot - len(safety) - 1)
    if y + len(safety) <= foot:
        for place, line in enumerate(safety):
            grid.put(2, foot - len(safety) + place, line, "muted>safety")
    grid.put(1, height - 2, fit("" if view.typing else view.status, width - 2), "muted")
    if view.refusal:
        grid.put(0, height - 3, " " * width, "")
        grid.put(1, height - 3, fit(view.refusal, width - 2), "ask")
    rows = grid.rows()
    if rows:
        left = [("hinge-log", "barstrong"), (" · first run", "barmuted")]
        rows[0] = cut(title_bar(left, "all of it can change later" if width > 55 else "can change later", width), width)
    if height > 1:
        rows[-1] = keybar(view.keys, width, view.help_key)
    return rows


def _row_height(count: int, narrow: bool, room: int) -> int:
    wanted = 3 if narrow else 2
    while wanted > 1 and wanted * count + 6 > room:
        wanted -= 1
    return wanted


def _question(grid: Grid, y: int, row: ChoiceRow, place: int, *, here: bool, below: bool) -> None:
    grid.put(0, y, "▸" if here else " ", "chosen")
    grid.put(2, y, fit(row.label, 10), ("strong" if here else "text") + f">row({place})")
    x, at = (4, y + 1) if below else (14, y)
    for number, choice in enumerate(row.choices):
        text = f"[{choice}]" if number == row.chosen else choice
        if x + text_width(text) > grid.width - 1:
            text = fit(text, grid.width - 1 - x)
        style = "chosen" if number == row.chosen else "text"
        grid.put(x, at, text, f"{style}>choose({place}, {number})")
        x += text_width(text) + 2
    if row.after and x + text_width(row.after) < grid.width:
        grid.put(x, at, row.after, f"muted>row({place})")


def _trial(view: FirstRunView, grid: Grid, y: int, foot: int) -> int:
    if y + 2 > foot:
        return y
    trial, space = view.trial, view.names[1]
    asks = trial.logged and trial.form is None
    title = "How was it?" if asks else "Try it now (nothing is saved)"
    heading(grid, 0, y, grid.width, title, style="ask" if asks else "title", heavy=asks)
    if not trial.logged:
        lines = [(f"Next: {trial.what}", "strong>try_set"), (f"press {space}  (I did the set)", "text>try_set")]
        lines.append(("press 4      (it was solid)", "muted"))
    elif trial.form is None:
        words = "  ".join(f"{n} {word}" for n, word in LABELS.items())
        lines = [(f"✓ {trial.what}", "strong"), (words, "text"), ("press 4      (it was solid)", "text>try_rate(4)")]
    else:
        lines = [(f"✓ {trial.what}  {pips(trial.form)}  {form_words(trial.form)}", "data")]
        lines.append((f"That is a logged and rated set: 2 keys. {view.names[0]} begins.", "text"))
    for line, style in lines:
        y += 1
        if y >= foot:
            break
        grid.put(2, y, fit(line, grid.width - 3), style)
    return y + 1


def _taps(view: FirstRunView) -> list[Button]:
    trial = view.trial
    if trial.logged and trial.form is None:
        return [Button(word, f"try_rate({n})", str(n), choice=True) for n, word in LABELS.items()]
    shown = [Button("◂", "change(-1)"), Button("▸", "change(1)")]
    if not trial.logged:
        shown.append(Button("did it", "try_set"))
    return [*shown, Button("BEGIN", "begin", chosen=True)]
