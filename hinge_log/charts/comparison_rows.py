"""Two sessions of a lift as rows: side by side where both fit, else one below the other, set by set."""

from __future__ import annotations

from collections.abc import Sequence

from hinge_log.charts.cells import Row, padded, text_width
from hinge_log.charts.set_texts import amount_text, load_text, pips
from hinge_log.clock import date_text
from hinge_log.training.load import Load
from hinge_log.training.session_comparison import PairedSet, SessionComparison, SessionTotals
from hinge_log.training.workout import Basis, SetRecord

_GAP = 2
NOT_DONE = "not done"


def comparison_rows(
    compared: SessionComparison, unit: str, today: int, width: int, *, ascii_only: bool = False
) -> list[Row]:
    """The rows for a width."""
    days = [date_text(day, weekday=False, today=today) for day in (compared.earlier_day, compared.later_day)]
    lines = [_pair_cells(pair, unit, ascii_only=ascii_only) for pair in compared.pairs]
    totals = _total_cells(compared.earlier, compared.later, unit)
    labels = max(text_width(cells[0]) for cells in (*lines, *totals))
    wide = [max(text_width(cells[at]) for cells in (*lines, *totals)) for at in (1, 2, 3)]
    wide = [max(wide[0], text_width(days[0])), max(wide[1], text_width(days[1])), max(wide[2], len("change"))]
    if 1 + labels + sum(_GAP + each for each in wide) <= width:
        head: Row = (
            (" " * (1 + labels + _GAP), ""), (padded(days[0], wide[0] + _GAP), "title"),
            (padded(days[1], wide[1] + _GAP), "title"), ("change", "title"),
        )  # fmt: skip
        beside = [_beside(cells, labels, wide) for cells in lines]
        return [head, *beside, (), *(_beside(cells, labels, wide, "muted") for cells in totals)]
    rows: list[Row] = []
    day_width = max(map(text_width, days))
    for cells in lines:
        rows += _below(cells, labels, days, day_width, width)
    rows.append(())
    for cells in totals:
        rows += _below(cells, labels, days, day_width, width)
    return rows


def _beside(cells: Sequence[str], labels: int, wide: Sequence[int], style: str = "text") -> Row:
    label, before, after, change = cells
    bright = "strong" if style == "text" else style
    return (
        (f" {padded(label, labels)}{' ' * _GAP}", "muted"), (padded(before, wide[0] + _GAP), _style(before, style)),
        (padded(after, wide[1] + _GAP), _style(after, bright)), (change, _style(change, "chosen")),
    )  # fmt: skip


def _below(cells: Sequence[str], labels: int, days: Sequence[str], day_width: int, width: int) -> list[Row]:
    label, before, after, change = cells
    first, second = (padded(day, day_width + 1) for day in days)
    rows: list[Row] = [
        ((f" {padded(label, labels)} ", "muted"), (first, "dim"), (before, _style(before, "text"))),
        ((" " * (labels + 2), ""), (second, "dim"), (after, _style(after, "strong"))),
    ]
    if change:
        used = labels + 3 + day_width + text_width(after)
        if used + _GAP + text_width(change) <= width:
            rows[-1] = (*rows[-1], (" " * _GAP, ""), (change, _style(change, "chosen")))
        else:
            rows.append(((" " * (labels + 3 + day_width), ""), (change, "chosen")))
    return rows


def _style(text: str, style: str) -> str:
    return "dim" if text in (NOT_DONE, "-", "same") else style


def _pair_cells(pair: PairedSet, unit: str, *, ascii_only: bool) -> tuple[str, str, str, str]:
    before, after = (_set_text(each, unit, ascii_only=ascii_only) for each in (pair.earlier, pair.later))
    return pair.label, before, after, change_text(pair)


def _set_text(record: SetRecord | None, unit: str, *, ascii_only: bool) -> str:
    if record is None:
        return NOT_DONE
    what = record.what
    load, amount = load_text(what, unit), amount_text(what) or "-"
    text = f"{load} × {amount}" if load else amount
    text += f" @{what.rpe:g}" if what.rpe is not None else ""
    if what.pain is not None:
        return f"{text}  pain {what.pain.level}"
    if what.form is not None and what.form.label is not None:
        checked = what.form.basis is Basis.CHECKED
        tick = (" checked" if ascii_only else " ✓") if checked else ""
        text += f"  {f'form {what.form.label}' if ascii_only else pips(what.form.label)}{tick}"
    return text


def change_text(pair: PairedSet) -> str:
    """What changed in a set: "+5 kg, -1 rep, form +1"; "same" where nothing did, "" where one was not done."""
    if pair.earlier is None or pair.later is None:
        return ""
    load, reps, seconds, form = pair.load_change, pair.reps_change, pair.seconds_change, pair.form_change
    parts = [f"{_signed(load)} {load.unit}"] if load is not None and load.grams else []
    parts += [f"{reps:+d} rep{'' if abs(reps) == 1 else 's'}"] if reps else []
    parts += [f"{seconds:+d} s"] if seconds else []
    parts += [f"form {form:+d}"] if form else []
    comparable = any(each is not None for each in (load, reps, seconds))
    return ", ".join(parts) or ("same" if comparable else "")


def _signed(load: Load) -> str:
    return load.text if load.grams < 0 else f"+{load.text}"


def _total_cells(before: SessionTotals, after: SessionTotals, unit: str) -> list[tuple[str, str, str, str]]:
    lines = [_count_cells("sets", before.sets, after.sets), _count_cells("reps", before.reps, after.reps)]
    for name, then, now, places in (
        ("volume", before.volume_g, after.volume_g, 0),
        ("est. max", before.e1rm_g, after.e1rm_g, 1),
    ):
        if then is not None or now is not None:
            lines.append(_weight_cells(name, then, now, unit, places))
    for name, then, now in (
        ("form, checked", before.checked, after.checked),
        ("form, quick", before.quick, after.quick),
    ):
        if then is not None or now is not None:
            change = "" if then is None or now is None else "same" if then == now else f"{now - then:+g}"
            before_text, after_text = ("-" if each is None else f"{each:g}" for each in (then, now))
            lines.append((name, before_text, after_text, change))
    return lines


def _count_cells(name: str, before: int, after: int) -> tuple[str, str, str, str]:
    return name, str(before), str(after), f"{after - before:+d}" if after != before else "same"


def _weight_cells(
    name: str, before: float | None, after: float | None, unit: str, places: int
) -> tuple[str, str, str, str]:
    def text(grams: float | None, sign: str = "") -> str:
        if grams is None:
            return "-"
        value = float(Load.from_grams(round(grams), unit).value)
        return f"{value:{sign},.{places}f} {unit}"

    change = "" if before is None or after is None else text(after - before, "+")
    return name, text(before), text(after), "same" if change[1:] == text(0.0) else change
