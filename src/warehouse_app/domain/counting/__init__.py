"""Counting: what stands in a place is compared with the books at the very moment it was counted."""
