"""Printing: the states of a print job, what lists show of it, and the noes of printers and papers."""
