"""Counts as rows: asked for, worked at, compared with the books, planned and listed."""
