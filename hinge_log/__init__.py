"""hinge-log: a terminal workout log and technique checklist for the hip hinge."""

__version__ = "0.1.0"
