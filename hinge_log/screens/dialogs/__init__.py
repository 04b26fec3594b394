"""Dialogs: each is a ModalScreen that returns a value; it knows no store and never drives the screen beneath it."""
