"""Tests in a real pseudo-terminal: what a headless run cannot see."""
