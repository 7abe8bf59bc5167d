"""Shipping: parcels, their labels and manifests: states, what a dock shows, and the pure judgement of each scan."""
