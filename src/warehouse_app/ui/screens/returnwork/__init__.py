"""The page of work on returned goods."""
