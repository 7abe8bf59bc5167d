"""Packing instructions: what a packer must know of an order, as rules, and which of them apply."""
