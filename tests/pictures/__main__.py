"""Draw pictures of the screens as SVG: `python -m tests.pictures [FOLDER]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.pictures.drawing import at_home, picture
from tests.pictures.filled import LOGS, export_of_another_logger
from tests.pictures.scenes import SCENES

HERE = Path(__file__).resolve().parent


def drawn() -> Iterator[tuple[str, str]]:
    """Every picture as its name and its SVG."""
    with tempfile.TemporaryDirectory() as scratch:
        logs = {name: Path(scratch) / f"{name}.db" for name in LOGS}
        for name, path in logs.items():
            LOGS[name](path)
        home = Path(scratch) / "hinge-log"
        home.mkdir()
        export_of_another_logger(home / "strong.csv")
        with at_home(home):
            for scene in SCENES:
                for size in scene.sizes:
                    db = Path("log.db")
                    for left in Path().glob("log.db*"):
                        left.unlink()
                    db.write_bytes(logs[scene.log].read_bytes())
                    yield f"{scene.name}_{size[0]}x{size[1]}", picture(db, scene, size)[1]


def main(folder: Path) -> None:
    """Draw every picture into a folder, and take away those of screens that are no more."""
    names = set()
    for name, svg in drawn():
        names.add(f"{name}.svg")
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    for old in folder.glob("*.svg"):
        if old.name not in names:
            old.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
