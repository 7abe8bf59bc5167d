"""What moving reads and writes beside the ledger: what stands in places, rules of places, move tasks, kits."""
