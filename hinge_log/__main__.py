"""`hinge-log`: answers the version at once, everything else through click."""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Run one command line and give its exit code."""
    words = sys.argv[1:] if argv is None else argv
    if words in (["--version"], ["-V"]):
        from hinge_log import __version__

        return _print_version(f"hinge-log {__version__}")
    from hinge_log.cli import output
    from hinge_log.cli.main import run

    if argv is None:
        output.prepare()
    return run(words)


def _print_version(text: str) -> int:
    try:
        print(text, flush=True)
    except (OSError, ValueError) as error:
        from hinge_log.cli import output

        output.discard()
        output.write_remark(f"hinge-log: The output cannot be written: {getattr(error, 'strerror', '') or error}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
