"""Moving: the bench, its deeds, move tasks, kits, and the deeds of the office by which goods change place or kind."""
