"""Keeping the log safe: files, backups, the mirror of the journal, restore, rescue and doctor."""
