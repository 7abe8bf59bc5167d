"""When orders go to the floor: channels, cut-offs, limits, the time they need, and which go so that fewest are late."""
