"""Sorting at the put wall: what a picked batch becomes again, order by order."""
