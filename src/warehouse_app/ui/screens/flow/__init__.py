"""The flow board: stages, channels with their lanes, a forecast against the cut-offs, release with a preview."""
