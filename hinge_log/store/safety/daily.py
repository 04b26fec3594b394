"""The daily backup: made by whichever command writes first that day, in a process of its own that nobody waits for.

What is loaded here is on the path of every command that writes: the copying itself is imported by the other process.
"""

from __future__ import annotations

import os
import sys
import time

from hinge_log.store.safety.files import open_plain
from hinge_log.text import printable

SWITCH = "HINGE_LOG_DAILY_BACKUP"
"""An environment variable; "0" means that no daily backup is started."""

_DAY_S = 86_400
_RETRY_S = 600
"""After a failure it is not tried again for so long."""
_STAMP = "%Y%m%dT%H%M%SZ"
_START = (
    "import sys; sys.path.append(sys.argv[1]);"
    "from hinge_log.store.safety.daily import make_daily_backup; make_daily_backup(sys.argv[2], int(sys.argv[3]))"
)


def start_daily_backup(path: str, now_ms: int) -> int:
    """Start the daily backup of the log at `path` when it is due; gives the number of the process, 0 for none.

    Never raises and never waits: what goes wrong is for the next command to report (`failure_of`).
    """
    try:
        if os.environ.get(SWITCH) == "0" or not _is_due(path, now_ms // 1000) or _failed_lately(path, now_ms // 1000):
            return 0
        return _start(path, now_ms)
    except (OSError, ValueError, NotImplementedError):
        return 0


def failure_of(path: str) -> str:
    """Why the last daily backup could not be made, in a sentence; "" when it could."""
    try:
        with open_plain(_failure_file(path)) as file:
            return printable(file.read(500).decode("utf-8", "replace")).strip()
    except OSError:
        return ""


def make_daily_backup(path: str, now_ms: int) -> None:
    """Make the daily backup unless another process is at it; a failure is written down beside the log."""
    from hinge_log.errors import StoreError
    from hinge_log.store.safety.backup import daily_if_changed

    if sys.platform != "win32":
        os.nice(10)
    try:
        lock = _lock(path)
        try:
            daily_if_changed(path, now_ms=now_ms)
        finally:
            os.close(lock)
    except BlockingIOError:
        return
    except StoreError as error:
        _write_failure(path, f"The daily backup could not be made: {error.message}")
    except OSError as error:
        problem = f"{(error.strerror or 'no reason').lower()} ({error.filename})" if error.filename else str(error)
        _write_failure(path, f"The daily backup could not be made: {problem}.")
    else:
        _remove(_failure_file(path))


def _is_due(path: str, now_s: int) -> bool:
    """Whether the backup with the most actions is a day old, or from a wrong clock; told by the names alone."""
    stem = os.path.basename(path).removesuffix(".db")
    try:
        names = os.listdir(os.path.join(os.path.dirname(path), "backups"))
    except OSError:
        return True
    newest, made = -1, ""
    for name in names:
        parts = name.rsplit(".", 5)
        if len(parts) == 6 and parts[3].isdigit() and len(parts[0]) == len(stem) and int(parts[3]) >= newest:
            newest, made = int(parts[3]), max(made, parts[1]) if int(parts[3]) == newest else parts[1]
    first, last = (time.strftime(_STAMP, time.gmtime(at)) for at in (now_s - _DAY_S, now_s))
    return not first < made <= last


def _failed_lately(path: str, now_s: int) -> bool:
    try:
        age = now_s - os.stat(_failure_file(path)).st_mtime
    except OSError:
        return False
    return 0 <= age < _RETRY_S


def _start(path: str, now_ms: int) -> int:
    import hinge_log

    root = os.path.dirname(os.path.dirname(os.path.abspath(hinge_log.__file__)))
    command = [sys.executable, "-P", "-c", _START, root, path, str(now_ms)]
    if sys.platform == "win32":
        import subprocess

        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        null = subprocess.DEVNULL
        process = subprocess.Popen(command, stdin=null, stdout=null, stderr=null, creationflags=flags).pid
    else:
        quiet = [(os.POSIX_SPAWN_OPEN, handle, os.devnull, os.O_RDWR, 0) for handle in (0, 1, 2)]
        process = os.posix_spawn(sys.executable, command, os.environ, file_actions=quiet, setsid=True)
    return process


def reap(process: int) -> None:
    """Let the system forget a process that ended while this one still ran."""
    if process and sys.platform != "win32":
        try:
            os.waitpid(process, os.WNOHANG)
        except ChildProcessError:
            return


def _lock(path: str) -> int:
    """Lock the daily backup of this log, until the file is closed: a killed process leaves no lock behind.

    Raises BlockingIOError while another process has it.
    """
    from hinge_log.files import lock_file
    from hinge_log.store.safety.files import make_folder

    folder = os.path.join(os.path.dirname(path), "backups")
    make_folder(folder)
    return lock_file(os.path.join(folder, f".{os.path.basename(path)}.lock"))


def _failure_file(path: str) -> str:
    return f"{path}.backup-failed"


def _write_failure(path: str, words: str) -> None:
    from hinge_log.text import shown

    _remove(_failure_file(path))
    try:
        handle = os.open(_failure_file(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(shown(words))
    except OSError:  # no space and no rights: the next command tries again
        return


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
