"""Put-away: where goods that came in are put, and what speaks for and against a place."""
