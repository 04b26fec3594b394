"""What phones, laptops and synced folders do to a log: kills, power cuts, full disks, damaged files, wrong clocks.

`python -m pytest tests/faults` is the short form, `python -m tests.faults --long` the long one; it prints its figures.
"""
