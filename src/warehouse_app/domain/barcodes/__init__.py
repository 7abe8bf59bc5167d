"""From the raw characters of one shot to what they mean: `read`, then `own` and `commands`, then `meaning`."""
