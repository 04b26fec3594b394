"""Every check, one after the other: lint, format, types, imports, tests. The first that fails ends the run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("mypy", "--platform", "darwin", "--package", "hinge_log"),
    ("mypy", "--platform", "win32", "--package", "hinge_log"),
    ("tests.imports",),
    ("pytest", "-n", "3", "--dist", "loadfile"),
)


def main(extra: list[str]) -> int:
    """Run the checks with `extra` words for pytest; gives the exit code of the first one that fails, or 0."""
    for check in CHECKS:
        words = [*check, *extra] if check[0] == "pytest" else list(check)
        print("$", *words, flush=True)
        code = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
