"""Several devices on one log: what each did is carried through a folder and merged."""
