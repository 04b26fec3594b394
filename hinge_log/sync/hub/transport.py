"""A hub as a carrier of a log: entries go out in short batches, after the last one that the hub has, and come in.

The hub keeps chains as the files of a folder do: a row of `device` is what the head of a file is, and what follows a
fork is in a chain of its own. Everything can be repeated: what is there already is left alone, so that a cut link or a
lost answer does no harm.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from json import dumps, loads
from typing import TypeVar

from hinge_log.errors import StoreError
from hinge_log.sync.carrier import CarriedLines
from hinge_log.sync.entries import ChainLine, branch_device, chained, root_hash
from hinge_log.sync.hub.connection import HubConnection, HubRefused, connect
from hinge_log.text import NAME_LIMIT, clean
from hinge_log.training.coaching import CoachedLog

T = TypeVar("T")

_LINES = 1_000
"""So many entries go out or come in at once; a fourth of that after the link broke."""
_LEAST_LINES = 15
_BYTES_A_PUSH = 1 << 20
_LINES_A_PAUSE = 20
_TRIES = 4
_CLOCK_LIMIT = 1 << 62

GAP, NOT_ALLOWED = "HL001", "42501"


@dataclass(frozen=True, slots=True)
class HubChain:
    """A chain of a log on the hub: what its first entry follows, whose it is, and its last entry (0 and `after`)."""

    device: int
    root: int
    person: str
    name: str
    after: str
    n: int
    head: str


class HubCarrier:
    """One log on a hub, by the hub's URL and the number of the log there."""

    def __init__(self, url: str, log: int) -> None:
        self.url = url
        self.log = log
        self._connection: HubConnection | None = None
        self._part = ""
        self._end: tuple[int, int, str] | None = None  # chain, number and hash of what was sent last
        self._lines = _LINES

    @property
    def place(self) -> str:
        """The address of the hub."""
        return self.url

    @property
    def part(self) -> str:
        """What the person is in the log: owner, coach or reader. Raises StoreError."""
        self._open()
        return self._part

    def coached(self) -> CoachedLog | None:
        """Whose log this is, None for one's own. Raises StoreError."""
        hub = self._open()
        name = hub.value("SELECT name FROM log WHERE log = %s", self.log)
        return None if self._part == "owner" else CoachedLog(self.log, hub.person, clean(name), self._part)

    def settings(self) -> dict[str, object]:
        """Kind, URL and log."""
        return {"kind": "hub", "url": self.url, "log": f"{self.log:015x}"}

    def refill(self, root: int, name: str, lines: Sequence[ChainLine]) -> None:
        """Add the chain of another device of one's own, which the hub lost; what others wrote is theirs to send."""
        person = self._tried(lambda hub: next((c.person for c in self._chains(hub) if c.device == root), hub.person))
        if self.part == "owner" and person == self._open().person:
            self.append(root, name, lines, anew=True)

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = self._end = None

    # -- reading -----------------------------------------------------------------------------------------------

    def stamp(self) -> list[list[object]]:
        """The last entry of each chain."""
        return self._tried(lambda hub: [[chain.device, chain.n, chain.head] for chain in self._chains(hub)])

    def read(self, position: object, pause: Callable[[], None]) -> CarriedLines:
        """The entries after those that `position` names by chain: [number, hash] of the last one that was read."""
        known = position if isinstance(position, dict) else {}
        places = {str(device): list(place) for device, place in known.items()}
        read = CarriedLines(position=places)
        # What has come in stays when the link is cut: the next try goes on after it.
        self._tried(lambda hub: self._read(hub, places, read, pause), lambda: len(read.lines))
        return read

    def _read(
        self, hub: HubConnection, places: dict[str, list[object]], read: CarriedLines, pause: Callable[[], None]
    ) -> None:
        with hub.transaction(reading=True):
            chains = self._chains(hub)
            at = {str(chain.device): chain for chain in chains}
            if not all(
                name in at and self._hash_at(hub, at[name], int(str(n))) == last for name, (n, last) in places.items()
            ):
                places.clear()  # the hub was put back to an older state: what it lost has to be looked for
            for chain in chains:
                name = clean(chain.name, limit=NAME_LIMIT)
                if chain.after == root_hash(chain.device):
                    read.roots[chain.device] = name
                else:
                    read.forks.add(chain.after)
                    read.roots.setdefault(chain.root, name)
                self._read_chain(hub, chain, places, read, pause)

    def _read_chain(
        self,
        hub: HubConnection,
        chain: HubChain,
        places: dict[str, list[object]],
        read: CarriedLines,
        pause: Callable[[], None],
    ) -> None:
        n = int(str(places.get(str(chain.device), [0])[0]))
        whole = True
        while n < chain.n:
            # One chain a query, and constants: the policies are asked once then, not once a row.
            rows = hub.rows(
                "SELECT n, previous, hash, body::text FROM entry WHERE log = %s AND device = %s AND n > %s"
                " ORDER BY n LIMIT %s",
                self.log, chain.device, n, self._lines,
            )  # fmt: skip
            if not rows:
                break
            for number, (n, previous, digest, text) in enumerate(rows):
                line = _line(previous, digest, text)
                if line is None:
                    read.damaged += 1
                    whole = False
                else:
                    read.lines[line.hash] = line
                if whole:
                    places[str(chain.device)] = [n, digest]
                if number % _LINES_A_PAUSE == 0:
                    pause()

    def _hash_at(self, hub: HubConnection, chain: HubChain, n: int) -> str:
        if n == chain.n:
            return chain.head
        row = hub.one("SELECT hash FROM entry WHERE log = %s AND device = %s AND n = %s", self.log, chain.device, n)
        return str(row[0]) if row else ""

    def holds(self, head: str) -> bool:
        """Whether an entry is on the hub; for a reader, who sends nothing, there is nothing to miss."""

        def ask(hub: HubConnection) -> bool:
            if self._part == "reader" or any(head in (chain.head, chain.after) for chain in self._chains(hub)):
                return True
            return bool(hub.value("SELECT EXISTS (SELECT FROM entry WHERE log = %s AND hash = %s)", self.log, head))

        return self._tried(ask)

    # -- writing -----------------------------------------------------------------------------------------------

    def append(self, root: int, name: str, lines: Sequence[ChainLine], *, anew: bool) -> None:
        """Add lines of this device's own chain, some at a time; those that the hub has are passed over.

        Raises HubRefused for what the person may not write.
        """
        rest = list(lines)
        self._end = self._end if not anew else None
        self._tried(lambda hub: self._append(hub, root, name, rest), lambda: len(rest))

    def _append(self, hub: HubConnection, root: int, name: str, rest: list[ChainLine]) -> None:
        if self._part == "reader":
            if any(b'"changes":[]' not in line.body for line in rest):
                raise HubRefused("You can read this log but not change it.", "Its owner can invite you as a coach.")
            return
        tries = 0
        while rest:
            if self._end is None or self._end[2] != rest[0].previous:
                self._end = self._find_end(hub, root, name, rest)
            if not rest:
                return
            device, n, _ = self._end
            batch = rest[: _batch_size(rest, self._lines)]
            if self._insert(hub, device, n, batch) == len(batch):
                del rest[: len(batch)]
                self._end = (device, n + len(batch), batch[-1].hash)
                tries = 0
                continue
            self._end = None
            tries += 1  # a copy of this log was faster: look again where these lines belong
            if tries >= _TRIES:
                raise StoreError("Another device is writing to the same chain.", "Sync again later.")

    def _find_end(self, hub: HubConnection, root: int, name: str, rest: list[ChainLine]) -> tuple[int, int, str]:
        """The chain, number and hash after which the first of the lines belongs; lines that are there are removed.

        A chain is begun where there is none: for a new device, and where a copy of its log went on before.
        """
        while rest:
            chains = {chain.device: chain for chain in self._chains(hub)}
            previous = rest[0].previous
            ends = self._places_of(hub, chains, previous)
            common = 0
            for device, n in ends:
                present = hub.rows(
                    "SELECT hash FROM entry WHERE log = %s AND device = %s AND n > %s ORDER BY n LIMIT %s",
                    self.log, device, n, len(rest),
                )  # fmt: skip
                while common < len(present) and rest[common].hash == present[common][0]:
                    common += 1
                if common:
                    del rest[:common]
                    break
                if not present and chains[device].person == hub.person:
                    return device, n, previous
            if common:
                continue
            if not ends and previous != root_hash(root):
                raise StoreError("The hub lacks the entries before these.", "Sync again.")
            new = root if previous == root_hash(root) and root not in chains else branch_device(rest[0].hash)
            hub.rows(
                "INSERT INTO device (log, device, person, name, after, root)"
                " VALUES (%s, %s, session_user, %s, %s, %s) ON CONFLICT DO NOTHING",
                self.log, new, clean(name, limit=NAME_LIMIT), previous, root,
            )  # fmt: skip
            return new, 0, previous
        return 0, 0, ""

    def _places_of(self, hub: HubConnection, chains: Mapping[int, HubChain], digest: str) -> list[tuple[int, int]]:
        """Where an entry with that hash stands: chains and numbers; 0 is before the first entry of a chain."""
        places = [(chain.device, chain.n) for chain in chains.values() if chain.head == digest]
        if not places:
            places = hub.rows("SELECT device, n FROM entry WHERE log = %s AND hash = %s", self.log, digest)
        return [*places, *((chain.device, 0) for chain in chains.values() if chain.after == digest and chain.n)]

    def _insert(self, hub: HubConnection, device: int, n: int, lines: Sequence[ChainLine]) -> int:
        """Insert lines after a number; gives how many were new: 0 when others stand there."""
        columns = list(zip(*(_columns(line) for line in lines), strict=True))
        try:
            added = hub.rows(
                "INSERT INTO entry (log, device, n, clock, hash, previous, kind, body)"
                " SELECT %s, %s, %s + number, clock, hash, previous, kind, body::json"
                " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[])"
                " WITH ORDINALITY AS line (clock, hash, previous, kind, body, number)"
                " ON CONFLICT (log, device, n) DO NOTHING RETURNING n",
                self.log, device, n, *map(list, columns),
            )  # fmt: skip
        except HubRefused as error:
            if error.state == GAP:
                return 0
            if error.state == NOT_ALLOWED:
                raise HubRefused(
                    "The hub rejected these changes: a coach can only write ratings, cues, notes and plans.",
                    "Undo the other changes in this log, then sync again.",
                    state=error.state,
                ) from error
            raise
        return len(added)

    # -- the connection ----------------------------------------------------------------------------------------

    def _chains(self, hub: HubConnection) -> list[HubChain]:
        return [
            HubChain(device, root, person, name, after, n or 0, head or after)
            for device, root, person, name, after, n, head in hub.rows(
                "SELECT d.device, d.root, d.person, d.name, d.after, last.n, last.hash FROM device d"
                " LEFT JOIN LATERAL (SELECT n, hash FROM entry e WHERE e.log = d.log AND e.device = d.device"
                " ORDER BY n DESC LIMIT 1) AS last ON true WHERE d.log = %s ORDER BY d.device",
                self.log,
            )
        ]

    def _tried(self, work: Callable[[HubConnection], T], progress: Callable[[], object] = lambda: None) -> T:
        """Do work on the hub; again on a new connection when the old one died, as long as each try brings it on.

        Each try sends and asks for less at once.
        """
        before = progress()
        while True:
            fresh = self._connection is None
            hub = self._open()
            try:
                return work(hub)
            except StoreError:
                now = progress()
                if hub.usable or (fresh and now == before and self._lines == _LEAST_LINES):
                    raise
                before = now
                if fresh:  # one that stood for a while may have died of that
                    self._lines = max(_LEAST_LINES, self._lines // 4)
                self.close()

    def _open(self) -> HubConnection:
        if self._connection is not None and self._connection.usable:
            return self._connection
        self.close()
        hub = connect(self.url)
        try:
            row = hub.one("SELECT part FROM member WHERE log = %s AND person = session_user", self.log)
            if row is None:
                raise HubRefused(
                    f"{hub.person} no longer has access to this log on the hub.",
                    "Data already received stays here. Its owner can invite you again.",
                )
        except BaseException:
            hub.close()
            raise
        self._part = str(row[0])
        self._connection = hub
        return hub


def _batch_size(lines: Sequence[ChainLine], most: int) -> int:
    size = 0
    for number, line in enumerate(lines[:most]):
        size += len(line.body)
        if number and size > _BYTES_A_PUSH:
            return number
    return min(len(lines), most)


def _columns(line: ChainLine) -> tuple[int, str, str, str, str]:
    """Clock, hash, previous, kind and body of a line; a body that is no JSON for PostgreSQL travels in Base64."""
    clock, kind = 0, "unreadable"
    try:
        text = line.body.decode()
        values = loads(text, parse_constant=_refuse_constant)
        if "\0" in text:
            raise ValueError("NUL")
        if isinstance(values, dict):
            named, at = values.get("kind"), values.get("clock")
            if isinstance(named, str) and len(named) <= 40 and named.isprintable():
                kind = named
            if isinstance(at, int) and 0 <= at < _CLOCK_LIMIT:
                clock = at
    except (ValueError, RecursionError):
        text = dumps({"base64": b64encode(line.body).decode()})
    return clock, line.hash, line.previous, kind, text


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _line(previous: str, digest: str, text: str) -> ChainLine | None:
    """The line of a row; None when its hash is not that of its body."""
    line = chained(previous, text.encode())
    if line.hash != digest and text.startswith('{"base64":'):
        try:
            line = chained(previous, b64decode(loads(text)["base64"]))
        except (ValueError, TypeError, KeyError):
            return None
    return line if line.hash == digest else None
