"""One file for each format of other apps. Adding one means writing its file and naming it in one of these lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from hinge_log.exchange.csv_records import TextFile
from hinge_log.exchange.parsed import ParsedFile
from hinge_log.exchange.readers import (
    alpha_progression,
    fitbod,
    fitnotes,
    flexify,
    gymbook,
    gymrun,
    hevy,
    jefit,
    liftlog,
    liftosaur,
    lyfta,
    own_csv,
    repcount,
    strong,
    stronglifts,
    wger,
)
from hinge_log.exchange.tables import Source


class TableFileReader(Protocol):
    """What the reader of a table with a header offers."""

    def matches(self, header: tuple[str, ...], /) -> bool:
        """Whether a header is of this format."""

    def read(
        self, source: Source, /, *, unit: str | None = None, progress: Callable[[float], None] | None = None
    ) -> ParsedFile:
        """Read a file of this format."""


class TextFileReader(Protocol):
    """What the reader of a text file that is no single table offers."""

    def recognises(self, text: TextFile, /) -> bool:
        """Whether a file is of this format."""

    def read(
        self,
        text: TextFile,
        /,
        *,
        unit: str | None = None,
        progress: Callable[[float], None] | None = None,
        length: str = "",
    ) -> ParsedFile:
        """Read a file of this format."""


TABLES: dict[str, TableFileReader] = {
    "hinge-log-csv": own_csv.FORMAT,
    "hevy": hevy.FORMAT,
    "liftosaur": liftosaur.FORMAT,
    "liftlog": liftlog.FORMAT,
    "stronglifts": stronglifts,
    "lyfta": lyfta.FORMAT,
    "fitbod": fitbod.FORMAT,
    "repcount": repcount.FORMAT,
    "gymbook": gymbook.FORMAT,
    "gymrun": gymrun.FORMAT,
    "flexify": flexify.FORMAT,
    "fitnotes": fitnotes.FORMAT,
    "strong": strong,
}
"""Tables, the surest signature first."""

TEXTS: dict[str, TextFileReader] = {"jefit": jefit, "alpha-progression": alpha_progression, "wger": wger}
"""Text files of other shapes."""

UNTESTED = ("caliber", "boostcamp", "massive")
"""Apps whose files were not seen: their tables are read by the words of their header."""
