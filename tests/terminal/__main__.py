"""Run the tests in a pseudo-terminal and print their figures: `python -m tests.terminal [--long] [words for pytest]`.

With --long at every size, with more keys, sets and taps.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.faults.__main__ import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parent))
