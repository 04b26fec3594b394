from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.clock import Moment, SystemClock, to_date, to_day

zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1900, 1, 2), datetime(2160, 1, 1), timezones=zones)


@given(times)
def test_the_day_is_the_date_on_the_wall(at: datetime) -> None:
    at = at.replace(microsecond=0)
    moment = Moment.of(at)
    assert to_date(moment.day) == at.date()
    assert moment.local == at
    assert moment.local.utcoffset() == at.utcoffset()
    assert datetime.fromisoformat(moment.iso()) == at


@given(st.dates())
def test_a_day_number_is_its_date(at: date) -> None:
    assert to_date(to_day(at)) == at


def test_day_0_is_the_first_of_january_1970() -> None:
    assert to_day(date(1970, 1, 1)) == 0
    assert to_day(date(2026, 3, 10)) == 20_522


def test_a_time_without_zone_is_meant_where_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    summer, winter = Moment.of(datetime(2026, 7, 1, 12)), Moment.of(datetime(2026, 1, 1, 12))
    assert (summer.offset_min, winter.offset_min) == (-240, -300)
    assert summer.utc_ms == datetime(2026, 7, 1, 16, tzinfo=UTC).timestamp() * 1000


@pytest.mark.parametrize(("zone", "offset"), [("Europe/Berlin", (60, 120)), ("Asia/Kolkata", (330,)), ("UTC", (0,))])
def test_the_clock_of_this_machine_knows_its_zone(
    monkeypatch: pytest.MonkeyPatch, zone: str, offset: tuple[int, ...]
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    clock = SystemClock()
    before = time.time()
    now = clock.now()
    assert before * 1000 - 1 <= now.utc_ms <= time.time() * 1000
    assert now.offset_min in offset


def test_time_that_is_measured_never_runs_back() -> None:
    clock = SystemClock()
    readings = [clock.monotonic() for _ in range(100)]
    assert readings == sorted(readings)
