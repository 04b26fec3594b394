"""Weeks of plans, progression and the reason of a load in the shell."""

from __future__ import annotations

from pathlib import Path

from hinge_log.training.plan import problems
from hinge_log.training.plan_text import line_of_lift
from hinge_log.training.starters import starter

from .conftest import FixedClock, Hinge

WAVE = """name = "Wave"
weeks = "100%, 105%, deload"
[[day]]
name = "A"
[[day.lift]]
exercise = "deadlift"
sets = "100x5x2"
[[day.lift]]
exercise = "rdl"
sets = "60x8-10x2, then +2.5"
"""


def _add(hinge: Hinge, folder: Path, text: str = WAVE) -> None:
    (folder / "wave.toml").write_text(text, encoding="utf-8")
    assert hinge("plans", "add", str(folder / "wave.toml"), "--use").code == 0


def _session(hinge: Hinge, clock: FixedClock) -> list[str]:
    """Do the planned day as it is proposed; gives the loads and reps."""
    hinge("start")
    done = []
    for _ in range(12):
        following = hinge("next", "--json").json
        if following["of"] is None or following["number"] > following["of"]:
            break
        done.append(f"{following['load']['value']:g}x{following['reps']}")
        hinge("log", following["exercise"], done[-1])
    hinge("finish")
    clock.pass_(days=7)
    return done


def test_a_plan_goes_through_its_weeks_and_its_loads_go_up(hinge: Hinge, clock: FixedClock, tmp_path: Path) -> None:
    _add(hinge, tmp_path)
    assert "week 1 of 3" in hinge("plans", "week", "Wave").out
    assert _session(hinge, clock) == ["100x5", "100x5", "60x8", "60x8"]
    # week 2: 105 % of 100, and of 60 with a rep more in each set: 63 is loaded as 62.5
    assert _session(hinge, clock) == ["105x5", "105x5", "62.5x9", "62.5x9"]
    # week 3 is light: one of two sets, 60 % of 100 and of 62.5 (37.5)
    assert _session(hinge, clock) == ["60x5", "37.5x10"]
    assert "week 1 of 3, round 2" in hinge("plans", "week", "Wave").out
    assert hinge("plans", "week", "Wave", "3", "--json").json["week"] == 3
    hinge("undo")
    assert hinge("plans", "week", "Wave", "--json").json["week"] == 1
    assert hinge("plans", "week", "Wave", "4").code == 4


def test_the_reason_of_a_load_is_told(hinge: Hinge, clock: FixedClock, tmp_path: Path) -> None:
    _add(hinge, tmp_path, WAVE.replace('weeks = "100%, 105%, deload"\n', "").replace("100x5x2", "75%x5 of 90%"))
    hinge("log", "deadlift", "150x1")
    hinge("log", "rdl", "60x10", "60x10")
    hinge("finish")
    # 75 % of 135 kg, 90 % of 150, is 101.25
    assert "75 % of 135 kg (90 % of the estimated maximum 150 kg) is 101.25 kg, 100 kg" in hinge("next", "--why").out
    shown = " ".join(hinge("plans", "show", "Wave", "--why").out.split())
    assert "today 100x5" in shown
    assert "60 kg: 10, 10 last time, every set reached 10: 2.5 kg more." in shown
    hinge("start")
    assert "101.25 kg" in hinge("next", "--why").out
    assert hinge("next", "--json").json["why"].startswith("75 % of 135 kg")
    hinge("log", "deadlift", "100x5")
    hinge("log", "rdl", "62.5x8")
    assert "Same load as the previous set" in hinge("next", "--why").out or "every set" in hinge("next", "--why").out
    hinge("finish")
    hinge("log", "squat", "80x5")
    assert "Same as the previous set." in hinge("next", "--why").out


def test_starters_with_weeks_and_steps_are_in_the_units_of_the_gym() -> None:
    wave, linear = starter("5/3/1", 6, "lb"), starter("Linear", 6, "lb")
    assert (wave.week_count, linear.week_count) == (4, 1)
    assert line_of_lift(wave.days[0].lifts[1]).startswith("65%x5, 75%x5, 85%x5+ | 70%x3")
    assert line_of_lift(wave.days[0].lifts[1]).endswith("60%x5 of 90%")
    assert line_of_lift(linear.days[0].lifts[2], "lb") == "x5 then +10"
    assert line_of_lift(starter("Linear", 6).days[0].lifts[2], "kg") == "x5 then +5"
    assert problems(wave) == problems(linear) == []


def test_a_plan_survives_its_export(hinge: Hinge, tmp_path: Path) -> None:
    _add(hinge, tmp_path)
    out = tmp_path / "out.toml"
    assert hinge("plans", "export", "Wave", "-o", str(out)).code == 0
    text = out.read_text(encoding="utf-8")
    assert 'weeks = "100%, 105%, deload"' in text
    assert "60kgx8-10x2 then +2.5kg" in text
    before = hinge("plans", "show", "Wave", "--json").json["days"]
    assert hinge("plans", "add", str(out), "--replace", "Wave").code == 0
    assert hinge("plans", "show", "Wave", "--json").json["days"] == before
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace("105%", "heavy"), encoding="utf-8")
    refused = hinge("plans", "add", str(wrong), "--name", "Other")
    assert refused.code == 1
    assert "character 7 of weeks" in refused.err


def test_the_warm_up_scheme_is_edited(hinge: Hinge) -> None:
    assert hinge("config", "get", "warm_up").out == "bar x8, 55% x5, 70% x3, 85% x2\n"
    assert hinge("config", "set", "warm_up", "50%x5, 75% x 3").code == 0
    assert hinge("config", "get", "warm_up").out == "50% x5, 75% x3\n"
    assert hinge("config", "set", "warm_up", "off").code == 0
    assert hinge("config", "get", "warm_up", "--json").json["value"] == []
    for wrong in ("75%x5, 50%x3", "bar", "120%x5", "50%x0"):
        assert hinge("config", "set", "warm_up", wrong).code == 2


ROUNDS = """name = "Rounds"
[[day]]
name = "A"
[[day.lift]]
exercise = "deadlift"
sets = "80%x5, 90%x3+ | 50%x5 of 100 then +10"
"""


def test_a_round_with_missed_reps_holds_the_training_maximum(hinge: Hinge, clock: FixedClock, tmp_path: Path) -> None:
    (tmp_path / "rounds.toml").write_text(ROUNDS, encoding="utf-8")
    assert hinge("plans", "add", str(tmp_path / "rounds.toml"), "--use").code == 0
    assert _session(hinge, clock) == ["80x5", "90x3"]
    assert _session(hinge, clock) == ["50x5"]
    hinge("start")  # the second round is of 110: 88 and 99, as they can be loaded
    hinge("log", "deadlift", "87.5x5")
    assert "110 kg (100 kg and 1 x 10 kg) is 99 kg" in hinge("next", "--why").out
    hinge("log", "deadlift", "97.5x2+")
    hinge("finish")
    clock.pass_(days=7)
    assert _session(hinge, clock) == ["55x5"]
    hinge("start")  # two of three reps: the third round is of 110 again
    assert (
        "110 kg (100 kg and 1 x 10 kg, unchanged after 1 round with missed reps) is 88 kg" in hinge("next", "--why").out
    )


def test_reasons_are_in_the_unit_of_the_loads_and_a_drill_has_none(
    hinge: Hinge, tmp_path: Path, clock: FixedClock
) -> None:
    hinge("log", "deadlift", "300lbx5")  # Epley: 350 lb, 158.76 kg
    hinge("finish")
    clock.pass_(days=1)
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'name = "P"\n[[day]]\nname = "A"\n[[day.lift]]\nexercise = "drill-dowel-hinge"\nsets = "x8 w"\n'
        '[[day.lift]]\nexercise = "deadlift"\nsets = "75%x5 of 90%"\n'
    )
    hinge("plans", "add", str(plan), "--use")
    out = hinge("plans", "show", "P", "--why").out
    assert "75 % of 142.88 kg (90 % of the estimated maximum 158.76 kg) is 107.16 kg" in " ".join(out.split())
    assert "leaves the load open" not in out
