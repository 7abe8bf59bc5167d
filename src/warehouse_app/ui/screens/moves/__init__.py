"""Moves and replenishment: what is to be moved and why, and goods moved, corrected, locked away and scrapped."""
