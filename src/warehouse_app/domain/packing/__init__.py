"""Packing: the states of a pack, what a bench shows, and the pure judgement of each scan."""
