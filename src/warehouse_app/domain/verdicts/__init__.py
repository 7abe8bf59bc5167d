"""Verdicts as a table: the class of each no, its tone and panel, which are near misses, and what a site may change."""
