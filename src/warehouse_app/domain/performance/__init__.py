"""Performance of people: what was done, in which time, and what was stopped in time. Pure."""
