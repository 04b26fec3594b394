"""`hinge-log`: answers the version at once, short commands by a short way, the rest through the command tree."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run one command line and give its exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words in (["--version"], ["-V"]):
        from hinge_log import __version__

        print(f"hinge-log {__version__}")
        return 0
    from hinge_log.cli.main import run

    if argv is None:
        # A name that the terminal cannot show must not end the program.
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        _open_closed()
    return run(words, last=argv is None)


def _open_closed() -> None:
    """Let what is said into a stream that the shell closed (`>&-`) go nowhere."""
    if sys.stdout is None or sys.stderr is None:
        import os

        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # to the end of the program
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere


if __name__ == "__main__":
    sys.exit(main())
