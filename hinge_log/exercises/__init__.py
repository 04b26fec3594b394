"""The catalogue: what can be done, and how it should look."""
