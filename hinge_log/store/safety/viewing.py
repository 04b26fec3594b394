"""Opening a log to look at it, without changing a byte of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from hinge_log.store.connection import uri_of


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
