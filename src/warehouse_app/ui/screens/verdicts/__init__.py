"""The page of verdicts: what is a Stop and what a Note at this site."""
