"""What goes wrong between a device and its hub: nothing is lost, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hinge_log.errors import StoreError
from hinge_log.store.store import Store
from hinge_log.sync import syncing
from hinge_log.sync.carrier import open_carrier
from hinge_log.sync.entries import ChainLine, chained
from hinge_log.sync.hub.connection import HubRefused
from hinge_log.sync.hub.transport import HubCarrier
from hinge_log.sync.state import load_state
from tests.support import FakeClock, work
from tests.sync.hub_entries import dumped, entry_of, lines_of, workout_rows
from tests.sync.hub_fleet import HubFleet
from tests.sync.link import link_to
from tests.sync.postgres import HubServer, PostgresServer, binaries, running_hub, running_server
from tests.sync.replicas import visible
from tests.sync.test_convergence import check

ROOT = 77


@pytest.fixture(scope="module")
def ann(postgres: PostgresServer) -> Iterator[HubServer]:
    """A hub on which Ann has an account."""
    with running_hub(postgres) as hub:
        hub.add_person("ann")
        yield hub


def carrier_of(hub: HubServer) -> HubCarrier:
    return HubCarrier(hub.url("ann"), hub.add_log("ann"))


def stored(hub: HubServer, carrier: HubCarrier) -> list[tuple[object, ...]]:
    with hub.connect() as admin:
        return admin.rows("SELECT device, n, hash FROM entry WHERE log = %s ORDER BY 1, 2", carrier.log)


def many(count: int) -> list[ChainLine]:
    return lines_of(ROOT, [entry_of(*workout_rows(number), clock=number) for number in range(1, count + 1)])


def read_all(carrier: HubCarrier, position: object = None) -> dict[str, ChainLine]:
    return carrier.read(position, lambda: None).lines


def test_settings_name_the_hub_and_open_it_again(ann: HubServer) -> None:
    carrier = carrier_of(ann)
    carrier.append(ROOT, "phone", many(3), anew=False)
    again = open_carrier(carrier.settings())
    assert again.stamp() == carrier.stamp()
    assert again.read(None, lambda: None).roots == {ROOT: "phone"}
    carrier.close()
    again.close()


def test_only_what_is_new_is_read(ann: HubServer) -> None:
    carrier, lines = carrier_of(ann), many(30)
    carrier.append(ROOT, "phone", lines[:20], anew=False)
    first = carrier.read(None, lambda: None)
    assert list(first.lines.values()) == lines[:20]
    assert read_all(carrier, first.position) == {}
    carrier.append(ROOT, "phone", lines[20:], anew=False)
    assert list(read_all(carrier, first.position).values()) == lines[20:]
    carrier.close()


def test_entries_that_are_there_already_are_passed_over(ann: HubServer) -> None:
    carrier, lines = carrier_of(ann), many(12)
    for part, anew in ((lines[:5], False), (lines[:5], True), (lines[3:9], False), (lines, True), (lines[10:], False)):
        carrier.append(ROOT, "phone", part, anew=anew)
    assert [row[2] for row in stored(ann, carrier)] == [line.hash for line in lines]
    carrier.close()


def test_a_gap_is_refused(ann: HubServer) -> None:
    carrier, lines = carrier_of(ann), many(4)
    carrier.append(ROOT, "phone", lines[:1], anew=False)
    with pytest.raises(StoreError):
        carrier.append(ROOT, "phone", lines[2:], anew=False)
    with ann.connect("ann") as hub, pytest.raises(HubRefused, match="does not follow"):
        hub.rows(
            "INSERT INTO entry VALUES (%s, %s, 3, 1, %s, %s, 'log', '{}')",
            carrier.log, ROOT, lines[2].hash, lines[2].previous,
        )  # fmt: skip
    assert len(stored(ann, carrier)) == 1
    carrier.close()


def test_a_copied_log_goes_on_in_a_chain_of_its_own(ann: HubServer) -> None:
    carrier, lines = carrier_of(ann), many(6)
    other = chained(lines[2].hash, entry_of(*workout_rows(50), clock=50))
    carrier.append(ROOT, "phone", lines, anew=False)
    carrier.append(ROOT, "copy", [other, chained(other.hash, entry_of(*workout_rows(51)))], anew=False)
    carrier.append(ROOT, "copy", [*lines[:3], other], anew=True)
    read = carrier.read(None, lambda: None)
    assert read.forks == {lines[2].hash}
    assert set(read.lines) > {line.hash for line in [*lines, other]}
    assert len(stored(ann, carrier)) == 8
    carrier.close()


POISON = [
    b"nonsense",
    b'{"changes":[["sets","x",{"reps":NaN},1]],"clock":1,"kind":"log","seen":{}}',
    b'{"changes":[["sets","x",{"reps":"\\u0000"},1]],"clock":1,"kind":"log","seen":{}}',
    b'{"changes":[["sets","x",{"note":"\\ud800"},1]],"clock":1,"kind":"log","seen":{}}',
    b"\xff\xfe not text \x00",
    b"[" * 3_000,
    dumped({"changes": "none", "clock": "late", "kind": 7, "seen": []}),
    dumped({"changes": [["sets", "x", {"reps": 10**30}, 1]], "clock": 1 << 70, "kind": "log", "seen": {}}),
    dumped({"changes": [["sets", "x", {"slips": "{torn"}, 1]], "clock": 1, "kind": "log", "seen": {}}),
    dumped({"changes": [[1, 2], None, ["sets"]], "clock": 1, "kind": "log", "seen": {}, "back": "x"}),
    dumped({"changes": [["sets", "x", [1], 1]], "clock": -5, "kind": "\n" * 50, "seen": {"a": "b"}, "back": 9}),
    dumped({"changes": [["of a newer hinge-log", "x", {"new": 1}, 1]], "clock": 1, "kind": "new", "seen": {}}),
]


def test_an_entry_that_cannot_be_read_blocks_nothing(ann: HubServer) -> None:
    carrier = carrier_of(ann)
    bodies = [body for poison in POISON for body in (poison, entry_of(*workout_rows(POISON.index(poison) + 1)))]
    lines = lines_of(ROOT, bodies)
    carrier.append(ROOT, "phone", lines, anew=False)
    assert [line.body for line in read_all(carrier).values()] == bodies
    with ann.connect("ann") as hub:
        unread = {n for (n,) in hub.rows("SELECT n FROM unread WHERE log = %s", carrier.log)}
        assert len(unread) >= 6
        assert all(n % 2 for n in unread), "an entry that can be read was parked"
        sets = hub.value("SELECT count(*) FROM set_now WHERE log = %s AND NOT hidden", carrier.log)
        assert sets == len(POISON)
    carrier.close()


@pytest.mark.parametrize("most", [30_000, 60_000])
def test_a_link_that_breaks_again_and_again_gets_everything_through(ann: HubServer, most: int) -> None:
    lines = many(500)
    with link_to(ann) as (link, url):
        carrier = HubCarrier(url.format("ann"), ann.add_log("ann"))
        link.most_up = most
        rest = lines
        for _ in range(30):
            try:
                carrier.append(ROOT, "phone", rest, anew=False)
                break
            except StoreError:
                rest = rest[_sent(ann, carrier, rest) :]
        link.most_up = None
        assert [row[2] for row in stored(ann, carrier)] == [line.hash for line in lines]
        assert link.connections > 2
        link.most_down = 3 * most
        assert list(read_all(carrier).values()) == lines
        carrier.close()


def _sent(hub: HubServer, carrier: HubCarrier, rest: list[ChainLine]) -> int:
    hashes = {row[2] for row in stored(hub, carrier)}
    return sum(line.hash in hashes for line in rest)


def test_an_answer_that_is_lost_adds_nothing_twice(ann: HubServer) -> None:
    lines = many(5)
    with link_to(ann) as (link, url):
        carrier = HubCarrier(url.format("ann"), ann.add_log("ann"))
        carrier.append(ROOT, "phone", lines[:2], anew=False)
        link.loses_reply_to = b"INSERT INTO entry"
        carrier.append(ROOT, "phone", lines[2:], anew=False)
        assert link.loses_reply_to == b""
        assert [row[2] for row in stored(ann, carrier)] == [line.hash for line in lines]
        carrier.close()


def test_a_hub_that_is_away_is_told_in_a_sentence_and_nothing_is_lost(
    ann: HubServer, tmp_path: Path, clock: FakeClock
) -> None:
    with Store(str(tmp_path / "log.db"), clock=clock) as store, link_to(ann) as (link, url):
        store.log_lift("rdl", "RDL", [work("60", 5)])
        syncing.set_up(store, HubCarrier(url.format("ann"), ann.add_log("ann")), "phone")
        link.most_up = 0
        with pytest.raises(StoreError, match=r"cannot be reached.*Nothing is lost"):
            syncing.sync(store)
        link.most_up = None
        assert syncing.sync(store).sent
        with ann.connect("ann") as hub:
            state = load_state(store)
            assert state is not None
            log = int(str(state.carrier["log"]), 16)
            assert hub.value("SELECT count(*) FROM set_now WHERE log = %s AND NOT hidden", log) == 1


def test_backends_that_are_killed_are_found_again(ann: HubServer) -> None:
    carrier, lines = carrier_of(ann), many(4)
    for number in range(4):
        carrier.append(ROOT, "phone", lines[number : number + 1], anew=False)
        with ann.connect() as admin:
            admin.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ann'")
    assert list(read_all(carrier).values()) == lines
    carrier.close()


def test_a_hub_of_yesterday_is_filled_again(ann: HubServer, tmp_path: Path) -> None:
    fleet = HubFleet(tmp_path, 3, ann, devices=2)
    try:
        for _ in range(30):
            fleet.step(fleet.random.choice(fleet.replicas))
        fleet.settle(2)
        fleet.back_up()
        for _ in range(15):
            fleet.step(fleet.random.choice(fleet.replicas))
        fleet.settle(1)
        fleet.put_back()
        for _ in range(10):
            fleet.step(fleet.random.choice(fleet.replicas))
        fleet.settle(2)
        check(fleet)
    finally:
        fleet.close()


def test_what_a_lost_device_had_sent_is_given_back_to_a_hub_of_yesterday(ann: HubServer, tmp_path: Path) -> None:
    fleet = HubFleet(tmp_path, 6, ann, devices=3)
    try:
        fleet.back_up()
        for _ in range(20):
            fleet.log(fleet.replicas[2])
            fleet.step(fleet.random.choice(fleet.replicas))
        fleet.settle(2)
        fleet.die(2)
        fleet.settle(1)
        fleet.put_back()
        check(fleet)
    finally:
        fleet.close()


def test_devices_converge_over_a_hub_and_a_coach_asks_of_the_same_sets(ann: HubServer, tmp_path: Path) -> None:
    fleet = HubFleet(tmp_path, 5, ann)
    try:
        for _ in range(80):
            fleet.step(fleet.random.choice(fleet.replicas))
        fleet.settle()
        check(fleet)
        with ann.connect("ann") as hub:
            now = hub.rows(
                "SELECT set_id, lift_id, exercise, day, position, kind, side, reps, load_g, body, rpe, missed, amrap,"
                " form, basis, judged_by, clean, stop, pain, pain_where FROM set_now WHERE log = %s AND NOT hidden"
                " ORDER BY set_id",
                fleet.log_number,
            )
            workouts = hub.rows(
                "SELECT workout_id, name, day, started_ms, note FROM workout_now WHERE log = %s AND NOT hidden"
                " ORDER BY 1",
                fleet.log_number,
            )
        store = fleet.replicas[0].store
        assert now == store.rows(
            "SELECT s.id, s.lift_id, e.key, s.day, s.position, s.kind, s.side, s.reps, s.load_g, s.body, s.rpe,"
            " s.missed, s.amrap, s.form, s.basis, s.judged_by, s.clean, s.stop, s.pain, s.pain_where FROM sets s"
            " JOIN lift l ON l.id = s.lift_id JOIN workout w ON w.id = l.workout_id JOIN exercise e ON"
            " e.id = s.exercise_id WHERE s.hidden = 0 AND l.hidden = 0 AND w.hidden = 0 ORDER BY s.id"
        )
        assert workouts == store.rows(
            "SELECT id, name, day, started_ms, note FROM workout WHERE hidden = 0 ORDER BY id"
        )
        assert len(now) > 10
    finally:
        fleet.close()


def test_a_coach_does_not_see_what_was_deleted_on_a_copied_log_or_behind_its_fork(
    ann: HubServer, tmp_path: Path
) -> None:
    fleet = HubFleet(tmp_path, 3, ann, devices=2)
    try:
        phone, laptop = fleet.replicas
        before = [phone.store.log_lift("rdl", "rdl", [work("80", reps)])[0].id for reps in (1, 2)]
        fleet.settle(2)
        copy = fleet.clone(0)
        behind = [each.store.log_lift("rdl", "rdl", [work("90", 3)])[0].id for each in (phone, copy, phone, copy)]
        fleet.settle(3)
        copy.store.delete_set(before[0])
        for set_id in behind[:2]:
            laptop.store.delete_set(set_id)
        fleet.settle(2)
        with ann.connect("ann") as hub:
            listed = {set_id for (set_id,) in hub.rows(
                "SELECT set_id FROM set_now WHERE log = %s AND NOT hidden", fleet.log_number)}  # fmt: skip
        assert listed == {before[1], *behind[2:]}
        assert listed == {row[0] for row in laptop.store.rows("SELECT id FROM sets WHERE hidden = 0")}
    finally:
        fleet.close()


@pytest.mark.skipif("15" not in binaries(), reason="PostgreSQL 15 is not installed here")
def test_the_oldest_postgresql_that_is_supported_works(tmp_path: Path) -> None:
    with running_server("15") as server, running_hub(server) as hub:
        hub.add_person("ann")
        fleet = HubFleet(tmp_path, 8, hub, devices=2)
        try:
            fleet.run(50)
            check(fleet)
            assert visible(fleet.replicas[0].store)
        finally:
            fleet.close()
