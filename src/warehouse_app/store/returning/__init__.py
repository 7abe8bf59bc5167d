"""Returns as rows: cases and their units, the rules they go by, refunds, claims, and what follows from them."""
