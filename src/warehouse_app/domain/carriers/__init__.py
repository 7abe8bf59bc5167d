"""Labels bought of carriers: one key for each, whatever becomes of the answer."""
