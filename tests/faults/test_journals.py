"""Journals beside a log that are another log's, or that somebody made to do harm."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from hinge_log.store.safety import doctor
from hinge_log.store.safety.daily import failure_of
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


HOSTILE_PARTS: tuple[object, ...] = (
    None, True, -1, 0.5, 1e308, 10**30, 1 << 63, "", "x", "\x1b]52;c;aGk=\x07", "'; DROP TABLE sets; --", [], [[]], {},
    {"a": 1}, [["sets", "x", None, {"reps": 1}]], "sqlite_master", "0" * 26, [None],
    {"note = (SELECT 1), reps": 5}, "9" * 5_000,
)  # fmt: skip


def forged(rng: random.Random, raw: bytes, number: int) -> bytes:
    """A right line of a journal with some of its parts replaced, as the next of its log, and with a right checksum."""
    entry = json.loads(raw.rpartition(b" ")[0])
    entry["n"] = number
    for _ in range(rng.randint(1, 3)):
        at: Any = entry
        while isinstance(at, dict | list) and at:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            key = rng.choice(keys)
            inner = at[key]
            if not isinstance(inner, dict | list) or not inner or rng.random() < 0.3:
                if isinstance(at, dict) and rng.random() < 0.3:
                    at[str(rng.choice(HOSTILE_PARTS))[:200]] = at.pop(str(key))
                else:
                    at[key] = rng.choice(HOSTILE_PARTS)
                break
            at = inner
    return signed(json.dumps(entry))


def test_any_forged_line_costs_no_set_and_stops_nothing(tmp_path: Path) -> None:
    rng = random.Random(7)
    counts: Counter[str] = Counter()
    for number in range(times(4, 200)):
        path = tmp_path / str(number) / "log.db"
        filled(path, 6, backup_at=rng.choice([None, 3]))
        ids = set_ids(path)
        journal = journal_of(path)
        good = journal.read_bytes().splitlines(keepends=True)
        last = read_mirrors([str(journal)]).last
        journal.write_bytes(b"".join(good) + forged(rng, rng.choice(good).rstrip(b"\n"), last + 1))
        before = path.read_bytes()
        report = doctor.check(str(path))
        assert path.read_bytes() == before
        if rng.random() < 0.5:
            Path(path).write_bytes(before[: 4096 * 3] + bytes(4096) + before[4096 * 4 :])
            counts["damaged logs"] += 1
        out = tmp_path / f"out-{number}.db"
        rescue(str(path), str(out))
        back = set_ids(out)
        counts["logs"] += 1
        counts["named"] += not report.healthy or any("journal" in each.code for each in report.findings)
        counts["sets"] += len(ids)
        counts["back"] += len(ids & back)
        assert ids <= back, f"round {number}"
        with Store(str(out), clock=FakeClock()) as store:
            store.log_lift("deadlift", "Deadlift", [work("100", 5)])
        assert doctor.check(str(out)).findings is not None
    figure("forged journals", **counts)


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
    os.mkfifo(f"{path}.backup-failed")
    assert failure_of(str(path)) == ""
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
