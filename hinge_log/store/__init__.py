"""The log: one SQLite file, and the only code that writes to it."""
