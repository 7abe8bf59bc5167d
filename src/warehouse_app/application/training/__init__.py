"""Training: a lesson laid out in a company of its own, graded, and kept as a result alone."""
