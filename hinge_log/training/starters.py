"""Plans to start from, made for the stage of the ladder on which somebody stands: offered, never given.

Nothing is loaded that the stage does not open: below stage 4 all is drill and bodyweight. The doses are those on
which the stages are judged; the percentages are conventions (75 % for fives leaves two or three reps in reserve).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hinge_log.errors import NotFound
from hinge_log.training.plan import Day, Plan, PlanLift
from hinge_log.training.plan_text import read_line


@dataclass(frozen=True, slots=True)
class Starter:
    """A plan that is offered: `about` says in a line what it is for, `from_stage` from which stage on it is."""

    name: str
    about: str
    from_stage: int


STARTERS = (
    Starter("Hinge A/B", "two alternating days, both with a hinge, matched to your stage", 1),
    Starter("Kettlebell", "one bell: deadlift, goblet squat, row; swings once you have earned them", 4),
    Starter("Deadlift day", "one day: the floor pull first, then its assistance lifts", 6),
    Starter("5/3/1", "four weeks, the last one light: deadlift and squat at percentages of a training maximum", 6),
    Starter("Linear", "the load goes up after every session with all sets done", 6),
)

_Stages = dict[int, dict[str, tuple[str, ...]]]
"""For each stage the days by name, with their lifts as lines: "& KEY SETS # NOTE", "&" for those of a superset."""

_WORDS = {
    "RAMP": "40%x5 w, 55%x3 w, 65%x2 w, 75%x5x3",
    "CYCLE": "65%x5, 75%x5, 85%x5+ | 70%x3, 80%x3, 90%x3+ | 75%x5, 85%x3, 95%x1+ | 40%x5, 50%x5, 60%x5 of 90%",
}
"""CYCLE is 5/3/1 as Jim Wendler published it: shares of a training maximum of 90 %, the fourth week light."""

_HINGE: _Stages = {
    1: {
        "A": ("drill-wall-hinge x8x3", "drill-cat-camel x8x2", "glute-bridge x10x2"),
        "B": ("drill-wall-hinge x8x3", "drill-kneeling-hinge x8x2", "squat-bodyweight x10x2"),
    },
    2: {
        "A": ("drill-dowel-hinge x8x3", "drill-wall-hinge x8", "glute-bridge x10x3"),
        "B": ("drill-dowel-hinge x8x3", "drill-bird-dog x8x2", "squat-bodyweight x10x2"),
    },
    3: {
        "A": ("drill-dowel-hinge x8 w", "drill-hinge-free x10x3", "glute-bridge x10x3"),
        "B": ("drill-hinge-free x10x3 # Film one set.", "good-morning-bodyweight x10x2", "squat-bodyweight x10x3"),
    },
    4: {
        "A": (
            "drill-hinge-free x8 w", "deadlift-kettlebell x8x3", "& hip-thrust-bodyweight x10x3",
            "& row-one-arm-dumbbell x8x3",
        ),
        "B": ("drill-dowel-hinge x8 w", "pull-through-band x10x3", "squat-goblet x8x3"),
    },
    5: {
        "A": ("drill-dowel-hinge x8 w", "deadlift-romanian x8x3", "& squat-goblet x8x3", "& row-one-arm-dumbbell x8x3"),
        "B": ("drill-hinge-free x8 w", "deadlift-kettlebell x8x3", "hip-thrust-barbell x8x3"),
    },
    6: {
        "A": (
            "drill-dowel-hinge x8 w", "deadlift-conventional RAMP # Trap bar or blocks first, where there are any.",
            "& squat-goblet x8x3", "& row-one-arm-dumbbell x8x3",
        ),
        "B": ("drill-hinge-free x8 w", "squat-back RAMP", "deadlift-romanian x8x3", "hip-thrust-barbell x8x3"),
    },
    7: {
        "A": (
            "drill-dowel-hinge x8 w", "deadlift-conventional RAMP", "good-morning-barbell x8x3 # From the empty bar.",
            "row-bent-over-barbell x8x3",
        ),
        "B": (
            "drill-hike-park x5 w", "swing-dead-stop x10x5 # Dead stop before continuous sets.", "squat-back RAMP",
            "hip-thrust-barbell x8x3",
        ),
    },
    8: {
        "A": (
            "drill-dowel-hinge x8 w", "deadlift-conventional RAMP", "deadlift-single-leg-rdl x8x3",
            "row-bent-over-barbell x8x3",
        ),
        "B": ("drill-hike-park x5 w", "swing-two-hand x10x5", "squat-front RAMP", "good-morning-barbell x8x3"),
    },
}  # fmt: skip

_BELL: _Stages = {
    4: {
        "": ("drill-hinge-free x8 w", "deadlift-kettlebell x10x3", "squat-goblet x8x3"),
    },
    5: {
        "": (
            "drill-hike-park x5x2 # Park it after every rep.", "deadlift-kettlebell x8x3", "squat-goblet x8x3",
            "row-gorilla x8x2",
        ),
    },
    7: {
        "": (
            "drill-hike-park x5 w", "swing-dead-stop x10x5 # Dead stop before continuous sets.", "& squat-goblet x8x3",
            "& row-gorilla x8x3",
        ),
    },
    8: {
        "": ("drill-hike-park x5 w", "swing-two-hand x10x8", "& squat-goblet x8x3", "& row-gorilla x8x3"),
    },
}  # fmt: skip

_PULL: _Stages = {
    6: {
        "": (
            "drill-dowel-hinge x8 w", "deadlift-conventional 40%x5 w, 55%x3 w, 70%x2 w, 80%x3x5",
            "deadlift-romanian x8x3", "& hip-thrust-barbell x8x3", "& row-one-arm-dumbbell x8x3",
        ),
    },
}  # fmt: skip

_WAVE: _Stages = {
    6: {
        "Deadlift": (
            "drill-dowel-hinge x8 w", "deadlift-conventional CYCLE # As many clean reps as you can in the last set.",
            "& hip-thrust-barbell x8-12x3 then +SMALL", "& row-one-arm-dumbbell x8-12x3 then +SMALL",
        ),
        "Squat": (
            "drill-hinge-free x8 w", "squat-back CYCLE # As many clean reps as you can in the last set.",
            "deadlift-romanian x8-12x3 then +SMALL",
        ),
    },
}  # fmt: skip

_LINEAR: _Stages = {
    6: {
        "A": (
            "drill-dowel-hinge x8 w", "squat-back x5x3 then +SMALL", "deadlift-conventional x5 then +LARGE",
            "row-bent-over-barbell x8-12x3 then +SMALL",
        ),
        "B": (
            "drill-hinge-free x8 w", "deadlift-romanian x8x3 then +SMALL", "hip-thrust-barbell x8-12x3 then +LARGE",
            "squat-goblet x8-12x3 then +SMALL",
        ),
    },
}  # fmt: skip

_STEPS = {"kg": ("2.5kg", "5kg"), "lb": ("5lb", "10lb")}

_MADE = {"Hinge A/B": ("Hinge", _HINGE), "Kettlebell": ("Kettlebell", _BELL), "Deadlift day": ("Deadlift day", _PULL),
    "5/3/1": ("5-3-1", _WAVE), "Linear": ("Linear", _LINEAR)}  # fmt: skip


def offered(stage: int) -> tuple[Starter, ...]:
    """The plans to start from, those of a later stage of the ladder last: advice, never a lock."""
    return tuple(sorted(STARTERS, key=lambda each: each.from_stage > max(stage, 1)))


def find_starter(name: str) -> Starter:
    """The plan of a name, or of the beginning of one; raises NotFound."""
    wanted = name.strip().casefold()
    matches = [each for each in STARTERS if wanted and each.name.casefold().startswith(wanted)]
    if len(matches) != 1:
        names = tuple(each.name for each in STARTERS)
        title = f'There is no plan "{name.strip()[:40]}" to start from.'
        raise NotFound(title, f"Choose from {', '.join(names)}.", candidates=names)
    return matches[0]


def starter(name: str, stage: int, unit: str = "kg") -> Plan:
    """Make the starter of a name for a stage, at least that which it is made for; it is not stored yet.

    Loads go up by steps of `unit`. Raises NotFound for a name that is none.
    """
    chosen = find_starter(name)
    called, stages = _MADE[chosen.name]
    days = stages[max(number for number in stages if number <= max(stage, chosen.from_stage))]
    small, large = _STEPS[unit]
    words = {**_WORDS, "SMALL": small, "LARGE": large}
    return Plan("", called, tuple(Day(name, tuple(_lift(line, words, unit) for line in days[name])) for name in days))


def _lift(text: str, words: Mapping[str, str], unit: str) -> PlanLift:
    key, _, rest = text.removeprefix("& ").partition(" ")
    sets, _, note = rest.partition(" # ")
    for word, meaning in words.items():
        sets = sets.replace(word, meaning)
    return read_line(sets, unit).applied(PlanLift(key, (), note, 1 if text.startswith("& ") else None))
