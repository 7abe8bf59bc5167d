"""The page of lots that may not leave: listed, blocked, released."""
