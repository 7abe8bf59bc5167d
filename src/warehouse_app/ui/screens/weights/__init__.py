"""Learned weights: where the books are wrong, with the parcels that say so, and the decision about it."""
