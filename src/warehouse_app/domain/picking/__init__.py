"""Batches and pick tasks: their states, what a picker sees, and the pure judgement of each scan."""
