"""The rest clock, and how long a workout was work and how long rest.

The clock is computed from when the last set was logged, so that a suspend or a crash changes nothing. A set is logged
when it is over: how long it took is its time, or three seconds a rep, since nobody holds a stop watch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from hinge_log.clock import Clock
from hinge_log.training.sides import numbered
from hinge_log.training.superset import tags
from hinge_log.training.workout import SetRecord, Workout

SHORTEST_S = 15
FORGOTTEN_S = 3600
"""An hour after it was over, a rest is no longer one (convention)."""


class Rest(NamedTuple):
    """The clock as shown: seconds left (negative once it is over), out of `target`; None before the first set."""

    left: int | None
    target: int
    paused: bool = False

    @property
    def over(self) -> bool:
        """Whether it is time to lift."""
        return self.left is not None and self.left <= 0


class RestChange(NamedTuple):
    """What the user did to the rest after one set; all in seconds.

    `extra` lengthens the rest, `shift` is time that the clock stood still, `paused` is what was left when it
    was stopped, `off` ends it.
    """

    set_id: str = ""
    extra: int = 0
    shift: int = 0
    paused: int | None = None
    off: bool = False

    @classmethod
    def of(cls, stored: object) -> RestChange:
        """Read what the log stores; anything odd is no change."""
        if not isinstance(stored, Mapping) or not isinstance(stored.get("set"), str):
            return cls()
        numbers = {name: stored[name] for name in ("extra", "shift", "paused") if isinstance(stored.get(name), int)}
        return cls(stored["set"], off=stored.get("off") is True, **numbers)

    def to_json(self) -> dict[str, object]:
        """The values as the log stores them."""
        values = {"set": self.set_id, "extra": self.extra, "shift": self.shift, "paused": self.paused, "off": self.off}
        return {name: value for name, value in values.items() if value is not None and value is not False}

    def after(self, record: SetRecord) -> RestChange:
        """This change if it belongs to the rest after a set, else none yet."""
        return self if self.set_id == record.id else RestChange(record.id)

    def longer(self, seconds: int) -> RestChange:
        """Rest longer, or shorter."""
        paused = None if self.paused is None else max(0, self.paused + seconds)
        return self._replace(extra=self.extra + seconds, paused=paused, off=False)

    def toggled(self, now: Rest, since_s: int) -> RestChange:
        """Stop the clock, or let it run on; `since_s` is how long ago the set was logged."""
        if self.off:
            return self._replace(off=False)
        if self.paused is None:
            return self._replace(paused=max(0, now.left or 0))
        return self._replace(paused=None, shift=self.paused - (now.target - since_s))

    def ended(self) -> RestChange:
        """No rest after this set; the clock can be let run on."""
        shift = self.shift if self.paused is None else 0
        return self._replace(off=True, paused=None, shift=shift)


def seconds_since(record: SetRecord | None, now_ms: int) -> int:
    """Whole seconds since a set was logged; no set, or a clock that was set back, gives 0."""
    if record is None:
        return 0
    return max(0, (now_ms - (record.at_ms or 0)) // 1000)


class RestTimer:
    """Seconds since the last set, also when the wall clock is set back meanwhile.

    Of the wall clock and the monotonic one the larger counts: the first goes on while the machine sleeps, the second
    while the first is changed.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._set_id = ""
        self._logged_at = 0.0

    def seconds_since(self, record: SetRecord | None) -> int:
        """Whole seconds since a set was logged, 0 for no set."""
        if record is None:
            return 0
        by_wall = seconds_since(record, self._clock.now().utc_ms)
        now = self._clock.monotonic()
        if record.id != self._set_id:
            self._set_id, self._logged_at = record.id, now - by_wall
        return max(by_wall, int(now - self._logged_at))


def rest_after(last: SetRecord | None, since_s: int, work_s: int, warmup_s: int, change: RestChange) -> Rest:
    """The rest clock `since_s` seconds after a set.

    `work_s` and `warmup_s` are the usual rests, 0 for none unless it is lengthened.
    """
    if last is None or last.at_ms is None:
        return Rest(None, work_s)
    usual = work_s if last.what.kind.counts else warmup_s
    change = change.after(last)
    if change.off or (not usual and change.extra <= 0):
        return Rest(None, 0)
    target = max(SHORTEST_S, usual + change.extra)
    if change.paused is not None:
        return Rest(change.paused, target, paused=True)
    left = target - since_s + change.shift
    return Rest(left, target) if left > -FORGOTTEN_S else Rest(None, work_s)


REP_S = 3
"""Seconds that a repetition takes, where nothing else is known (convention)."""


class WorkAndRest(NamedTuple):
    """Seconds of work, by convention, and of rest between the sets; None where the times of sets are not known."""

    work_s: int
    rest_s: int | None


class RoundRests(NamedTuple):
    """The rests after the rounds of a superset: "A" and the seconds after each round but the last."""

    name: str
    seconds: tuple[int, ...]


def work_s(record: SetRecord) -> int:
    """How long a set took, in seconds."""
    return record.what.seconds or REP_S * (record.what.reps or 0)


def work_and_rest(sets: Sequence[SetRecord]) -> WorkAndRest:
    """Add up work and rest of the sets of a workout; a pause of more than an hour is no rest."""
    timed = sorted((each for each in sets if each.at_ms is not None), key=lambda each: (each.at_ms or 0, each.id))
    rests = [_rest_s(before, after) for before, after in pairwise(timed)]
    known = [rest for rest in rests if rest <= FORGOTTEN_S]
    work = sum(map(work_s, sets))
    return WorkAndRest(work, sum(known) if len(timed) == len(sets) and known else None)


def round_rests(workout: Workout, sided: frozenset[str] = frozenset()) -> tuple[RoundRests, ...]:
    """The rests after each round of the supersets of a workout; `sided` are keys of one-sided exercises.

    A round is the set of the same number of each lift. One without times, or done another day, is left out.
    """
    names = tags(workout)
    by_superset = []
    for letter in dict.fromkeys(name[0] for name in names.values()):
        lifts = [lift for lift in workout.lifts if names.get(lift.id, "")[:1] == letter]
        rounds: dict[int, list[SetRecord]] = {}
        for lift in lifts:
            numbers = numbered(lift.sets, sided=lift.exercise in sided)
            for record in lift.sets:
                warm, number = numbers[record.id]
                if not warm and record.at_ms is not None:
                    rounds.setdefault(number, []).append(record)
        order = [sorted(rounds[number], key=lambda each: (each.at_ms or 0, each.id)) for number in sorted(rounds)]
        rests = [_rest_s(before[-1], after[0]) for before, after in pairwise(order)]
        seconds = tuple(rest for rest in rests if 0 < rest <= FORGOTTEN_S)
        if seconds:
            by_superset.append(RoundRests(letter, seconds))
    return tuple(by_superset)


def _rest_s(before: SetRecord, after: SetRecord) -> int:
    """The seconds from the end of a set to the beginning of the next one."""
    return max(0, ((after.at_ms or 0) - (before.at_ms or 0)) // 1000 - work_s(after))
