"""What a coach and a film say stands beside a set: on the log, in the history, on Today and on the cue card."""

from __future__ import annotations

from pathlib import Path

import pytest

from hinge_log.store.set_extras import add_coach_note, judge_set, videos_of
from hinge_log.store.store import Store
from hinge_log.training.workout import Basis, Form, Judge
from tests.screens.log_support import lifting
from tests.screens.practice_support import opened, press, seen, stored
from tests.support import QUICK_4, FakeClock, work

COACH = Form(2, Basis.CHECKED, Judge.VIDEO, 40, (("dl-neutral", 3),), "deadlift", 2, "dl-neutral")
DEADLIFT = "deadlift-conventional"


@pytest.fixture
def coached(tmp_path: Path, clock: FakeClock) -> Path:
    """A log with one set of today, rated 4 by the lifter and 2 by Ann, who also wrote a cue, a note and a plan."""
    path = tmp_path / "log.db"
    with Store(str(path), clock=clock) as store:
        (record,) = store.log_lift(DEADLIFT, "Deadlift", [work("100", 5)])
        store.rate(record.id, QUICK_4)
        judge_set(store, record.id, "Ann", COACH)
        add_coach_note(store, "Ann", "note", "hips shot up", set_id=record.id)
        add_coach_note(store, "Ann", "cue", "wedge, then push", exercise=DEADLIFT)
        add_coach_note(store, "Ann", "plan", "Friday: 3 x 5 at 90 kg")
    return path


@pytest.mark.parametrize("size", [(80, 24), (48, 30), (140, 40)])
async def test_a_coachs_rating_stands_beside_the_lifters_own(
    coached: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with opened(coached, clock, "log", size) as (app, pilot):
        assert "4 solid" in seen(app)
        assert "Ann: 2 rough, on video" in seen(app)
        assert "wedge, then push" in seen(app)  # before the lift
        await press(app, pilot, "c")
        assert 'Ann: "wedge, then push"' in seen(app)
        await press(app, pilot, "g", "t")
        assert "From your coach" in seen(app)
        assert "Friday: 3 x 5 at 90 kg" in " ".join(seen(app).split())
        await press(app, pilot, "g", "h", "enter")
        assert 'Ann: "hips shot up"' in seen(app)
        assert "4 solid" in seen(app)
        assert "Ann: 2 rough, on video" in seen(app)


async def test_a_video_is_added_and_opened_with_one_key(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("hinge_log.opener.open_location", shown.append)
    film = tmp_path / "a.mp4"
    film.write_bytes(b"film")
    async with lifting(tmp_path / "log.db", clock) as lifter:
        await lifter.keys("V")
        assert "Log a set first" in lifter.seen()
        await lifter.keys("space", "V")
        assert "Video of set 1" in lifter.seen()
        lifter.log.entry.value = str(film)
        await lifter.keys("enter")
        assert "Video: a.mp4" in lifter.seen()
        await lifter.keys("V")
        assert "Press enter to open it" in lifter.seen()
        await lifter.keys("enter")
        assert shown == [str(film)]
        await lifter.keys("V")
        lifter.log.entry.value = "no such file.mp4"
        await lifter.keys("enter")
        assert "There is no file" in lifter.seen()
        await lifter.keys("escape", "u")
        assert "Video: a.mp4" not in lifter.seen()
        ids = [each.id for each in lifter.workout().sets]
        assert stored(lifter.app, lambda store: videos_of(store, ids)) == {}
