"""Scanners and scales as values: how their bytes are framed, what a weight says, and which device a station has."""
