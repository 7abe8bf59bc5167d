"""What we ask of the outside: protocols, only where there is more than one answer."""
