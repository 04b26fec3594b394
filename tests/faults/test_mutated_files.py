from __future__ import annotations

from pathlib import Path

from tests.faults.figures import LONG, figure, times
from tests.faults.mutated import broken


def test_no_spoiled_file_breaks_anything_or_comes_in_by_half(tmp_path: Path) -> None:
    count = times(150, 10_000)
    found = broken(count, tmp_path, seed=20_000 if LONG else 1)
    figure("spoiled files imported", **found)
    assert found["files"] == count
    assert found["read"] > count // 4, "too many files were refused to show anything"
    faults = {name: found[name] for name in ("tracebacks", "not whole", "not counted", "came in twice")}
    assert not any(faults.values()), faults
