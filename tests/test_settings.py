from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinge_log.cli.context import CliContext
from hinge_log.errors import SettingsError
from hinge_log.settings import Gym, Look, config_folder, read_look, write_look

words = st.text(max_size=20)
looks = st.builds(
    Look,
    theme=words,
    glyphs=st.sampled_from(["auto", "unicode", "ascii"]),
    motion=st.sampled_from(["auto", "full", "none"]),
    clock=st.sampled_from(["ticking", "quiet"]),
    rest_end=st.lists(st.sampled_from(["bell", "title", "flash", "osc9"]), max_size=4).map(tuple),
    notify_cmd=words,
    bounce_s=st.floats(0, 10),
    mouse=st.booleans(),
    preset=st.sampled_from(["", "azerty"]),
    keys=st.dictionaries(words, words, max_size=4),
)
gyms = st.builds(
    Gym,
    unit=st.sampled_from(["kg", "lb"]),
    bar=st.sampled_from(["20", "15", "45"]),
    plates=st.lists(st.sampled_from(["25", "20", "1.25"]), min_size=1, max_size=5).map(tuple),
    rest_s=st.integers(0, 600),
    ask_rpe=st.booleans(),
    start_at=words,
)


def settings_file(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


@given(looks)
def test_what_was_chosen_is_there_after_the_next_start(tmp_path_factory: pytest.TempPathFactory, look: Look) -> None:
    folder = str(tmp_path_factory.mktemp("config"))
    write_look(look, folder)
    assert read_look(folder) == (look, "")


def test_without_a_file_the_defaults_stand(tmp_path: Path) -> None:
    assert read_look(str(tmp_path / "nowhere")) == (Look(), "")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('theme = "chalk"\nmouse = "perhaps"\n', "line 2: mouse"),
        ('colour = "red"\n', "line 1: colour"),
        ("theme = \n", "line 1"),
        ("bounce_s = [1]\n", "line 1: bounce_s"),
        ("rest_end = [1]\n", "line 1: rest_end"),
        ("[keys]\nundo = 3\n", "keys.undo"),
    ],
)
def test_a_mistake_is_named_and_never_stops_the_program(tmp_path: Path, text: str, named: str) -> None:
    path = settings_file(tmp_path, text)
    look, problem = read_look(str(tmp_path))
    assert look == Look()
    assert str(path) in problem
    assert named in problem
    assert "defaults" in problem


def test_the_line_that_is_named_is_that_of_the_mistake(tmp_path: Path) -> None:
    settings_file(tmp_path, 'theme = "mouse"\n\n  mouse= "perhaps"\n')
    assert "line 3: mouse" in read_look(str(tmp_path))[1]
    settings_file(tmp_path, '# mouse is next\nmouse = "perhaps"\n')
    assert "line 2: mouse" in read_look(str(tmp_path))[1]
    settings_file(tmp_path, '[keys]\n"form.1" = "1"\nundo = 3\n')
    assert "line 3: keys.undo" in read_look(str(tmp_path))[1]


def test_a_file_that_is_no_text_never_stops_the_program(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe\x00theme")
    look, problem = read_look(str(tmp_path))
    assert look == Look()
    assert "defaults" in problem


def test_a_folder_in_its_place_never_stops_the_program(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    look, problem = read_look(str(tmp_path))
    assert look == Look()
    assert "cannot be read" in problem


def test_a_file_that_names_one_thing_leaves_the_rest(tmp_path: Path) -> None:
    settings_file(tmp_path, 'theme = "chalk"\n')
    assert read_look(str(tmp_path)) == (replace(Look(), theme="chalk"), "")


def test_saving_leaves_one_private_file(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    path = Path(write_look(Look(theme="chalk"), str(folder)))
    write_look(Look(theme="slate"), str(folder))
    assert list(folder.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_save_that_fails_keeps_the_file_of_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_look(Look(theme="chalk"), str(tmp_path))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SettingsError, match="No space"):
        write_look(Look(theme="slate"), str(tmp_path))
    monkeypatch.undo()
    assert read_look(str(tmp_path))[0].theme == "chalk"
    write_look(Look(theme="contrast"), str(tmp_path))
    assert read_look(str(tmp_path))[0].theme == "contrast"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_every_setting_is_explained() -> None:
    for each in fields(Look):
        assert f"{each.name}:" in str(Look.__doc__), each.name


@given(gyms)
def test_a_gym_comes_back_from_the_log(gym: Gym) -> None:
    assert Gym.of(gym.to_json()) == gym


odd = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just("-5"), st.just("0"))


@given(
    st.one_of(
        st.none(),
        st.text(),
        st.dictionaries(
            st.sampled_from([each.name for each in fields(Gym)]), st.one_of(odd, st.lists(odd, max_size=3))
        ),
    )
)
def test_whatever_the_log_holds_a_gym_comes_out_of_it(kept: object) -> None:
    gym = Gym.of(kept)
    assert gym.unit in ("kg", "lb")
    for each in fields(Gym):
        assert type(getattr(gym, each.name)) is type(getattr(Gym(), each.name))
    assert gym.bar_g >= 0
    assert gym.rack.plates
    assert all(grams > 0 for grams in (*gym.rack.plates, gym.load(gym.step).grams, gym.load(gym.big_step).grams))
    assert gym.rest_s >= 0


def test_a_pound_gym_has_pound_plates() -> None:
    gym = Gym.usual("lb")
    assert gym.bar_g == 20_412
    assert gym.rack.plates[:2] == (45_000, 35_000), "thousandths of a pound"
    assert Gym.of({"unit": "lb"}) == gym


def test_a_named_log_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("HINGE_LOG_DB", "~/lifts.db")
    cli = CliContext()
    assert cli.path == str(home / "lifts.db")
    monkeypatch.delenv("HINGE_LOG_DB")
    assert cli.path == str(home / "data" / "hinge-log" / "hinge-log.db")
    cli.db = "~/other.db"
    assert cli.path == str(home / "other.db")


def test_settings_are_where_the_system_keeps_them(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("HINGE_LOG_CONFIG", str(home / "elsewhere"))
    assert config_folder() == str(home / "elsewhere")
    monkeypatch.delenv("HINGE_LOG_CONFIG")
    assert config_folder() == str(home / "config" / "hinge-log")
