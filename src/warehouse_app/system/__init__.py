"""The machine we run on: clock, ids, secrets, files, child processes with limits."""
