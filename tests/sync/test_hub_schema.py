"""The SQL of the hub: it is described, agrees with the log's own tables, and comes through a backup."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from hinge_log.store.schema import GROUP_OF
from hinge_log.sync.hub.admin import invite, migrations, set_up_hub
from hinge_log.sync.hub.check import PROBLEM, check_hub
from hinge_log.sync.hub.connection import VERSION, connect
from tests.support import ROOT
from tests.sync.hub_fleet import HubFleet
from tests.sync.postgres import HubServer, as_nobody, running_server
from tests.sync.test_convergence import check

SQL = "".join(migrations().values())


def test_every_table_is_described_in_schema_md() -> None:
    tables = re.findall(r"^CREATE TABLE (\w+)", SQL, re.MULTILINE)
    words = {
        name: " ".join(text.replace("''", "'").split())
        for name, text in re.findall(r"COMMENT ON TABLE (\w+) IS\s+'((?:[^']|'')+)';", SQL)
    }
    assert set(words) == set(tables)
    part = (ROOT / "SCHEMA.md").read_text(encoding="utf-8").split("## The hub")[1].split("\n## ")[0]
    listed = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", part, re.MULTILINE))
    assert listed == words


def test_the_groups_of_columns_are_those_of_the_log() -> None:
    body = SQL.partition("CREATE FUNCTION column_groups")[2].partition("$$;")[0]
    groups = {table: json.loads(text) for table, text in re.findall(r"WHEN '(\w+)' THEN '(\{[^']+\})'", body)}
    for table, known in groups.items():
        named = {column: {each for each in known if known[each] == known[column]} for column in known}
        wanted = {
            column: set(group) - {"day"} if table == "sets" else set(group)
            for column, group in GROUP_OF[table].items()
            if (table, column) != ("sets", "day")
        }
        assert named == wanted
    assert set(groups) >= {"sets", "lift", "workout", "judgement", "video", "exercise"}


def test_the_newest_migration_is_the_version_that_clients_need() -> None:
    assert list(migrations()) == list(range(1, VERSION + 1))


def test_an_administrator_needs_not_be_a_superuser() -> None:
    with running_server() as server:
        with connect(server.url(), check=False) as admin:
            admin.rows("CREATE ROLE hosted LOGIN CREATEROLE CREATEDB")
        with connect(server.url("hosted"), check=False) as hosted:
            hosted.rows("CREATE DATABASE hosted")
        with connect(server.url("hosted", "hosted"), check=False) as hosted:
            assert set_up_hub(hosted) == [*range(1, VERSION + 1)]
        with connect(server.url("hosted", "hosted")) as hosted:
            assert invite(hosted, server.url(), "ann", "owner", None).new
            assert PROBLEM not in {each.state for each in check_hub(hosted, server.url("hosted", "hosted"))}
        with connect(server.url("ann", "hosted")) as ann:
            assert invite(ann, server.url(), "ben", "coach", ann.value("SELECT open_log('log')")).new


def test_a_hub_comes_whole_out_of_its_backup(hub: HubServer, tmp_path: Path) -> None:
    hub.add_person("ann")
    fleet = HubFleet(tmp_path, 4, hub, devices=2)
    try:
        for _ in range(25):
            fleet.step(fleet.random.choice(fleet.replicas))
        fleet.settle(2)
        server, where = hub.server, ["-h", str(hub.server.folder), "-p", str(hub.server.port), "-U", "postgres"]
        dump = subprocess.run(
            [*as_nobody(), server.bin / "pg_dump", *where, hub.database], capture_output=True, check=True, cwd="/"
        ).stdout  # fmt: skip
        restored = HubServer(server, f"{hub.database}_restored")
        with connect(server.url(), check=False) as admin:
            admin.rows(f"CREATE DATABASE {restored.database}")
        subprocess.run(
            [*as_nobody(), server.bin / "psql", "-q", "-v", "ON_ERROR_STOP=1", *where, restored.database],
            input=dump, capture_output=True, check=True, cwd="/",
        )  # fmt: skip
        with hub.connect() as old, restored.connect() as new:
            for table in ("entry", "set_now", "member", "device"):
                assert new.rows(f"SELECT t::text FROM {table} t ORDER BY 1") == old.rows(
                    f"SELECT t::text FROM {table} t ORDER BY 1"
                )
            old.rows("DROP SCHEMA hinge_log CASCADE")
        with connect(server.url(), check=False) as admin:
            admin.rows(f"ALTER DATABASE {hub.database} RENAME TO {hub.database}_gone")
            admin.rows(f"ALTER DATABASE {restored.database} RENAME TO {hub.database}")
        for _ in range(10):
            fleet.step(fleet.random.choice(fleet.replicas))
        check(fleet)
    finally:
        fleet.close()
