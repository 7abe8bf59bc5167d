"""The transfers screen: the list, one transfer with its lines, picks, packages and deeds, and what is done next."""
