"""Whole screens as rows of styled text, for a width and a height; nothing here knows the log or the terminal."""
