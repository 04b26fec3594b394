"""The door: files of other loggers in, ours out."""
