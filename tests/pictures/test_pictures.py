"""Every screen can be drawn, shows what it is for, and has its picture among those that ship.

A drawn picture is not compared with the one that ships: that would break with every word that changes, and say
nothing. What is held is that the keys still lead to the screen, that it holds its subject at every size at which it
is drawn, and that no picture is missing, left over, or refers to anything outside of itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hinge_log.app import SCREENS
from tests.pictures.__main__ import HERE
from tests.pictures.drawing import at_home, picture
from tests.pictures.filled import LOGS, export_of_another_logger
from tests.pictures.scenes import SCENES, Scene

CELL = 12.2
PICTURES = [(scene, size) for scene in SCENES for size in scene.sizes]
NAMES = [f"{scene.name}_{size[0]}x{size[1]}" for scene, size in PICTURES]
MOST_BYTES = 4_000_000


@pytest.fixture(scope="session")
def logs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("logs")
    made = {}
    for name, make in LOGS.items():
        make(folder / f"{name}.db")
        made[name] = (folder / f"{name}.db").read_bytes()
    return made


def text_of(svg: str) -> str:
    """What a picture says, line by line."""
    lines: dict[float, dict[int, str]] = defaultdict(dict)
    for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        lines[float(each.attrib["y"])][round(float(each.attrib["x"]) / CELL)] = each.text or ""
    said = []
    for _, pieces in sorted(lines.items()):
        line = ""
        for at, piece in sorted(pieces.items()):
            line = line.ljust(at) + piece
        said.append(line.replace("\xa0", " "))
    return "\n".join(said)


@pytest.mark.parametrize(("scene", "size"), PICTURES, ids=NAMES)
def test_the_keys_lead_to_the_screen_and_it_holds_what_it_is_for(
    logs: dict[str, bytes], tmp_path: Path, scene: Scene, size: tuple[int, int]
) -> None:
    home = tmp_path / "hinge-log"
    home.mkdir()
    with at_home(home):
        Path("log.db").write_bytes(logs[scene.log])
        export_of_another_logger(Path("strong.csv"))
        ended_on, svg = picture(Path("log.db"), scene, size)
    assert ended_on == scene.ends_on
    text = text_of(svg)
    for words in scene.holds:
        assert words in text, f"{words!r} is not on the screen:\n{text}"
    assert str(tmp_path) not in text


def test_each_picture_ships_and_no_other() -> None:
    assert sorted(path.stem for path in HERE.glob("*.svg")) == sorted(NAMES)


def test_the_pictures_are_small_and_take_nothing_from_elsewhere() -> None:
    paths = list(HERE.glob("*.svg"))
    assert sum(path.stat().st_size for path in paths) < MOST_BYTES
    for path in paths:
        svg = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<!xmlns=\")https?://|url\(\"", svg), path.name
        assert len(text_of(svg).split()) > 5, path.name


def test_every_main_screen_is_drawn() -> None:
    assert {scene.ends_on for scene in SCENES} >= set(SCREENS), "a screen has no scene in tests/pictures/scenes.py"
