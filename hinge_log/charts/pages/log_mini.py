"""The log in the smallest terminals: the next set, the rest, the form; the check panel in as few rows."""

from __future__ import annotations

from hinge_log.charts.cells import Row, fit, padded, text_width
from hinge_log.charts.pages.log_view import LogView, Panel, work_text
from hinge_log.charts.pages.parts import clock_text, form_words
from hinge_log.exercises.model import Item
from hinge_log.training.sides import set_labels
from hinge_log.training.workout import LABELS

LEAST_COLUMN = 8


def mini_rows(view: LogView, width: int, height: int) -> list[Row]:
    """Exactly `height` rows of at most `width` cells."""
    rows = _panel(view, view.panel, width, height) if view.panel else _log(view, width, height)
    if view.typing and height > 2:
        rows = [((fit(view.typing, width), "chosen"),), *rows[1:]]
        rows[1:] = rows[1 : max(1, height - 3)]
        rows += [()] * (height - 2 - len(rows))
        rows.append(((fit(view.status, width), "muted"),))
    return (rows + [()] * height)[:height]


def _log(view: LogView, width: int, height: int) -> list[Row]:
    bench = view.bench
    draft, asked = bench.next, bench.unrated
    tag = view.tags.get(bench.lift.id, "")
    side = f" {draft.side}" if draft.side else ""
    next_line = f"{tag} {view.name} {work_text(draft, view.unit)}{side}".strip()
    rest = view.rest_note or "space logs"
    if view.rest.left is not None:
        rest = f"rest {clock_text(view.rest.left)}{' paused' if view.rest.paused else ''}"
    form, style = view.status, "muted"
    if asked:
        form, style = f"form of {work_text(asked.what, view.unit)}? 1-5", "ask"
    elif view.rpe is not None:
        form, style = f"RPE? {view.hints.rpe} {view.rpe:g}  {view.hints.rpe_less} {view.hints.rpe_more}", "ask"
    rows: list[Row] = [
        ((fit(next_line, width), "strong>log_set"),),
        ((fit(rest, width), "ask" if view.rest.over else "muted"),),
        ((fit(form, width), style),),
    ]
    each = width // len(LABELS)
    if asked and each and height > len(rows):
        rows.append(tuple((f"{n:^{each}}", f"choicekey>form({n})") for n in LABELS))
    if view.onward[1]:
        key, words, action = view.onward
        rows.append(((fit(f"{key} {words}", width), f"chosen>{action}"),))
    if view.plates:
        rows.append(((fit(view.plates, width), "muted"),))
    if view.cue:
        rows.append(((fit(view.cue, width), "text"),))
    labels = set_labels(bench.lift.sets, sided=bench.sided)
    for record in bench.lift.sets[::-1][: max(0, height - len(rows) - 1)]:
        label = record.what.form.label if record.what.form else None
        side = f" {record.what.side}" if record.what.side else ""
        said = f"{labels[record.id]}  {work_text(record.what, view.unit)}{side}  {form_words(label)}"
        rows.append(((fit(said, width), "muted"),))
    if asked and height > len(rows):
        rows.append(((fit(view.status, width), "muted"),))
    return rows


def _panel(view: LogView, panel: Panel, width: int, height: int) -> list[Row]:
    """The checks by their card texts in columns, or by their numbers alone where there is no room."""
    items = view.items if panel.items is None else panel.items
    head: Row = ((fit(f"{panel.number}: what slipped?", width), "fault"),)
    foot: Row = ((fit(view.status.partition(".  ")[0] or "enter: the rest held", width), "muted>panel_done"),)
    if height < 3:
        return [head, foot] if height == 2 else [_numbers(panel, items, width)]
    room = height - 2
    columns = max(1, -(-len(items) // room))
    each = width // columns
    if each < LEAST_COLUMN:
        return [head, _numbers(panel, items, width), *[()] * (room - 1), foot]
    rows: list[Row] = []
    for row in range(min(room, len(items))):
        cells = []
        for number in range(row + 1, len(items) + 1, room):
            item = items[number - 1]
            mark, style = _mark(panel, item)
            cells.append((padded(f"{number}{mark}{item.card.capitalize()}", each - 1), f"{style}>panel({number})"))
            cells.append((" ", ""))
        rows.append(tuple(cells[:-1]))
    return [head, *rows, *[()] * (room - len(rows)), foot]


def _numbers(panel: Panel, items: tuple[Item, ...], width: int) -> Row:
    cells: list[tuple[str, str]] = []
    used = 0
    for number, item in enumerate(items, 1):
        mark, style = _mark(panel, item)
        text = f"{number}{mark}"
        if used + text_width(text) > width:
            break
        cells.append((text, f"{style}>panel({number})"))
        used += text_width(text)
    return tuple(cells)


def _mark(panel: Panel, item: Item) -> tuple[str, str]:
    slips = panel.slips.get(item.id, 0)
    if slips is None:
        return "?", "muted"
    if not slips:
        return "□", "text"
    return ("▲" if slips == 1 or item.kind == "binary" else "▲▲"), "fault"
