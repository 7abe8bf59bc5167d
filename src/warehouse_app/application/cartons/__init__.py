"""Boxes: kept by the office, ordered when they run low, advised to the bench, and used up by each parcel."""
