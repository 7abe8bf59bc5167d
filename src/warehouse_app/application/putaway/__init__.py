"""Put-away: goods from the dock onto a trolley, and along a tour to the places that rules propose."""
