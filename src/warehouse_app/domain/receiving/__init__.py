"""Goods in: what a scan at the dock brings, which line it belongs to, and what is asked before it counts."""
