"""What is said after a failed safety check or pain is read whole at every size that shows more than a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.log_support import lifting
from tests.support import FakeClock

SIZES = [(140, 40), (80, 24), (48, 30), (48, 15), (32, 24)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_safety_check_that_failed_says_so_and_what_to_do(
    tmp_path: Path, clock: FakeClock, size: tuple[int, int]
) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space", "f", "5", "5")
        assert "A safety check failed, so form is 1, lost." in " ".join(lifter.seen().split())
        await lifter.keys("enter")
        assert "A safety check failed: stop this set and unload." in " ".join(lifter.seen().split())


@pytest.mark.parametrize("size", SIZES)
async def test_pain_says_when_to_get_help(tmp_path: Path, clock: FakeClock, size: tuple[int, int]) -> None:
    async with lifting(tmp_path / "log.db", clock, size=size) as lifter:
        await lifter.keys("space", "f", "0", *"low back 4", "enter")
        said = " ".join(lifter.seen().split())
        assert "Pain saved. Stop this exercise for today" in said
        assert "Numbness or weak legs? Get medical help now." in said
