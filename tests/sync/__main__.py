"""The long form of the convergence test: `python -m tests.sync --runs 20 --operations 2000`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.sync.replicas import Fleet
from tests.sync.test_convergence import check


def main() -> None:
    """Run seed after seed; the first that fails ends it with its seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--operations", type=int, default=2000)
    parser.add_argument("--first", type=int, default=1)
    options = parser.parse_args()
    for seed in range(options.first, options.first + options.runs):
        with tempfile.TemporaryDirectory() as folder:
            fleet = Fleet(Path(folder), seed)
            try:
                fleet.run(options.operations)
                check(fleet)
            except BaseException:
                print(f"seed {seed} failed", flush=True)
                raise
            finally:
                fleet.close()
        stops = f"{fleet.crashes} syncs stopped in the middle"
        print(f"seed {seed}: {options.operations} operations, {stops}, all devices equal", flush=True)


if __name__ == "__main__":
    main()
