"""A lesson at the window: its band, the goods on the table, and how it went."""
