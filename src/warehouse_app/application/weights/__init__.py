"""Weights: learned from parcels that were handed over, judged by at the bench, and compared with the books."""
