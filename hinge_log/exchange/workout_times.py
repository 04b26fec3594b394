"""Which sets are one workout, where each row of a table has a time of its own."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta
from itertools import pairwise

from hinge_log.exchange.dates import When
from hinge_log.exercises.words import fold

GAP = timedelta(hours=3)
"""Sets with a longer pause between them are two workouts (convention)."""

_CLOSE_S = 600
"""Times of single sets are mostly closer together than this many seconds; times of workouts are not (convention)."""

_GAP_S = int(GAP.total_seconds())
_EPOCH = datetime(1970, 1, 1)
_SEVERAL = -1


class Spans:
    """The workouts of one name by their times, in seconds: starts and ends, rising."""

    __slots__ = ("ends", "starts")

    def __init__(self, times: list[int], *, joined: bool) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for second in times:
            if joined and self.ends and second - self.ends[-1] <= _GAP_S:
                self.ends[-1] = second
            else:
                self.starts.append(second)
                self.ends.append(second)

    def around(self, at: datetime) -> tuple[datetime, int]:
        """The start of the workout to which a time belongs, and how many seconds that took."""
        place = bisect_right(self.starts, _seconds(at)) - 1
        start = self.starts[place]
        return _EPOCH + timedelta(seconds=start), self.ends[place] - start


class SetTimes:
    """Collects the times of all rows.

    Sets within three hours are one workout. Where most times are shared by several exercises and lie far apart, they
    are times of workouts, which are not joined.
    """

    def __init__(self) -> None:
        self._exercises: dict[str, int] = {}
        self._times: dict[str, dict[int, int]] = {}

    def add(self, label: str, at: datetime, exercise: str) -> None:
        """Add the time of a set of a workout of that label."""
        number = self._exercises.setdefault(exercise, len(self._exercises))
        times = self._times.setdefault(label, {})
        second = _seconds(at)
        if times.setdefault(second, number) != number:
            times[second] = _SEVERAL

    def spans(self) -> dict[str, Spans]:
        """The workouts of each label."""
        shared = sum(number == _SEVERAL for times in self._times.values() for number in times.values())
        every = sum(map(len, self._times.values()))
        joined = 2 * shared < every or self._are_close()
        return {label: Spans(sorted(times), joined=joined) for label, times in self._times.items()}

    def _are_close(self) -> bool:
        """Whether most times follow each other as those of sets do."""
        close = near = 0
        for times in self._times.values():
            for first, second in pairwise(sorted(times)):
                near += second - first <= _GAP_S
                close += second - first <= _CLOSE_S
        return 2 * close > near > 0


def label(workout: str, session: str) -> str:
    """What the rows of one workout share."""
    return f"{workout}\0{session}" if session else workout


def session_identity(moment: When, name: str, session: str) -> str:
    """What a workout is known by whose table names its session."""
    stamp = moment.at.isoformat(timespec="seconds") if moment.timed else moment.at.date().isoformat()
    return f"{stamp}|{name}|{fold(session)}"


def whole_day(moment: When) -> When:
    """A time of midnight to the second is no time: the workout is a day."""
    at = moment.at
    return moment._replace(timed=False) if moment.timed and not (at.hour or at.minute or at.second) else moment


def _seconds(at: datetime) -> int:
    return int((at - _EPOCH).total_seconds())
