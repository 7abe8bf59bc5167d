"""All that is SQLite's alone: one PC, one file, one writer at a time."""
