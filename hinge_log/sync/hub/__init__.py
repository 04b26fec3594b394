"""A hub in PostgreSQL that carries a log between a lifter's devices and a coach.

psycopg is imported by `connection.py` alone, when a hub is spoken to: it is an optional extra, and slow to import.
"""
