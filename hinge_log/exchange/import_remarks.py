"""Remarks about a file before it is imported, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from hinge_log.exchange.builder import without_quotes
from hinge_log.exchange.dates import fold
from hinge_log.exchange.parsed import UNITS, ParsedFile
from hinge_log.exchange.preview import ImportPreview
from hinge_log.text import plural
from hinge_log.training.load import GRAMS_PER, LIMIT_G

REASONS_SHOWN = 8
_LINES_SHOWN = 3


def import_remarks(plan: ImportPreview, *, today: date | None = None, brief: bool = False) -> list[str]:
    """Sentences about what is in the log already, dates, columns, and what cannot be used; one line each.

    With `brief` without what the preview on a screen shows elsewhere: rows that are left out, and sets that differ from
    the log or are gone.
    """
    return [
        *_there(plan, corrections=not brief), *_dates(plan, today), *_loads(plan),
        *by_reason(plan.parsed.remarked, plan.parsed.remarks, "kept in part"),
        *_columns(plan.parsed),
        *(() if brief else by_reason(plan.parsed.reasons, plan.parsed.skipped, "left out")),
    ]  # fmt: skip


def nothing_usable(parsed: ParsedFile) -> str:
    """Why a file has no set that can be used."""
    if parsed.skipped_rows:
        reasons = "; ".join(by_reason(parsed.reasons, parsed.skipped, "left out"))
        return f"{reasons[:1].upper()}{reasons[1:]}. Nothing was written."
    return f"It has {plural(parsed.records, 'row')}. Nothing was written."


def by_reason(
    counts: Counter[str], listed: Sequence[tuple[int, str]], what: str, *, most: int = REASONS_SHOWN
) -> Iterator[str]:
    """One line for each of the `most` usual reasons: how many rows it has, with its first lines."""
    first: dict[str, list[tuple[int, str]]] = {}
    for line, reason in listed:
        examples = first.setdefault(without_quotes(reason), [])
        if len(examples) < _LINES_SHOWN:
            examples.append((line, reason))
    for reason, number in counts.most_common(most):
        lines = first.get(reason, [])
        if number == 1 and lines:
            yield f"line {lines[0][0]} is {what}: {lines[0][1]}"
            continue
        where = ", ".join(str(line) for line, _ in lines)
        more = " ..." if number > len(lines) else ""
        # Equal texts are said in full; of others the first stands for them.
        same = {text for _, text in lines}
        words = lines[0][1] if len(same) == 1 and not more else reason
        yield f"{plural(number, 'row')} {what}: {words}{f' (lines {where}{more})' if lines else ''}"
    rest = len(counts) - most
    if rest > 0:
        number = counts.total() - sum(each for _, each in counts.most_common(most))
        yield f"{plural(number, 'row')} {what} for {plural(rest, 'other reason')}"


def _columns(parsed: ParsedFile) -> Iterator[str]:
    """What columns were taken for, where their names do not say it, and which held what is not used."""
    if parsed.format == "generic":
        used = [
            f"{columns[0]}{' ... ' + columns[-1] if len(columns) > 1 else ''} = {meaning}"
            for meaning, columns in _by_meaning(parsed).items()
            if len(columns) > 1 or fold(meaning) not in fold(columns[0])
        ]
        if used:
            yield f"columns: {', '.join(used)}"
    unused = {column: 0 for column, meaning in parsed.columns.items() if not meaning} | parsed.unused
    if unused:
        most_first = sorted(unused.items(), key=lambda each: -each[1])
        counts = (f"{column} ({plural(number, 'value') if number else 'empty'})" for column, number in most_first)
        yield f"not used: {', '.join(counts)}"


def _by_meaning(parsed: ParsedFile) -> dict[str, list[str]]:
    meanings: dict[str, list[str]] = {}
    for column, meaning in parsed.columns.items():
        if meaning:
            meanings.setdefault(meaning, []).append(column)
    return meanings


def _dates(plan: ImportPreview, today: date | None) -> Iterator[str]:
    if plan.parsed.dates == "mdy":
        yield "dates can be read either way: read as month first; use import --dates dmy for day first"
    elif plan.parsed.dates:
        yield "dates can be read either way: read as day first; use import --dates mdy for month first"
    late = sum(workout.start.date() > today for workout in plan.parsed.workouts) if today is not None else 0
    if late:
        yield f"{plural(late, 'workout')} in the future"


def _loads(plan: ImportPreview) -> Iterator[str]:
    """Loads that are hardly meant: more than can be typed, and less than nothing where no bodyweight is moved."""
    table, names = plan.parsed.table, {each.name: each for each in plan.names if each.key}
    doubtful: dict[str, dict[tuple[int, int, int], int]] = {"heavy": {}, "helped": {}}
    for kind, sets in Counter(zip(table.exercise, table.weight, table.units, strict=True)).items():
        exercise, weight, unit = kind
        name, text = names.get(table.texts[exercise]), table.texts[weight]
        grams_per = GRAMS_PER.get(UNITS[unit] or table.unit or "")
        if name is None or not text or grams_per is None:
            continue
        if Decimal(text) * grams_per > LIMIT_G:
            doubtful["heavy"][kind] = sets
        elif text[0] == "-" and not name.own and not name.body:
            doubtful["helped"][kind] = sets
    for word, kinds in doubtful.items():
        if kinds:
            places = enumerate(zip(table.exercise, table.weight, table.units, strict=True))
            first = table.at(next(row for row, kind in places if kind in kinds))
            example = f"{first.weight} {first.unit} {first.exercise} in line {first.line}"
            what = (
                f"over {LIMIT_G // 1000} kg: check" if word == "heavy" else "with a load below 0, read as assistance:"
            )
            yield f"{plural(sum(kinds.values()), 'set')} {what} {example}"


def _there(plan: ImportPreview, *, corrections: bool) -> Iterator[str]:
    fresh, met = plan.fresh, plan.met
    if met.renamed:
        has = "has" if met.renamed == 1 else "have"
        yield f"{plural(met.renamed, 'workout')} in the file {has} another name in the log; the log's name is kept"
    if met.same_start:
        start = "starts" if met.same_start == 1 else "start"
        yield (
            f"{plural(met.same_start, 'workout')} {start} in the same minute as another in the log: probably the same"
            " workout from another app or under another name; importing it would log it twice"
        )
    if fresh.differing and corrections:
        differ = "differs" if fresh.differing == 1 else "differ"
        what = (
            "the file's values are used"
            if plan.take_changed
            else "the log's values are kept (--changed take uses the file's)"
        )
        yield f"{plural(fresh.differing, 'set')} in the file {differ} from the log; {what}"
    if fresh.gone_sets and corrections:
        whole = len(fresh.gone_workouts)
        where = f", including {plural(whole, 'whole workout')}," if whole else ""
        what = "deleted here too" if plan.remove_gone else "kept (use --gone remove to delete them here too)"
        are = "is" if fresh.gone_sets == 1 else "are"
        yield f"{plural(fresh.gone_sets, 'set')} in the log{where} {are} no longer in the file: {what}"
    if fresh.held_back:
        what = "is" if fresh.held_back == 1 else "are"
        yield f"{plural(fresh.held_back, 'set')} after such sets {what} not added: hinge-log can't tell which is new"
    if fresh.grown:
        yield (
            f"{plural(fresh.grown, 'new set')} in workouts already in the log; an exercise that was only"
            ' renamed in the other app is imported twice unless --map leaves out its new name ("New name": "")'
        )
