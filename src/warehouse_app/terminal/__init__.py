"""The command line and the line-mode station: the same commands without a window."""
