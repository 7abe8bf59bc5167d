"""Moving: goods and containers from place to place, tasks that ask for it, kits, and what is locked away or lost."""
