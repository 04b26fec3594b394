"""Whoever installs for development gets the very files that were tested, wherever the package index is."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from itertools import chain
from typing import Any

import pytest

from tests.support import ROOT

MAKE = (
    "uv lock && uv export --format requirements-txt --all-extras --frozen --no-emit-project --no-annotate --no-header"
)


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def lock() -> dict[str, Any]:
    return tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))


def requirements() -> dict[tuple[str, str], set[str]]:
    """The hashes of every version in requirements.lock."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            match = re.match(r"([a-z0-9-]+)==(\S+)", line)
            assert match, line
            found[match[1], match[2]] = set(re.findall(r"--hash=(sha256:[0-9a-f]{64})", line))
    return found


def test_both_lock_files_say_the_same() -> None:
    locked = {
        (package["name"], package["version"]): {
            file["hash"] for file in [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        }
        for package in lock()["package"]
        if "registry" in package["source"]
    }
    assert requirements() == locked, f"make requirements.lock anew: {MAKE} -o requirements.lock"
    assert all(locked.values())


def test_every_dependency_of_the_project_is_locked() -> None:
    metadata = project()["project"]
    wanted = [*metadata["dependencies"], *chain.from_iterable(metadata["optional-dependencies"].values())]
    ours = next(package for package in lock()["package"] if package["name"] == metadata["name"])
    locked = {f"{each['name']}{each.get('specifier', '')}" for each in ours["metadata"]["requires-dist"]}

    def parts(text: str) -> frozenset[str]:
        match = re.match(r"([a-z0-9-]+)(?:\[[a-z,]+\])?([^;]*)", text)
        assert match, text
        return frozenset({match[1], *match[2].replace(" ", "").split(",")})

    assert {parts(each) for each in wanted} == {parts(each) for each in locked}, f"lock anew: {MAKE}"
    assert {name for name, _ in requirements()} >= {re.split(r"[\[<>=]", each)[0] for each in wanted}


def test_locks_name_the_public_index_alone() -> None:
    hosts = set(re.findall(r"[a-z+]+://[^/\"]*", (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts <= {"https://pypi.org", "https://files.pythonhosted.org"}
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text


def command() -> str:
    match = re.search(r"^command='(.*)'$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert match
    return match[1]


def test_ci_runs_what_the_readme_says() -> None:
    assert command() in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


def test_ci_is_a_program() -> None:
    path = ROOT / ".ci" / "run"
    assert path.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0
    assert subprocess.run(["bash", "-n", "-c", command()], check=False).returncode == 0


@pytest.mark.parametrize("tool", ["ruff", "mypy", "pytest"])
def test_every_check_is_installed(tool: str) -> None:
    assert subprocess.run([sys.executable, "-m", tool, "--version"], capture_output=True, check=False).returncode == 0
