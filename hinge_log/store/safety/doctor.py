"""Looking a log over: the file, the database in it, its second journal, its backups, its folder. Changes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import partialmethod

from hinge_log.store.connection import begin, commit, connect, translate_errors, uri_of
from hinge_log.store.migrations import (
    APPLICATION_ID,
    SCHEMA,
    altered_objects,
    drop_unknown_objects,
    named,
    unknown_objects,
)
from hinge_log.store.safety.backup import backup_folder, listed
from hinge_log.store.safety.daily import failure_of
from hinge_log.store.safety.files import folder_kind
from hinge_log.store.safety.mirror import mirrors_of, read_mirrors
from hinge_log.store.safety.rebuild import RowComparison, backup_stamps, compare, stamps_of
from hinge_log.store.safety.values import bad_values
from hinge_log.text import plural, shown

_NAMED = 100
"""So many rows are named one by one."""

_RESCUE = "'hinge-log rescue' builds a new file from the newest good backup and the journal; this one stays as it is."


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


@contextmanager
def open_to_view(path: str) -> Iterator[tuple[sqlite3.Connection, bool]]:
    """Open a log without changing a byte; says whether a cut-off write was taken back, which is then done in a copy."""
    connection = _reader(path, "ro")
    try:
        connection.execute("PRAGMA cell_size_check = 1").close()
        connection.execute("PRAGMA trusted_schema = 0").close()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        connection.close()
        if getattr(error, "sqlite_errorname", "") != "SQLITE_READONLY_ROLLBACK":
            raise
    else:
        try:
            yield connection, False
        finally:
            connection.close()
        return
    with tempfile.TemporaryDirectory(prefix="hinge-log-") as aside:
        name = os.path.join(aside, "log.db")
        shutil.copyfile(path, name)
        shutil.copyfile(f"{path}-journal", f"{name}-journal")
        connection = _reader(name, "rw")
        try:
            yield connection, True
        finally:
            connection.close()


def _reader(path: str, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri_of(path, mode), uri=True, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")  # damaged text is a finding, not an error
    return connection


def check(path: str, folder: str | None = None) -> Report:
    """Look over the log at `path` and the backups in `folder`. Never raises for what is wrong with the log."""
    report = Report(path)
    _check_sqlite(report)
    if not _check_file(report):
        _check_backups(report, folder)
        return report
    _check_folder(report)
    try:
        with open_to_view(path) as (connection, unfinished):
            if unfinished:
                report.note(
                    "file.unfinished",
                    "An interrupted write was found next to the log.",
                    "The next start undoes it; no saved data is lost.",
                )
            if _check_database(report, connection):
                _check_values(report, connection)
                _check_copies(report, connection, folder)
    except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
        report.problem("database.unreadable", f"The log cannot be read: {error}.", _RESCUE)
    _check_backups(report, folder)
    return report


def _check_sqlite(report: Report) -> None:
    version = sqlite3.sqlite_version_info
    described = f"SQLite {sqlite3.sqlite_version}"
    if version < (3, 37, 0):
        report.problem("sqlite", f"{described} is too old; 3.37 or newer is needed.", "Update Python or the system.")
    elif (3, 38, 0) <= version < (3, 38, 2):
        report.warning(
            "sqlite",
            f"{described} can return wrong query results (Bloom filter bug, fixed in 3.38.2).",
            "Update Python or the system.",
        )
    elif version < (3, 51, 3):
        report.ok(
            "sqlite", f"{described}. Its write-ahead logging bug does not matter: the log does not use that mode."
        )
    else:
        report.ok("sqlite", f"{described}, no known bugs.")


def _check_file(report: Report) -> bool:
    path = report.path
    try:
        status = os.stat(path)
    except OSError as error:
        report.problem("file.missing", f"{path}: {error.strerror}.", "Restore a backup with 'hinge-log restore FILE'.")
        return False
    if not stat.S_ISREG(status.st_mode):
        report.problem("file.kind", f"{path} is not a file.", "Choose another one with --db.")
        return False
    if status.st_size == 0:
        report.problem("file.empty", f"{path} is empty. It may once have been a log.", _RESCUE)
        return False
    if status.st_nlink > 1:
        report.problem(
            "file.links",
            f"{path} has a second name (a hard link), and SQLite would keep two journals for it.",
            "Remove the other name.",
        )
    if stat.S_IMODE(status.st_mode) & 0o077:
        report.warning(
            "file.mode",
            f"Other users of this machine can read {path}.",
            "Run doctor --fix to make it private.",
            fixable=True,
        )
    for each in private_files(path):
        if each != path and stat.S_IMODE(os.stat(each).st_mode) & 0o077:
            report.warning(
                "file.mode",
                f"Other users of this machine can read {each}.",
                "Run doctor --fix to make it private.",
                fixable=True,
            )
    if not os.access(path, os.W_OK):
        report.warning("file.read-only", f"{path} can be read but not written.", "Check its permissions.")
    elif not os.access(os.path.dirname(os.path.abspath(path)), os.W_OK):
        report.warning("file.read-only", "The folder of the log cannot be written.", "Check its permissions.")
    return True


def private_files(path: str) -> list[str]:
    """The files and folders that belong to a log and are nobody else's business."""
    folder = backup_folder(path)
    paths = [path, *mirrors_of(path), folder, *(each.path for each in listed(path))]
    return [each for each in paths if os.path.exists(each)]


def _check_folder(report: Report) -> None:
    warning = folder_kind(report.path).warning
    if warning:
        report.warning("folder", warning)
    else:
        report.ok("folder", "The log is in a local folder.")


def _check_database(report: Report, connection: sqlite3.Connection) -> bool:
    identity, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if identity != APPLICATION_ID:
        report.problem("database.foreign", "This is another program's SQLite file, or its header is damaged.", _RESCUE)
        return False
    wrong = altered_objects(connection)
    if version < 1 or (version != SCHEMA and not wrong):
        report.problem(
            "database.version",
            f"The log claims schema {version} but has the layout of {SCHEMA}: its header is damaged.",
            _RESCUE,
        )
        return False
    if version > SCHEMA:
        report.warning(
            "database.newer", f"The log has schema {version}; this hinge-log knows {SCHEMA}.", "Update hinge-log."
        )
        return False
    if version < SCHEMA:
        report.note("database.older", f"The log has schema {version}; the next start upgrades it to {SCHEMA}.")
    unknown = unknown_objects(connection)
    if unknown:
        removable = not any(each.startswith("table ") for each in unknown)
        report.problem(
            "database.objects",
            f"The log contains objects that hinge-log did not create: {named(unknown)}.",
            "doctor --fix removes triggers, views and indexes; 'hinge-log rescue' builds a clean log.",
            fixable=removable,
        )
    complaints = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    if complaints != ["ok"]:
        for line in complaints[:5]:
            report.problem("database.integrity", f"The database is damaged: {line}.", _RESCUE)
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        tables = ", ".join(sorted({str(row[0]) for row in loose}))
        report.problem("database.keys", f"{len(loose)} rows have lost their parent rows ({tables}).", _RESCUE)
    if version == SCHEMA and wrong:
        report.problem("database.schema", f"The database layout is wrong: {', '.join(wrong)}.", _RESCUE)
        return False
    if complaints == ["ok"] and not loose:
        count = connection.execute("SELECT count(*) FROM sets WHERE hidden = 0").fetchone()[0]
        report.ok("database", f"The database is sound: schema {version}, {count:,} sets.")
    return bool(version == SCHEMA)


def _check_values(report: Report, connection: sqlite3.Connection) -> None:
    bad = bad_values(connection)
    unreadable = [each.where for each in bad if not each.text_only]
    if unreadable:
        report.problem(
            "rows.unreadable",
            f"{len(unreadable)} values cannot be read: {_some(unreadable, _NAMED)}.",
            "They are not shown anywhere. " + _RESCUE,
        )
    texts = [each.where for each in bad if each.text_only]
    if texts:
        report.warning(
            "rows.text",
            f"{len(texts)} texts contain control or invisible characters: {_some(texts, _NAMED)}.",
            "They are shown without them. Another program wrote them.",
        )


def _check_copies(report: Report, connection: sqlite3.Connection, folder: str | None) -> None:
    copy = read_mirrors(mirrors_of(report.path), stamps_of(connection) | backup_stamps(report.path, folder))
    for each in copy.foreign:
        report.warning(
            "journal.foreign",
            f"{each} belongs to another log: it shares no action with this one.",
            "It is not used. Move it next to its own log.",
        )
    comparison = compare(connection, report.path, copy, folder)
    if comparison.differing_count:
        more = "" if comparison.differing_count <= 5 else f" and {comparison.differing_count - 5} more"
        rows = "; ".join(comparison.differing[:5])
        report.problem("rows.differ", f"Rows do not match the journal and the backups: {rows}{more}.", _RESCUE)
    if comparison.changed_actions:
        report.problem(
            "journal.differs",
            f"The journal in the log and its copy differ at actions {_some(comparison.changed_actions)}.",
            _RESCUE,
        )
    if comparison.missing_in_log:
        report.problem(
            "journal.ahead",
            f"The log lacks {len(comparison.missing_in_log)} actions that its journal or a backup has"
            f" ({_some(comparison.missing_in_log)}):"
            " an older file has replaced it.",
            _RESCUE,
        )
    sound = report.healthy
    if comparison.missing_in_copy:
        lacking = comparison.missing_in_copy
        report.warning(
            "journal.gaps",
            f"The journal next to the log lacks {len(lacking)} actions ({_some(lacking)}).",
            "Run doctor --fix to rewrite it." if sound else "",
            fixable=sound,
        )
    if copy.damaged:
        report.add(
            Severity.WARNING if comparison.missing_in_copy else Severity.NOTE,
            "journal.damaged",
            f"Lines of the journal next to the log are damaged: {_some(copy.damaged)}.",
            "Run doctor --fix to rewrite it." if sound else "",
            fixable=sound,
        )
    for each in comparison.bad_backups:
        report.warning("backup.bad", each, "It is not used. Make a new one with 'hinge-log backup'.")
    _say_compared(report, comparison)


def _say_compared(report: Report, comparison: RowComparison) -> None:
    if comparison.not_compared:
        report.warning(
            "rows.not-compared",
            f"The rows could not be compared with the journal: {comparison.not_compared}.",
            "Make a backup with 'hinge-log backup' to make that possible from now on.",
        )
    elif not comparison.differing_count:
        base = "" if comparison.base is None else f"the backup of action {comparison.base.action} and "
        report.ok("rows", f"Every row matches {base}the journal.")


def _some(values: Sequence[object], most: int = 5) -> str:
    every = list(map(str, values))
    return ", ".join(every[:most]) + (f" and {len(every) - most} more" if len(every) > most else "")


def _check_backups(report: Report, folder: str | None) -> None:
    failure = failure_of(os.path.realpath(report.path))
    if failure:
        report.warning("backup.failed", failure, "Make one: hinge-log backup")
    backups = listed(report.path, folder)
    if backups:
        report.ok("backups", f"{plural(len(backups), 'backup')}, the newest is {backups[0].path}.")
    else:
        report.note("backups", "There are no backups.", "Make one: hinge-log backup", fixable=report.healthy)


def _remove_unknown_objects(path: str, report: Report) -> list[str]:
    codes = {each.code for each in report.problems}
    if codes != {"database.objects"}:  # a log that is damaged in another way is left as it is
        return []
    with translate_errors(path), closing(connect(path)) as connection:
        begin(connection)
        removed = drop_unknown_objects(connection)
        commit(connection)
    return [f"Removed the {shown(each)} from the log." for each in removed]


def fix(path: str, folder: str | None = None) -> list[str]:
    """Do what is safe: close files to others, write the journal copy anew, make a first backup, remove triggers.

    Gives what was done.

    What is damaged is left as it is.
    """
    from hinge_log.store.safety.backup import backup
    from hinge_log.store.store import Store

    done = _remove_unknown_objects(path, check(path, folder))
    report = check(path, folder)
    for each in private_files(path):
        mode = stat.S_IMODE(os.stat(each).st_mode)
        wanted = mode & 0o700
        if mode != wanted:
            os.chmod(each, wanted)
            done.append(f"Made {each} private.")
    if not report.healthy:
        return done
    codes = {each.code for each in report.findings if each.fixable}
    if codes & {"journal.gaps", "journal.damaged"}:
        with Store(path) as store:
            count = store.complete_copy()
        done.append(f"Rewrote the journal next to the log: {count} actions.")
    if "backups" in codes:
        done.append(f"Made a backup: {backup(path, folder, reason='first').path}.")
    return done
