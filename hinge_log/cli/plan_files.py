"""Plans as TOML files: read, written, and what is printed when one was saved."""

from __future__ import annotations

from hinge_log.cli.plan_words import UNDO
from hinge_log.errors import ImportFileError, NotFound
from hinge_log.text import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hinge_log.cli.context import CliContext
    from hinge_log.training.plan import Plan


def print_saved(cli: CliContext, saved: Plan, what: str, *, use: bool = False) -> int:
    """Print which plan was saved, and how."""
    days = [day.name for day in saved.days]
    if cli.json:
        return cli.data("plan", {"id": saved.id, "name": saved.name, "days": days, "in_use": use})
    if not cli.quiet:
        names = ", ".join(shown(day) for day in days if day)
        cli.out(f"Plan {shown(saved.name)} {what}{f': {names}' if names else ''}. {UNDO}{' 2' if use else ''}")
    return 0


def read_text(file: str) -> str:
    """The text of a file, "-" for stdin."""
    import sys

    if file == "-":
        return sys.stdin.read()
    try:
        with open(file, encoding="utf-8-sig") as opened:
            return opened.read(2_000_000)
    except FileNotFoundError:
        raise NotFound(f"There is no file {shown(file)}.", "Check the path.") from None
    except UnicodeDecodeError:
        raise ImportFileError(f"{shown(file)} is not a text file.", "Nothing was saved.") from None
    except OSError as error:
        raise ImportFileError(f"{shown(file)} cannot be read: {error.strerror}.", "Nothing was saved.") from None


def read_plan(cli: CliContext, text: str, file: str) -> Plan:
    """The plan that a TOML text describes; `file` names it in errors."""
    from hinge_log.exchange.plan_toml import plan_of

    return plan_of(text, cli.find, file=file, unit=cli.unit)


def plan_toml(cli: CliContext, plan: Plan) -> str:
    """A plan as TOML."""
    from hinge_log.exchange.plan_toml import toml_of

    return toml_of(plan, lambda key: cli.exercise(key).name)
