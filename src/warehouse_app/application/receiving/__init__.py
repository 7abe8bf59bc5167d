"""Goods in: a receipt is opened by its paper or without, goods are scanned, and waiting orders are served at once.

The whole state is in the database, so a new process at the same station resumes at the same question.
"""
