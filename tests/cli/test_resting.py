from __future__ import annotations

import pytest

from hinge_log.cli.rest import seconds_of
from hinge_log.errors import EntryError

from .conftest import FixedClock, Hinge


class Slept:
    """A sleep that moves the clock, and remembers how long it was asked for."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock, self.spans = clock, list[float]()

    def __call__(self, seconds: float) -> None:
        self.spans.append(seconds)
        self.clock.utc_ms += round(seconds * 1000)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("2:30", 150), ("0:05", 5), ("90", 90), ("90s", 90), ("2m", 120), ("1 min", 60), ("60:00", 3600)],
)
def test_times_are_read_as_people_type_them(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "2:75", "-5", "99:99", "3601", "1:2:3", "１"])
def test_a_time_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(EntryError):
        seconds_of(text)


def test_a_rest_lasts_as_long_as_was_asked(hinge: Hinge, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    slept = Slept(clock)
    monkeypatch.setattr("time.sleep", slept)
    rested = hinge("rest", "2:30")
    assert rested.code == 0
    assert sum(slept.spans) == pytest.approx(150, abs=0.05)
    assert max(slept.spans) <= 1.01  # so that the line can change every second
    assert rested.err == "Rest 2:30.\nRest is over.\n"


def test_a_machine_that_slept_does_not_rest_longer(
    hinge: Hinge, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = Slept(clock)

    def suspended(seconds: float) -> None:
        slept(seconds)
        clock.pass_(seconds=3600)

    monkeypatch.setattr("time.sleep", suspended)
    hinge("rest", "5:00")
    assert len(slept.spans) == 1


def test_without_a_time_it_is_what_is_left_after_the_last_set(
    hinge: Hinge, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hinge("log", "deadlift", "100x5")
    clock.pass_(seconds=99)  # and one for the command
    slept = Slept(clock)
    monkeypatch.setattr("time.sleep", slept)
    hinge("rest")
    assert sum(slept.spans) == pytest.approx(50, abs=0.05)


def test_quiet_says_nothing(hinge: Hinge, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", Slept(clock))
    rested = hinge("rest", "0:03", "--quiet")
    assert (rested.out, rested.err) == ("", "")


def test_json_is_one_object_at_the_end(hinge: Hinge, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", Slept(clock))
    assert hinge("rest", "3", "--json").json["seconds"] == 3


def test_a_rest_makes_no_log(hinge: Hinge, tmp_path: object) -> None:
    assert hinge("rest", "nonsense").code == 2
    assert hinge("rest", "0").code == 0
