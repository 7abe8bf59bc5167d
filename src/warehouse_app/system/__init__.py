"""The machine: clock, ids, secrets, files and processes. Handed in through ports by `bootstrap`."""
