"""What is remembered of verdicts: classes of a site, near misses, lots that may not leave, what was captured."""
