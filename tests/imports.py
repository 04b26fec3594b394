"""The contracts of pyproject.toml on who may import whom, checked by import-linter."""

from __future__ import annotations

from importlinter.cli import lint_imports_command

if __name__ == "__main__":
    lint_imports_command()
