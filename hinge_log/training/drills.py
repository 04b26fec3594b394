"""Guided drills: how each is dosed and paced, and a player that walks through it as time passes.

Doses and tempos are conventions. The player is a frozen value: time is handed in by `tick`, keys by the other
functions, and each gives a new player.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hinge_log.exercises.model import Exercise
from hinge_log.text import plural
from hinge_log.training.distance import FAR_MM, stepped, wall_unit
from hinge_log.training.stats import form_of
from hinge_log.training.suggestion import HAND_SPAN_MM
from hinge_log.training.workout import SetRecord

LEAD_IN_S = 3.0
REST_S = 30
NEAR_MM = 50
"""Heels closer than 5 cm leave no room to hinge."""

STEP_OUT_CM = 2
KEPT_FROM = 4

TOO_FAR = (
    "30 cm is the limit: at two feet (60 cm) you can only reach the wall by falling onto it, "
    "because your weight leaves your feet before your hips get there."
)

_SET_UP = {"drill-wall-hinge": "Squeeze your glutes, ribs down."}
"""What to do before each set of a drill."""

CONTACTS = ("head", "upper back", "tail")
"""Where the stick touches, from the top."""

CONTACT_MEANS = {
    "head": "you looked up or down",
    "upper back": "the back arched",
    "tail": "the back rounded or the tail tucked",
}
_CONTACT_NOTE = "first contact lost: "


class Phase(StrEnum):
    """Where the player stands: before a set, in it, waiting for its rating, resting, or at the end."""

    READY = "ready"
    MOVE = "move"
    RATE = "rate"
    REST = "rest"
    DONE = "done"


class Call(StrEnum):
    """What a bell may ring for."""

    GO = "go"
    TURN = "turn"
    REP = "rep"
    SET = "set"


@dataclass(frozen=True, slots=True)
class DrillTempo:
    """Seconds of the way out, the far end, the way back and the pause before the next rep, with words for them."""

    out: float
    hold: float
    back: float
    pause: float
    words: tuple[str, str, str]

    @property
    def total(self) -> float:
        """Seconds of one rep."""
        return self.out + self.hold + self.back + self.pause


_HINGE = DrillTempo(3, 1, 1, 1, ("REACH BACK", "STOP THERE", "STAND TALL"))
_WALL = replace(_HINGE, words=("REACH BACK", "TOUCH, NO LEAN", "STAND TALL"))
_DOWEL = replace(_HINGE, words=("HIPS BACK", "KEEP TOUCH", "STAND TALL"))
_PULL = DrillTempo(2, 1, 1, 1, ("HIPS BACK", "STOP THERE", "STAND TALL"))
_QUICK = DrillTempo(1, 0.5, 1, 1, ("HIPS BACK", "STOP THERE", "STAND TALL"))
_HIKE = DrillTempo(1, 0.5, 1, 4, ("HIKE IT BACK", "LET IT RETURN", "PARK IT"))
_ROCK = DrillTempo(3, 1, 3, 0.5, ("ROCK BACK", "BACK STILL", "COME HOME"))
_CAT = DrillTempo(3, 0.5, 3, 0.5, ("ROUND UP", "EASY", "LET IT SINK"))
_DOG = DrillTempo(2, 5, 2, 1, ("REACH LONG", "HOLD LEVEL", "COME HOME"))


@dataclass(frozen=True, slots=True)
class DrillPlan:
    """A drill as it is done: sets (of each side, when `sides`), reps, pace; `distance` when it is logged in cm."""

    exercise: str
    sets: int
    reps: int
    pace: DrillTempo
    distance: bool = False
    sides: bool = False
    contacts: bool = False

    @property
    def all_sets(self) -> int:
        """The sets of both sides together."""
        return self.sets * 2 if self.sides else self.sets

    def side(self, number: int) -> str:
        """The side of a set, counted from 1: left first."""
        return ("R", "L")[number % 2] if self.sides else ""


_PLANS = {
    "drill-wall-hinge": (3, 8, _WALL), "drill-dowel-hinge": (3, 8, _DOWEL), "drill-hinge-free": (3, 10, _HINGE),
    "drill-rope-hinge": (3, 8, _HINGE), "drill-kneeling-hinge": (3, 8, _HINGE), "pull-through-band": (3, 10, _PULL),
    "pull-through-cable": (3, 10, _PULL), "drill-goat-bag": (3, 8, _QUICK), "drill-hike-park": (3, 6, _HIKE),
    "drill-quadruped-rock": (3, 8, _ROCK), "drill-cat-camel": (1, 8, _CAT), "drill-bird-dog": (3, 5, _DOG),
}  # fmt: skip


def plan_for(exercise: Exercise, sets: int | None = None, reps: int | None = None) -> DrillPlan:
    """How a drill is done; sets and reps may be chosen. An exercise without a plan is paced as a hinge."""
    usual_sets, usual_reps, pace = _PLANS.get(exercise.id, (3, 8, _HINGE))
    return DrillPlan(
        exercise.id,
        max(1, sets or usual_sets),
        max(1, reps or usual_reps),
        pace,
        exercise.metric == "distance_cm",
        exercise.unilateral,
        exercise.id in ("drill-dowel-hinge", "drill-kneeling-hinge"),
    )


@dataclass(frozen=True, slots=True)
class Player:
    """A drill under way: the set (from 1), the reps done in it, and the seconds in this phase, or in this rep."""

    plan: DrillPlan
    number: int = 1
    phase: Phase = Phase.READY
    reps: int = 0
    at: float = 0.0
    paused: bool = True

    @property
    def running(self) -> bool:
        """Whether time moves it."""
        return not self.paused and self.phase in (Phase.READY, Phase.MOVE, Phase.REST)

    @property
    def left(self) -> int:
        """Whole seconds until the set begins, 0 in the others."""
        length = {Phase.READY: LEAD_IN_S, Phase.REST: float(REST_S)}.get(self.phase)
        return 0 if length is None else max(0, -int(-(length - self.at) // 1))


@dataclass(frozen=True, slots=True)
class Beat:
    """Where a rep is: its part (0 out, 1 far end, 2 back, 3 pause), words, count from 1 of so many, share of the part.

    `way` is 0 upright and 1 at the far end.
    """

    part: int
    words: str
    count: int
    counts: int
    share: float
    way: float
    returning: bool


def beat(player: Player) -> Beat:
    """Where the present rep is; upright outside a set."""
    pace = player.plan.pace
    if player.phase is not Phase.MOVE:
        return Beat(3, "", 0, 0, 0.0, 0.0, False)
    at = player.at
    for part, length in enumerate((pace.out, pace.hold, pace.back, pace.pause)):
        if at < length or part == 3:
            share = min(1.0, at / length) if length else 1.0
            eased = share * share * (3 - 2 * share)
            way = (eased, 1.0, 1 - eased, 0.0)[part]
            words = pace.words[part] if part < 3 else "BREATHE"
            counts = max(1, round(length))
            return Beat(part, words, min(counts, int(at) + 1), counts, share, way, part == 2)
        at -= length
    raise AssertionError("a rep has four parts")


def tick(player: Player, seconds: float) -> tuple[Player, tuple[Call, ...]]:
    """Let time pass; gives what happened on the way. A set ends by itself after its last rep, and then waits."""
    calls: list[Call] = []
    while player.running and seconds > 0:
        length = _until_next(player)
        if seconds < length - 1e-9:
            return replace(player, at=player.at + seconds), tuple(calls)
        seconds -= length
        player, call = _step(replace(player, at=player.at + length))
        if call:
            calls.append(call)
    return player, tuple(calls)


def _until_next(player: Player) -> float:
    """Seconds until the next thing happens."""
    if player.phase is Phase.READY:
        return max(0.0, LEAD_IN_S - player.at)
    if player.phase is Phase.REST:
        return max(0.0, REST_S - player.at)
    pace = player.plan.pace
    turn = pace.out + pace.hold
    return (turn if player.at < turn - 1e-9 else pace.total) - player.at


def _step(player: Player) -> tuple[Player, Call | None]:
    if player.phase is Phase.REST:
        return replace(player, phase=Phase.READY, at=0.0), None
    if player.phase is Phase.READY:
        return replace(player, phase=Phase.MOVE, at=0.0, reps=0), Call.GO
    pace = player.plan.pace
    if player.at < pace.total - 1e-9:
        return player, Call.TURN
    reps = player.reps + 1
    if reps >= player.plan.reps:
        return replace(player, phase=Phase.RATE, at=0.0, reps=reps), Call.SET
    return replace(player, at=0.0, reps=reps), Call.REP


def toggled(player: Player) -> Player:
    """Pause, or go on; at the end there is nothing to pause."""
    return player if player.phase in (Phase.RATE, Phase.DONE) else replace(player, paused=not player.paused)


def skipped(player: Player) -> Player:
    """The next thing now: a wait is cut short, a set ends with the reps done so far, a set without any is left out."""
    if player.phase in (Phase.READY, Phase.REST):
        return replace(player, phase=Phase.MOVE, at=0.0, reps=0, paused=False)
    if player.phase is Phase.MOVE:
        return replace(player, phase=Phase.RATE, at=0.0) if player.reps else following(player)
    if player.phase is Phase.RATE:
        return following(player)
    return player


def following(player: Player) -> Player:
    """On to the rest before the next set, or to the end."""
    if player.number >= player.plan.all_sets:
        return replace(player, phase=Phase.DONE, at=0.0, paused=True)
    return replace(player, phase=Phase.REST, number=player.number + 1, reps=0, at=0.0, paused=False)


def restarted(player: Player) -> Player:
    """The present set from its first rep; at the end, the whole drill."""
    if player.phase is Phase.DONE:
        return Player(player.plan)
    return replace(player, phase=Phase.READY, reps=0, at=0.0, paused=False)


def set_up_cue(key: str) -> str:
    """The cue before each set of a drill, "" for none."""
    return _SET_UP.get(key, "")


# -- the wall and the stick --------------------------------------------------------------------------------


def moved(distance_mm: int, steps: int) -> tuple[int, str]:
    """Step the heels out or in by 1 cm, or 1 in; gives the distance, and why it goes no further."""
    wanted = stepped(distance_mm, steps)
    far = FAR_MM[wall_unit(distance_mm)]
    if wanted > far:
        return far, TOO_FAR
    if wanted < NEAR_MM:
        return NEAR_MM, "Closer than 5 cm leaves no room to hinge."
    return wanted, ""


def contact_note(contact: str) -> str:
    """What a set's note says of the contact that was lost first; raises ValueError for an unknown one."""
    if contact not in CONTACTS:
        raise ValueError(f"the stick touches {', '.join(CONTACTS)}, not {contact}")
    return f"{_CONTACT_NOTE}{contact}"


def contact_of(note: str) -> str:
    """The contact that a note says was lost first, or ""."""
    _, mark, rest = note.partition(_CONTACT_NOTE)
    return next((contact for contact in CONTACTS if mark and rest.startswith(contact)), "")


def contact_tally(notes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each contact was lost first by the notes of sets, the most frequent first."""
    lost = [contact for note in notes if (contact := contact_of(note))]
    counts = ((contact, lost.count(contact)) for contact in CONTACTS if contact in lost)
    return tuple(sorted(counts, key=lambda each: -each[1]))


def tally_words(tally: Sequence[tuple[str, int]]) -> str:
    """A tally of contacts with what the most frequent one means, "" for none."""
    if not tally:
        return ""
    most = tally[0][0]
    counts = ", ".join(f"{contact} {number}" for contact, number in tally)
    return f"First contact lost: {counts}. {most.capitalize()}: {CONTACT_MEANS[most]}."


def with_contact(note: str, contact: str) -> str:
    """A note with what it said before and the contact that was lost first ("" takes it out)."""
    others = " ".join(line for line in note.split("\n") if not line.startswith(_CONTACT_NOTE)).strip()
    return "\n".join(part for part in (others, contact_note(contact) if contact else "") if part)


# -- what was done -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DrillDay:
    """A drill on one day: sets, reps, median form, the farthest distance and the farthest one kept.

    `form` is of the kind of rating that most sets have, and `checked` says which; None under two rated sets of it.
    """

    day: int
    sets: int
    reps: int
    form: float | None
    checked: bool
    distance_mm: int | None
    kept_mm: int | None
    lost: tuple[str, ...] = ()


def drill_days(sets: Iterable[SetRecord]) -> tuple[DrillDay, ...]:
    """The days on which a drill was done, oldest first; a distance is kept when its set was rated 4 or 5."""
    days: dict[int, list[SetRecord]] = {}
    for record in sets:
        days.setdefault(record.day, []).append(record)
    practised = []
    for day in sorted(days):
        done = [record.what for record in days[day]]
        distances = [
            what.distance_mm
            for what in done
            if what.distance_mm and what.form and (what.form.label or 0) >= KEPT_FROM and not what.pain
        ]
        practised.append(
            DrillDay(
                day,
                len(done),
                sum(what.reps or 0 for what in done),
                *form_of((what.form.label, what.form.basis) for what in done if what.form),
                max((what.distance_mm for what in done if what.distance_mm), default=None),
                max(distances, default=None),
                tuple(contact for what in done if (contact := contact_of(what.note))),
            )
        )
    return tuple(practised)


def first_distance(days: Sequence[DrillDay], unit: str = "kg") -> int:
    """Where to put the heels: as last time, or a hand-span."""
    known = [day.distance_mm for day in days if day.distance_mm]
    return known[-1] if known else HAND_SPAN_MM[unit]


def step_out(days: Sequence[DrillDay]) -> int | None:
    """The next distance to try after two days that kept the present one: 2 cm, or an inch, further (convention)."""
    last = [day for day in days if day.distance_mm][-2:]
    if len(last) < 2 or any(day.kept_mm is None or day.kept_mm < (last[-1].distance_mm or 0) for day in last):
        return None
    now = last[-1].distance_mm or 0
    to = stepped(now, STEP_OUT_CM if wall_unit(now) == "cm" else 1)
    return to if to <= FAR_MM[wall_unit(now)] else None


# -- in lines, for a terminal that is not redrawn ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of the drill, and how many seconds pass before the next; `call` is what a bell rings for.

    With `asks` the line waits for the form of the set, 1 to 5.
    """

    line: str
    seconds: float = 0.0
    call: Call | None = None
    asks: bool = False


def loop(plan: DrillPlan) -> Iterator[Spoken]:
    """A whole drill line by line: what to do, how long, and where to ask how it was."""
    pace = plan.pace
    for number in range(1, plan.all_sets + 1):
        side = {"L": ", left", "R": ", right"}.get(plan.side(number), "")
        set_up = set_up_cue(plan.exercise)
        yield Spoken(f"Set {number} of {plan.all_sets}{side}: get ready{f'. {set_up}' if set_up else ''}", LEAD_IN_S)
        for rep in range(1, plan.reps + 1):
            line = f"{rep}: {pace.words[0].lower()} for {pace.out:g}"
            yield Spoken(line, pace.out + pace.hold, Call.GO if rep == 1 else Call.REP)
            yield Spoken(f"   {pace.words[2].lower()}", pace.back + pace.pause, Call.TURN)
        yield Spoken(f"Set {number} done. How was it, 1 to 5? Press enter to skip.", call=Call.SET, asks=True)
        if number < plan.all_sets:
            yield Spoken(f"Rest {REST_S} s", float(REST_S))


def described(plan: DrillPlan) -> str:
    """A drill in one line: "3 sets of 8: back for 3, hold 1, up for 1"."""
    pace = plan.pace
    each = " each side" if plan.sides else ""
    hold = f", hold {pace.hold:g}" if pace.hold >= 1 else ""
    sets = plural(plan.sets, "set")
    return f"{sets} of {plan.reps}{each}: out for {pace.out:g}{hold}, back for {pace.back:g}"


def practice_streak(days: Iterable[int], today: int) -> int:
    """On how many days in a row up to today a drill was done; today does not end the streak while it lasts."""
    done = set(days)
    length, day = 0, today if today in done else today - 1
    while day in done:
        length, day = length + 1, day - 1
    return length
