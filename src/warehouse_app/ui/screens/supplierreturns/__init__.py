"""The page of returns to suppliers."""
