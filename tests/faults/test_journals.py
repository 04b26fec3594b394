"""Journals beside a log that are another log's, or that somebody made to do harm."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from zlib import crc32

import pytest

from hinge_log.store.safety import doctor
from hinge_log.store.safety.mirror import LINE_LIMIT, mirror_path, mirrors_of, read_mirrors
from hinge_log.store.safety.rescue import rescue
from hinge_log.store.store import Store
from tests.faults.figures import figure, times
from tests.faults.logs import contents, filled, set_ids
from tests.support import ROOT, FakeClock, work

NOBODY = 0xABCDEF


def signed(body: str) -> bytes:
    """A line with a right checksum."""
    raw = body.encode()
    return b"%s %08x\n" % (raw, crc32(raw))


def line(
    n: object, changes: object, *, clock: object = 1 << 60, device: object = NOBODY, kind: object = "log"
) -> bytes:
    return signed(json.dumps({"n": n, "clock": clock, "device": device, "kind": kind, "changes": changes}))


def journal_of(path: Path) -> Path:
    (name,) = mirrors_of(str(path))
    return Path(name)


FORGED = {
    "a statement in a column's name": lambda n: line(n, [["setting", "x", None, {"value) VALUES ('a','b'); --": "1"}]]),
    "a question in a column's name": lambda n: line(
        n, [["sets", "0" * 26, {"note": "a"}, {"note = (SELECT sql FROM sqlite_master), load_g": 5}]]
    ),
    "a foreign table": lambda n: line(n, [["sqlite_master", "x", None, {"sql": "x"}]]),
    "a table's name with more": lambda n: line(n, [["setting; DROP TABLE sets", "x", None, {"value": "1"}]]),
    "a huge number of reps": lambda n: line(n, [["sets", "0" * 26, {"reps": 1}, {"reps": 10**30}]]),
    "a number without end": lambda n: signed(
        f'{{"n":{n},"clock":1,"device":1,"kind":"log","changes":[["sets","x",null,{{"reps":1e999}}]]}}'
    ),
    "a deep array": lambda n: signed(f'{{"n":{n},"clock":1,"device":1,"kind":"log","changes":{"[" * 200_000}'),
    "a deep row": lambda n: signed(
        f'{{"n":{n},"clock":1,"device":1,"kind":"log","changes":[["sets","x",null,{"[" * 200_000}{"]" * 200_000}]]}}'
    ),
    "a list for a value": lambda n: line(n, [["setting", "x", None, {"value": [1]}]]),
    "a number that nothing follows": lambda n: line((1 << 63) - 1, []),
    "a number that is no number": lambda n: line(1e308, []),
    "a device too large": lambda n: line(n, [], device=1 << 70),
    "a clock too large": lambda n: line(n, [], clock=1 << 63),
    "an object for a kind": lambda n: line(n, [], kind={"a": 1}),
    "no object": lambda n: signed("[]"),
    "no JSON": lambda n: signed("\x1b]52;c;aGk=\x07"),
    "too few parts": lambda n: line(n, [["setting"]]),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_line_is_damage_and_nothing_else(what: str, tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    filled(path, 20, backup_at=10)
    wanted = contents(path)
    journal = journal_of(path)
    last = read_mirrors([str(journal)]).last
    journal.write_bytes(journal.read_bytes() + FORGED[what](last + 1))
    before = path.read_bytes()
    report = doctor.check(str(path))
    assert path.read_bytes() == before
    out = tmp_path / "out.db"
    result = rescue(str(path), str(out))
    got = contents(out)
    assert {name: each for name, each in got.items() if name != "state"} == {
        name: each for name, each in wanted.items() if name != "state"
    }
    assert result.lost or any(each.code.startswith("journal") for each in report.findings), "the line is named"
    with Store(str(path), clock=FakeClock()) as store:
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        assert not store.mirror.failure


def test_a_foreign_journal_is_named_and_never_used(tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    rng = random.Random(5)
    for number in range(times(6, 200)):
        mine, other = tmp_path / f"{number}" / "log.db", tmp_path / f"{number}-other" / "log.db"
        filled(mine, 12, backup_at=rng.choice([None, 5]))
        filled(other, rng.choice([6, 40]))
        ids = set_ids(mine)
        wanted = contents(mine)
        strange = Path(mirror_path(str(mine), NOBODY))
        strange.write_bytes(journal_of(other).read_bytes())
        lost_journal = number % 2 == 0
        if lost_journal:
            next(each for each in map(Path, mirrors_of(str(mine))) if each != strange).unlink()
        raw = bytearray(mine.read_bytes())
        if number % 3:
            raw[4096 * 5 : 4096 * 6] = bytes(4096)
            mine.write_bytes(raw)
        else:
            report = doctor.check(str(mine))
            assert [each.code for each in report.findings].count("journal.foreign") == 1
            assert report.healthy, "another log's journal is no fault of this one"
        out = tmp_path / f"out-{number}.db"
        result = rescue(str(mine), str(out))
        back = set_ids(out)
        assert not back - ids, "sets of another log"
        assert any(str(strange) in each for each in result.lost), "the file is named"
        found["logs"] += 1
        found["sets"] += len(ids)
        found["sets back"] += len(ids & back)
        found["whole"] += contents(out)["sets"] == wanted["sets"]
    figure("foreign journals", **found)
    assert found["sets back"] >= 0.9 * found["sets"]


def test_a_pipe_or_a_second_name_in_the_journals_place_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    filled(path, 3)
    journal = journal_of(path)
    os.mkfifo(mirror_path(str(path), NOBODY))
    assert doctor.check(str(path)).healthy
    rescue(str(path), str(tmp_path / "out.db"))

    stranger = tmp_path / "letter.txt"
    journal.rename(stranger)
    os.link(stranger, journal)
    before = stranger.read_bytes()
    with Store(str(path), clock=FakeClock()) as store:
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        assert not store.mirror.failure
    assert stranger.read_bytes() == before, "a stranger's file is not written to"
    assert doctor.check(str(path)).healthy

    journal.unlink()
    os.mkfifo(journal)
    with Store(str(path), clock=FakeClock()) as store:
        store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        assert "is not a file" in store.mirror.failure
    assert doctor.check(str(path)).healthy


def test_a_line_without_end_is_passed_over_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    filled(path, 3)
    journal = journal_of(path)
    good = journal.read_bytes()
    size = times(3 * LINE_LIMIT, 1_500_000_000)
    with journal.open("ab") as file:
        file.truncate(len(good) + size)  # zeros without a line end
        file.seek(0, os.SEEK_END)
        file.write(b"\n" + good.splitlines(keepends=True)[-1])
    code = (
        "import re, sys; from hinge_log.store.safety.mirror import read_mirrors;"
        "read = read_mirrors([sys.argv[1]]);"
        # Not ru_maxrss: a child begins with the largest size of the process that started it.
        "most = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1];"
        "print(len(read.lines), len(read.damaged), most)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(journal)], cwd=ROOT, capture_output=True, check=True)
    lines, damaged, kib = map(int, done.stdout.split())
    figure("a line without end", bytes=size, kib=kib)
    assert (lines, damaged) == (len(good.splitlines()), 1)
    assert kib < 400_000
