"""Benchmarks: ratios within one run, never absolute times; not part of the test suite."""
