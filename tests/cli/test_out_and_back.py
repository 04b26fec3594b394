from __future__ import annotations

import io
from pathlib import Path

import pytest

from hinge_log.store.safety.backup import listed
from hinge_log.store.store import Store
from tests.content import content_hash

from .conftest import Hinge

STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    '2026-01-05 18:00:00,"Pull",1h,"Deadlift (Barbell)",1,100,5,0,0,"","",\n'
    '2026-01-05 18:00:00,"Pull",1h,"Deadlift (Barbell)",2,105,5,0,0,"","",\n'
)


@pytest.fixture
def strong(tmp_path: Path) -> str:
    path = tmp_path / "strong.csv"
    path.write_text(STRONG, encoding="utf-8")
    return str(path)


def hash_of(path: Path) -> str:
    with Store(str(path)) as store:
        return content_hash(store)


def test_everything_that_commands_write_comes_back_from_an_export(
    hinge: Hinge, log_file: Path, tmp_path: Path, strong: str
) -> None:
    hinge("log", "deadlift", "60x5", "w", "100x5@8", "!spine,drift:2", '"Пояс 深蹲 =1+1"')
    hinge("log", "--new", "Ma propre barre", "20x5", "f4")
    hinge("log", "wall hinge", "18cm x 8", "f5", "--at", "2026-02-01")
    hinge("log", "pull up", "bw-20x5", "--new")
    hinge("finish")
    hinge("hinge", "half", "--where", "laundry")
    hinge("config", "set", "rest_s", "3:00")
    hinge("import", strong, "--unit", "kg", "--yes")
    hinge("undo")
    hinge("redo")
    out, other = tmp_path / "log.jsonl", tmp_path / "other.db"
    assert hinge("export", "-o", str(out)).code == 0
    assert hinge("--db", str(other), "import", str(out), "--yes").code == 0
    assert hash_of(other) == hash_of(log_file)
    again = hinge("--db", str(other), "import", str(out), "--yes", "--json").json
    assert again["sets"] == 0
    assert hash_of(other) == hash_of(log_file)


def test_a_backup_is_made_before_an_import_into_a_log_with_something_in_it(
    hinge: Hinge, log_file: Path, strong: str
) -> None:
    hinge("import", strong, "--unit", "kg", "--dry-run")
    hinge("log", "deadlift", "100x5")
    before = hash_of(log_file)
    hinge("import", strong, "--unit", "kg", "--yes")
    made = listed(str(log_file))
    assert [each.reason for each in made] == ["import", "import"]  # one from before, and one of what came in
    assert before in {hash_of(Path(each.path)) for each in made}
    assert hash_of(log_file) in {hash_of(Path(each.path)) for each in made}
    hinge("import", strong, "--unit", "kg", "--yes")
    assert len(listed(str(log_file))) == 2  # nothing new came in: nothing to go back to


def test_an_import_is_taken_back_whole(hinge: Hinge, log_file: Path, strong: str) -> None:
    hinge("log", "squat", "80x5")
    before = hash_of(log_file)
    hinge("import", strong, "--unit", "kg", "--yes")
    assert "Would undo strong.csv" in hinge("import", "--undo", "--dry-run").out
    assert hash_of(log_file) != before
    said = hinge("import", "--undo")
    assert said.out.startswith("Undone: strong.csv (strong): 2 sets.")
    assert hash_of(log_file) == before
    assert hinge("import", "--undo").code == 3


def test_sets_edited_since_are_said_before_they_go(hinge: Hinge, log_file: Path, strong: str) -> None:
    hinge("import", strong, "--unit", "kg", "--yes")
    workout = hinge("history", "--json").json["workouts"][0]
    hinge("edit", workout["lifts"][0]["sets"][0]["id"], "f4")
    before = hash_of(log_file)
    said = hinge("import", "--undo")
    assert said.code == 4
    assert "1 of them edited since then" in said.err
    assert hash_of(log_file) == before
    assert hinge("import", "--undo", "--yes").code == 0
    assert hinge("stats", "--json").json["sets"] == 0


def test_a_no_on_the_terminal_keeps_the_import(
    hinge: Hinge, log_file: Path, strong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Answer(io.StringIO):
        def isatty(self) -> bool:
            return True

    hinge("import", strong, "--unit", "kg", "--yes")
    workout = hinge("history", "--json").json["workouts"][0]
    hinge("edit", workout["lifts"][0]["sets"][0]["id"], "f4")
    before = hash_of(log_file)
    monkeypatch.setattr("sys.stdin", Answer("n\n"))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert hinge("import", "--undo").code == 0
    assert hash_of(log_file) == before


def test_a_map_says_what_names_become_and_is_remembered(hinge: Hinge, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text(STRONG.replace("Deadlift (Barbell)", "Heavy pulls"), encoding="utf-8")
    mapping = tmp_path / "map.json"
    mapping.write_text('{"Heavy pulls": "deadlift-conventional"}', encoding="utf-8")
    assert hinge("import", str(odd), "--unit", "kg", "--map", str(mapping), "--yes").code == 0
    assert hinge("stats", "deadlift", "--json").json["sets"] == 2
    odd.write_text(STRONG.replace("Deadlift (Barbell)", "Heavy pulls").replace("2026-01", "2026-02"), encoding="utf-8")
    hinge("import", str(odd), "--unit", "kg", "--yes")
    assert hinge("stats", "deadlift", "--json").json["sets"] == 4


@pytest.mark.parametrize("text", ["", "[1]", '{"a": 1}', "not toml at all ="])
def test_a_map_that_cannot_be_read_stops_the_import(hinge: Hinge, tmp_path: Path, strong: str, text: str) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(text, encoding="utf-8")
    code = hinge("import", strong, "--unit", "kg", "--map", str(mapping), "--yes").code
    assert code == (0 if not text else 1)


def test_import_without_a_file_is_wrong_usage(hinge: Hinge) -> None:
    assert hinge("import").code == 2


def test_a_damaged_log_is_rescued_into_a_new_file(hinge: Hinge, log_file: Path, tmp_path: Path) -> None:
    hinge("log", "deadlift", "100x5x3")
    hinge("finish")
    good = hash_of(log_file)
    raw = bytearray(log_file.read_bytes())
    raw[4096:8192] = b"\xa5" * 4096
    log_file.write_bytes(raw)
    damaged = log_file.read_bytes()
    saved = tmp_path / "saved.db"
    said = hinge("rescue", "-o", str(saved))
    assert said.code == 0
    assert "3 sets" in said.out
    assert hash_of(saved) == good
    assert log_file.read_bytes() == damaged
    assert hinge("rescue", "-o", str(saved)).code == 1
