"""The put wall: what was picked for many orders at once is sorted into a slot for each, and zones come together."""
