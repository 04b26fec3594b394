"""Reusable parts of the screens: they know values and messages, never the log."""
