"""Orders: their few small states, and what is computed from quantities per line (readiness, fulfilment, stage)."""
