"""`trend`: form over time, by load, by fault, and strength."""

from __future__ import annotations

import click

from hinge_log.cli.command import LiftName, command, family_names
from hinge_log.cli.context import CliContext
from hinge_log.cli.exporting import check_output_file, goes_to_stdout, write_output_file
from hinge_log.cli.values import attributes, day_value
from hinge_log.errors import EntryError, NotFound
from hinge_log.text import shown
from hinge_log.training.load import Load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.charts.cells import Row
    from hinge_log.charts.view import Mode
    from hinge_log.exercises.model import Exercise
    from hinge_log.training.faults import SharedFault
    from hinge_log.training.trend import Calibration, SessionPoint, TrendData

MODES = ("time", "load", "fault", "strength")
IMAGE = (100, 36)
"""Cells of an image, wide and high."""
STYLES = {
    "strong": "1", "title": "1", "muted": "2", "grid": "2", "whisker": "2", "data": "34", "seen": "34", "line": "34",
    "quick": "36", "fault": "33", "cursor": "1;34",
}  # fmt: skip


@command(
    "hinge-log trend deadlift",
    "hinge-log trend deadlift --by load",
    "hinge-log trend rdl --weeks 52 --plain",
    "hinge-log trend --family deadlift",
    "hinge-log trend deadlift --svg deadlift.svg",
    reads=True,
)
@click.argument("lift", required=False, type=LiftName())
@click.option("--weeks", type=click.IntRange(1, 5200), default=12, help="how far back", show_default=True)
@click.option("--by", type=click.Choice(MODES), default="time", show_default=True, help="what the chart shows")
@click.option("--family", metavar="NAME", shell_complete=family_names, help="the lifts of a family side by side")
@click.option("--svg", metavar="FILE", type=click.Path(), help="write an SVG image instead")
@click.option("--force", is_flag=True, help="overwrite an existing file")
def trend(
    cli: CliContext, lift: str | None, weeks: int, by: Mode, family: str | None, svg: str | None, force: bool
) -> int:
    """Chart form, and say what the data shows."""
    if family is not None or lift is None:
        return _family(cli, lift, family, weeks=weeks, by=by, svg=svg, force=force)
    exercise = cli.find(lift)
    data = lift_trend(cli, exercise, weeks)
    check_output_file(cli, svg, force=force)
    if svg is None:
        return show_trend(cli, data, exercise, weeks, by)
    if not data.working:
        return _no_sets(cli, f"of {shown(exercise.name)}", weeks, svg)
    from hinge_log.charts.view import view_with_legend

    return _image(cli, svg, exercise.name, view_with_legend(data, *IMAGE, by), [data], by, force=force)


def show_trend(cli: CliContext, data: TrendData, exercise: Exercise, weeks: int, by: Mode = "time") -> int:
    """Print a view of a lift: as JSON, as a table, or as a chart."""
    if cli.json and by == "time":
        return cli.data("trend", _value(data, exercise.id))
    if cli.json:
        span = {"from": day_value(data.start), "to": day_value(data.end)}
        contacts = {"contacts_lost_first": dict(data.contacts)} if by == "fault" and data.drill else {}
        return cli.data("trend", {"exercise": exercise.id, "by": by, **span, "rows": rows_by(data, by), **contacts})
    if not data.working:
        return _no_sets(cli, f"of {shown(exercise.name)}", weeks)
    if cli.plain and by == "time":
        return _table(cli, data)
    if cli.plain:
        for line in plain_lines(data, by):
            cli.out(line)
        return 0
    from hinge_log.charts.view import view_with_legend
    from hinge_log.cli.output import screen_size

    width, height = screen_size()
    _print(cli, view_with_legend(data, width, min(max(18, height - 2), 40), by, ascii=cli.ascii_only))
    return 0


def _no_sets(cli: CliContext, of: str, weeks: int, svg: str | None = None) -> int:
    cli.say(f"No sets {of} in the last {weeks} weeks.")
    return cli.data("trend-image", {"path": None}) if cli.json and svg is not None else 0


def lift_trend(cli: CliContext, exercise: Exercise, weeks: int) -> TrendData:
    """The sets of a lift in the last weeks, as its charts take them."""
    from hinge_log.store.trends import trend_data

    today = cli.store.clock.now().day
    return trend_data(
        cli.store, cli.catalogue, exercise, today=today, weeks=weeks, unit=cli.gym.unit, formula=cli.gym.formula
    )


def _print(cli: CliContext, rows: list[Row]) -> None:
    from hinge_log.charts.cells import without_empty_end

    for row in without_empty_end(rows):
        cli.out("".join(cli.styled(text, STYLES[style]) if style in STYLES else text for text, style in row).rstrip())


def _family(
    cli: CliContext, lift: str | None, family: str | None, *, weeks: int, by: Mode, svg: str | None, force: bool
) -> int:
    if family is None or lift is not None:
        hint = "hinge-log trend deadlift, or hinge-log trend --family deadlift"
        raise EntryError("lift", "Type a lift or a family, not both.", hint)
    family = family.replace("-", "_")
    if by != "time":
        raise EntryError("by", "A family can only be shown over time.", f"hinge-log trend LIFT --by {by}")
    from hinge_log.exercises.catalogue import FAMILIES
    from hinge_log.training.faults import HINGE, HINGE_FAMILIES

    families = HINGE_FAMILIES if family == HINGE else (family,)
    if family not in (*FAMILIES, HINGE):
        names = tuple(each.replace("_", "-") for each in (HINGE, *FAMILIES))
        raise NotFound(f"There is no family '{shown(family)}'.", f"Choose {', '.join(names)}.", candidates=names)
    used = {key for key, _ in cli.store.used_exercises()}
    members = [each for key in families for each in cli.catalogue.exercises.values() if each.family == key]
    members = [each for each in members if each.id in used]
    trends = [(each, data) for each in members if (data := lift_trend(cli, each, weeks)).working]
    if cli.json and svg is None:
        values: dict[str, object] = {"family": family, "lifts": [_value(data, each.id) for each, data in trends]}
        if family == HINGE:
            values["shared_faults"] = [each._asdict() for each in _shared(cli, trends)]
        return cli.data("family", values)
    if not trends:
        return _no_sets(cli, f"of the {family.replace('_', ' ')} family", weeks, svg)
    lifts = [data for _, data in trends]
    shared = _named_shared(cli, trends) if family == HINGE else ()
    from hinge_log.charts.family_view import family_height, family_view

    height = family_height(lifts, shared)
    if svg is not None:
        name = f"The {family.replace('_', ' ')} family"
        rows = family_view(lifts, IMAGE[0], height, shared=shared)
        return _image(cli, svg, name, rows, lifts, by, force=force)
    if cli.plain:
        for place, data in enumerate(lifts):
            if place:
                cli.out()
            _table(cli, data)
        for fault, each in shared:
            cli.out(f"{fault}: in {each.lifts} of {each.checked} lifts")
        return 0
    from hinge_log.cli.output import screen_size

    _print(cli, family_view(lifts, screen_size()[0], height, shared=shared, ascii=cli.ascii_only))
    return 0


def _shared(cli: CliContext, lifts: list[tuple[Exercise, TrendData]]) -> tuple[SharedFault, ...]:
    from hinge_log.training.faults import shared_faults

    return shared_faults((data.working, cli.catalogue.items_for(each)) for each, data in lifts)


def _named_shared(cli: CliContext, lifts: list[tuple[Exercise, TrendData]]) -> tuple[tuple[str, SharedFault], ...]:
    """The faults that several lifts share, with their names."""
    faults = cli.catalogue.faults
    return tuple(
        (shown(faults[each.fault].name if each.fault in faults else each.fault), each) for each in _shared(cli, lifts)
    )


def _image(
    cli: CliContext, path: str, name: str, rows: list[Row], lifts: list[TrendData], by: Mode, *, force: bool
) -> int:
    """Write rows as an image that tells by itself what it shows and rests on."""
    from hinge_log.charts.report import HONESTY
    from hinge_log.charts.svg import svg
    from hinge_log.text import plural
    from hinge_log.training.periods import title

    check_output_file(cli, path, force=force)
    first = lifts[0]
    kind = {"time": "form over time", "load": "form by load", "fault": "faults", "strength": "strength and form"}[by]
    span = f"{plural(first.weeks, 'week')}, {day_value(first.start)} to {day_value(first.end)}"
    about = [f"{span}. {title(first)}." if len(lifts) == 1 else f"{span}.", HONESTY]
    image = svg(rows, f"{name}: {kind}", about)
    if cli.json and goes_to_stdout(path):
        return cli.data("trend-image", {"path": None, "svg": image})
    write_output_file(cli, path, [image])
    return cli.data("trend-image", {"path": path}) if cli.json else 0


def basis_of(data: TrendData, point: SessionPoint) -> str:
    """What a session's rating rests on; sets seen by others count as checked when one was."""
    if point.source != "seen":
        return point.source
    own = (p for p in data.working if p.workout_id == point.workout_id and p.source == "seen")
    return "checked" if any(p.basis == "checked" for p in own) else "quick"


def _value(data: TrendData, key: str) -> dict[str, object]:
    from hinge_log.training.faults import item_counts
    from hinge_log.training.periods import notes
    from hinge_log.training.trend import line, session_points

    points = session_points(data.working)
    return {
        "exercise": key,
        "from": day_value(data.start),
        "to": day_value(data.end),
        "points": [
            {
                **attributes(point, "median", "worst", "best", "n"),
                "date": day_value(point.day),
                "basis": basis_of(data, point),
                "judged_by": point.judges[0] if len(point.judges) == 1 else "several",
                "workout": point.workout_id,
            }
            for point in points
        ],
        "line": [
            {"date": day_value(day), "value": value, "source": run_.source}
            for run_ in line(points)
            for day, value in run_.points
        ],
        "faults": [
            {"item": c.item, "slips": c.slipped, "checks": c.checked, "fault": data.faults.get(c.item)}
            for c in item_counts(data.working)
        ],
        "rated": sum(point.source is not None for point in data.working),
        "working_sets": len(data.working),
        "clean_load": clean_load_value(data),
        "calibration": calibration_value(data.calibration),
        "coach_calibration": calibration_value(data.coach),
        "notes": list(notes(data)),
    }


def _table(cli: CliContext, data: TrendData) -> int:
    from hinge_log.training.faults import item_counts
    from hinge_log.training.periods import notes, title
    from hinge_log.training.trend import session_points

    cli.out(f"{shown(data.lift)}: {title(data)}")
    points = session_points(data.working)
    if points:
        cli.out("date        median  worst  best  sets  basis    judged by")
    for point in points:
        middle = "-" if point.median is None else f"{point.median:g}"
        judges = ", ".join(point.judges)
        numbers = f"{middle:>6}  {point.worst:>5}  {point.best:>4}  {point.n:>4}"
        cli.out(f"{day_value(point.day)}  {numbers}  {basis_of(data, point):<7}  {judges}")
    for count in item_counts(data.working):
        if count.slipped:
            words = data.faults.get(count.item) or count.item
            cli.out(f"checks failed: {shown(words)}, {count.slipped} of {count.checked} checked sets")
    for note in notes(data):
        cli.out(note)
    from hinge_log.training.clean_load import clean_load

    if points and clean_load(data).bin is not None:
        cli.out(clean_load(data).sentence)
    for known in (data.calibration, data.coach):
        if known is not None and known.text:
            cli.out(known.text)
    return 0


Rows = list[dict[str, object]]


def rows_by(data: TrendData, by: Mode) -> Rows:
    """The rows of a view: sets by load and rating, faults, or strength by session."""
    return {"load": _by_load, "fault": _by_fault, "strength": _by_strength}[by](data)


def plain_lines(data: TrendData, by: Mode) -> list[str]:
    """The rows of a view as aligned lines under their heads, with one line where there are none."""
    rows = rows_by(data, by)
    lines = [] if rows else ["Nothing to show yet. No sets have the data for this view."]
    if rows:
        cells = [[_text(name, value, data.unit) for name, value in row.items()] for row in rows]
        cells.insert(0, [_head(name, data.unit) for name in rows[0]])
        wide = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = ["  ".join(map(str.ljust, line, wide)).rstrip() for line in cells]
    if by == "fault" and data.contacts:
        from hinge_log.training.drills import tally_words

        lines.append(tally_words(data.contacts))
    return lines


def clean_load_value(data: TrendData) -> dict[str, object]:
    """The clean load as JSON: its grams, the sets behind it, its 95 % interval, and a sentence."""
    from hinge_log.training.clean_load import clean_load

    known = clean_load(data)
    sets, clean = (known.bin.n, known.bin.clean) if known.bin else (None, None)
    values = {"g": known.grams, "sets": sets, "clean": clean, "judged": list(known.judges)}
    return values | {"interval": list(known.interval) if known.interval else None, "sentence": known.sentence}


def calibration_value(known: Calibration | None) -> dict[str, object] | None:
    """The lifter's ratings against video or a coach's as JSON, None where no set was rated both ways."""
    if known is None:
        return None
    return known._asdict() | {"sentence": known.text}


def _by_load(data: TrendData) -> Rows:
    from hinge_log.training.clean_load import load_counts
    from hinge_log.training.trend import SOURCES

    return [
        {"load_g": row.load_g, "basis": source, "sets": row.n, **{str(at): n for at, n in enumerate(row.counts, 1)}}
        for source in SOURCES
        for row in load_counts(data.working, source)
    ]


def _by_fault(data: TrendData) -> Rows:
    from hinge_log.training.faults import item_counts

    return [
        {"item": each.item, "fault": data.faults.get(each.item), "failed": each.slipped, "checks": each.checked}
        for each in item_counts(data.working)
    ]


def _by_strength(data: TrendData) -> Rows:
    from hinge_log.training.top_sets import strength

    return [
        {
            "date": day_value(each.day),
            "e1rm_g": round(each.best),
            "clean_e1rm_g": None if each.clean is None else round(each.clean),
        }
        for each in strength(data)
    ]


def _head(name: str, unit: str) -> str:
    return f"{name.removesuffix('_g').replace('_', ' ')}, {unit}" if name.endswith("_g") else name


def _text(name: str, value: object, unit: str) -> str:
    if value is None:
        return "-"
    if name.endswith("_g") and isinstance(value, int):
        return Load.from_grams(value, unit).text
    return shown(str(value))
