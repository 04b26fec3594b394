"""Sixty days of use on a machine whose date is wrong by years, forwards and backwards."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hinge_log.errors import StoreError
from hinge_log.store.safety.backup import daily_if_changed, listed, verify
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.store import Store
from tests.faults.figures import figure, times
from tests.faults.logs import contents
from tests.support import FakeClock, work

DAY = 86_400
LAST_DAY = 73_000
"""The end of 2169, in days since 1970: a log takes no later date."""
YEAR = 365 * DAY


class WrongClock(FakeClock):
    """A clock that can be set wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong_by = 0.0

    def set_wrong(self, seconds: float) -> None:
        """Set the clock to so many seconds from the right time."""
        self.advance(seconds - self.wrong_by)
        self.wrong_by = seconds


@pytest.mark.parametrize("seed", range(times(2, 40)))
def test_no_good_backup_is_deleted_and_rescue_finds_the_newest(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    path = tmp_path / "log.db"
    clock = WrongClock()
    deleted, jumps = 0, 0
    lift = ""
    refused: list[tuple[int, str]] = []
    for _ in range(60):
        clock.advance(DAY)
        if rng.random() < 0.2:
            wrong = rng.choice([0, 80, -56, 1, -1, 7, 0, 173]) * YEAR
            jumps += wrong != clock.wrong_by
            clock.set_wrong(wrong)
        with Store(str(path), clock=clock) as store:
            draft = work(str(rng.randrange(60, 160)), 5)
            try:
                lift = store.log_lift("deadlift", "Deadlift", [draft])[0].lift_id
            except StoreError as error:  # a set that would begin a workout on such a day is refused, and told
                refused.append((clock.now().day, str(error)))
        assert lift or refused
        before = {each.path for each in listed(str(path))}
        made = daily_if_changed(str(path), now_ms=clock.now().utc_ms)
        after = listed(str(path))
        if made is not None:
            assert after[0].path == made.path, "the newest is the one that was just made"
        if jumps:  # before the first, backups are thinned by a right clock
            deleted += len(before - {each.path for each in after})
    assert deleted == 0
    assert all(day > LAST_DAY and "this machine's clock is probably wrong" in words for day, words in refused)
    for each in listed(str(path)):
        verify(each.path, digest=each.digest)
    wanted = contents(path)
    path.write_bytes(b"")
    out = tmp_path / "out.db"
    result = rescue(str(path), str(out))
    assert result.backup == listed(str(path))[0].path
    got = contents(out)
    assert {name: got[name] for name in got if name != "state"} == {
        name: wanted[name] for name in got if name != "state"
    }
    figure("dates wrong by years", days=60, jumps=jumps, backups=len(listed(str(path))), deleted=deleted)


def test_one_start_with_the_clock_in_2106_deletes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    clock = WrongClock()
    for _ in range(19):
        clock.advance(DAY)
        with Store(str(path), clock=clock) as store:
            store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        assert daily_if_changed(str(path), now_ms=clock.now().utc_ms)
    before = {each.path for each in listed(str(path))}
    for wrong in (80 * YEAR, 80 * YEAR, 0, 0):
        clock.advance(DAY)
        clock.set_wrong(wrong)
        with Store(str(path), clock=clock) as store:
            store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        made = daily_if_changed(str(path), now_ms=clock.now().utc_ms)
        assert made is not None
        assert listed(str(path))[0] == made
    assert all(Path(each).exists() for each in before)
    assert listed(str(path))[0].made_ms < clock.now().utc_ms + DAY * 1000, "a date of 2106 is not the newest for good"


def test_once_the_clock_has_been_right_for_long_backups_are_thinned_again(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    clock = WrongClock()
    for day in range(times(90, 400)):
        clock.advance(DAY)
        if day in (5, 8):
            clock.set_wrong(80 * YEAR if day == 5 else 0)
        with Store(str(path), clock=clock) as store:
            store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        assert daily_if_changed(str(path), now_ms=clock.now().utc_ms)
    assert len(listed(str(path))) < times(30, 40)
