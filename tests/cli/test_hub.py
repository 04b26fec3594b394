"""`hub` and `sync setup hub`: an administrator, a lifter with two devices, a coach, each with the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sync.postgres import HubServer, PostgresServer, hub, postgres

from .conftest import Hinge, Said

__all__ = ["hub", "postgres"]


def line_of(said: Said) -> str:
    """The address in the line that is to be sent."""
    return said.out.split("'")[1]


def invited(hinge: Hinge, hub: HubServer, person: str) -> str:
    said = hinge("hub", "invite", person, "--url", hub.url())
    assert said.code == 0, said
    return line_of(said)


def sets_in(hinge: Hinge, path: str) -> int:
    """How many sets a log holds."""
    return len([line for line in hinge("--db", path, "export", "--format", "csv").out.splitlines()[1:] if line])


def test_a_lifter_with_two_devices_and_a_coach(hinge: Hinge, hub: HubServer, tmp_path: Path, home: Path) -> None:
    phone, coach = str(tmp_path / "phone.db"), str(tmp_path / "coach.db")
    hinge("log", "dl", "100x5")
    line = invited(hinge, hub, "lena")
    said = hinge("sync", "setup", "hub", line, "--name", "laptop")
    assert said.code == 0, said
    assert "Sync is set up through" in said.out
    kept = (home / ".pgpass").read_text(encoding="utf-8")
    assert kept.count(":lena:") == 1
    assert (home / ".pgpass").stat().st_mode & 0o77 == 0
    code = line.rpartition(".")[2]
    assert code not in kept

    address = line.partition("#")[0]
    assert hinge("--db", phone, "sync", "setup", "hub", address, "--name", "phone").code == 0
    assert sets_in(hinge, phone) == 1
    hinge("--db", phone, "log", "dl", "110x5")
    assert hinge("--db", phone, "sync").code == 0
    assert ", received " in hinge("sync").out
    assert len(hinge("export", "--format", "csv").out.splitlines()) == 3
    assert hinge("sync").out.startswith("Sent 0, received 0.")
    assert json.loads(hinge("sync", "status", "--json").out)["hub"] == address

    invitation = line_of(hinge("hub", "invite", "marc"))
    people = json.loads(hinge("hub", "check", "--json").out)["members"]
    assert [(each["person"], each["part"], each["joined"]) for each in people] == [
        ("lena", "owner", True), ("marc", "coach", False)]  # fmt: skip
    assert hinge("--db", coach, "sync", "setup", "hub", invitation).code == 0
    assert sets_in(hinge, coach) == 2
    refused = hinge("--db", coach, "log", "dl", "60x5")
    assert refused.code == 1
    assert "a coach can't change it" in refused.err
    assert hinge("--db", coach, "sync").code == 0

    assert hinge("hub", "remove", "marc").code == 0
    hinge("log", "dl", "120x5")
    hinge("sync")
    gone = hinge("--db", coach, "sync")
    assert gone.code == 1
    assert "no longer has access to this log" in gone.err
    assert sets_in(hinge, coach) == 2
    assert hinge("hub", "remove", "marc").code == 3
    assert hinge("sync", "leave").code == 0
    assert "does not sync through a hub" in hinge("hub", "invite", "kim").err


def test_a_reader_is_refused_every_change_before_it_is_written(hinge: Hinge, hub: HubServer, tmp_path: Path) -> None:
    reader = str(tmp_path / "reader.db")
    hinge("sync", "setup", "hub", invited(hinge, hub, "lena"))
    set_id = hinge("log", "dl", "100x5", "--json").json["sets"][0]["id"]
    hinge("sync")
    invitation = line_of(hinge("hub", "invite", "rita", "--part", "reader"))
    assert hinge("--db", reader, "sync", "setup", "hub", invitation).code == 0
    for words in (("log", "dl", "60x5"), ("edit", set_id, "f4"), ("weight", "80"), ("config", "set", "unit", "lb")):
        refused = hinge("--db", reader, *words)
        assert refused.code == 1, words
        assert "you can read it but not change it" in refused.err
    hinge("log", "dl", "110x5")
    hinge("sync")
    assert hinge("--db", reader, "sync").code == 0
    assert sets_in(hinge, reader) == 2


def test_a_coach_does_not_mix_two_logs(hinge: Hinge, hub: HubServer, tmp_path: Path) -> None:
    lifter = str(tmp_path / "lifter.db")
    hinge("--db", lifter, "sync", "setup", "hub", invited(hinge, hub, "otto"))
    hinge("log", "dl", "100x5")
    invitation = line_of(hinge("--db", lifter, "hub", "invite", "pia"))
    refused = hinge("sync", "setup", "hub", invitation)
    assert refused.code == 4
    assert "someone else's" in refused.err
    assert json.loads(hinge("sync", "status", "--json").out)["set_up"] is False


def test_who_may_invite_whom(hinge: Hinge, hub: HubServer) -> None:
    hinge("sync", "setup", "hub", invited(hinge, hub, "rosa"))
    assert hinge("hub", "invite", "rosa").code == 1
    assert "small letters" in hinge("hub", "invite", "Ben Smith").err
    assert "something else" in hinge("hub", "invite", "postgres").err
    assert hinge("hub", "invite", "kim", "--part", "reader", "--days", "2").out.count("within 2 days") == 1
    assert "--part" in hinge("hub", "invite", "kim", "--part", "reader", "--url", hub.url()).err
    as_rosa = hub.url("rosa")
    assert "administrator" in hinge("hub", "invite", "new_one", "--url", as_rosa).err
    assert "administrator" in hinge("hub", "remove", "kim", "--url", as_rosa).err
    assert "hub.example.org/hinge#" in hinge(
        "hub", "invite", "eva", "--url", hub.url(), "--public", "postgresql://hub.example.org/hinge"
    ).out  # fmt: skip
    assert hinge("hub", "invite", "eva", "--url", hub.url(), "--renew", "--json").code == 0
    assert hinge("hub", "remove", "eva", "--url", hub.url()).code == 0


def test_init_is_done_once_and_says_so(hinge: Hinge, postgres: PostgresServer, hub: HubServer) -> None:
    assert "up to date" in hinge("hub", "init", hub.url()).out
    assert json.loads(hinge("hub", "init", hub.url(), "--json").out)["migrations"] == []
    hub.add_person("ulla")
    refused = hinge("hub", "init", hub.url("ulla"))
    assert refused.code == 4
    assert "is not allowed to create roles" in refused.err
    assert "no hub" in hinge("hub", "check", postgres.url()).err


def test_check_names_what_is_wrong(hinge: Hinge, hub: HubServer) -> None:
    said = json.loads(hinge("hub", "check", hub.url(), "--json").out)
    states = {each["name"]: each["state"] for each in said["checks"]}
    assert states == {"authentication": "problem"} | dict.fromkeys(
        ("version", "tls", "row security", "people", "owner", "entries"), "ok"
    )
    assert said["ok"] is False
    hub.add_person("nina")
    with hub.connect() as admin:
        admin.rows("ALTER TABLE set_now NO FORCE ROW LEVEL SECURITY")
        admin.rows("ALTER ROLE nina BYPASSRLS")
        admin.rows("GRANT SELECT ON entry TO PUBLIC")
    try:
        plain = hinge("hub", "check", hub.url())
        assert plain.code == 5
        assert "Everyone can see all of set_now." in plain.out
        assert "nina can read every log." in plain.out
        with hub.connect() as admin:
            admin.rows("ALTER TABLE set_now FORCE ROW LEVEL SECURITY")
        assert "Everyone can use entry." in hinge("hub", "check", hub.url()).out
    finally:
        with hub.connect() as admin:
            admin.rows("ALTER ROLE nina NOBYPASSRLS")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sync", "setup", "hub", "example.org"], "starts with postgresql://"),
        (["sync", "setup", "hub", "postgresql://ann:secret@/x?host=/nowhere"], "password does not belong"),
        (
            ["sync", "setup", "hub", "postgresql://ann@example.org/x?sslmode=require"],
            "does not verify the hub's identity",
        ),
        (["sync", "setup", "hub", "postgresql://ann@example.org/x#torn line"], "incomplete"),
        (["sync", "setup", "hub", "postgresql://ann@/x?host=/nowhere"], "cannot be reached"),
        (["hub", "check", "postgresql://ann@/x?nonsense=1"], "cannot be read"),
        (["hub", "check"], "does not sync through a hub"),
    ],
)
def test_an_address_that_does_not_work_is_told_in_a_sentence(hinge: Hinge, words: list[str], expected: str) -> None:
    said = hinge(*words)
    assert said.code in (1, 4)
    assert said.out == ""
    assert expected in said.err
    assert "secret" not in said.err


def test_without_the_extra_it_says_how_to_install_it(hinge: Hinge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    for words in (["sync", "setup", "hub", "postgresql://ann@/x"], ["hub", "check", "postgresql://ann@/x"],
                  ["hub", "init", "postgresql:///x"]):  # fmt: skip
        said = hinge(*words)
        assert said.code == 4
        assert 'pip install "hinge-log[hub]"' in said.err
