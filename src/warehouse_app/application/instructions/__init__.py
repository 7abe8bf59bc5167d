"""Packing instructions at the desk: kept, dropped, listed, and why an order has the ones it has."""
