"""Values: whoever reads the log relies on them being equal by their parts, and on nothing changing them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from functools import cached_property

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.values import MANY, dataclass, field, replace
from tests.support import ROOT


@dataclass(frozen=True, slots=True)
class Plate:
    """A plate."""

    grams: int
    colour: str = "red"
    marks: list[str] = field(default_factory=list)

    @property
    def kilos(self) -> float:
        return self.grams / 1000


@dataclasses.dataclass(frozen=True, slots=True)
class Model:
    grams: int
    colour: str = "red"
    marks: list[str] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pair:
    left: Plate
    right: Plate


@dataclass(frozen=True, slots=True)
class Form:
    label: str
    percent: int


parts = st.tuples(st.integers(), st.text(), st.lists(st.text()))


@given(parts)
def test_parts_may_be_given_by_place_or_by_name(given_parts: tuple[int, str, list[str]]) -> None:
    grams, colour, marks = given_parts
    plate = Plate(grams, colour, marks)
    assert plate == Plate(grams, colour=colour, marks=marks) == Plate(marks=marks, grams=grams, colour=colour)
    assert (plate.grams, plate.colour, plate.marks, plate.kilos) == (grams, colour, marks, grams / 1000)


@given(parts, parts)
def test_values_are_equal_and_written_as_those_of_dataclasses(
    one: tuple[int, str, list[str]], other: tuple[int, str, list[str]]
) -> None:
    assert (Plate(*one) == Plate(*other)) == (Model(*one) == Model(*other))
    assert repr(Plate(*one)) == repr(Model(*one)).replace("Model", "Plate", 1)


def test_equal_values_are_one_in_a_set() -> None:
    red, blue = Form("a", 1), Form("b", 1)
    assert {red, Form("a", 1), blue} == {red, blue}


def test_another_class_with_the_same_parts_is_another_thing() -> None:
    plate: object = Plate(1)
    assert plate != Model(1)
    assert plate != (1, "red", [])


def test_nothing_changes_a_value() -> None:
    plate = Plate(20_000)
    with pytest.raises(dataclasses.FrozenInstanceError):
        plate.grams = 25_000  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del plate.grams
    with pytest.raises(AttributeError):
        plate.weight = 1  # type: ignore[attr-defined]
    assert plate == Plate(20_000)


def new_class(made: int) -> type[Plate]:
    """A class like Plate of which so many values were made before."""

    @dataclass(frozen=True, slots=True)
    class Plate:
        grams: int
        colour: str = "red"
        marks: list[str] = field(default_factory=list)

    for grams in range(made):
        Plate(grams)
    return Plate  # type: ignore[return-value]  # the same shape


@pytest.fixture(params=[0, MANY], ids=["seldom made", "often made"])
def kind(request: pytest.FixtureRequest) -> type[Plate]:
    return new_class(request.param)


def test_a_default_that_can_change_is_not_shared(kind: type[Plate]) -> None:
    kind(1).marks.append("worn")
    assert kind(2).marks == []


def test_a_class_that_is_often_made_makes_the_same_values(kind: type[Plate]) -> None:
    marks = ["a"]
    made = [kind(5, "blue", marks), kind(grams=5, colour="blue", marks=marks), kind(5, marks=marks, colour="blue")]
    assert [(each.grams, each.colour, each.marks) for each in made] == [(5, "blue", marks)] * 3
    assert all(each.marks is marks for each in made)
    assert kind(5).colour == "red"


@pytest.mark.parametrize(
    ("args", "named"),
    [((), {}), ((1, "red", [], 4), {}), ((1,), {"grams": 2}), ((1,), {"weight": 2}), ((), {"colour": "red"})],
)
def test_parts_that_are_missing_unknown_or_given_twice_are_refused(
    kind: type[Plate], args: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError, match="Plate"):
        kind(*args, **named)  # type: ignore[arg-type]


def test_a_changed_copy_leaves_the_first_alone() -> None:
    plate = Plate(20_000, "blue", ["a"])
    for change in (replace, dataclasses.replace):
        assert change(plate, grams=1) == Plate(1, "blue", ["a"])
    assert plate == Plate(20_000, "blue", ["a"])


def test_dataclasses_can_take_a_value_apart() -> None:
    assert [each.name for each in dataclasses.fields(Plate)] == ["grams", "colour", "marks"]
    assert dataclasses.fields(Plate)[1].default == "red"
    assert dataclasses.asdict(Pair(Plate(1), Plate(2, "blue"))) == {
        "left": {"grams": 1, "colour": "red", "marks": []},
        "right": {"grams": 2, "colour": "blue", "marks": []},
    }


def test_a_value_can_be_matched_copied_and_pickled() -> None:
    plate = Plate(1, "blue", ["a"])
    match plate:
        case Plate(grams, colour):
            assert (grams, colour) == (1, "blue")
    assert copy.copy(plate) == copy.deepcopy(plate) == pickle.loads(pickle.dumps(plate)) == plate


@dataclass(frozen=True)
class Stack:
    plates: tuple[int, ...]

    @cached_property
    def total(self) -> int:
        return sum(self.plates)


def test_a_value_without_slots_keeps_what_it_worked_out_and_is_no_less_equal() -> None:
    stack = Stack((1, 2))
    assert stack.total == 3
    assert stack.__dict__["total"] == 3
    assert stack == Stack((1, 2))


def test_only_values_are_made() -> None:
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=False)(type("Loose", (), {}))


def test_logging_a_set_does_not_wait_for_the_machinery_of_dataclasses(tmp_path: object) -> None:
    code = (
        "import sys\nfrom hinge_log.__main__ import main\n"
        f"code = main(['--db', {str(tmp_path) + '/log.db'!r}, 'log', 'deadlift', '100x5', 'f4'])\n"
        "found = {'dataclasses', 'inspect', 'typing', 'click', 'urllib.parse'} & set(sys.modules)\n"
        "sys.exit(code or (f'loaded: {found}' if found else 0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
