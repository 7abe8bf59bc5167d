"""Weights: what one unit of a product is believed to weigh, what a parcel may weigh, and why one does not. Pure."""
