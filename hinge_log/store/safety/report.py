"""What looking over a log found, as values."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import partialmethod


class Severity(StrEnum):
    """How much a finding matters: `problem` is one to act on, `warning` one to know of, `note` for the record."""

    OK = "ok"
    NOTE = "note"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what, how it is, and what to do (`hint`); `fixable` by `fix`."""

    severity: Severity
    code: str
    text: str
    hint: str = ""
    fixable: bool = False


@dataclass(slots=True)
class Report:
    """What was found, in the order in which it was looked at."""

    path: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, severity: Severity, code: str, text: str, hint: str = "", *, fixable: bool = False) -> None:
        """Note a finding."""
        self.findings.append(Finding(severity, code, text, hint, fixable))

    ok = partialmethod(add, Severity.OK)
    note = partialmethod(add, Severity.NOTE)
    warning = partialmethod(add, Severity.WARNING)
    problem = partialmethod(add, Severity.PROBLEM)

    @property
    def problems(self) -> list[Finding]:
        """The findings to act on."""
        return [each for each in self.findings if each.severity is Severity.PROBLEM]

    @property
    def healthy(self) -> bool:
        """Whether there is no problem."""
        return not self.problems

    def as_json(self) -> dict[str, object]:
        """The report as plain values."""
        return {"path": self.path, "healthy": self.healthy, "findings": [asdict(each) for each in self.findings]}
