"""Stock as it stood at any moment, what it cost, how old it is, and what comes: all of it read from the facts."""
