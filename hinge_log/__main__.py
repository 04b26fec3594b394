"""`hinge-log`: answers the version at once, everything else through click."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run one command line and give its exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words in (["--version"], ["-V"]):
        from hinge_log import __version__

        print(f"hinge-log {__version__}")
        return 0
    from hinge_log.cli import output
    from hinge_log.cli.main import run

    if argv is None:
        output.prepare()
    return run(words)


if __name__ == "__main__":
    sys.exit(main())
