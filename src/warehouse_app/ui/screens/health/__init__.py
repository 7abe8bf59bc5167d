"""Stock health: what lies where, what it is worth, how old it is, what comes; now or as it stood."""
