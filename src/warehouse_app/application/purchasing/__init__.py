"""Purchasing: suppliers and what they sell, purchase orders, and who waits for what is still to come."""
