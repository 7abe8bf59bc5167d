"""Suppliers, what they sell, purchase orders, deliveries told beforehand, and the pegs that wait for them."""
