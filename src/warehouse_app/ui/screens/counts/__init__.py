"""Counts: planned, at work, to be decided; and how right the books are."""
