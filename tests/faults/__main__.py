"""Run the fault harnesses and print their figures: `python -m tests.faults [--long] [words for pytest]`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(words: list[str], where: Path = HERE) -> int:
    """Run what is in a folder; gives pytest's exit code."""
    long = "--long" in words
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.jsonl"
        environment = {**os.environ, "HINGE_LOG_FIGURES": str(figures), "HINGE_LOG_LONG": "1" if long else "0"}
        command = [sys.executable, "-m", "pytest", str(where), "-p", "no:cacheprovider"]
        command += [word for word in words if word != "--long"]
        code = subprocess.run(command, cwd=HERE.parent.parent, env=environment, check=False).returncode
        if figures.exists():
            for line in figures.read_text().splitlines():
                values = json.loads(line)
                print(f"{values.pop('figure')}: " + ", ".join(f"{name} {value}" for name, value in values.items()))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
