"""The user's own exercise files: used when right, explained with file, line and field when wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinge_log.errors import CatalogueError
from hinge_log.exercises.catalogue import load
from hinge_log.exercises.problems import line_of
from hinge_log.text import shown

EXERCISE = """\
# Mine
[[exercise]]
id = "belt-squat"
name = "Belt squat"
family = "squat"
pattern = "squat"
checklist = "squat"
aliases = ["hip belt squat"]
"""
CHECKLIST = """\
[[checklist]]
id = "sled"
title = "Sled"

[[checklist.items]]
id = "sl-lean"
phase = "drive"
kind = "graded"
cue = "Lean like a plank"
card = "LEAN"
focus = "E"
look_for = "One line from heel to head."
feel_for = "Even push."
fault = "uneven"
fault_text = "trunk went up"
fix = "Lower the handles."
regress_to = "drill-wall-hinge"
check = "side"
"""


def write(folder: Path, text: str, name: str = "my.toml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def problem(folder: Path, text: str) -> str:
    with pytest.raises(CatalogueError) as caught:
        load(write(folder, text))
    return caught.value.message


def test_an_own_exercise_is_found_and_checked(tmp_path: Path) -> None:
    catalogue = load(write(tmp_path, EXERCISE))
    found = catalogue.find("hip belt squat")
    assert (found.id, found.short, found.own) == ("belt-squat", "Belt squat", True)
    assert catalogue.items_for(found)
    assert len(catalogue.exercises) == 100
    assert "belt-squat" not in load().exercises


def test_an_own_exercise_replaces_the_one_of_its_id(tmp_path: Path) -> None:
    catalogue = load(write(tmp_path, '[[exercise]]\nid = "squat-box"\nname = "Low box squat"\nfamily = "squat"\n'))
    assert catalogue.exercises["squat-box"].name == "Low box squat"
    assert len(catalogue.exercises) == 99


def test_an_own_checklist_can_be_used_by_an_own_exercise(tmp_path: Path) -> None:
    text = CHECKLIST + '\n[[exercise]]\nid = "sled"\nname = "Sled push"\nfamily = "everyday"\nchecklist = "sled"\n'
    catalogue = load(write(tmp_path, text))
    assert [item.id for item in catalogue.items_for(catalogue.exercises["sled"])] == ["sl-lean"]


@pytest.mark.parametrize("name", ["", "missing", "notes.txt"])
def test_no_file_is_no_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("not for the catalogue")
    assert load(str(tmp_path / name)).exercises.keys() == load().exercises.keys()


def test_a_file_of_windows_reads_the_same(tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_bytes(b"\xef\xbb\xbf" + EXERCISE.replace("\n", "\r\n").encode())
    assert "belt-squat" in load(str(tmp_path)).exercises


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('cue = "Lean like a plank"', 'cue = "one two three four five six seven eight nine"',
         "my.toml, line 9: cue has 9 words; the limit is 7."),
        ('card = "LEAN"', 'card = "LEANING FORWARD"', "my.toml, line 10: card must be uppercase: one or two words"),
        ('fault_text = "trunk went up"', 'fault_text = "the trunk went up far too early"',
         "my.toml, line 15: fault_text must be two to four lowercase words."),
        ('fault = "uneven"', 'fault = "unknown"',
         'my.toml, line 14: fault names the fault "unknown", which does not exist.'),
        ('regress_to = "drill-wall-hinge"', 'regress_to = "couch"', "my.toml, line 17: regress_to names the exercise"),
        ('phase = "drive"', 'phase = "middle"', "my.toml, line 7: phase is 'middle'; it must be one of"),
        ('check = "side"', "check = 1", "my.toml, line 18: check is 1; it must be one of"),
        ('fix = "Lower the handles."', "", "my.toml, line 5: fix is missing."),
        ('fix = "Lower the handles."', "fix = 3", "my.toml, line 16: fix must be text in quotes."),
        ('fix = "Lower the handles."', 'fix = "a\\u001b[2Jb"', "my.toml, line 16: fix has a control character"),
        ('title = "Sled"', 'title = "Sled"\nmuscle = "all"', "my.toml, line 4: muscle is not a known field."),
        ('check = "side"', 'check = "side"\nsafety = true', "my.toml, line 5: safety items need gate = true."),
        ('title = "Sled"', "title = Sled", "my.toml, line 3: Invalid value."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in CHECKLIST
    assert problem(tmp_path, CHECKLIST.replace(old, new)).startswith(words)


def test_the_second_of_two_exercises_is_the_wrong_one(tmp_path: Path) -> None:
    text = EXERCISE + '\n[[exercise]]\nid = "x"\nname = "X"\nfamily = "sqat"\n'
    assert problem(tmp_path, text).startswith("my.toml, line 13: family is 'sqat'")


def test_one_id_in_two_files_is_told(tmp_path: Path) -> None:
    write(tmp_path, EXERCISE, "a.toml")
    assert problem(tmp_path, EXERCISE) == 'my.toml, line 3: id "belt-squat" is already in a.toml.'


def test_a_list_that_one_digit_cannot_choose_from_is_told(tmp_path: Path) -> None:
    head, item = CHECKLIST.split("[[checklist.items]]")
    cards = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"]
    table = f"[[checklist.items]]{item}"
    items = [table.replace("sl-lean", f"sl-{card.lower()}").replace("LEAN", card) for card in cards]
    exercise = '[[exercise]]\nid = "sled"\nname = "Sled"\nfamily = "everyday"\nchecklist = "sled"\n'
    assert problem(tmp_path, head + "\n".join(items) + exercise).endswith("sled would have 10 items; the limit is 9.")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_bytes(b"# fine\nname = \xff\n")
    with pytest.raises(CatalogueError, match=r"my\.toml, line 2: not UTF-8 text\."):
        load(str(tmp_path))


def test_the_line_of_a_field_in_a_nested_table() -> None:
    text = CHECKLIST + "\n" + CHECKLIST
    assert line_of(text, ("checklist", 1, "items", 0, "cue")) == len(CHECKLIST.splitlines()) + 1 + 9
    assert line_of(text, ("checklist", 7, "id")) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=60), st.integers(0, len(CHECKLIST)))
def test_a_broken_file_never_does_more_than_say_so(tmp_path: Path, text: str, at: int) -> None:
    raw = (CHECKLIST[:at] + text + CHECKLIST[at:]).encode("utf-8", "replace")
    (tmp_path / "my.toml").write_bytes(raw)
    message = ""
    try:
        load(str(tmp_path))
    except CatalogueError as error:
        message = error.message
    assert not message or message.startswith("my.toml")
    assert shown(message) == message
