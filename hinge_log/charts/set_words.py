"""Several sets in words, planned or done: equal sets are counted, different ones are never said to be equal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from hinge_log.charts.cells import text_width
from hinge_log.charts.set_texts import amount_text
from hinge_log.text import plural
from hinge_log.training.distance import distance_text
from hinge_log.training.load import Load, number
from hinge_log.training.plan import PlanLift, PlanSet
from hinge_log.training.sides import counted_as
from hinge_log.training.workout import PlannedSet, SetDraft, SetKind, SetRecord


def amount(sets: Sequence[PlanSet] | Sequence[PlannedSet]) -> str:
    """How much work: "3 × 5", "2 × 40 s", "4 sets" where they differ or do not say; warm-ups are left out."""
    counted = [each for each in sets if each.kind.counts] or list(sets)
    if not counted:
        return ""
    amounts = {amount_text(SetDraft(each.reps, None, each.seconds, amrap=each.amrap)) for each in counted}
    words = next(iter(amounts))
    if len(amounts) == 1 and words:
        return f"{len(counted)} × {words}"
    return plural(len(counted), "set")


def sets_in_words(sets: Sequence[PlanSet]) -> str:
    """All the sets: "60 kg × 5 warm-up, 3 × 5 at 75 %"; sets that are the same are counted. "" for none."""
    parts = []
    for each, group in groupby(sets):
        count = len(tuple(group))
        load = f"{each.percent:g} %" if each.percent is not None else weight(each.load)
        done = amount_text(SetDraft(each.reps, None, each.seconds))
        if done:
            done += f" to {each.reps_to}" if each.reps_to is not None else "+" if each.amrap else ""
            load = f"RPE {each.rpe:g}" if each.rpe is not None and not load else load
            work = f"{count} × {done}" + (f" at {load}" if load else "")
        else:
            sets_ = plural(count, "set")
            work = f"{sets_} at {load}" if load else sets_
        parts.append(work + _KINDS.get(each.kind, ""))
    return ", ".join(parts)


def shorter_sets(sets: Sequence[PlanSet]) -> tuple[str, ...]:
    """Ever shorter ways to say all the sets: with warm-ups counted alone, then how many there are and no more."""
    counted = tuple(each for each in sets if each.kind.counts)
    warm = len(sets) - len(counted)
    if not counted or not warm:
        return (amount(sets),)
    warm_ups = f", {plural(warm, 'warm-up')}"
    return (f"{sets_in_words(counted)}{warm_ups}", f"{amount(counted)}{warm_ups}", amount(counted))


_KINDS = {SetKind.WARMUP: " warm-up", SetKind.DROP: " drop", SetKind.FAILURE: " to failure"}


def set_count(sets: Sequence[PlanSet]) -> int:
    """How many sets that count; all of them where none does."""
    return sum(each.kind.counts for each in sets) or len(sets)


def asked(sets: Sequence[PlanSet]) -> str:
    """The heaviest load asked for: "75 %", "102.5 kg", "" where none is."""
    counted = [each for each in sets if each.kind.counts] or list(sets)
    percent = max((each.percent for each in counted if each.percent is not None), default=None)
    if percent is not None:
        return f"{percent:g} %"
    return weight(max((each.load for each in counted if each.load), key=lambda load: load.grams, default=None))


def planned_loads(plan: Sequence[PlannedSet]) -> str:
    """The planned loads as they are today: "105 kg", "90 to 100 kg" where they differ, "" where one is not known."""
    return load_span([each.load for each in [each for each in plan if each.kind.counts] or plan])


def load_span(loads: Sequence[Load | None]) -> str:
    """From the lightest load to the heaviest: "100 to 105 kg", "105 kg" for equal ones, "" where they have no order."""
    known = [load for load in loads if load is not None]
    if not known or len(known) < len(loads) or len({load.body for load in known}) > 1:
        return ""
    least, most = (weight(pick(known, key=lambda load: load.grams)) for pick in (min, max))
    return most if least == most else f"{least.removesuffix(_shared(least, most))} to {most}"


def _shared(least: str, most: str) -> str:
    """The unit of both loads with the space before it, "" where they have not the same."""
    mark = f" {most.rpartition(' ')[2]}"
    return mark if least.endswith(mark) and most.endswith(mark) else ""


def weight(load: Load | None) -> str:
    """A load with its unit: "105 kg", "bw", "bw+10 kg"; "" for none."""
    return "" if load is None else load.named


def set_words(number_: int | str, each: PlannedSet) -> str:
    """One planned set on a line: " 1  105 kg × 5", "w1  60 kg × 5"."""
    load = weight(each.load)
    done = amount_text(SetDraft(each.reps, None, each.seconds, amrap=each.amrap))
    work = f"{load} × {done}" if load and done else load or (f"× {done}" if done and each.seconds is None else done)
    return f"{number_!s:>2}  {work or 'same as last time'}"


def sets_lines(plan: Sequence[PlannedSet]) -> tuple[tuple[str, str], ...]:
    """Every set on a line of its own, as (text, style): warm-ups are muted."""
    lines, counts = [], {True: 0, False: 0}
    for each in plan:
        warm = each.kind is SetKind.WARMUP
        counts[warm] += 1
        lines.append((set_words(f"w{counts[warm]}" if warm else counts[warm], each), "muted" if warm else "text"))
    return tuple(lines)


def share_words(sets: Sequence[PlanSet], plan: Sequence[PlannedSet], best: Load | None) -> str:
    """What the highest percentage comes to: "75 % of e1RM 140 kg = 105 kg"; "" where no set has one."""
    shares = [(each.percent, made.load) for each, made in zip(sets, plan, strict=False) if each.percent is not None]
    if not shares:
        return ""
    if best is None:
        return "No e1RM from the last 8 weeks, so last time's load is suggested."
    percent, load = max(shares, key=lambda share: share[0])
    return f"{percent:g} % of e1RM {estimate(best)} = {weight(load)}"


def top_reason(plan: Sequence[PlannedSet]) -> str:
    """The reason of the heaviest working set; "" where none says one."""
    counted = [each for each in plan if each.kind.counts and each.why]
    top = max(counted, key=lambda each: each.load.grams if each.load else 0, default=None)
    return top.why if top is not None else ""


def reason_lines(plan: Sequence[PlannedSet]) -> tuple[tuple[str, str], ...]:
    """Why each planned set has its load, as (sets, reason): sets of one reason stand in one line."""
    lines: list[tuple[str, str]] = []
    counts = {True: 0, False: 0}
    labels: list[tuple[str, str]] = []
    for each in plan:
        warm = each.kind is SetKind.WARMUP
        counts[warm] += 1
        labels.append((f"w{counts[warm]}" if warm else str(counts[warm]), each.why))
    for why, group in groupby(labels, key=lambda each: each[1]):
        names = [name for name, _ in group]
        span = names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"
        lines.append((span, why))
    return tuple(lines)


def line_in_words(lift: PlanLift) -> str:
    """What is planned of a lift in words: its sets of the first week, its weeks, and how the load goes up."""
    sets = (sets_in_words(lift.sets),) if lift.sets else ()
    return ", ".join((*sets, *_progression_words(lift)))


def shorter_line(lift: PlanLift) -> tuple[str, ...]:
    """Ever shorter ways to say what is planned of a lift: its weeks and its step stay longer than each set."""
    more, sets = _progression_words(lift), shorter_sets(lift.sets)
    if not more:
        return sets
    return (*(", ".join((each, *more)) for each in sets), f"{sets[-1]}, {more[0]}", *sets)


def _progression_words(lift: PlanLift) -> list[str]:
    """The weeks of a lift, what its percentages are of, and how its load goes up."""
    parts = [f"{1 + len(lift.weeks)} weeks"] if lift.weeks else []
    if lift.training_max is not None:
        parts.append(f"of {weight(lift.training_max)}")
    elif lift.percent_of is not None:
        parts.append(f"of {lift.percent_of:g} % of e1RM")
    return [*parts, f"then +{weight(lift.step)}"] if lift.step is not None else parts


def estimate(best: Load) -> str:
    """An estimated maximum as it is shown: whole numbers, since it is no measurement."""
    return f"{number(best.in_unit(best.unit).to_integral_value())} {best.unit}"


def group_words(sets: Sequence[SetDraft], unit: str) -> tuple[str, ...]:
    """The sets in full, then ever shorter: "5 × 5 at 100, 1 × 5 at 105 kg" to "6 sets, 100 to 105 kg" and "6 sets"."""
    if not sets:
        return ("",)
    groups = [
        (_counted(len(tuple(same)), amount), load)
        for (amount, load), same in groupby(sets, lambda each: (amount_text(each), _load(each)))
    ]
    all_of_them = _counted(len(sets), "")
    loads = {load for _, load in groups}
    if len(loads) == 1:
        work, load = ", ".join(work for work, _ in groups), groups[0][1]
        texts = [f"{work} at {load}", brief(f"{work} at {load}"), f"{all_of_them} at {load}"] if load else [work]
    else:
        # The unit is said once, at the end, where all loads have it.
        once = all(load.endswith(f" {unit}") for load in loads)
        shown_groups = [(work, load.removesuffix(f" {unit}") if once else load) for work, load in groups]
        shown_groups[-1] = groups[-1]
        full = ", ".join(f"{work} at {load}" if load else work for work, load in shown_groups)
        texts = [full, brief(full)]
        span = load_span([each.load for each in sets])
        texts += [f"{all_of_them}, {span}"] if span else []
    return tuple(dict.fromkeys([*texts, all_of_them]))


def sets_words(sets: Sequence[SetRecord], unit: str, *, sided: bool = False) -> tuple[str, ...]:
    """The working sets of a lift, or its warm-ups where there are no others, in full, then ever shorter."""
    counted = [record for record in sets if record.what.kind.counts] or sets
    return group_words([record.what for record in counted_as(counted, sided=sided)], unit)


def brief(words: str) -> str:
    """Sets in full with a word less: "5 × 5 100, 1 × 5 105 kg"."""
    return words.replace(" at ", " ")


def fitting(words: Sequence[str], room: int) -> str:
    """The first of some ways to say the same that is no wider than `room`; "" where none is."""
    return next((each for each in words if text_width(each) <= room), "")


def _load(each: SetDraft) -> str:
    load = weight(each.load)
    if each.distance_mm is None:
        return load
    carried = each.load is not None and (each.load.grams or not each.load.body)
    return f"{load} × {distance_text(each.distance_mm)}" if carried else distance_text(each.distance_mm)


def _counted(count: int, amount: str) -> str:
    return f"{count} × {amount}" if amount else plural(count, "set")
