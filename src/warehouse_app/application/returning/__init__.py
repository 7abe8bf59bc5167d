"""Returns: requested, received at the bench, judged, settled in one command, and taken back in one."""
