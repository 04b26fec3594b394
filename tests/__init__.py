"""The tests of hinge-log; `python -m tests` runs every check."""
