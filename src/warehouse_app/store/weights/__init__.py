"""Weights: the log of weighings, what was learned of each product and box, and the way through the ledger behind it."""
