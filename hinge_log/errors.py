"""Every error that hinge-log raises on purpose.

HingeLogError
├── EntryError            a typed set cannot be read (place and hint)
├── NotFound              no lift, workout or file of that name
│   └── Ambiguous         several candidates; nothing is guessed
├── NeedsDecision         the user must choose (unit, overwrite) before anything is written
├── CatalogueError        an exercise file is wrong (file, line, field)
├── SettingsError         a settings file is wrong (file, line, field)
├── ImportFileError       a file of another logger cannot be read
└── StoreError            the log file: refused, busy, full, replaced, damaged
    ├── StoreRefused      the file is not one that may be opened
    ├── StoreReadOnly     the file can be read, not written
    ├── StoreBusy         another window keeps the log locked
    ├── StoreFull         no space left on the disk
    └── StoreReplaced     another program replaced or removed the file
"""

from __future__ import annotations


class HingeLogError(Exception):
    """Something went wrong that the user can act on.

    `message` says what happened, `hint` what to do, `code` names it for scripts.
    """

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class EntryError(HingeLogError):
    """A typed set cannot be read; `at` is the column of the first character of `text` that is wrong."""

    code = "entry"

    def __init__(self, kind: str, message: str, hint: str = "", *, at: int = 0, width: int = 1) -> None:
        super().__init__(message, hint)
        self.kind = kind
        self.at = at
        self.width = width
        self.text = ""
        self.code = f"entry.{kind}"

    @property
    def sentence(self) -> str:
        """What is wrong, with its full stop."""
        return self.message if self.message.endswith(("?", ".")) else f"{self.message}."

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


class NotFound(HingeLogError):
    """Nothing of that name; `candidates` are near misses."""

    code = "not-found"

    def __init__(self, message: str, hint: str = "", *, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class Ambiguous(NotFound):
    """Several things of that name; the user picks one of `candidates`."""

    code = "ambiguous"


class NeedsDecision(HingeLogError):
    """Nothing was written: the user must choose first."""

    code = "needs-decision"


class CatalogueError(HingeLogError):
    """An exercise file is wrong; the message names file, line and field."""

    code = "catalogue"


class SettingsError(HingeLogError):
    """A settings file is wrong; the message names file, line and field."""

    code = "settings"


class ImportFileError(HingeLogError):
    """A file of another logger cannot be read."""

    code = "import"


class StoreError(HingeLogError):
    """The log file cannot do what was asked; what was saved before is untouched."""

    code = "store"


class StoreRefused(StoreError):
    """The file is not a log that may be opened; it was left as it is."""

    code = "store.refused"


class StoreReadOnly(StoreError):
    """The log can be read but not written."""

    code = "store.read-only"


class StoreBusy(StoreError):
    """Another window kept the log locked for too long."""

    code = "store.busy"


class StoreFull(StoreError):
    """No space is left on the disk; the set was not saved."""

    code = "store.full"


class StoreReplaced(StoreError):
    """Another program replaced or removed the log file while it was open."""

    code = "store.replaced"
