"""Receipts, their lines, parked things, and the orders that wait for what comes in, as rows."""
