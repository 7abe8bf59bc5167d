"""The papers of the house: plain values in, PDF bytes out, the same bytes for the same values."""
