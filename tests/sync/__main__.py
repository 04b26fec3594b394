"""The long form of the convergence test: `python -m tests.sync [--hub] --runs 20 --operations 2000`."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.sync.replicas import Fleet
from tests.sync.test_convergence import check


def main() -> None:
    """Run seed after seed; the first that fails ends it with its seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--operations", type=int, default=2000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--hub", action="store_true", help="over a hub in PostgreSQL instead of folders")
    options = parser.parse_args()
    os.environ["HINGE_LOG_DAILY_BACKUP"] = "0"  # a process that goes on while a log is put in the place of another
    with ExitStack() as servers:
        make = over_hub(servers) if options.hub else Fleet
        for seed in range(options.first, options.first + options.runs):
            with tempfile.TemporaryDirectory() as folder:
                fleet = make(Path(folder), seed)
                try:
                    fleet.run(options.operations)
                    check(fleet)
                    digest = fleet.digest()
                except BaseException:
                    print(f"seed {seed} failed", flush=True)
                    raise
                finally:
                    fleet.close()
            stops = f"{fleet.crashes} syncs killed, {fleet.breaks} links broken, {fleet.cuts} power cuts"
            print(f"seed {seed}: {options.operations} operations, {stops}, all devices equal", digest, flush=True)


def over_hub(servers: ExitStack) -> Callable[[Path, int], Fleet]:
    """A fleet over a hub of its own, which ends with the run."""
    from tests.sync.hub_fleet import HubFleet
    from tests.sync.postgres import running_hub, running_server

    hub = servers.enter_context(running_hub(servers.enter_context(running_server())))
    hub.add_person("ann")
    return lambda folder, seed: HubFleet(folder, seed, hub)


if __name__ == "__main__":
    main()
