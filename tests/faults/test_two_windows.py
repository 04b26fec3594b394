from __future__ import annotations

from pathlib import Path

from hinge_log.store.safety import doctor
from hinge_log.store.store import Store
from tests.faults.figures import figure, times
from tests.faults.logs import faults_of, read, set_ids, started
from tests.support import work


def test_two_writers_lose_nothing_and_see_no_lock(tmp_path: Path) -> None:
    sets, path = times(300, 10_000), tmp_path / "log.db"
    Store(str(path)).close()
    both = [started("windows", "open", path, sets) for _ in range(2)]
    found = [read(each.communicate()[0]) for each in both]
    kept = len(set_ids(path))
    figure("two writers", sets_each=sets, lost=2 * sets - kept, errors=sum(each["errors"] for each in found))
    assert [each["errors"] for each in found] == [0, 0]
    assert kept == 2 * sets
    assert faults_of(path) == []
    assert doctor.check(str(path)).problems == []
    missing = [each for each in doctor.check(str(path)).findings if each.code == "journal.gaps"]
    assert missing == [], "the journal beside the log lacks actions"


def test_a_window_sees_what_the_command_line_logs(tmp_path: Path) -> None:
    sets, path = times(100, 1_000), tmp_path / "log.db"
    with Store(str(path)) as store:
        lift = store.add_lift(store.start_workout("w").id, "deadlift", "Deadlift")
        other = started("windows", "command", path, sets)
        version, mine, turns = store.data_version(), 0, 0
        while other.poll() is None or store.data_version() != version:
            if store.data_version() != version:
                version = store.data_version()
                workout = store.open_workout()
                assert workout is not None
                turns += 1
                store.log_sets(lift, [work("60", 5)])
                mine += 1
        found = read(other.communicate()[0])
        workout = store.open_workout()
        assert workout is not None
        seen = len(workout.sets)
    figure(
        "a window and the command line", logged=found["saved"] + mine, seen=seen, errors=found["errors"], turns=turns
    )
    assert found == {"saved": sets, "errors": 0}
    assert seen == sets + mine
    assert mine > 0
    assert faults_of(path) == []
