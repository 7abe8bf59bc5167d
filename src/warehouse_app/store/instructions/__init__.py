"""Packing instructions as rows."""
