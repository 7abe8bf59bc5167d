"""The returns bench: the parcel on the left, its units with the one in hand in the middle, what it comes to on the
right; by scans, digits and function keys alone.
"""
